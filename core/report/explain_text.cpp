// SPDX-License-Identifier: Apache-2.0
#include "core/explain/cache_rule_text.h"
#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/explain/replay_text.h"
#include "core/explain/report_text.h"
#include "core/report/explain_view.h"
#include "core/report/explain_why.h"
#include "core/report/text_inputs.h"
#include "core/report/text_layout.h"

#include <algorithm>
#include <array>
#include <string>

namespace etagere::report {

namespace {

namespace words = explain::replay_text;
using cache::Outcome;
using replay::Comparison;
using traffic::ExchangeId;

constexpr std::size_t longestUrl = 4000;
constexpr std::size_t listedDifferences = 10;
constexpr std::size_t markColumns = 1;
constexpr std::string_view differsMark = "\u2260";

TextLayout::Cell mark(bool differs) {
    return {differs ? differsMark : " ", markColumns, differs ? Look::Warning : Look::Plain};
}

/// Writes one report, exchange by exchange.
class Writer {
public:
    Writer(const Replayed &replayed, const ExplainTextOptions &options, const Sink &sink)
        : m_replayed(replayed)
        , m_options(options)
        , m_sink(sink)
        , m_view(replayed)
        , m_layout(options.width, options.colour) {}

    Written write();

private:
    void head();
    void measure();
    void visit(const traffic::Exchange &exchange);
    void row(ExchangeId id);
    [[nodiscard]] std::string target(const traffic::Exchange &exchange);
    void block(ExchangeId id);
    void reasons(const replay::Grounds &grounds);
    void compared(const replay::Row &row);
    void totals();
    void outcomes();
    void comparisons();
    void differences();
    [[nodiscard]] std::string why(ExchangeId id) const;
    [[nodiscard]] const replay::Log &log() const { return *m_replayed.log; }

    const Replayed &m_replayed;
    ExplainTextOptions m_options;
    const Sink &m_sink;
    ExplainView m_view;
    TextLayout m_layout;
    ExplainTotals m_totals;
    std::vector<ExchangeId> m_differing; ///< the first of them
    traffic::VisitId m_visit;
    std::size_t m_outcomeColumns = 0;
    std::size_t m_whyColumns = 0;
    std::size_t m_urlColumns = 0; ///< 0: as wide as it is
};

void Writer::head() {
    const auto &inputs = m_replayed.inputs;
    const std::size_t all = m_replayed.traffic->exchangeCount();
    const bool anyRead = std::any_of(inputs.begin(), inputs.end(),
                                     [](const audit::Input &input) { return !input.failure; });
    if (all == 0) {
        m_layout.plain(text(anyRead ? words::noExchanges : words::nothingRead));
    } else {
        const auto visitors = static_cast<std::int64_t>(m_replayed.traffic->visitorCount());
        m_layout.plain(plural(words::replayed, static_cast<std::int64_t>(all),
                              plural(explain::report_text::visitorCount, visitors),
                              log().model.name, log().model.version));
    }
    if (!m_replayed.filter.empty() && all > 0)
        m_layout.plain(plural(words::filtered,
                              static_cast<std::int64_t>(m_replayed.exchanges.size()),
                              explain::shortened(m_view.filterOf(m_replayed))));
    if (m_view.isRedacted())
        m_layout.paragraph({.look = Look::Faint}, text(words::redacted));
    std::vector<audit::Input> shown;
    for (const audit::Input &input : inputs) {
        shown.push_back(m_view.inputOf(input));
        shown.back().sanitised = false; // missing cookies do not change what a cache does
    }
    m_layout.heading(text(explain::report_text::headRead));
    writeInputs(m_layout, shown, m_options.verbose);
    writeAssumptions(m_layout, shown);
}

/// How wide the columns have to be: of the words only those that occur.
void Writer::measure() {
    std::array<bool, static_cast<std::size_t>(Outcome::Count)> seen{};
    for (const ExchangeId id : m_replayed.exchanges) {
        seen[static_cast<std::size_t>(log().row(id).decision.outcome)] = true;
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i])
            m_outcomeColumns = std::max(m_outcomeColumns,
                                        explain::columns(explain::wordOf(static_cast<Outcome>(i))));
    }
    constexpr std::size_t gaps = 8; // two blanks behind each cell but the last
    constexpr std::size_t widestWhy = 34;
    if (!m_options.cut) {
        m_whyColumns = widestWhy;
        return;
    }
    const std::size_t fixed = 2 * markColumns + gaps + m_outcomeColumns;
    const std::size_t rest = std::max(m_options.width, fixed + 40) - fixed;
    m_whyColumns = std::min(rest / 2, widestWhy);
    m_urlColumns = rest - m_whyColumns;
}

