// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/base/stop.h"

#include <filesystem>

namespace etagere::readers {

/// A trace's bytes, ready to be read. Unpacking stands here, with the other bytes that come
/// wrapped; what the bytes mean is numbers, no traffic, and is read by core/replay.
struct TraceFile {
    MappedFile file;
    bool whole = true;     ///< false: the compressed file is damaged or cut; this came before
    bool tooLarge = false; ///< unpacking stopped at the limit (inflateLimit())
    bool stopped = false;
};

/// Maps a trace; "-" is standard input. One that is compressed, by zstd (RFC 8878) or gzip, is
/// unpacked to an unlinked temporary file first. An error when it cannot be read or nothing came
/// out of it.
[[nodiscard]] Result<TraceFile, FileError>
openTraceFile(const std::filesystem::path &path, const StopToken &stop, const Progress &progress);

} // namespace etagere::readers
