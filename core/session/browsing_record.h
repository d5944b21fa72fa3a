// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/live_run.h"
#include "core/live/capture.h"
#include "core/session/browsing.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace etagere::session {

/// What is recorded of browsing by hand: the capture, the labels of its visits as an audit has
/// them, and the rows that are shown. Bounded: bodies lie in a file, exchanges beyond
/// `mostExchanges` are counted as dropped, and what visits leave behind is kept as far as a capture
/// document takes it.
class BrowsingRecord {
public:
    static constexpr std::size_t mostExchanges = 100'000;

    explicit BrowsingRecord(const live::EngineInfo &engine);

    /// A visit that begins.
    struct Beginning {
        PersonId person;
        audit::Step step;
        std::string visitor;
        std::string userAgent; ///< empty: the browser's own
        std::string url;
    };
    /// Answers its number of all visits, from 0.
    std::uint32_t beginVisit(const Beginning &visit);
    void record(std::uint32_t visit, const live::LiveExchange &exchange);
    /// Its summary; until then the visit has no label.
    void endVisit(std::uint32_t visit, const live::VisitSummary &summary);
    void addMissed(std::uint32_t visit, const live::Blindness &missed);

    [[nodiscard]] const std::vector<BrowsingRow> &rows() const noexcept { return m_rows; }
    [[nodiscard]] const traffic::Traffic &traffic() const noexcept { return m_capture.traffic(); }
    [[nodiscard]] traffic::VisitId visitId(std::uint32_t visit) const;
    /// The visits that are over. Who kept all cookies and came with an empty profile is a control
    /// for those who lost theirs, under another browser's name an unrelated one.
    [[nodiscard]] audit::LiveRun run() const;
    /// As Browsing::save().
    [[nodiscard]] std::optional<store::StoreError> save(const std::filesystem::path &file) const;

private:
    struct Entry {
        audit::LiveVisit visit;
        bool isUnderOtherName = false;
        bool isOver = false;
        bool isLabelled = true; ///< there is room for it in a document
    };
    void boundLabel(Entry &entry);

    live::EngineInfo m_engine;
    live::Capture m_capture;
    std::vector<Entry> m_visits;
    std::vector<PersonId> m_people; ///< of the visits
    std::vector<BrowsingRow> m_rows;
    std::size_t m_labelBytes = 0;
};

} // namespace etagere::session
