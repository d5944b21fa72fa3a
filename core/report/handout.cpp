// SPDX-License-Identifier: Apache-2.0
#include "core/report/handout.h"

#include "core/explain/cache_rule_text.h"
#include "core/explain/lab_text.h"
#include "core/explain/rfc.h"
#include "core/report/handout_style.h"
#include "core/report/html.h"
#include "core/report/html_head.h"
#include "core/report/sequence.h"
#include "core/scenario/document.h"

#include <algorithm>

namespace etagere::report {

namespace {

namespace words = explain::lab_text;
using scenario::Question;
using scenario::QuestionKind;
using scenario::Step;

std::string timeText(Duration at) { return text(words::laterBy, explain::exactDuration(at)); }

std::string row(std::string_view cell, const std::vector<std::string> &texts) {
    std::string html = "<tr>";
    for (const std::string &one : texts)
        html += htmlElement(cell, {}, one);
    return html + "</tr>\n";
}

/// The section as citations are written, with a link: "RFC 9111 4.2" becomes "RFC 9111 §4.2".
std::string sectionLink(const std::string &section) {
    std::string citation = section;
    const std::size_t space = citation.rfind(' ');
    if (space != std::string::npos && citation.find("\u00a7") == std::string::npos)
        citation.insert(space + 1, "\u00a7");
    const std::string link = explain::citationLink(citation);
    if (link.empty())
        return htmlText(section);
    return "<a href=\"" + htmlText(link) + "\">" + htmlText(citation) + "</a>";
}

/// The word of an outcome's name; the name where there is none of that name.
std::string outcomeIn(std::string_view language, std::string_view name) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(cache::Outcome::Count); ++i) {
        const auto outcome = static_cast<cache::Outcome>(i);
        if (cache::nameOf(outcome) == name)
            return explain::outcomeWord(language, outcome);
    }
    return std::string(name);
}

/// What an edit's pointer leads to, for people: "Cache-Control"; of several lines of a name not the
/// number of the line.
std::string_view memberAt(std::string_view pointer) {
    const std::size_t slash = pointer.rfind('/');
    const std::string_view last = pointer.substr(slash + 1);
    const bool isNumber = last.find_first_not_of("0123456789") == std::string_view::npos;
    return isNumber && slash != 0 && slash != std::string_view::npos
               ? memberAt(pointer.substr(0, slash))
               : last;
}

/// The diagram in parts that fit a page each, parted between steps.
std::vector<Sequence> inPages(const Sequence &whole) {
    constexpr std::size_t mostRows = 26;
    std::vector<Sequence> parts(1, Sequence{whole.lifelines, {}});
    for (std::size_t begin = 0, end = 0; begin < whole.rows.size(); begin = end) {
        while (end < whole.rows.size() && whole.rows[end].step == whole.rows[begin].step)
            ++end;
        if (!parts.back().rows.empty() && parts.back().rows.size() + end - begin > mostRows)
            parts.push_back({whole.lifelines, {}});
        auto &rows = parts.back().rows;
        rows.insert(rows.end(), whole.rows.begin() + static_cast<std::ptrdiff_t>(begin),
                    whole.rows.begin() + static_cast<std::ptrdiff_t>(end));
    }
    return parts;
}

/// A JSON value as people write it: a text without its quotes, unless it has escapes.
std::string plainValue(std::string_view json) {
    const bool isPlain =
        json.size() > 1 && json.front() == '"' && json.find('\\') == std::string_view::npos;
    return std::string(isPlain ? json.substr(1, json.size() - 2) : json);
}

/// Makes the pages of one handout.
class Pages {
public:
    explicit Pages(const Handout &handout)
        : m_handout(handout)
        , m_scenario(*handout.scenario) {}
    std::string make();

private:
    void addHead();
    void addResources();
    void addSteps(std::size_t from);
    void addSequence(const explain::LabWords &heading, std::size_t steps);
    void addQuestion(std::size_t place);
    void addRoom(const Question &question);
    void addAnswer(std::size_t place);
    void addTruth(const Question &question, const std::string &truth);
    void addEdits(const Question &question);
    void addAsk(std::size_t place);
    void addLast();
    void add(std::string_view name, std::string_view cssClass, std::string_view text);
    [[nodiscard]] std::string_view told(const scenario::LocalText &text) const {
        return text.in(m_handout.language);
    }
    [[nodiscard]] std::string title() const;
    [[nodiscard]] std::string nameOf(std::string_view actor) const;
    [[nodiscard]] std::size_t knownSteps() const;
    [[nodiscard]] std::string currentText(const std::string &pointer) const;
    [[nodiscard]] std::string changeOf(const scenario::Resource &resource,
                                       std::size_t version) const;
    [[nodiscard]] std::string deedOf(const Step &step) const;
    template <class... Arguments>
    [[nodiscard]] std::string say(const explain::LabWords &told,
                                  const Arguments &...arguments) const {
        return textIn(m_handout.language, told, arguments...);
    }

