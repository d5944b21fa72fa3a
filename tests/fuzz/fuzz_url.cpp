// SPDX-License-Identifier: Apache-2.0
#include "core/url/query.h"
#include "core/url/url.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace etagere::url;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

/// The parts stand in the text in their order and do not overlap.
void requireInOrder(const UrlView &url) {
    const char *last = url.text.data();
    const char *const end = url.text.data() + url.text.size();
    for (const std::string_view part :
         {url.scheme, url.userinfo, url.host, url.path, url.query, url.fragment}) {
        if (part.empty())
            continue;
        require(last <= part.data() && part.data() + part.size() <= end);
        last = part.data() + part.size();
    }
}

/// What a URL is cut into, put together again, is cut the same way.
void requireCutsAgain(const UrlView &url) {
    if (url.kind != UrlView::Kind::Http && url.kind != UrlView::Kind::Https)
        return;
    std::string text(url.scheme);
    text += "://";
    if (!url.userinfo.empty())
        text.append(url.userinfo).append("@");
    text += url.host;
    if (url.port)
        text += ':' + std::to_string(*url.port);
    // An empty host would let the path's first segment become one.
    if (url.host.empty())
        return;
    text.append(url.path).append("?").append(url.query).append("#").append(url.fragment);
    const UrlView again = parseUrl(text);
    require(again.host == url.host && again.port == url.port && again.userinfo == url.userinfo);
    require(again.path == url.path && again.query == url.query);
    require(originOf(again) == originOf(url));
}

void requireOrigin(const UrlView &url) {
    const std::string origin = originOf(url);
    require(origin == "null" || originOf(parseUrl(origin)) == origin);
    const std::string site = siteOf(url.host);
    require(site.size() <= url.host.size() && siteOf(site) == site);
}

void requireQuery(std::string_view query) {
    std::size_t written = 0;
    for (const QueryParameter &parameter : parseQuery(query)) {
        require(parameter.name.find_first_of("&=") == std::string_view::npos);
        written += parameter.name.size() + parameter.value.size();
    }
    require(written <= query.size());
    const std::string decoded = percentDecode(query, PlusSign::IsSpace);
    require(decoded.size() <= query.size());
    require(percentDecode(query).size() == decoded.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const UrlView url = parseUrl(text);
    requireInOrder(url);
    requireCutsAgain(url);
    requireOrigin(url);
    requireQuery(url.query);
    for (const std::string_view segment : pathSegments(url.path))
        require(!segment.empty() && segment.find('/') == std::string_view::npos);
    (void)siteOf(text);
    return 0;
}
