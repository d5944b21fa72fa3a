// SPDX-License-Identifier: Apache-2.0
#include "core/cache/eviction_limits.h"
#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/explain/simulate_text.h"
#include "core/report/simulate_numbers.h"
#include "core/report/simulate_report.h"
#include "core/report/text_layout.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace etagere::report {

namespace {

namespace words = explain::simulate_text;
using explain::Message;
using explain::plural;
using explain::text;

std::string percentText(double share) {
    std::array<char, 32> made{};
    (void)std::snprintf(made.data(), made.size(), "%.2f%%", 100 * share);
    return made.data();
}

/// As capacities are given: "1 GiB", "320 MiB", "1.5 GiB"; what is no round number in decimal
/// units.
std::string binarySize(Bytes size) {
    constexpr std::array<std::string_view, 4> units{" TiB", " GiB", " MiB", " KiB"};
    std::uint64_t unit = std::uint64_t{1} << 40U;
    for (const std::string_view name : units) {
        if (size.count >= unit && size.count % unit == 0)
            return std::to_string(size.count / unit).append(name);
        if (size.count >= unit && size.count * 10 % unit == 0)
            return explain::decimal(static_cast<double>(size.count) / static_cast<double>(unit))
                .append(name);
        unit >>= 10U;
    }
    return explain::size(size);
}

/// The texts of one run, a column each.
using Row = std::vector<std::string>;

class TableText {
public:
    TableText(const SimulationView &view, const SimulateTextOptions &options)
        : m_view(view)
        , m_simulated(*view.simulated)
        , m_layout(options.width, options.colour) {}
    std::string make();

private:
    void head();
    void problems();
    void table();
    [[nodiscard]] Row headings() const;
    [[nodiscard]] Row rowOf(std::size_t run) const;
    [[nodiscard]] std::string sizeText(std::uint64_t size) const;
    void line(const Row &row, const std::vector<std::size_t> &widths, Look look);

    const SimulationView &m_view;
    const replay::Simulated &m_simulated;
    TextLayout m_layout;
};

std::string TableText::make() {
    head();
    problems();
    table();
    return std::move(m_layout).take();
}

void TableText::head() {
    const replay::SimulateTotals &totals = m_simulated.totals.front();
    const Duration length(m_simulated.lastTime - m_simulated.firstTime);
    std::string facts(replay::nameOf(m_simulated.format));
    if (length.count() > 0)
        facts += ", " + text(words::span, explain::duration(length));
    if (!m_simulated.unitSizes)
        facts += ", " + explain::size(Bytes{totals.requestBytes});
    m_layout.heading(
        plural(words::traceLine, static_cast<std::int64_t>(totals.requests), m_view.trace, facts));
    const auto &model = m_view.settings->model;
    if (model)
        m_layout.plain(text(words::byModel, text(words::modelName, model->name, model->version)));
    for (const std::string &one :
         explain::assumptionsOf(m_simulated, !model, m_view.limitsAssumed)) {
        const std::string lead = text(words::assumedWord) + " ";
        m_layout.paragraph({.hang = lead.size(), .lead = lead, .leadLook = Look::Notice}, one);
    }
}

void TableText::problems() {
    const std::string lead = text(words::unreadWord) + " ";
    const auto tell = [&](const std::string &sentence) {
        m_layout.paragraph({.hang = lead.size(), .lead = lead, .leadLook = Look::Warning},
                           sentence);
    };
    if (!m_view.unpackedWhole)
        tell(text(m_view.unpackedInLimit ? words::cutPacked : words::largePacked));
    const replay::TraceProblems &all = m_simulated.problems;
    std::uint64_t shown = 0;
    std::uint64_t sum = 0;
    for (const replay::TraceProblem &problem : all.first) {
        tell(explain::sentenceOf(problem, m_simulated.format));
        ++shown;
    }
    for (const std::uint64_t count : all.counts)
        sum += count;
    if (sum > shown)
        tell(plural(words::moreProblems, static_cast<std::int64_t>(sum - shown)));
    if (all.skipped() > 0)
        m_layout.plain(plural(words::skipped, static_cast<std::int64_t>(all.skipped())));
    if (m_simulated.stopped)
        m_layout.paragraph({.look = Look::Warning}, text(words::stopped));
}

std::string TableText::sizeText(std::uint64_t size) const {
    if (Bytes{size} >= cache::StorageLimits::unbounded)
        return text(words::unbounded);
    return m_simulated.unitSizes ? plural(words::objects, static_cast<std::int64_t>(size))
                                 : binarySize(Bytes{size});
}

Row TableText::headings() const {
    std::vector<Message> all{words::columnPolicy, words::columnCapacity, words::columnHits};
    if (m_view.settings->model)
        all.insert(all.end(), {words::columnStale, words::columnValidated});
    all.push_back(words::columnMisses);
    if (!m_simulated.unitSizes)
        all.insert(all.end(), {words::columnBytes, words::columnSaved});
    all.insert(all.end(), {words::columnEvictions, words::columnStored});
    Row row;
    for (const Message &one : all)
        row.push_back(text(one));
    return row;
}

Row TableText::rowOf(std::size_t run) const {
    const replay::SimulateTotals &totals = m_simulated.totals[run];
    const replay::SimulateRun &settings = m_view.settings->runs[run];
    const auto share = [&totals](std::uint64_t part) {
        return percentText(shareOf(part, totals.requests));
    };
    Row row{std::string(cache::nameOf(settings.policy)), sizeText(settings.capacity.count),
            share(totals.hits)};
    if (m_view.settings->model) {
        row.push_back(share(totals.staleHits));
        row.push_back(share(totals.revalidations));
    }
    row.push_back(share(totals.misses));
    if (!m_simulated.unitSizes) {
        row.push_back(percentText(shareOf(totals.hitBytes, totals.requestBytes)));
        row.push_back(explain::size(Bytes{savedBytes(totals)}));
    }
    row.push_back(explain::count(totals.evictions));
    row.push_back(explain::count(totals.residents));
    return row;
}

void TableText::line(const Row &row, const std::vector<std::size_t> &widths, Look look) {
    std::vector<std::string> padded;
    std::vector<TextLayout::Cell> cells;
    padded.reserve(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::size_t blanks = widths[i] - explain::columns(row[i]);
        // Names begin, numbers end at one place.
        padded.push_back(i == 0 ? row[i] : std::string(blanks, ' ') + row[i]);
        cells.push_back(
            {padded.back(), widths[i], i == 0 && look == Look::Plain ? Look::Strong : look});
    }
    m_layout.line(0, cells);
}

void TableText::table() {
    std::vector<Row> rows{headings()};
    for (std::size_t i = 0; i < m_simulated.totals.size(); ++i)
        rows.push_back(rowOf(i));
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row &row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], explain::columns(row[i]));
    }
    m_layout.blank();
    for (std::size_t i = 0; i < rows.size(); ++i)
        line(rows[i], widths, i == 0 ? Look::Faint : Look::Plain);
}

} // namespace

std::string simulateText(const SimulationView &view, const SimulateTextOptions &options) {
    return TableText(view, options).make();
}

} // namespace etagere::report
