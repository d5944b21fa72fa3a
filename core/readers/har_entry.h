// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/field.h"
#include "core/traffic/exchange.h"
#include "core/traffic/import_log.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::readers {

/// Which repairs were made, each counted once.
class RepairSet {
public:
    void add(traffic::Repair repair) noexcept {
        m_bits |= std::uint64_t{1} << static_cast<unsigned>(repair);
    }
    void add(RepairSet others) noexcept { m_bits |= others.m_bits; }
    [[nodiscard]] bool has(traffic::Repair repair) const noexcept {
        return (m_bits >> static_cast<unsigned>(repair) & 1U) != 0;
    }
    [[nodiscard]] bool empty() const noexcept { return m_bits == 0; }
    /// Appends them to a log, in the order of the enum.
    void appendTo(std::vector<traffic::RepairedEntry> &log, std::uint32_t entry) const;

private:
    static_assert(static_cast<unsigned>(traffic::Repair::Count) <= 64);
    std::uint64_t m_bits = 0;
};

/// What a HAR entry says about where its response came from, each exporter in its own way.
struct CacheHints {
    std::string_view servedFrom; ///< ours, `_servedFrom`: see har_writer.h
    std::string_view fromCache;  ///< Chrome: "memory" or "disk"
    std::string_view fetchType;  ///< WebKit: "Memory Cache", "Disk Cache", "Network Load", ...
    bool fromDiskCache = false;
    bool fromMemoryCache = false;
    bool serviceWorker = false;
    bool beforeRequest = false; ///< the member of `cache` is there, be it null
    bool afterRequest = false;
    bool timings = false; ///< send, wait or receive took any time
};

/// A body as it lies in the file. `length` as written there.
struct BodyDraft {
    bool present = false;
    bool base64 = false;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

struct MessageDraft {
    bool present = false;
    std::vector<http::Field> fields;
    std::string_view version;
    std::int64_t headersSize = -1;
    std::int64_t bodySize = -1;
    BodyDraft body;
    void clear();
};

/// One HAR entry as read, everything in it borrowed from the entry's text or the parser: valid
/// until the next one is read.
struct EntryDraft {
    std::optional<std::string_view> url;
    std::string_view method;
    MessageDraft request;
    MessageDraft response;
    std::uint16_t status = 0;
    bool statusStated = false;
    std::string_view mimeType;
    std::int64_t contentSize = -1;
    std::int64_t transferSize = -1;
    std::string_view pageRef;
    std::string_view address;
    std::optional<Instant> started;
    std::optional<Duration> duration;
    CacheHints cache;
    RepairSet repairs;
    void clear();
};

/// Where the response came from, the strongest hint first. Never from a body size alone: exporters
/// write 0 and -1 there for many reasons.
[[nodiscard]] traffic::ServedFrom inferServedFrom(const EntryDraft &entry);

/// The name of a kind in `_servedFrom`; empty for Unknown.
[[nodiscard]] std::string_view nameOf(traffic::ServedFrom kind) noexcept;

/// Whether a body text of that written length is clearly shorter than the size stated for it.
[[nodiscard]] bool isCut(const BodyDraft &body, std::int64_t statedSize, std::string_view mimeType);

} // namespace etagere::readers
