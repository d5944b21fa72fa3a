// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/diversity.h"
#include "core/tags/ledger_analysis.h"
#include "core/tags/observation.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace etagere::report {

/// What the counts say of a tag's diversity over visitors, by the rule that findings rest on.
[[nodiscard]] analysis::Diversity diversityOf(const tags::TagCounts &counts) noexcept;

/// One origin with its place. Borrows from the analysis.
struct RankedOrigin {
    const tags::OriginDiversity *origin = nullptr;
    std::span<const tags::UrlVariation> urls{};
    /// URLs of each analysis::DiversityClass.
    std::array<std::uint64_t, 5> ofClass{};
    const tags::UrlVariation *most = nullptr; ///< the URL that varies most; none that varies: none
};

/// First those with most URLs that gave every visitor another tag, then those with most that are
/// undecided, then most tags of one visitor; else in the order of their names.
[[nodiscard]] std::vector<RankedOrigin> rankOrigins(const tags::LedgerAnalysis &analysis);

/// At most `limit` origins are told.
struct LedgerReportOptions {
    tags::Validator validator = tags::Validator::ETag;
    std::size_t limit = SIZE_MAX;
};

[[nodiscard]] std::string writeLedgerText(const tags::LedgerAnalysis &analysis,
                                          const LedgerReportOptions &options);

/// Schema "etagere.ledger-analysis/1": `validator`, `observations`, `urls`, `origins[]` {`origin`,
/// counts, `urls_by_diversity`, `urls[]` {`url`, counts, `contents`, `diversity`, `coverage`,
/// `first_seen`, `last_seen`}}, where the counts are `observations`, `tags`, `visitors`, `draws`
/// (different pairs of visitor and tag), `tags_of_one_visitor`, `tags_of_two_visitors`.
[[nodiscard]] std::string writeLedgerJson(const tags::LedgerAnalysis &analysis,
                                          const LedgerReportOptions &options);

} // namespace etagere::report
