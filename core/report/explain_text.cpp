// SPDX-License-Identifier: Apache-2.0
#include "core/explain/cache_rule_text.h"
#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/explain/replay_text.h"
#include "core/explain/report_text.h"
#include "core/report/explain_summary.h"
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
constexpr std::size_t markColumns = 1;
constexpr std::size_t belowRow = 2 * (markColumns + 2); ///< where the lines below a row begin

std::string nameAndVersion(const cache::Model &model) {
    return model.browser.empty()
               ? text(words::modelVersion, model.name, model.version)
               : text(words::modelOfBrowser, model.name, model.version, model.browser);
}

std::string otherText(const std::string &names, const cache::Decision &decision) {
    const std::string outcome = explain::wordOf(decision);
    const cache::Rule rule = explain::decidingRule(decision);
    return rule == cache::Rule::Count
               ? text(words::otherOutcome, names, outcome)
               : text(words::otherOutcomeBy, names, outcome, cache::rowOf(rule).id);
}

/// Writes one report, exchange by exchange.
class Writer {
public:
    Writer(const Replayed &replayed, const ExplainTextOptions &options, const Sink &sink)
        : m_replayed(replayed)
        , m_options(options)
        , m_sink(sink)
        , m_view(replayed)
        , m_summary(replayed, m_view)
        , m_layout(options.width, options.colour) {}

    Written write();

private:
    void head();
    void measure();
    void visit(const traffic::Exchange &exchange);
    void row(ExchangeId id);
    [[nodiscard]] std::string target(const traffic::Exchange &exchange);
    void others(ExchangeId id);
    [[nodiscard]] std::string othersText(ExchangeId id) const;
    void block(ExchangeId id);
    void decision(const replay::Log &log, ExchangeId id);
    void reasons(const replay::Grounds &grounds);
    void compared(const replay::Row &row);
    [[nodiscard]] std::string why(ExchangeId id) const;
    /// Of the model that the text tells of.
    [[nodiscard]] const replay::Log &log() const { return m_replayed.logs.front(); }

    const Replayed &m_replayed;
    ExplainTextOptions m_options;
    const Sink &m_sink;
    ExplainView m_view;
    ExplainSummary m_summary;
    TextLayout m_layout;
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
        std::string further;
        for (const replay::Log &other : m_replayed.logs.subspan(1))
            further += (further.empty() ? "" : ", ") + nameAndVersion(other.model);
        if (!further.empty())
            m_layout.plain(text(words::alsoReplayed, further));
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
    const replay::VersionId stored = ExplainView::storedAfter(log(), id);
    const replay::Version *version = stored.isValid() ? &log().version(stored) : nullptr;
    return whyOf(row.decision, m_view.storedLifetime(log(), id), version);
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
    const std::string word = explain::wordOf(row.decision);
    const std::string reason = why(id);
    const std::string what = target(exchange);
    const std::array cells{differenceMark(differs),
                           TextLayout::Cell{glyphOf(row.decision.outcome), markColumns, look},
                           TextLayout::Cell{word, m_outcomeColumns, look},
                           TextLayout::Cell{reason, m_whyColumns, Look::Faint},
                           TextLayout::Cell{what, m_urlColumns, Look::Plain, Cut::InMiddle}};
    m_layout.line(0, cells);
    if (differs) {
        const std::string browser = text(words::browserDid, explain::wordOf(row.recorded));
        const std::array below{TextLayout::Cell{browser, 0, Look::Warning}};
        m_layout.line(belowRow, below);
    }
    others(id);
}

/// Which other models come to another outcome, those with the same one together; empty: none does.
std::string Writer::othersText(ExchangeId id) const {
    struct Other {
        const cache::Decision *decision;
        std::string names;
    };
    std::vector<Other> found;
    const Outcome mine = log().row(id).decision.outcome;
    for (const replay::Log &one : m_replayed.logs.subspan(1)) {
        const cache::Decision &decision = one.row(id).decision;
        if (decision.outcome == mine)
            continue;
        const auto same = std::find_if(found.begin(), found.end(), [&](const Other &other) {
            return other.decision->outcome == decision.outcome &&
                   explain::decidingRule(*other.decision) == explain::decidingRule(decision);
        });
        if (same != found.end())
            same->names.append(", ").append(one.model.name);
        else
            found.push_back({&decision, std::string(one.model.name)});
    }
    std::string all;
    for (const Other &other : found)
        all += (all.empty() ? "" : "; ") + otherText(other.names, *other.decision);
    if (all.empty())
        return all;
    const bool browsers = log().model.browser.empty();
    return text(browsers ? words::browsersDiffer : words::modelsDiffer, all);
}

