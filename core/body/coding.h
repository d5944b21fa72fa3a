// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::body {

/// The content codings that are undone here (RFC 9110 §8.4.1; br: RFC 7932, zstd: RFC 8878).
enum class Coding : std::uint8_t { Identity, Gzip, Deflate, Brotli, Zstd };

/// The coding of one token of Content-Encoding, case aside; `x-gzip` is gzip, an empty token
/// identity. Nothing for `compress` and unknown ones.
[[nodiscard]] std::optional<Coding> codingFrom(std::string_view token) noexcept;

/// Why coded bytes could not be undone, and how many of them had been read by then.
struct CodingError {
    enum class Kind : std::uint8_t {
        Malformed, ///< not of that coding, or damaged
        Truncated, ///< ends before its coding says so
        TooLarge,  ///< more than the limit; nothing is kept
        Unknown    ///< a coding that is not among Coding, or too many of them
    };
    Kind kind = Kind::Malformed;
    std::uint64_t byteOffset = 0;
    friend bool operator==(const CodingError &, const CodingError &) = default;
};

/// Undoes one coding. At most `limit` bytes come out, and at most little more are ever held.
/// Gzip may have several members (RFC 1952 §2.2), zstd several frames; zeros or other bytes after
/// the last gzip member are not looked at. Deflate is read with and without its zlib wrapper, as
/// browsers do (RFC 9110 §8.4.1.2, note).
[[nodiscard]] Result<std::string, CodingError> decode(Coding coding, std::string_view bytes,
                                                      Bytes limit);

/// Undoes all codings of a Content-Encoding value, the last one first, at most four.
[[nodiscard]] Result<std::string, CodingError> decodeAll(std::string_view contentEncoding,
                                                         std::string_view bytes, Bytes limit);

} // namespace etagere::body
