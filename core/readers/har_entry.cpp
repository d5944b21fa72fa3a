// SPDX-License-Identifier: Apache-2.0
#include "core/readers/har_entry.h"

#include "core/url/url.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace etagere::readers {

namespace {

using traffic::ServedFrom;

struct NameRow {
    std::string_view name;
    ServedFrom kind;
};

constexpr std::array servedFromNames{
    NameRow{"network", ServedFrom::Network},
    NameRow{"validated", ServedFrom::Validated},
    NameRow{"validated-as-200", ServedFrom::ValidatedAs200},
    NameRow{"memory-cache", ServedFrom::MemoryCache},
    NameRow{"disk-cache", ServedFrom::DiskCache},
    NameRow{"cache", ServedFrom::Cache},
    NameRow{"service-worker", ServedFrom::ServiceWorker},
    NameRow{"cache-inferred", ServedFrom::CacheInferred},
};
static_assert(servedFromNames.size() + 1 == static_cast<std::size_t>(ServedFrom::Count));

constexpr std::array fetchTypes{
    NameRow{"Network Load", ServedFrom::Network},
    NameRow{"Memory Cache", ServedFrom::MemoryCache},
    NameRow{"Disk Cache", ServedFrom::DiskCache},
    NameRow{"Service Worker", ServedFrom::ServiceWorker},
};

template <class Rows>
ServedFrom kindNamed(const Rows &rows, std::string_view name) {
    for (const NameRow &row : rows) {
        if (row.name == name)
            return row.kind;
    }
    return ServedFrom::Unknown;
}

/// What the recorder itself says.
ServedFrom statedKind(const CacheHints &hints) {
    if (const ServedFrom own = kindNamed(servedFromNames, hints.servedFrom);
        own != ServedFrom::Unknown)
        return own;
    if (!hints.fromCache.empty())
        return hints.fromCache == "memory" ? ServedFrom::MemoryCache
               : hints.fromCache == "disk" ? ServedFrom::DiskCache
                                           : ServedFrom::Cache;
    if (const ServedFrom fetched = kindNamed(fetchTypes, hints.fetchType);
        fetched != ServedFrom::Unknown)
        return fetched;
    if (hints.fromMemoryCache || hints.fromDiskCache)
        return hints.fromMemoryCache ? ServedFrom::MemoryCache : ServedFrom::DiskCache;
    if (hints.serviceWorker)
        return ServedFrom::ServiceWorker;
    // Firefox and Firebug write afterRequest alone, and only for what a cache served; exporters
    // that write both, say nothing with it.
    return hints.afterRequest && !hints.beforeRequest ? ServedFrom::Cache : ServedFrom::Unknown;
}

/// Bytes of the field lines as HTTP/1.1 would send them.
std::int64_t lineBytes(http::Fields fields) {
    std::size_t bytes = 0;
    for (const http::Field &field : fields)
        bytes += field.name.size() + field.value.size() + 4;
    return static_cast<std::int64_t>(bytes);
}

/// Chromium shows a 304 as the 200 it renewed, body and all. What came over the wire betrays it:
/// the header block alone.
bool wasRenewed(const EntryDraft &entry) {
    const http::Fields asked(entry.request.fields);
    const bool conditional = http::find(asked, http::FieldName::IfNoneMatch) != nullptr ||
                             http::find(asked, http::FieldName::IfModifiedSince) != nullptr;
    if (!conditional || entry.status != 200 || entry.transferSize <= 0 || entry.contentSize <= 0)
        return false;
    if (entry.response.headersSize > 0)
        return entry.transferSize <= entry.response.headersSize;
    // Without the size of the header block, over HTTP/2: less than a compressed body could be.
    constexpr std::int64_t bestCompression = 8;
    return entry.transferSize < lineBytes(entry.response.fields) &&
           entry.transferSize < entry.contentSize / bestCompression;
}

bool isHttp(std::string_view urlText) {
    const auto kind = url::parseUrl(urlText).kind;
    return kind == url::UrlView::Kind::Http || kind == url::UrlView::Kind::Https;
}

bool isTwoByteCharset(std::string_view mimeType) {
    static constexpr std::array<std::string_view, 6> names{"utf-16", "UTF-16", "utf-32",
                                                           "UTF-32", "ucs-2",  "UCS-2"};
    return std::any_of(names.begin(), names.end(), [mimeType](std::string_view name) {
        return mimeType.find(name) != std::string_view::npos;
    });
}

} // namespace

void RepairSet::appendTo(std::vector<traffic::RepairedEntry> &log, std::uint32_t entry) const {
    for (unsigned i = 0; i < static_cast<unsigned>(traffic::Repair::Count); ++i) {
        if ((m_bits >> i & 1U) != 0)
            log.push_back({static_cast<traffic::Repair>(i), entry});
    }
}

void MessageDraft::clear() {
    fields.clear();
    present = false;
    version = {};
    headersSize = -1;
    bodySize = -1;
    body = {};
}

void EntryDraft::clear() {
    request.clear();
    response.clear();
    url.reset();
    method = mimeType = pageRef = address = {};
    status = 0;
    statusStated = false;
    contentSize = transferSize = -1;
    started.reset();
    duration.reset();
    cache = {};
    repairs = {};
}

traffic::ServedFrom inferServedFrom(const EntryDraft &entry) {
    if (const ServedFrom stated = statedKind(entry.cache); stated != ServedFrom::Unknown)
        return stated;
    if (entry.status == 304)
        return ServedFrom::Validated;
    if (wasRenewed(entry))
        return ServedFrom::ValidatedAs200;
    if (entry.status == 200 && entry.transferSize == 0 && !entry.cache.timings &&
        isHttp(entry.url.value_or("")))
        return ServedFrom::CacheInferred;
    return entry.transferSize > 0 ? ServedFrom::Network : ServedFrom::Unknown;
}

std::string_view nameOf(traffic::ServedFrom kind) noexcept {
    for (const NameRow &row : servedFromNames) {
        if (row.kind == kind)
            return row.name;
    }
    return {};
}

bool isCut(const BodyDraft &body, std::int64_t statedSize, std::string_view mimeType) {
    if (!body.present || body.length == 0 || statedSize <= 0)
        return false;
    const auto stated = static_cast<std::uint64_t>(statedSize);
    if (body.base64)
        return body.length / 4 * 3 + 3 < stated - stated / 16;
    if (isTwoByteCharset(mimeType))
        return body.length < stated / 5 * 2;
    // Escapes only make the written text longer. A tenth is left for line ends and byte order
    // marks.
    constexpr std::uint64_t slack = 16;
    return body.length + body.length / 9 + slack < stated;
}

} // namespace etagere::readers
