// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// "etag" or "last-modified".
[[nodiscard]] std::string_view validatorName(tags::Validator validator) noexcept;

/// What would decide more, as one text.
[[nodiscard]] std::string nextText(const analysis::Finding &finding);

/// Of how many sites the cell tells that they are one visitor's: its largest group; 0 links none.
[[nodiscard]] std::size_t linkedSites(const analysis::LinkabilityCell &cell) noexcept;
/// The cell of that row and column, or null.
[[nodiscard]] const analysis::LinkabilityCell *findCell(const analysis::Linkability &linkability,
                                                        url::Partitioning partitioning,
                                                        analysis::Defence defence) noexcept;

/// The whole report in one line.
[[nodiscard]] std::string verdictOf(const audit::Report &report);

/// Visitors without those that probes make up.
[[nodiscard]] std::uint64_t peopleIn(const audit::Report &report);
/// "A: 3 visits" of each of them, the first `limit`, joined; those of probes are counted.
[[nodiscard]] std::string visitorsText(const audit::Report &report, std::size_t limit);

/// What was mended, skipped or kept an input from being read, one remark each.
[[nodiscard]] std::vector<std::string> remarksOn(const audit::Input &input);

/// An assumption, and how many of the inputs it was made for.
struct Assumption {
    std::string text;
    std::size_t inputs = 0;
};
[[nodiscard]] std::vector<Assumption> assumptionsOf(std::span<const audit::Input> inputs);

} // namespace etagere::report
