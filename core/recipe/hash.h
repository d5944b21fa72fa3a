// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace etagere::recipe {

/// erlang:phash2({Size, {{Y,M,D},{h,m,s}}}) before it is cut to a range, the time in UTC
/// (OTP erts/emulator/beam/utils.c, make_hash2).
[[nodiscard]] std::uint32_t erlangHash(std::uint64_t size, std::int64_t modifiedSecond) noexcept;

/// What lighttpd hashes: little-endian inode, size, seconds, nanoseconds (src/http_etag.c).
struct LighttpdFile {
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::uint64_t second = 0;
    std::uint64_t nanosecond = 0;
};
/// D. E. Knuth's hash (The Art of Computer Programming 3, §6.4) as lighttpd seeds it.
[[nodiscard]] std::uint32_t lighttpdHash(const LighttpdFile &file) noexcept;

} // namespace etagere::recipe
