// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"
#include "core/http/name_table.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

/// The table behind fieldNameFrom(), for what numbers names while it cuts lines.
namespace etagere::http {

struct FieldNameRow {
    FieldName name = FieldName::Other;
    std::string_view usual;
    std::string_view lower;
};

inline constexpr std::size_t fieldNameCount = static_cast<std::size_t>(FieldName::Count);

inline constexpr std::array<FieldNameRow, fieldNameCount> fieldNameRows{{
    {FieldName::Other, "", ""},
    {FieldName::AcceptEncoding, "Accept-Encoding", "accept-encoding"},
    {FieldName::AcceptRanges, "Accept-Ranges", "accept-ranges"},
    {FieldName::Age, "Age", "age"},
    {FieldName::Authorization, "Authorization", "authorization"},
    {FieldName::CacheControl, "Cache-Control", "cache-control"},
    {FieldName::ClearSiteData, "Clear-Site-Data", "clear-site-data"},
    {FieldName::Connection, "Connection", "connection"},
    {FieldName::ContentEncoding, "Content-Encoding", "content-encoding"},
    {FieldName::ContentLength, "Content-Length", "content-length"},
    {FieldName::ContentLocation, "Content-Location", "content-location"},
    {FieldName::ContentMd5, "Content-MD5", "content-md5"},
    {FieldName::ContentRange, "Content-Range", "content-range"},
    {FieldName::ContentType, "Content-Type", "content-type"},
    {FieldName::Cookie, "Cookie", "cookie"},
    {FieldName::Date, "Date", "date"},
    {FieldName::DockerContentDigest, "Docker-Content-Digest", "docker-content-digest"},
    {FieldName::ETag, "ETag", "etag"},
    {FieldName::Expires, "Expires", "expires"},
    {FieldName::Host, "Host", "host"},
    {FieldName::IfMatch, "If-Match", "if-match"},
    {FieldName::IfModifiedSince, "If-Modified-Since", "if-modified-since"},
    {FieldName::IfNoneMatch, "If-None-Match", "if-none-match"},
    {FieldName::IfRange, "If-Range", "if-range"},
    {FieldName::IfUnmodifiedSince, "If-Unmodified-Since", "if-unmodified-since"},
    {FieldName::LastModified, "Last-Modified", "last-modified"},
    {FieldName::Location, "Location", "location"},
    {FieldName::NoVarySearch, "No-Vary-Search", "no-vary-search"},
    {FieldName::Origin, "Origin", "origin"},
    {FieldName::Pragma, "Pragma", "pragma"},
    {FieldName::Range, "Range", "range"},
    {FieldName::Referer, "Referer", "referer"},
    {FieldName::Server, "Server", "server"},
    {FieldName::SetCookie, "Set-Cookie", "set-cookie"},
    {FieldName::TransferEncoding, "Transfer-Encoding", "transfer-encoding"},
    {FieldName::UserAgent, "User-Agent", "user-agent"},
    {FieldName::Vary, "Vary", "vary"},
    {FieldName::Via, "Via", "via"},
    {FieldName::XGoogGeneration, "X-Goog-Generation", "x-goog-generation"},
    {FieldName::XGoogHash, "X-Goog-Hash", "x-goog-hash"},
    {FieldName::XGoogMetageneration, "X-Goog-Metageneration", "x-goog-metageneration"},
}};

constexpr bool isLowerOf(std::string_view lower, std::string_view usual) {
    return std::equal(lower.begin(), lower.end(), usual.begin(), usual.end(),
                      [](char l, char u) { return l == lowered(u); });
}

constexpr bool fieldNamesAreInEnumOrder() {
    for (std::size_t i = 0; i < fieldNameCount; ++i) {
        if (static_cast<std::size_t>(fieldNameRows[i].name) != i ||
            !isLowerOf(fieldNameRows[i].lower, fieldNameRows[i].usual))
            return false;
    }
    return true;
}
static_assert(fieldNamesAreInEnumOrder(), "every FieldName has its own row, in order");

/// All but Other, which has no name.
constexpr std::array<std::string_view, fieldNameCount - 1> lowerFieldNames() {
    std::array<std::string_view, fieldNameCount - 1> names;
    for (std::size_t i = 1; i < fieldNameCount; ++i)
        names[i - 1] = fieldNameRows[i].lower;
    return names;
}
inline constexpr NameTable fieldNames{lowerFieldNames()};

/// Numbers of fieldNames are those of FieldName.
constexpr FieldName fieldNameOf(std::size_t number) noexcept {
    return static_cast<FieldName>(number);
}

} // namespace etagere::http
