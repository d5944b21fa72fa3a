// SPDX-License-Identifier: Apache-2.0
#include "core/explain/lab_text.h"

#include "core/explain/cache_rule_text.h"
#include "core/explain/printable.h"
#include "core/report/explain_why.h"
#include "core/report/lab_report.h"
#include "core/report/text_layout.h"
#include "core/scenario/grounds.h"

#include <algorithm>

namespace etagere::report {

namespace {

namespace words = explain::lab_text;
using Row = SequenceRow;

constexpr std::size_t widestName = 24;
constexpr std::size_t widestCell = 46;

/// A section stays in one line.
std::string unbroken(std::string_view section) {
    std::string out;
    for (const char c : section)
        out.append(c == ' ' ? "\u00a0" : std::string(1, c));
    return out;
}

/// Tells one course, or several side by side.
class RunText {
public:
    RunText(std::span<const LabTold> courses, const LabTextOptions &options)
        : m_courses(courses)
        , m_first(courses.front())
        , m_options(options)
        , m_layout(options.width, options.colour) {}
    std::string make();

private:
    void tellHead();
    void tellSequence();
    void tellRow(const Sequence &sequence, const Row &row, std::string &time);
    void tellDetail(const Row &row, std::size_t indent);
    void tellReasons(const LabTold &told, std::size_t decision, std::size_t indent);
    void tellTable();
    void tellTableLine(std::size_t step, const std::vector<std::size_t> &widths);
    void tellDifferences();
    void tellDifference(std::size_t step);
    void tellLast();
    [[nodiscard]] std::string cellText(const std::optional<LabCell> &cell) const;
    [[nodiscard]] std::string stepText(std::size_t step) const;
    [[nodiscard]] bool differs(std::size_t step) const;
    [[nodiscard]] std::string courseName(const LabTold &told) const;
    template <class... Arguments>
    [[nodiscard]] std::string say(const explain::LabWords &told,
                                  const Arguments &...arguments) const {
        return textIn(m_options.language, told, arguments...);
    }

