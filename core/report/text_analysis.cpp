// SPDX-License-Identifier: Apache-2.0
#include "core/report/text_analysis.h"

#include "core/explain/analysis_words.h"
#include "core/explain/printable.h"
#include "core/explain/report_text.h"
#include "core/explain/rule_text.h"
#include "core/explain/utf8.h"
#include "core/report/finding_words.h"

#include <algorithm>
#include <array>
#include <set>

namespace etagere::report {

namespace {

namespace words = explain::report_text;
using analysis::Alternative;
using analysis::Defence;
using analysis::Finding;
using analysis::Linkability;
using analysis::LinkabilityCell;
using analysis::Standing;

constexpr std::size_t indent = 5;
constexpr std::size_t hang = 7;
constexpr std::size_t defenceCount = static_cast<std::size_t>(Defence::Count);
constexpr std::array heads{&words::columnOneCache, &words::columnChromium, &words::columnFirefox,
                           &words::columnSafari};
static_assert(heads.size() == analysis::partitionings.size());

struct Sign {
    std::string_view lead;
    Look look{};
};

Sign signOf(Standing standing) noexcept {
    switch (standing) {
    case Standing::Holds:
        return {"= ", Look::Calm};
    case Standing::Open:
        return {"? ", Look::Warning};
    case Standing::RuledOut:
        break;
    }
    return {"x ", Look::Faint};
}

/// What one cell of the table says, and how it looks.
TextLayout::Cell cellOf(const LinkabilityCell *cell, std::string &text) {
    const std::size_t sites = cell == nullptr ? 0 : linkedSites(*cell);
    if (sites > 1) {
        text = plural(words::cellSites, static_cast<std::int64_t>(sites));
        return {.text = text, .look = Look::Alarm};
    }
    const bool again = cell != nullptr && cell->recognisedOnReturn;
    text = again ? explain::text(words::cellAgain) : std::string("\u2013");
    return {.text = text, .look = again ? Look::Warning : Look::Calm};
}

using Row = std::array<std::string, analysis::partitionings.size() + 1>;

/// The head, then a row for each defence; the first column names it.
class Matrix {
public:
    explicit Matrix(const Linkability &linkability) {
        m_rows[0][0] = text(words::columnDefence);
        for (std::size_t column = 0; column < heads.size(); ++column)
            m_rows[0][column + 1] = text(*heads[column]);
        for (std::size_t i = 0; i < defenceCount; ++i)
            fill(i, linkability);
        for (const Row &row : m_rows) {
            for (std::size_t column = 0; column < row.size(); ++column)
                m_columns[column] = std::max(m_columns[column], explain::columns(row[column]));
        }
    }

    /// Columns of a terminal that it takes, its indent not counted.
    [[nodiscard]] std::size_t width() const noexcept {
        std::size_t all = 0;
        for (const std::size_t columns : m_columns)
            all += columns + 2;
        return all - 2;
    }

    void asTable(TextLayout &layout) const {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            std::array<TextLayout::Cell, std::tuple_size_v<Row>> cells;
            for (std::size_t column = 0; column < cells.size(); ++column)
                cells[column] = {.text = m_rows[i][column],
                                 .columns = m_columns[column],
                                 .look = i == 0        ? Look::Faint
                                         : column == 0 ? Look::Plain
                                                       : m_looks[i - 1][column - 1]};
            layout.line(indent, cells);
        }
    }

    void asParagraphs(TextLayout &layout) const {
        for (std::size_t i = 1; i < m_rows.size(); ++i) {
            std::string line = m_rows[i][0] + ":";
            for (std::size_t column = 1; column < m_rows[i].size(); ++column)
                line += (column > 1 ? ", " : " ") + m_rows[0][column] + " " + m_rows[i][column];
            layout.paragraph({.indent = indent, .hang = hang}, line);
        }
    }

private:
    void fill(std::size_t i, const Linkability &linkability) {
        const auto defence = static_cast<Defence>(i);
        m_rows[i + 1][0] = explain::titleOf(defence);
        for (std::size_t column = 0; column < heads.size(); ++column) {
            const LinkabilityCell *const cell =
                findCell(linkability, analysis::partitionings[column], defence);
            m_looks[i][column] = cellOf(cell, m_rows[i + 1][column + 1]).look;
        }
    }

    std::array<Row, defenceCount + 1> m_rows;
    std::array<std::array<Look, analysis::partitionings.size()>, defenceCount> m_looks{};
    std::array<std::size_t, std::tuple_size_v<Row>> m_columns{};
};

/// Why the cells that link sites do; verbose, why all of them are as they are.
void reasons(TextLayout &layout, const Linkability &linkability, bool verbose) {
    std::set<analysis::LinkReason> told;
    for (const LinkabilityCell &cell : linkability.cells) {
        if ((verbose || linkedSites(cell) > 1) && told.insert(cell.reason).second)
            layout.paragraph({.indent = indent, .hang = hang, .lead = "* "},
                             explain::sentenceOf(cell.reason));
    }
}

std::string sitesOf(const Linkability &linkability, bool verbose) {
    constexpr std::size_t brief = 3;
    const std::size_t shown = verbose ? linkability.sites.size() : brief;
    std::string all = text(words::sitesLabel) + ":";
    for (std::size_t i = 0; i < std::min(shown, linkability.sites.size()); ++i)
        all += (i > 0 ? ", " : " ") + explain::shortened(linkability.sites[i]);
    const std::size_t total = std::max(linkability.siteCount, linkability.sites.size());
    if (total > shown)
        all += " " + text(words::andMore, total - shown);
    return all;
}

} // namespace

void writeAlternatives(TextLayout &layout, const Finding &finding, bool verbose) {
    if (finding.alternatives.empty())
        return;
    layout.paragraph({.indent = indent, .hang = indent, .look = Look::Strong},
                     text(words::headAlternatives));
    std::string ruledOut;
    for (const Alternative &one : finding.alternatives) {
        const std::string title = explain::titleOf(one.explanation);
        if (one.standing == Standing::RuledOut && !verbose) {
            ruledOut += (ruledOut.empty() ? "" : "; ") + title;
            continue;
        }
        const Sign sign = signOf(one.standing);
        layout.paragraph({.indent = indent, .hang = hang, .lead = sign.lead, .leadLook = sign.look},
                         text(words::stands, title, explain::nameOf(one.standing)) + " " +
                             explain::sentenceOf(one.because, finding));
    }
    const Sign sign = signOf(Standing::RuledOut);
    if (!ruledOut.empty())
        layout.paragraph({.indent = indent, .hang = hang, .lead = sign.lead, .leadLook = sign.look},
                         text(words::ruledOut, ruledOut) + ".");
}

void writeLinkability(TextLayout &layout, const Finding &finding, const TextOptions &options) {
    if (!finding.linkability || finding.linkability->cells.empty() ||
        std::max(finding.linkability->siteCount, finding.linkability->sites.size()) < 2)
        return;
    const Linkability &linkability = *finding.linkability;
    layout.paragraph({.indent = indent, .hang = indent, .look = Look::Strong},
                     text(words::headLinkability));
    layout.paragraph({.indent = indent, .hang = hang}, sitesOf(linkability, options.verbose));
    const Matrix matrix(linkability);
    if (indent + matrix.width() <= options.width)
        matrix.asTable(layout);
    else
        matrix.asParagraphs(layout);
    layout.paragraph({.indent = indent, .hang = indent, .look = Look::Faint},
                     text(words::matrixLegend));
    reasons(layout, linkability, options.verbose);
}

} // namespace etagere::report
