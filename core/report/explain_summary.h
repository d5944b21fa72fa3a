// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/explain_report.h"
#include "core/report/explain_view.h"
#include "core/report/text_layout.h"

#include <cstddef>
#include <string>
#include <vector>

namespace etagere::report {

/// What stands where the model differs from the recorded browser; one column wide, a blank where it
/// does not.
[[nodiscard]] TextLayout::Cell differenceMark(bool differs) noexcept;

/// The end of the report as text: the outcomes, and how each model compares with the recorded
/// browser.
class ExplainSummary {
public:
    ExplainSummary(const Replayed &replayed, ExplainView &view)
        : m_replayed(replayed)
        , m_view(view)
        , m_totals(replayed.logs) {}

    void add(traffic::ExchangeId id);
    [[nodiscard]] bool isEmpty() const noexcept { return m_totals.exchanges() == 0; }
    /// `outcomeColumns`: as wide as the widest word for an outcome. Nothing when nothing was added.
    void write(TextLayout &layout, std::size_t outcomeColumns);

private:
    void outcomes(TextLayout &layout, std::size_t outcomeColumns) const;
    void comparisons(TextLayout &layout) const;
    void models(TextLayout &layout) const;
    void differences(TextLayout &layout);
    [[nodiscard]] const replay::Log &first() const { return m_replayed.logs.front(); }
    /// As wide as the widest number of exchanges, and shifted to the right.
    [[nodiscard]] std::string right(std::uint64_t number) const;

    const Replayed &m_replayed;
    ExplainView &m_view;
    ExplainTotals m_totals;
    std::vector<traffic::ExchangeId> m_differing; ///< the first of them
};

} // namespace etagere::report
