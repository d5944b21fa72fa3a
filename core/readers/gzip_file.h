// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/base/stop.h"

#include <cstdint>
#include <string_view>

namespace etagere::readers {

/// What came out of a gzip file, spilled to a temporary file.
struct Inflated {
    MappedFile file;
    bool whole = true;     ///< false: damaged or cut, and this is what came before
    bool tooLarge = false; ///< stopped at the limit, and this is what fitted
    bool stopped = false;
};

/// Whether it begins like gzip (RFC 1952 §2.3.1).
[[nodiscard]] bool looksGzipped(std::string_view bytes) noexcept;

/// The most that a gzip file of that size may grow to: a hundred times its size (HAR text grows
/// five to twenty times), but at least 256 MiB and at most 64 GiB.
[[nodiscard]] std::uint64_t inflateLimit(std::uint64_t compressedSize) noexcept;

/// Inflates all members of a gzip file, up to `limit` bytes. An error only when nothing came out of
/// it or it could not be spilled.
[[nodiscard]] Result<Inflated, FileError> inflateFile(std::string_view gzip, std::uint64_t limit,
                                                      const StopToken &stop);

} // namespace etagere::readers
