// SPDX-License-Identifier: Apache-2.0
#include "core/report/ledger_report.h"

#include "core/explain/ledger_text.h"
#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/report/finding_words.h"
#include "core/report/json.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <tuple>

namespace etagere::report {

namespace {

namespace words = explain::ledger_text;
using analysis::DiversityClass;
using explain::plural;
using explain::text;

struct ClassRow {
    DiversityClass of{};
    std::string_view name; ///< in JSON
    explain::Message sentence;
};

constexpr std::array classes{
    ClassRow{DiversityClass::Unseen, "one-visitor", words::unseen},
    ClassRow{DiversityClass::Constant, "constant", words::constant},
    ClassRow{DiversityClass::Cluster, "cluster", words::cluster},
    ClassRow{DiversityClass::PerVisitor, "per-visitor", words::perVisitor},
    ClassRow{DiversityClass::Inconclusive, "inconclusive", words::inconclusive}};

constexpr bool isInEnumOrder() {
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (static_cast<std::size_t>(classes[i].of) != i)
            return false;
    }
    return true;
}
static_assert(isInEnumOrder(), "every class has its own row, in order");
static_assert(classes.size() == decltype(RankedOrigin::ofClass){}.size());

constexpr std::size_t indexOf(DiversityClass of) noexcept { return static_cast<std::size_t>(of); }

std::uint32_t capped(std::uint64_t count) noexcept {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(std::min(count, most));
}

/// Counts the URLs and finds the one that varies most.
void takeUrls(RankedOrigin &ranked) {
    std::size_t worstClass = 0;
    for (const tags::UrlVariation &url : ranked.urls) {
        const std::size_t its = indexOf(diversityOf(url.counts).verdict);
        ++ranked.ofClass[its];
        if (url.counts.tags < 2 || url.counts.visitors < 2)
            continue;
        const bool more = ranked.most == nullptr ||
                          std::tie(its, url.counts.tagsOfOneVisitor) >
                              std::tie(worstClass, ranked.most->counts.tagsOfOneVisitor);
        if (more) {
            ranked.most = &url;
            worstClass = its;
        }
    }
}

auto rankOf(const RankedOrigin &ranked) {
    return std::tuple(ranked.ofClass[indexOf(DiversityClass::PerVisitor)],
                      ranked.ofClass[indexOf(DiversityClass::Inconclusive)],
                      ranked.origin->counts.tagsOfOneVisitor);
}

void appendText(std::string &out, const RankedOrigin &ranked) {
    const tags::OriginDiversity &origin = *ranked.origin;
    const auto line = [&out](const std::string &sentence) { out += "  " + sentence + "\n"; };
    out += "\n" + explain::printable(origin.origin, 300) + "\n";
    line(text(words::seen, origin.counts.visitors, origin.urls, origin.counts.tags,
              origin.counts.observations));
    constexpr DiversityClass order[]{DiversityClass::PerVisitor, DiversityClass::Inconclusive,
                                     DiversityClass::Cluster, DiversityClass::Constant,
                                     DiversityClass::Unseen};
    for (const DiversityClass of : order) {
        if (const std::uint64_t urls = ranked.ofClass[indexOf(of)]; urls > 0)
            line(plural(classes[indexOf(of)].sentence, static_cast<std::int64_t>(urls)));
    }
    if (origin.counts.visitors > 1 && origin.counts.tagsOfOneVisitor > 0)
        line(plural(words::ofOne, static_cast<std::int64_t>(origin.counts.tagsOfOneVisitor)));
    if (ranked.most != nullptr)
        line(text(words::most, explain::printable(ranked.most->url, 300),
                  ranked.most->counts.visitors, ranked.most->counts.tags));
}

void writeCounts(JsonWriter &json, const tags::TagCounts &counts) {
    json.key("observations").whole(counts.observations);
    json.key("tags").whole(counts.tags);
    json.key("visitors").whole(counts.visitors);
    json.key("draws").whole(counts.draws);
    json.key("tags_of_one_visitor").whole(counts.tagsOfOneVisitor);
    json.key("tags_of_two_visitors").whole(counts.tagsOfTwo);
}

void writeTime(JsonWriter &json, std::string_view key, const std::optional<Instant> &time) {
    json.key(key);
    if (time)
        json.text(explain::rfc3339(*time));
    else
        json.null();
}

void writeUrl(JsonWriter &json, const tags::UrlVariation &url) {
    const analysis::Diversity diversity = diversityOf(url.counts);
    json.beginObject();
    json.key("url").text(url.url);
    writeCounts(json, url.counts);
    json.key("contents").whole(url.contents);
    json.key("diversity").text(classes[indexOf(diversity.verdict)].name);
    json.key("coverage").real(diversity.coverage);
    writeTime(json, "first_seen", url.first);
    writeTime(json, "last_seen", url.last);
    json.endObject();
}

void writeOrigin(JsonWriter &json, const RankedOrigin &ranked) {
    json.beginObject();
    json.key("origin").text(ranked.origin->origin);
    writeCounts(json, ranked.origin->counts);
    json.key("urls_by_diversity").beginObject();
    for (const ClassRow &row : classes)
        json.key(row.name).whole(ranked.ofClass[indexOf(row.of)]);
    json.endObject();
    json.key("urls").beginArray();
    for (const tags::UrlVariation &url : ranked.urls)
        writeUrl(json, url);
    json.endArray();
    json.endObject();
}

std::uint64_t observationsOf(const tags::LedgerAnalysis &analysis) {
    std::uint64_t sum = 0;
    for (const tags::OriginDiversity &origin : analysis.origins)
        sum += origin.counts.observations;
    return sum;
}

} // namespace