    const Handout &m_handout;
    const scenario::Scenario &m_scenario;
    std::string m_out;
};

void Pages::add(std::string_view name, std::string_view cssClass, std::string_view text) {
    if (!text.empty())
        m_out += htmlElement(name, cssClass, text) + "\n";
}

std::string Pages::title() const {
    const std::string plain(told(m_scenario.title));
    return m_scenario.number.empty() ? plain : text(words::numberedTitle, m_scenario.number, plain);
}

std::string Pages::nameOf(std::string_view id) const {
    const std::size_t actor = actorAt(m_scenario, id);
    if (actor >= m_scenario.actors.size() || m_scenario.actors[actor].name.isEmpty())
        return std::string(id);
    return std::string(told(m_scenario.actors[actor].name));
}

/// How many steps the learner is shown before the first question: what follows is to be found out.
std::size_t Pages::knownSteps() const {
    std::size_t known = m_scenario.steps.size();
    for (const Question &question : m_scenario.questions) {
        const std::size_t after = stepAt(m_scenario, question.after);
        known = std::min(known, after < m_scenario.steps.size() ? after + 1 : 0);
    }
    return known;
}

void Pages::addHead() {
    m_out += "<header>\n";
    add("p", "product", say(words::handoutProduct));
    add("h1", {}, title());
    m_out += "</header>\n";
}

/// What a version brings: "; new content at +20 s".
std::string Pages::changeOf(const scenario::Resource &resource, std::size_t version) const {
    const scenario::ResourceVersion &one = resource.versions[version];
    if (one.from <= Duration::zero())
        return {};
    const bool isFirst = version == 0;
    const std::string at = timeText(one.from);
    if (!isFirst && one.body != resource.versions[version - 1].body)
        return "; " + say(words::handoutNewContent, at);
    const bool saysMore = isFirst || !one.fields.empty();
    return "; " + say(saysMore ? words::handoutFrom : words::handoutRewritten, at);
}

void Pages::addResources() {
    if (m_scenario.resources.empty())
        return;
    add("h2", {}, say(words::handoutServed));
    m_out += "<ul>\n";
    for (const scenario::Resource &resource : m_scenario.resources) {
        std::string servers;
        for (const std::string &on : resource.on)
            servers += (servers.empty() ? "" : ", ") + nameOf(on);
        std::string item = htmlText(say(words::handoutFor, resource.path, servers));
        const auto addField = [&item](const auto &field) {
            item += " " + htmlCode(field.first + ": " + field.second);
        };
        std::for_each(resource.fields.begin(), resource.fields.end(), addField);
        for (std::size_t i = 0; i < resource.versions.size(); ++i) {
            const auto &fields = resource.versions[i].fields;
            item += htmlText(changeOf(resource, i));
            std::for_each(fields.begin(), fields.end(), addField);
        }
        m_out += "<li>" + item + "</li>\n";
    }
    m_out += "</ul>\n";
}

/// What the learner has to know of a step to play it in mind.
std::string Pages::deedOf(const Step &step) const {
    std::string deed = report::deedOf(step, m_handout.language);
    if (step.action != scenario::Action::Request)
        return deed;
    std::string does = step.method + " " + step.url;
    if (!deed.empty())
        does.append(" (").append(deed).append(")");
    for (const auto &[name, value] : step.fields)
        does.append("; ").append(name).append(": ").append(value);
    if (step.cutAfter)
        does.append("; ").append(say(words::handoutBreaks, explain::size(Bytes{*step.cutAfter})));
    return does;
}

void Pages::addSteps(std::size_t from) {
    if (from >= m_scenario.steps.size())
        return;
    add("h2", {}, say(words::handoutSteps));
    m_out += "<div class=\"scroll\"><table><thead>" +
             row("th", {say(words::handoutWhen), say(words::handoutWho), say(words::handoutDoes)}) +
             "</thead><tbody>\n";
    for (std::size_t i = from; i < m_scenario.steps.size(); ++i) {
        const Step &step = m_scenario.steps[i];
        m_out += row("td", {timeText(step.at), nameOf(step.actor), deedOf(step)});
    }
    m_out += "</tbody></table></div>\n";
}

void Pages::addSequence(const explain::LabWords &heading, std::size_t steps) {
    if (steps == 0)
        return;
    const Sequence sequence = sequenceOf(m_scenario, *m_handout.trace, {m_handout.language, steps});
    if (!m_handout.hasDrawings) {
        add("h2", {}, say(heading));
        m_out += "<pre>" + htmlLines(sequenceText(sequence)) + "</pre>\n";
        return;
    }
    m_out += "<div class=\"drawing\">\n";
    add("h2", {}, say(heading));
    for (const Sequence &part : inPages(sequence))
        m_out += "<figure>" + sequenceSvg(part, title()) + "</figure>\n</div>\n<div>\n";
    m_out += "</div>\n";
}

