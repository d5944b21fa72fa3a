// SPDX-License-Identifier: Apache-2.0
#include "core/readers/sniff.h"

#include "core/readers/gzip_file.h"
#include "core/readers/json_scan.h"
#include "core/readers/jsonp.h"

#include <zlib.h>

#include <array>
#include <cstddef>

namespace etagere::readers {

namespace {

/// Whether what the beginning of a gzip file holds begins like a HAR; true, too, when `head` ends
/// before its first byte.
bool holdsHar(std::string_view head) noexcept {
    z_stream state{};
    constexpr int gzipOnly = 16 + MAX_WBITS;
    if (::inflateInit2(&state, gzipOnly) != Z_OK)
        return false;
    std::array<char, 512> text{};
    // zlib does not write to its input; its interface is older than const.
    state.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(head.data())); // NOLINT
    state.avail_in = static_cast<uInt>(head.size());
    state.next_out = reinterpret_cast<Bytef *>(text.data()); // NOLINT
    state.avail_out = static_cast<uInt>(text.size());
    const int status = ::inflate(&state, Z_SYNC_FLUSH);
    const std::size_t got = text.size() - state.avail_out;
    ::inflateEnd(&state);
    if (got == 0)
        return status == Z_OK || status == Z_BUF_ERROR;
    return sniff({text.data(), got}) == FileKind::Har;
}

} // namespace

FileKind sniff(std::string_view head) noexcept {
    constexpr std::string_view sqlite("SQLite format 3\0", 16);
    constexpr std::size_t enough = 4096;
    head = head.substr(0, enough);
    if (head.starts_with(sqlite))
        return FileKind::Capture;
    if (looksGzipped(head))
        return holdsHar(head) ? FileKind::GzippedHar : FileKind::Unknown;
    const JsonStart start = findJson(head);
    if (start.at >= head.size())
        return FileKind::Empty;
    return head[start.at] == '{' ? FileKind::Har : FileKind::Unknown;
}

} // namespace etagere::readers
