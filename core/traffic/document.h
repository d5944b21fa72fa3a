// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/store/error.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace etagere::traffic {

/// The capture document: a whole Traffic in one SQLite file, each different body once. What the
/// tables hold is told in document_schema.cpp.

/// What the file's name should end in.
inline constexpr std::string_view documentExtension = ".etagere";

struct DocumentError {
    enum class Kind : std::uint8_t {
        Unreadable,   ///< no such file, no permission, or no regular file
        NotACapture,  ///< some other file
        NewerVersion, ///< saved by a later version of this program; cause.version is its schema
        Damaged,      ///< a capture once, but nothing of it can be read safely
        TooLarge,     ///< reading it would take far more memory than a file of its size may
        Stopped,
        NotWritable, ///< the folder or the file that would be replaced
        Full         ///< no room on the disk
    };
    Kind kind = Kind::Unreadable;
    store::StoreError cause{}; ///< of no meaning where none of the store's
};

/// What a saved document could not take over.
struct SaveLog {
    std::uint32_t lostBodies = 0; ///< their sources could not give them; loading them fails as well
    std::uint32_t lostRecords = 0; ///< the same for the records as exporters wrote them
    friend bool operator==(const SaveLog &, const SaveLog &) = default;
};

/// Bytes that travel with a capture without being part of it, by their names: what a user did with
/// it, for one. Whoever reads them takes them for hostile.
using Attachments = std::map<std::string, std::string>;
/// Of all names and bytes together. What is beyond is refused when saving (TooLarge) and left out
/// when opening.
inline constexpr std::uint64_t maxAttachmentBytes = std::uint64_t{16} << 20U;

/// Writes the file whole or not at all: until everything is written, and after a failure or a stop,
/// what was at `path` stays. Bodies are asked of their sources one after the other. Every visit's
/// visitor and every exchange's visit and URL must be of `traffic`. Progress counts exchanges.
[[nodiscard]] Result<SaveLog, DocumentError>
saveCapture(const Traffic &traffic, const std::filesystem::path &path, const StopToken &stop = {},
            const Progress &progress = {}, const Attachments &attachments = {});

/// What a damaged document no longer gives.
struct OpenLog {
    std::uint32_t entries = 0; ///< exchanges found in the file, skipped ones too
    std::uint32_t skippedExchanges = 0;
    std::uint32_t skippedVisits = 0;
    bool cutShort = false; ///< a part of the file is unreadable; what follows it is missing
    friend bool operator==(const OpenLog &, const OpenLog &) = default;
};

struct Capture {
    Traffic traffic{};
    OpenLog log{};
    Attachments attachments{};
};

/// Everything but bodies and raw records is read at once; those stay in the file, which is kept
/// open, and are loaded on demand by any thread. The file is never changed: one of an older version
/// is migrated in a temporary copy. Any bytes are safe to open. Times further than 10,000 years
/// from 1970, and counts beyond 2^53, come back as those bounds. The result may be appended to.
[[nodiscard]] Result<Capture, DocumentError> openCapture(const std::filesystem::path &path,
                                                         const StopToken &stop = {},
                                                         const Progress &progress = {});
/// The same, added to what is in `traffic` already. After Stopped or TooLarge it has a part of it.
/// The document's attachments come into `attachments` unless that is null.
[[nodiscard]] Result<OpenLog, DocumentError>
appendCapture(Traffic &traffic, const std::filesystem::path &path, const StopToken &stop = {},
              const Progress &progress = {}, Attachments *attachments = nullptr);

/// Whether the recorder had the body as characters rather than as bytes (base64), for those who
/// write it out again: a Blob remembers.
[[nodiscard]] bool wasText(const BodyRef &body) noexcept;

} // namespace etagere::traffic
