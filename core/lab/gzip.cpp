// SPDX-License-Identifier: Apache-2.0
#include "core/lab/gzip.h"

#include <zlib.h>

namespace etagere::lab {

std::string gzipped(std::string_view bytes) {
    constexpr int gzipWindow = 15 + 16; // zlib's way to ask for a gzip wrapper
    constexpr int memoryLevel = 8;
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzipWindow, memoryLevel,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string coded(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    std::string input(bytes); // zlib wants it writable
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(coded.data());
    stream.avail_out = static_cast<uInt>(coded.size());
    const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    coded.resize(whole ? stream.total_out : 0);
    deflateEnd(&stream);
    return coded;
}

} // namespace etagere::lab
