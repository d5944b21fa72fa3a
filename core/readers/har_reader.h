// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/traffic/import_log.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <string>

namespace etagere::readers {

struct ReadOptions {
    std::string name;    ///< the file as the user named it
    std::string visitor; ///< whose visits the file holds; empty: it is assumed, see Imported
};

/// Why nothing could be read from a file.
struct ImportError {
    enum class Kind : std::uint8_t {
        Unreadable, ///< the gzip around it is damaged from its first bytes on, or spilling it
                    ///< failed
        NotJson,
        NotHar,   ///< JSON, but no list of entries in it
        TooLarge, ///< a gzip that grows beyond every bound before a list of entries came
        Stopped   ///< asked to stop before a list of entries came
    };
    Kind kind = Kind::Unreadable;
    std::uint64_t byteOffset = 0;
};

/// What was read, and what had to be assumed to read it.
struct Imported {
    traffic::SourceId source;
    traffic::ImportLog log;
    bool assumedVisitors =
        false; ///< nobody said whose visits these are: neither the caller nor the file
    bool freshProfiles =
        false; ///< each run of the recorder had a profile, and is a visitor, of its own
    bool sanitised = false; ///< a Chrome export without any cookie or authorization field
    bool stopped = false;   ///< asked to stop; what was read before is kept
};

/// Reads HAR 1.1 and 1.2 as every known exporter writes them, and mends what can be mended; each
/// repair is in the log. Entries are appended in the file's order, visits in the order of their
/// start. A damaged entry loses itself only; a file that ends early is read up to the cut.
/// Bodies are located, not read: `traffic` keeps the mapping for as long as it, or anybody, needs
/// the source. Nothing is added to `traffic` on an error.
[[nodiscard]] Result<Imported, ImportError> readHar(MappedFile file, const ReadOptions &options,
                                                    traffic::Traffic &traffic,
                                                    const StopToken &stop = {},
                                                    const Progress &progress = {});

} // namespace etagere::readers