void Pages::addAsk(std::size_t place) {
    const Question &question = m_scenario.questions[place];
    add("h3", {}, say(words::handoutNumber, place + 1));
    const std::size_t whatIf = whatIfAt(m_scenario, question.whatIf);
    if (whatIf < m_scenario.whatIfs.size())
        add("p", "note", told(m_scenario.whatIfs[whatIf].text));
    add("p", "ask", told(question.ask));
}

std::string Pages::currentText(const std::string &pointer) const {
    return std::string(memberAt(pointer)) + ": " +
           plainValue(scenario::valueAt(m_handout.json, pointer));
}

void Pages::addRoom(const Question &question) {
    constexpr std::string_view line = "<div class=\"room\"></div>\n";
    if (question.kind == QuestionKind::Edit) {
        add("p", "note", say(words::handoutSent));
        for (const std::string &pointer : question.editable)
            m_out += "<p>" + htmlCode(currentText(pointer)) + "</p>\n";
    }
    if (question.options.empty()) {
        m_out.append(line).append(question.kind == QuestionKind::Edit ? line : "");
        add("p", "unit", question.unit);
        return;
    }
    m_out += "<ul class=\"boxes\">\n";
    for (const scenario::Option &option : question.options)
        add("li", {},
            option.text.isEmpty() ? outcomeIn(m_handout.language, option.id) : told(option.text));
    m_out += "</ul>\n";
    m_out += line;
}

void Pages::addQuestion(std::size_t place) {
    const Question &question = m_scenario.questions[place];
    m_out += "<section class=\"question\">\n";
    addAsk(place);
    const std::size_t after = stepAt(m_scenario, question.after);
    if (after < m_scenario.steps.size())
        add("p", "note", say(words::handoutAfter, timeText(m_scenario.steps[after].at)));
    addRoom(question);
    m_out += "</section>\n";
}

void Pages::addEdits(const Question &question) {
    add("p", "note", say(words::handoutOneWay));
    for (const scenario::Edit &edit : question.right.edits) {
        const std::string_view name = memberAt(edit.pointer);
        m_out +=
            "<p>" +
            htmlCode(edit.json.empty() ? say(words::handoutRemoved, name)
                                       : text(words::handoutChanged, name, plainValue(edit.json))) +
            "</p>\n";
    }
}

void Pages::addTruth(const Question &question, const std::string &truth) {
    switch (question.kind) {
    case QuestionKind::Outcome:
        add("p", "truth", outcomeIn(m_handout.language, truth));
        break;
    case QuestionKind::Number:
        add("p", "truth", question.unit.empty() ? truth : truth + " " + question.unit);
        break;
    case QuestionKind::Pick: {
        const std::string framed = " " + truth + " ";
        m_out += "<ul class=\"boxes\">\n";
        for (const scenario::Option &option : question.options)
            add("li", framed.find(" " + option.id + " ") == std::string::npos ? "" : "holds",
                told(option.text));
        m_out += "</ul>\n";
        break;
    }
    default:
        addEdits(question);
        break;
    }
}

void Pages::addAnswer(std::size_t place) {
    m_out += "<section class=\"question\">\n";
    addAsk(place);
    if (place < m_handout.truths.size())
        addTruth(m_scenario.questions[place], m_handout.truths[place]);
    add("p", {}, told(m_scenario.questions[place].why));
    m_out += "</section>\n";
}

void Pages::addLast() {
    if (m_scenario.sections.empty())
        return;
    m_out += "<footer>\n<p>";
    for (std::size_t i = 0; i < m_scenario.sections.size(); ++i)
        m_out += (i == 0 ? "" : ", ") + sectionLink(m_scenario.sections[i]);
    m_out += "</p>\n</footer>\n";
}

std::string Pages::make() {
    m_out = htmlHead(title() + " \u2013 Etagere", m_handout.language, handoutStyle);
    addHead();
    m_out += "<main>\n";
    const std::size_t count = m_scenario.questions.size();
    if (m_handout.part != Handout::Part::Answers) {
        add("p", "belief", told(m_scenario.misconception));
        add("p", {}, told(m_scenario.intro));
        addResources();
        addSequence(words::handoutSoFar, knownSteps());
        addSteps(knownSteps());
        if (count > 0)
            add("h2", {}, say(words::handoutQuestions));
        for (std::size_t i = 0; i < count; ++i)
            addQuestion(i);
    }
    if (m_handout.part != Handout::Part::Questions) {
        m_out += "<section class=\"answers\">\n";
        add("h2", {}, say(words::handoutAnswers));
        for (std::size_t i = 0; i < count; ++i)
            addAnswer(i);
        add("p", "learned", told(m_scenario.conclusion));
        addSequence(words::handoutHappened, m_scenario.steps.size());
        m_out += "</section>\n";
    }
    m_out += "</main>\n";
    addLast();
    return std::move(m_out) + "</body>\n</html>\n";
}

} // namespace

std::string handoutHtml(const Handout &handout) { return Pages(handout).make(); }

} // namespace etagere::report
