// SPDX-License-Identifier: Apache-2.0
#include "tests/lab/profile.h"

#include "core/http/text.h"

namespace etagere::tests {

using http::FieldName;

std::string_view Got::value(FieldName name) const {
    for (const auto &[field, text] : fields) {
        if (http::equalsIgnoringCase(field, http::spelling(name)))
            return text;
    }
    return {};
}

std::vector<std::pair<std::string, std::string>>
Profile::fieldsFor(const std::string &host, const std::string &path, bool plain) const {
    std::vector<std::pair<std::string, std::string>> fields{
        {"Host", host},
        {"User-Agent", userAgent},
        {"Accept-Encoding", acceptsGzip ? "gzip, deflate" : "identity"}};
    if (plain)
        return fields;
    std::string jar;
    for (const auto &[cookie, value] : cookies)
        jar.append(jar.empty() ? "" : "; ").append(cookie).append("=").append(value);
    if (!jar.empty())
        fields.emplace_back("Cookie", jar);
    if (const auto stored = cache.find(path); stored != cache.end()) {
        if (!stored->second.etag.empty())
            fields.emplace_back("If-None-Match", stored->second.etag);
        if (!stored->second.lastModified.empty())
            fields.emplace_back("If-Modified-Since", stored->second.lastModified);
    }
    return fields;
}

void Profile::take(const std::string &path, const Got &got) {
    for (const auto &[field, value] : got.fields) {
        if (!http::equalsIgnoringCase(field, "Set-Cookie"))
            continue;
        const std::size_t equals = value.find('=');
        const std::size_t end = std::min(value.find(';'), value.size());
        cookies[value.substr(0, equals)] = value.substr(equals + 1, end - equals - 1);
    }
    const std::string_view etag = got.value(FieldName::ETag);
    const std::string_view lastModified = got.value(FieldName::LastModified);
    if (got.status == 200) {
        if (http::equalsIgnoringCase(got.value(FieldName::CacheControl), "no-store"))
            return;
        cache[path] = {std::string(etag), std::string(lastModified)};
    } else if (got.status == 304) {
        // A 304 renews the fields that it bears (RFC 9111 §3.2).
        Stored &stored = cache[path];
        if (!etag.empty())
            stored.etag = etag;
        if (!lastModified.empty())
            stored.lastModified = lastModified;
    }
}

} // namespace etagere::tests
