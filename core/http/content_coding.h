// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/deviation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// RFC 9110 §8.4
//   Content-Encoding = #content-coding
//   content-coding   = token
namespace etagere::http {

/// RFC 9110 §8.4.1; br is RFC 7932, zstd RFC 8878.
enum class ContentCoding : std::uint8_t {
    Identity,
    Gzip,
    Deflate,
    Brotli,
    Zstd,
    Compress,
    Other,
    Count
};

/// One coding of a list. `token` is a view into the value.
struct CodingView {
    ContentCoding coding = ContentCoding::Other;
    std::string_view token;
    friend bool operator==(const CodingView &, const CodingView &) = default;
};

/// The codings in the order in which they were applied: undo them from the back.
struct ParsedContentCoding {
    std::vector<CodingView> codings;
    Deviations deviations;
};

/// Case aside; x-gzip and x-compress are their kin; Other for what is no registered coding.
[[nodiscard]] ContentCoding contentCodingFrom(std::string_view token) noexcept;
/// The registered name; empty for Other.
[[nodiscard]] std::string_view spelling(ContentCoding coding) noexcept;
/// Total. Members that are no registered coding are Other, with UnknownCoding.
[[nodiscard]] ParsedContentCoding parseContentCoding(std::string_view value);
/// The codings by their registered names, joined by ", ", identity left out: two values that mean
/// the same give the same text, and none gives an empty one. Nothing where one is not registered:
/// senders write there what is no coding ("utf-8", "none", "aws-chunked").
[[nodiscard]] std::optional<std::string> registeredCodings(std::string_view value);

} // namespace etagere::http