    std::span<const LabTold> m_courses;
    const LabTold &m_first;
    LabTextOptions m_options;
    TextLayout m_layout;
    std::size_t m_when = 0; ///< columns of times
    std::size_t m_who = 0;  ///< and of those who act
};

std::string RunText::courseName(const LabTold &told) const {
    std::string name = told.model;
    if (!told.whatIf.empty())
        name += (name.empty() ? "" : ", ") + told.whatIf;
    return name.empty() ? say(words::asItStands) : name;
}

void RunText::tellHead() {
    const scenario::Scenario &scenario = *m_first.scenario;
    const std::string title(scenario.title.in(m_options.language));
    m_layout.paragraph(
        {.look = Look::Strong},
        scenario.number.empty() ? title : text(words::numberedTitle, scenario.number, title));
    const std::string misconception(scenario.misconception.in(m_options.language));
    if (!misconception.empty())
        m_layout.plain(say(words::misconception, misconception));
    if (!scenario.intro.isEmpty())
        m_layout.plain(scenario.intro.in(m_options.language));
    if (m_courses.size() > 1)
        return;
    const std::size_t whatIf = whatIfAt(scenario, m_first.whatIf);
    if (whatIf < scenario.whatIfs.size())
        m_layout.paragraph({.look = Look::Notice},
                           scenario.whatIfs[whatIf].text.in(m_options.language));
    if (!m_first.model.empty())
        m_layout.paragraph({.look = Look::Notice}, say(words::modelCourse, m_first.model));
}

void RunText::tellReasons(const LabTold &told, std::size_t decision, std::size_t indent) {
    const scenario::DecisionGrounds grounds = scenario::groundsOf(*told.trace, decision);
    for (const explain::Reason &reason : explain::reasonsOf(grounds.grounds))
        m_layout.paragraph({.indent = indent, .hang = indent + 2, .lead = "- "},
                           text(words::ruleWithSection, reason.sentence, unbroken(reason.section)));
}

void RunText::tellDetail(const Row &row, std::size_t indent) {
    std::string_view rest = row.detail;
    // The reasons follow whole, so that the one which decided need not be told twice.
    if (row.namesRule)
        rest = rest.substr(0, rest.rfind('\n') == std::string_view::npos ? 0 : rest.rfind('\n'));
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        m_layout.paragraph({.indent = indent, .hang = indent + 2, .look = Look::Faint},
                           rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

void RunText::tellRow(const Sequence &sequence, const Row &row, std::string &time) {
    if (row.kind == Row::Kind::Time) {
        m_layout.blank();
        time = row.label;
        return;
    }
    const std::size_t indent = m_when + 2;
    if (row.isAuthors) {
        m_layout.paragraph({.hang = indent,
                            .lead = time.empty() ? std::string(indent, ' ') : time,
                            .leadLook = Look::Strong},
                           row.label);
    } else {
        const bool isDecision = row.kind == Row::Kind::Decision;
        const std::string who = whoOf(sequence, row, widestName);
        const std::string label =
            isDecision ? std::string(glyphOf(row.outcome)) + " " + row.label : row.label;
        const Look look = isDecision      ? lookOf(row.outcome)
                          : row.isFailure ? Look::Alarm
                                          : Look::Plain;
        const std::array cells{TextLayout::Cell{time, m_when, Look::Strong},
                               TextLayout::Cell{who, m_who}, TextLayout::Cell{label, 0, look}};
        m_layout.line(0, cells);
        tellDetail(row, indent + m_who + 4);
        if (isDecision)
            tellReasons(m_first, row.place, indent + m_who + 4);
    }
    time.clear();
}

void RunText::tellSequence() {
    const Sequence sequence =
        sequenceOf(*m_first.scenario, *m_first.trace, {m_options.language, SIZE_MAX});
    for (const Row &row : sequence.rows) {
        if (row.kind == Row::Kind::Time)
            m_when = std::max(m_when, explain::columns(row.label));
        else if (!row.isAuthors)
            m_who = std::max(m_who, explain::columns(whoOf(sequence, row, widestName)));
    }
    std::string time;
    for (const Row &row : sequence.rows)
        tellRow(sequence, row, time);
}

std::string RunText::stepText(std::size_t place) const {
    const scenario::Step &step = m_first.scenario->steps[place];
    const std::size_t actor = actorAt(*m_first.scenario, step.actor);
    std::string_view name = step.actor;
    if (actor < m_first.scenario->actors.size() && !m_first.scenario->actors[actor].name.isEmpty())
        name = m_first.scenario->actors[actor].name.in(m_options.language);
    std::string line = fitted(name, widestName, Cut::AtEnd) + ": ";
    if (step.action != scenario::Action::Request)
        return line + deedOf(step, m_options.language);
    const std::size_t host = step.url.find("://");
    const std::size_t path = host == std::string::npos ? host : step.url.find('/', host + 3);
    line.append(step.method).append(" ");
    return line + (path == std::string::npos ? "/" : step.url.substr(path));
}

std::string RunText::cellText(const std::optional<LabCell> &cell) const {
    if (!cell)
        return say(words::notPlayed);
    const bool isDecided = cell->outcome != cache::Outcome::Count;
    const std::string told = labCellText(*cell, m_options.language);
    return isDecided ? std::string(glyphOf(cell->outcome)) + " " + told : told;
}

bool RunText::differs(std::size_t step) const {
    const std::string &id = m_first.scenario->steps[step].id;
    return std::any_of(m_courses.begin() + 1, m_courses.end(), [&](const LabTold &told) {
        return labCellOf(told, id) != labCellOf(m_first, id);
    });
}

void RunText::tellTableLine(std::size_t step, const std::vector<std::size_t> &widths) {
    const scenario::Step &one = m_first.scenario->steps[step];
    const auto first = labCellOf(m_first, one.id);
    std::vector<std::string> texts{text(words::laterBy, explain::exactDuration(one.at)),
                                   stepText(step)};
    std::vector<Look> looks{Look::Strong, Look::Plain};
    for (const LabTold &told : m_courses) {
        const auto cell = labCellOf(told, one.id);
        texts.push_back((cell == first ? "" : "\u2260 ") + cellText(cell));
        looks.push_back(cell == first ? Look::Plain : Look::Warning);
    }
    std::vector<TextLayout::Cell> cells;
    for (std::size_t i = 0; i < texts.size(); ++i)
        cells.push_back({texts[i], widths[i], looks[i], Cut::InMiddle});
    m_layout.line(0, cells);
}

void RunText::tellTable() {
    const std::size_t steps = m_first.scenario->steps.size();
    std::vector<std::string> head{say(words::columnTime), say(words::columnStep)};
    for (const LabTold &told : m_courses)
        head.push_back(courseName(told));
    std::vector<std::size_t> widths;
    widths.reserve(head.size());
    for (const std::string &name : head)
        widths.push_back(explain::columns(name));
    for (std::size_t i = 0; i < steps; ++i) {
        const scenario::Step &step = m_first.scenario->steps[i];
        const auto widen = [&widths](std::size_t column, const std::string &cell) {
            widths[column] = std::clamp(explain::columns(cell), widths[column], widestCell);
        };
        widen(0, text(words::laterBy, explain::exactDuration(step.at)));
        widen(1, explain::printable(stepText(i)));
        for (std::size_t k = 0; k < m_courses.size(); ++k)
            widen(k + 2, "\u2260 " + cellText(labCellOf(m_courses[k], step.id)));
    }
    std::vector<TextLayout::Cell> cells;
    for (std::size_t i = 0; i < head.size(); ++i)
        cells.push_back({head[i], widths[i], Look::Faint});
    m_layout.blank();
    m_layout.line(0, cells);
    for (std::size_t i = 0; i < steps; ++i)
        tellTableLine(i, widths);
}

/// Why each course came to what it came to, where they part.
void RunText::tellDifference(std::size_t step) {
    const std::string &id = m_first.scenario->steps[step].id;
    for (const LabTold &told : m_courses) {
        const std::size_t there = stepAt(*told.scenario, id);
        const bool isFirst = &told == &m_first;
        if (there >= told.trace->outcomes.size() ||
            (!isFirst && labCellOf(told, id) == labCellOf(m_first, id)))
            continue;
        const auto decision = labDecisionOf(told, there);
        m_layout.paragraph({.indent = 2, .hang = 4, .look = isFirst ? Look::Plain : Look::Warning},
                           courseName(told) + ": " + cellText(labCellOf(told, id)));
        if (decision)
            tellReasons(told, *decision, 4);
    }
}

void RunText::tellDifferences() {
    bool any = false;
    for (std::size_t i = 0; i < m_first.scenario->steps.size(); ++i) {
        const bool isRequest = m_first.scenario->steps[i].action == scenario::Action::Request;
        if (!isRequest || !differs(i))
            continue;
        m_layout.blank();
        if (!any)
            m_layout.plain(say(words::differMarked));
        any = true;
        const Duration at = m_first.scenario->steps[i].at;
        m_layout.paragraph(
            {.look = Look::Strong},
            text(words::differsAt, text(words::laterBy, explain::exactDuration(at)), stepText(i)));
        tellDifference(i);
    }
    if (!any) {
        m_layout.blank();
        m_layout.plain(say(words::sameEverywhere));
    }
}

void RunText::tellLast() {
    const scenario::Scenario &scenario = *m_first.scenario;
    m_layout.blank();
    const std::string_view conclusion = scenario.conclusion.in(m_options.language);
    if (!conclusion.empty())
        m_layout.plain(say(words::conclusion, conclusion));
    std::string sections;
    for (const std::string &section : scenario.sections)
        sections += (sections.empty() ? "" : ", ") + section;
    if (!sections.empty())
        m_layout.paragraph({.look = Look::Faint}, say(words::readMore, sections));
}

std::string RunText::make() {
    tellHead();
    if (m_courses.size() == 1) {
        tellSequence();
    } else {
        tellTable();
        tellDifferences();
    }
    tellLast();
    return std::move(m_layout).take();
}

} // namespace

std::string labCellText(const LabCell &cell, std::string_view language) {
    std::string line;
    const auto add = [&line](const std::string &piece) {
        line.append(line.empty() ? "" : ", ").append(piece);
    };
    const bool isDecided = cell.outcome != cache::Outcome::Count;
    if (isDecided)
        add(explain::outcomeWord(language, cell.outcome, cell.isCompleted));
    if (isDecided && cell.status != 0 && cell.status != 200)
        add(textIn(language, words::cellStatus, cell.status));
    else if (cell.status != 0 && !isDecided)
        add(std::to_string(cell.status));
    if (cell.version != 0)
        add(textIn(language, words::cellVersion, cell.version));
    if (cell.waited)
        add(textIn(language, words::cellWaits));
    else if (cell.asked)
        add(textIn(language, words::cellAsks));
    const auto by = static_cast<std::size_t>(cell.knownBy);
    if (cell.isTracked && by < words::cellKnown.size())
        add(textIn(language, words::cellKnown[by]));
    if (cell.missed)
        add(textIn(language, words::cellMissed));
    return line;
}

std::string labRunText(std::span<const LabTold> courses, const LabTextOptions &options) {
    return RunText(courses, options).make();
}

} // namespace etagere::report
