// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/readers/har_entry.h"
#include "core/readers/har_outline.h"
#include "core/readers/har_reader.h"
#include "core/traffic/traffic.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace etagere::readers {

/// A page of a HAR, as far as visits are concerned.
struct PageDraft {
    std::string id;
    std::string title;
    std::string visitor;    ///< ours, `_visitor`; empty when it is not said
    std::optional<int> run; ///< which run of the recorder made it, when it says so
    std::optional<Instant> started;
};

/// Reads the value of `pages`; what is no object in it is passed over.
[[nodiscard]] std::vector<PageDraft> readPages(std::string_view pages, RepairSet &repairs);

/// Whether the recorder starts each run with a browser profile of its own: WebPageTest always,
/// browsertime and sitespeed.io too, also where they only mark the pages of another exporter.
[[nodiscard]] bool hasFreshProfiles(std::string_view creatorName,
                                    const std::vector<PageDraft> &pages);

/// The visits of one HAR: each page is one, added in the order of their start; a file without
/// pages is one visit.
class HarVisits {
public:
    HarVisits(traffic::Traffic &traffic, traffic::SourceId source, const ReadOptions &options);

    /// Adds the visits of the pages. `fresh`: each run is a visitor of its own.
    void addPages(std::vector<PageDraft> pages, bool fresh);
    /// The visit that an entry belongs to: its page's, or that of the page which had started last.
    [[nodiscard]] traffic::VisitId visitOf(const EntryDraft &entry, RepairSet &repairs);
    /// Whether neither the caller nor the file said whose visits these are.
    [[nodiscard]] bool assumedVisitors() const noexcept { return m_assumed; }

private:
    struct Started {
        Instant at;
        traffic::VisitId visit;
    };
    [[nodiscard]] std::string visitorName(const PageDraft &page, int run);
    [[nodiscard]] traffic::VisitId visitAt(const std::optional<Instant> &time) const;

    traffic::Traffic &m_traffic;
    traffic::SourceId m_source;
    const ReadOptions &m_options;
    std::unordered_map<std::string, traffic::VisitId> m_byPageId;
    std::vector<Started> m_byStart;
    traffic::VisitId m_first;
    std::string m_lastRef; ///< of the entry before, whose page is nearly always the next one's too
    traffic::VisitId m_lastVisit;
    bool m_hasPages = false;
    bool m_fresh = false;
    bool m_assumed = false;
};

} // namespace etagere::readers
