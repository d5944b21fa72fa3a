// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace etagere::readers {

/// What a file looks like from its first bytes; whether it really is that, reading it tells.
enum class FileKind : std::uint8_t {
    Har,        ///< JSON text, perhaps after a byte order mark or inside a call (JSONP)
    GzippedHar, ///< gzip around it (RFC 1952)
    Capture,    ///< an SQLite database: a capture document
    Unknown,
    Empty ///< nothing, or nothing but white space
};

/// Total. `head` is the file's beginning, 512 bytes of it are enough (all of it, when it is
/// shorter); a gzip is opened only as far as `head` allows.
[[nodiscard]] FileKind sniff(std::string_view head) noexcept;

} // namespace etagere::readers