analysis::Diversity diversityOf(const tags::TagCounts &counts) noexcept {
    // One visitor that drew often is no comparison between visitors.
    if (counts.visitors < 2)
        return analysis::diversityOf({});
    return analysis::diversityOf({capped(counts.draws), capped(counts.tags),
                                  capped(counts.tagsOfOneVisitor), capped(counts.tagsOfTwo)});
}

std::vector<RankedOrigin> rankOrigins(const tags::LedgerAnalysis &analysis) {
    std::vector<RankedOrigin> ranked;
    ranked.reserve(analysis.origins.size());
    const std::span<const tags::UrlVariation> urls(analysis.urls);
    std::size_t from = 0;
    for (const tags::OriginDiversity &origin : analysis.origins) {
        std::size_t to = from;
        while (to < urls.size() && urls[to].origin == origin.origin)
            ++to;
        RankedOrigin &one = ranked.emplace_back();
        one.origin = &origin;
        one.urls = urls.subspan(from, to - from);
        takeUrls(one);
        from = to;
    }
    std::stable_sort(
        ranked.begin(), ranked.end(),
        [](const RankedOrigin &a, const RankedOrigin &b) { return rankOf(a) > rankOf(b); });
    return ranked;
}

std::string writeLedgerText(const tags::LedgerAnalysis &analysis,
                            const LedgerReportOptions &options) {
    if (analysis.origins.empty())
        return text(words::nothing) + "\n";
    const auto ranked = rankOrigins(analysis);
    std::string out = plural(words::totals, static_cast<std::int64_t>(ranked.size()),
                             analysis.urls.size(), observationsOf(analysis)) +
                      "\n" + text(words::preface) + "\n";
    const std::size_t told = std::min(options.limit, ranked.size());
    for (std::size_t i = 0; i < told; ++i)
        appendText(out, ranked[i]);
    if (told < ranked.size())
        out += "\n" + plural(words::cut, static_cast<std::int64_t>(ranked.size() - told)) + "\n";
    return out;
}

std::string writeLedgerJson(const tags::LedgerAnalysis &analysis,
                            const LedgerReportOptions &options) {
    const auto ranked = rankOrigins(analysis);
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.ledger-analysis/1");
    json.key("validator").text(validatorName(options.validator));
    json.key("observations").whole(observationsOf(analysis));
    json.key("urls").whole(analysis.urls.size());
    json.key("origin_count").whole(ranked.size());
    json.key("origins").beginArray();
    for (std::size_t i = 0; i < std::min(options.limit, ranked.size()); ++i)
        writeOrigin(json, ranked[i]);
    json.endArray();
    json.endObject();
    return json.finish();
}

} // namespace etagere::report