void Writer::visit(const traffic::Exchange &exchange) {
    if (exchange.visit == m_visit)
        return;
    m_visit = exchange.visit;
    const traffic::Visit &visit = m_replayed.traffic->visit(exchange.visit);
    std::string line = text(words::visit, ExplainView::visitNumber(exchange),
                            explain::shortened(m_view.visitorOf(exchange)));
    if (const auto &started = visit.started ? visit.started : exchange.started)
        line += ", " + explain::rfc3339(*started);
    const std::string title = m_view.titleOf(visit);
    if (!title.empty())
        line += ": " + explain::shortened(title, 80);
    m_layout.heading(line);
}

std::string Writer::why(ExchangeId id) const {
    const replay::Row &row = log().row(id);
    const replay::VersionId stored = m_view.storedAfter(id);
    const replay::Version *version = stored.isValid() ? &log().version(stored) : nullptr;
    return whyOf(row.decision, m_view.storedLifetime(id), version);
}

/// Method and URL; what nearly all have, GET and https, is left out.
std::string Writer::target(const traffic::Exchange &exchange) {
    constexpr std::string_view usualScheme = "https://";
    std::string url = explain::shortened(m_view.urlOf(exchange), longestUrl);
    if (url.starts_with(usualScheme))
        url.erase(0, usualScheme.size());
    const std::string method = m_view.methodOf(exchange);
    return method == "GET" ? url : explain::shortened(method, 20) + " " + url;
}

void Writer::row(ExchangeId id) {
    const replay::Row &row = log().row(id);
    const traffic::Exchange &exchange = m_replayed.traffic->exchange(id);
    const bool differs = row.comparison == Comparison::Differs;
    const Look look = lookOf(row.decision.outcome);
    const std::string word = explain::wordOf(row.decision.outcome);
    const std::string reason = why(id);
    const std::string what = target(exchange);
    const std::array cells{mark(differs),
                           TextLayout::Cell{glyphOf(row.decision.outcome), markColumns, look},
                           TextLayout::Cell{word, m_outcomeColumns, look},
                           TextLayout::Cell{reason, m_whyColumns, Look::Faint},
                           TextLayout::Cell{what, m_urlColumns, Look::Plain, Cut::InMiddle}};
    m_layout.line(0, cells);
    if (!differs)
        return;
    const std::string browser = text(words::browserDid, explain::wordOf(row.recorded));
    const std::array below{TextLayout::Cell{browser, 0, Look::Warning}};
    m_layout.line(2 * (markColumns + 2), below);
}

void Writer::compared(const replay::Row &row) {
    static constexpr std::array sentences{words::browserUnknown, words::browserKnewMore,
                                          words::browserAgrees, words::browserDiffers};
    static_assert(sentences.size() == static_cast<std::size_t>(Comparison::Count));
    const bool differs = row.comparison == Comparison::Differs;
    m_layout.paragraph(
        {.indent = 2,
         .hang = 4,
         .lead = differs ? differsMark : "",
         .leadLook = Look::Warning,
         .look = differs ? Look::Warning : Look::Faint},
        text(sentences[static_cast<std::size_t>(row.comparison)], explain::wordOf(row.recorded)));
}

void Writer::reasons(const replay::Grounds &grounds) {
    cache::Step step = cache::Step::Count;
    for (const explain::Reason &reason : explain::reasonsOf(grounds)) {
        if (reason.step != step) {
            step = reason.step;
            m_layout.paragraph({.indent = 2, .hang = 4}, explain::wordOf(step));
        }
        m_layout.paragraph({.indent = 4, .hang = 6, .lead = "\u00b7 ", .leadLook = Look::Faint},
                           text(words::reason, reason.sentence, reason.id, reason.section));
    }
}

void Writer::block(ExchangeId id) {
    const replay::Grounds &grounds = m_view.groundsOf(id);
    const traffic::Exchange &exchange = m_replayed.traffic->exchange(id);
    const Outcome outcome = grounds.row->decision.outcome;
    m_layout.blank();
    m_layout.paragraph({.hang = 4, .look = Look::Strong},
                       "#" + std::to_string(id.index()) + " " +
                           explain::shortened(m_view.methodOf(exchange)) + " " +
                           explain::shortened(m_view.urlOf(exchange), longestUrl));
    std::string line = explain::wordOf(outcome);
    if (grounds.row->decision.inferred)
        line = text(words::concluded, line);
    if (exchange.started)
        line += ", " + explain::rfc3339(*exchange.started);
    m_layout.paragraph({.indent = 2,
                        .hang = 4,
                        .lead = glyphOf(outcome),
                        .leadLook = lookOf(outcome),
                        .look = lookOf(outcome)},
                       line);
    compared(*grounds.row);
    reasons(grounds);
}

