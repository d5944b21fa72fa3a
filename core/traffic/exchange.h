// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/field.h"
#include "core/traffic/ids.h"
#include "core/traffic/source.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace etagere::traffic {

/// Where the recorded browser took the response from, as far as the record tells.
enum class ServedFrom : std::uint8_t {
    Unknown,
    Network,
    Validated,      ///< a 304 on the wire
    ValidatedAs200, ///< a 304 on the wire that the exporter shows as the 200 it renewed
    MemoryCache,
    DiskCache,
    Cache, ///< a cache, the record does not say which
    ServiceWorker,
    CacheInferred, ///< 200 with nothing transferred and no time spent: probably a cache
    Count
};

/// One request with its response. Everything it points to lives in the Traffic it came from.
struct Exchange {
    ExchangeId id;
    VisitId visit;
    UrlId url;
    std::string_view method;
    std::string_view requestVersion; ///< as recorded: "HTTP/1.1", "h2"; may be empty
    std::string_view responseVersion;
    std::string_view mimeType;      ///< as the exporter states it, beside Content-Type
    std::string_view serverAddress; ///< as recorded; may be no address at all
    std::optional<Instant> started;
    std::optional<Duration> duration;
    std::uint16_t status = 0; ///< 0: no response
    ServedFrom servedFrom = ServedFrom::Unknown;
    std::uint32_t indexInSource = 0;    ///< which entry of its file, from 0
    std::int64_t transferredBytes = -1; ///< response bytes on the wire; -1 unknown
    std::int64_t contentBytes = -1;     ///< decoded body as the exporter counts it; -1 unknown
    std::int64_t bodyBytes = -1;        ///< encoded body as the exporter counts it; -1 unknown
    http::Fields requestFields;
    http::Fields responseFields;
    BodyRef requestBody;
    BodyRef responseBody;
    RawRef raw;
};

struct Visitor {
    std::string_view name;
};

/// One page load of a visitor, or what a file without pages holds.
struct Visit {
    VisitorId visitor;
    SourceId source;
    std::string_view pageId; ///< the exporter's; empty for a file without pages
    std::string_view title;
    std::optional<Instant> started;
};

/// A file or recorder that exchanges came from.
struct SourceInfo {
    std::string_view name;    ///< the file as the user named it
    std::string_view creator; ///< "WebInspector", "WebPageTest"
    std::string_view creatorVersion;
    std::string_view browser;   ///< name and version, when known
    bool freshProfiles = false; ///< each run had a profile of its own
};

} // namespace etagere::traffic
