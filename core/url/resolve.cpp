// SPDX-License-Identifier: Apache-2.0
#include "core/url/resolve.h"

#include "core/url/url.h"

#include <algorithm>
#include <vector>

namespace etagere::url {

namespace {

/// RFC 3986 §5.2.4. The path begins with a slash.
std::string withoutDots(std::string_view path) {
    std::vector<std::string_view> kept;
    for (std::size_t begin = 1; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view segment = path.substr(begin, end - begin);
        const bool last = end == path.size();
        const bool dots = segment == "." || segment == "..";
        if (segment == ".." && !kept.empty())
            kept.pop_back();
        if (!dots)
            kept.push_back(segment);
        else if (last)
            kept.emplace_back(); // a folder keeps its slash
        begin = end + 1;
    }
    std::string result;
    for (const std::string_view segment : kept) {
        result += '/';
        result += segment;
    }
    return result.empty() ? "/" : result;
}

/// Scheme and authority, "https://example.org:8080".
std::string_view authorityOf(std::string_view base) noexcept {
    const std::size_t slashes = base.find("://");
    if (slashes == std::string_view::npos)
        return base;
    return base.substr(0, base.find_first_of("/?#", slashes + 3));
}

bool hasScheme(std::string_view reference) noexcept {
    return parseUrl(reference).kind != UrlView::Kind::Relative;
}

} // namespace

std::string resolve(std::string_view base, std::string_view reference) {
    const std::string_view whole = reference.substr(0, reference.find('#'));
    if (hasScheme(whole))
        return std::string(whole);
    const std::string_view plainBase = base.substr(0, base.find('#'));
    if (whole.empty())
        return std::string(plainBase);
    if (whole.substr(0, 2) == "//")
        return std::string(plainBase.substr(0, plainBase.find(':') + 1)) + std::string(whole);
    const std::string authority(authorityOf(plainBase));
    const std::size_t query = whole.find('?');
    const std::string_view path = whole.substr(0, query);
    const std::string tail(query == std::string_view::npos ? std::string_view()
                                                           : whole.substr(query));
    const std::string_view baseTail = plainBase.substr(authority.size());
    const std::string_view basePath = baseTail.substr(0, baseTail.find('?'));
    if (path.empty())
        return authority + std::string(basePath) + tail;
    if (path.front() == '/')
        return authority + withoutDots(path) + tail;
    const std::size_t slash = basePath.rfind('/');
    const std::string folder(slash == std::string_view::npos ? std::string_view("/")
                                                             : basePath.substr(0, slash + 1));
    return authority + withoutDots(folder + std::string(path)) + tail;
}

} // namespace etagere::url
