// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace etagere::http {

/// The fields this program reads, numbered so that finding one compares a byte. Any other name is
/// Other and kept as text.
enum class FieldName : std::uint8_t {
    Other,
    AcceptEncoding,
    AcceptRanges,
    Age,
    Authorization,
    CacheControl,
    ClearSiteData,
    Connection,
    ContentEncoding,
    ContentLength,
    ContentLocation,
    ContentMd5,
    ContentRange,
    ContentType,
    Cookie,
    Date,
    DockerContentDigest,
    ETag,
    Expires,
    Host,
    IfMatch,
    IfModifiedSince,
    IfNoneMatch,
    IfRange,
    IfUnmodifiedSince,
    LastModified,
    Location,
    NoVarySearch,
    Origin,
    Pragma,
    Range,
    Referer,
    Server,
    SetCookie,
    TransferEncoding,
    UserAgent,
    Vary,
    Via,
    XGoogGeneration,
    XGoogHash,
    XGoogMetageneration,
    Count
};

/// The number of a field name, case aside (RFC 9110 §5.1); Other when it has none.
[[nodiscard]] FieldName fieldNameFrom(std::string_view name) noexcept;
/// The usual spelling, `ETag`; empty for Other.
[[nodiscard]] std::string_view spelling(FieldName name) noexcept;

/// One field line as it was sent. Borrows its bytes: valid while what it was made from is.
struct Field {
    std::string_view name;
    std::string_view value;
    FieldName known = FieldName::Other;
};

/// The field lines of one message, in order. Borrowed.
using Fields = std::span<const Field>;

/// The first line of that name, or null.
[[nodiscard]] const Field *find(Fields fields, FieldName name) noexcept;
/// The value of the first line of that name; empty when there is none.
[[nodiscard]] std::string_view valueOf(Fields fields, FieldName name) noexcept;
/// The same by text, case aside, for names without a number.
[[nodiscard]] const Field *find(Fields fields, std::string_view name) noexcept;

} // namespace etagere::http
