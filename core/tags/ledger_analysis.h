// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace etagere::tags {

class ObservationTable;

/// How often one kind of validator's values were met, over the visitors: what diversity is judged
/// by (analysis::DiversityCounts), and what it rests on.
struct TagCounts {
    std::uint64_t observations = 0;
    std::uint64_t tags = 0;             ///< different values
    std::uint64_t visitors = 0;         ///< different visitors
    std::uint64_t draws = 0;            ///< different pairs of visitor and value
    std::uint64_t tagsOfOneVisitor = 0; ///< values that exactly one visitor got
    std::uint64_t tagsOfTwo = 0;        ///< values that exactly two visitors got
    friend bool operator==(const TagCounts &, const TagCounts &) = default;
};

/// How the tag of one URL varied over visitors.
struct UrlVariation {
    std::string origin;
    std::string url;
    TagCounts counts;
    std::uint64_t contents = 0; ///< different contents, among those that are known
    std::optional<Instant> first{}, last{};
    friend bool operator==(const UrlVariation &, const UrlVariation &) = default;
};

/// How the tags of one origin vary over visitors, all URLs together: a tag that comes from several
/// of its URLs is one.
struct OriginDiversity {
    std::string origin;
    std::uint64_t urls = 0;
    TagCounts counts;
    friend bool operator==(const OriginDiversity &, const OriginDiversity &) = default;
};

/// All of both, in the byte order of origins and URLs.
struct LedgerAnalysis {
    std::vector<UrlVariation> urls;
    std::vector<OriginDiversity> origins;
    friend bool operator==(const LedgerAnalysis &, const LedgerAnalysis &) = default;
};

/// Variation and diversity with numbers of the table's texts instead of the texts, in the order of
/// the origins' numbers; of one origin's URLs, in the order of theirs.
struct UrlCounts {
    std::uint32_t url = 0;
    std::uint32_t origin = 0;
    TagCounts counts;
    std::uint64_t contents = 0;
};
struct OriginCounts {
    std::uint32_t origin = 0;
    std::uint64_t urls = 0;
    TagCounts counts;
};
struct TableCounts {
    std::vector<UrlCounts> urls;
    std::vector<OriginCounts> origins;
};

/// Both questions in one pass over the rows, which are brought together by URL first. Takes 8 bytes
/// a row meanwhile (12 with known contents).
[[nodiscard]] TableCounts countTags(const ObservationTable &table);

/// The same with texts and times, in their order.
[[nodiscard]] LedgerAnalysis analyse(const ObservationTable &table);

} // namespace etagere::tags