void Writer::others(ExchangeId id) {
    const std::string differing = othersText(id);
    if (differing.empty())
        return;
    const std::size_t columns =
        m_options.cut ? std::max(m_options.width, belowRow + 40) - belowRow : 0;
    const std::array below{TextLayout::Cell{differing, columns, Look::Notice}};
    m_layout.line(belowRow, below);
}

void Writer::compared(const replay::Row &row) {
    static constexpr std::array sentences{words::browserUnknown, words::browserKnewMore,
                                          words::browserAgrees, words::browserDiffers};
    static_assert(sentences.size() == static_cast<std::size_t>(Comparison::Count));
    const bool differs = row.comparison == Comparison::Differs;
    m_layout.paragraph(
        {.indent = 2,
         .hang = 4,
         .lead = differs ? differenceMark(true).text : "",
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

void Writer::decision(const replay::Log &log, ExchangeId id) {
    const replay::Grounds &grounds = m_view.groundsOf(log, id);
    const Outcome outcome = grounds.row->decision.outcome;
    std::string line = explain::wordOf(grounds.row->decision);
    if (grounds.row->decision.inferred)
        line = text(words::concluded, line);
    if (m_options.everyModel && m_replayed.logs.size() > 1)
        line = text(words::outcomeOfModel, log.model.name, line);
    const auto &started = m_replayed.traffic->exchange(id).started;
    if (started)
        line += ", " + explain::rfc3339(*started);
    m_layout.paragraph({.indent = 2,
                        .hang = 4,
                        .lead = glyphOf(outcome),
                        .leadLook = lookOf(outcome),
                        .look = lookOf(outcome)},
                       line);
    compared(*grounds.row);
    reasons(grounds);
}

void Writer::block(ExchangeId id) {
    const traffic::Exchange &exchange = m_replayed.traffic->exchange(id);
    m_layout.blank();
    m_layout.paragraph({.hang = 4, .look = Look::Strong},
                       "#" + std::to_string(id.index()) + " " +
                           explain::shortened(m_view.methodOf(exchange)) + " " +
                           explain::shortened(m_view.urlOf(exchange), longestUrl));
    decision(log(), id);
    for (const replay::Log &other : m_replayed.logs.subspan(1)) {
        if (m_options.everyModel)
            decision(other, id);
    }
    const std::string differing = m_options.everyModel ? std::string() : othersText(id);
    if (!differing.empty())
        m_layout.paragraph({.indent = 2, .hang = 4, .look = Look::Notice}, differing);
}

Written Writer::write() {
    head();
    measure();
    for (const ExchangeId id : m_replayed.exchanges) {
        if (m_replayed.stop.stop_requested())
            break;
        if (!wasPlayed(m_replayed, id))
            continue;
        visit(m_replayed.traffic->exchange(id));
        if (m_options.verbose)
            block(id);
        else
            row(id);
        m_summary.add(id);
        if (!m_sink(m_layout.drain()))
            return Written::Refused;
    }
    const Written written = wholeOrStopped(m_replayed);
    if (written == Written::Stopped) {
        m_layout.blank();
        m_layout.paragraph({.look = Look::Warning}, text(words::stopped));
    }
    m_summary.write(m_layout, m_outcomeColumns);
    if (!m_options.verbose && !m_summary.isEmpty()) {
        m_layout.blank();
        m_layout.paragraph({.look = Look::Faint}, text(words::ruleHint));
    }
    return m_sink(m_layout.drain()) ? written : Written::Refused;
}

} // namespace

Written writeExplainText(const Replayed &replayed, const ExplainTextOptions &options,
                         const Sink &sink) {
    return Writer(replayed, options, sink).write();
}

} // namespace etagere::report