void Writer::outcomes() {
    m_layout.heading(text(words::headSummary));
    const std::size_t digits = explain::count(m_totals.exchanges).size();
    for (std::size_t i = 0; i < m_totals.counts.byOutcome.size(); ++i) {
        const std::uint64_t number = m_totals.counts.byOutcome[i];
        if (number == 0)
            continue;
        const auto outcome = static_cast<Outcome>(i);
        const std::string word = explain::wordOf(outcome);
        const std::string shown = explain::count(number);
        const std::string right = std::string(digits - shown.size(), ' ') + shown;
        const std::string share = explain::percent(100 * static_cast<double>(number) /
                                                   static_cast<double>(m_totals.exchanges));
        const std::array cells{TextLayout::Cell{glyphOf(outcome), markColumns, lookOf(outcome)},
                               TextLayout::Cell{word, m_outcomeColumns, lookOf(outcome)},
                               TextLayout::Cell{right, digits},
                               TextLayout::Cell{share, 0, Look::Faint}};
        m_layout.line(2, cells);
    }
}

void Writer::comparisons() {
    m_layout.heading(text(words::headCompared));
    const std::size_t digits = explain::count(m_totals.exchanges).size();
    for (const Comparison comparison : {Comparison::Agrees, Comparison::Differs,
                                        Comparison::NotComparable, Comparison::Unknown}) {
        const std::uint64_t number =
            m_totals.counts.byComparison[static_cast<std::size_t>(comparison)];
        if (number == 0)
            continue;
        const bool differs = comparison == Comparison::Differs;
        const std::string shown = explain::count(number);
        const std::string right = std::string(digits - shown.size(), ' ') + shown;
        const std::string word = explain::wordOf(comparison);
        const std::array cells{mark(differs), TextLayout::Cell{right, digits},
                               TextLayout::Cell{word, 0, differs ? Look::Warning : Look::Plain}};
        m_layout.line(2, cells);
    }
}

void Writer::differences() {
    if (m_differing.empty())
        return;
    m_layout.heading(text(words::headDiffers));
    for (const ExchangeId id : m_differing) {
        const replay::Row &row = log().row(id);
        const std::string url = m_view.urlOf(m_replayed.traffic->exchange(id));
        m_layout.paragraph({.indent = 2, .hang = 6},
                           "#" + std::to_string(id.index()) + " " +
                               fitted(explain::shortened(url, longestUrl), 100, Cut::InMiddle));
        m_layout.paragraph({.indent = 6, .hang = 6, .look = Look::Warning},
                           text(words::difference, explain::wordOf(row.decision.outcome),
                                explain::wordOf(row.recorded)));
    }
    const auto all = m_totals.counts.byComparison[static_cast<std::size_t>(Comparison::Differs)];
    if (all > m_differing.size())
        m_layout.paragraph({.indent = 2, .look = Look::Faint},
                           text(words::andMore, all - m_differing.size()));
}

void Writer::totals() {
    if (m_totals.exchanges == 0)
        return;
    outcomes();
    comparisons();
    differences();
    if (!m_options.verbose) {
        m_layout.blank();
        m_layout.paragraph({.look = Look::Faint}, text(words::ruleHint));
    }
}

Written Writer::write() {
    head();
    measure();
    for (const ExchangeId id : m_replayed.exchanges) {
        if (m_replayed.stop.stop_requested())
            break;
        if (!wasPlayed(log(), id))
            continue;
        visit(m_replayed.traffic->exchange(id));
        if (m_options.verbose)
            block(id);
        else
            row(id);
        const replay::Row &row = log().row(id);
        m_totals.add(row);
        if (row.comparison == Comparison::Differs && m_differing.size() < listedDifferences)
            m_differing.push_back(id);
        if (!m_sink(m_layout.drain()))
            return Written::Refused;
    }
    const Written written = wholeOrStopped(m_replayed);
    if (written == Written::Stopped) {
        m_layout.blank();
        m_layout.paragraph({.look = Look::Warning}, text(words::stopped));
    }
    totals();
    return m_sink(m_layout.drain()) ? written : Written::Refused;
}

} // namespace

Written writeExplainText(const Replayed &replayed, const ExplainTextOptions &options,
                         const Sink &sink) {
    return Writer(replayed, options, sink).write();
}

} // namespace etagere::report
