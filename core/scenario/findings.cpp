// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/findings.h"

#include "core/base/edit_distance.h"
#include "core/scenario/expected.h"

#include <algorithm>
#include <utility>

namespace etagere::scenario {

namespace {

constexpr std::size_t mostTold = 50;
constexpr std::size_t mostKept = 120; // so that what stands first can be told first
constexpr std::size_t longestDetail = 200;

/// Cut so that a huge document makes no huge problem; never within a character.
std::string shortened(std::string_view text) {
    if (text.size() <= longestDetail)
        return std::string(text);
    std::size_t end = longestDetail;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

} // namespace

Place Place::inside(std::size_t index) const {
    const std::string token =
        json->kind == Json::Kind::Object ? tokenOf(json->keys[index].name) : std::to_string(index);
    return {pointer + '/' + token, &json->values[index]};
}

void Findings::add(Fault fault, const Place &where, std::string_view detail,
                   std::string_view near) {
    Problem problem;
    problem.fault = fault;
    problem.pointer = where.pointer;
    problem.detail = detail;
    problem.near = near;
    addAt(std::move(problem), where.json->offset);
}

bool Findings::isFull() const noexcept { return m_found.size() >= mostKept; }

void Findings::addAt(Problem problem, std::size_t offset) {
    if (isFull())
        return;
    if (problem.fault != Fault::NotOneOf) // whose words are ours
        problem.detail = shortened(problem.detail);
    m_found.push_back({std::move(problem), offset});
}

namespace {

/// Counts lines and columns while it goes through a text; a column is a character, not a byte.
class Walk {
public:
    explicit Walk(std::string_view text) noexcept
        : m_text(text) {}
    void to(std::size_t offset) noexcept {
        for (; m_offset < std::min(offset, m_text.size()); ++m_offset) {
            const auto c = static_cast<unsigned char>(m_text[m_offset]);
            const bool isContinued = (c & 0xC0U) == 0x80U;
            m_column = c == '\n' ? 1 : m_column + (isContinued ? 0 : 1);
            m_line += c == '\n' ? 1 : 0;
        }
    }
    [[nodiscard]] std::size_t line() const noexcept { return m_line; }
    [[nodiscard]] std::size_t column() const noexcept { return m_column; }

private:
    std::string_view m_text;
    std::size_t m_offset = 0;
    std::size_t m_line = 1;
    std::size_t m_column = 1;
};

} // namespace

std::vector<Problem> Findings::inOrder(std::string_view text) && {
    std::stable_sort(m_found.begin(), m_found.end(),
                     [](const Found &a, const Found &b) { return a.offset < b.offset; });
    std::vector<Problem> problems;
    Walk walk(text);
    for (Found &found : m_found) {
        walk.to(found.offset);
        found.problem.line = walk.line();
        found.problem.column = walk.column();
        problems.push_back(std::move(found.problem));
        if (problems.size() == mostTold)
            break;
    }
    return problems;
}

std::string upTo(std::size_t bound, std::string_view unit) {
    return std::to_string(bound).append(1, ' ').append(unit);
}

std::string joined(std::span<const std::string_view> words) {
    std::string all;
    for (const std::string_view word : words) {
        if (!all.empty())
            all += ", ";
        all += word;
    }
    return all;
}

bool checkWord(Findings &findings, const Place &where, std::string_view word,
               std::span<const std::string_view> words) {
    if (std::find(words.begin(), words.end(), word) != words.end())
        return true;
    if (!findings.isFull())
        findings.add(Fault::NotOneOf, where, joined(words), nearest(word, words));
    return false;
}

Members::Members(Findings &findings, Place place)
    : m_findings(&findings)
    , m_place(std::move(place))
    , m_isObject(m_place.json->kind == Json::Kind::Object) {
    if (m_isObject)
        findTwins();
    else
        findings.add(Fault::WrongType, m_place, expected::object);
}

void Members::findTwins() {
    const auto &keys = m_place.json->keys;
    std::vector<std::size_t> order(keys.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&keys](std::size_t a, std::size_t b) { return keys[a].name < keys[b].name; });
    for (std::size_t i = 1; i < order.size(); ++i) {
        const Json::Key &key = keys[order[i]];
        if (key.name != keys[order[i - 1]].name)
            continue;
        Problem problem;
        problem.fault = Fault::Twice;
        problem.pointer = m_place.inside(order[i]).pointer;
        problem.detail = key.name;
        m_findings->addAt(std::move(problem), key.offset);
    }
}

std::optional<Place> Members::find(std::string_view name) {
    m_asked.push_back(name);
    const auto place = memberOf(*m_place.json, name);
    return place ? std::optional(m_place.inside(*place)) : std::nullopt;
}

std::optional<Place> Members::need(std::string_view name) {
    auto found = find(name);
    if (!found && m_isObject)
        m_findings->add(Fault::Missing, m_place, name);
    return found;
}

void Members::finish() {
    for (std::size_t i = 0; i < m_place.json->keys.size() && !m_findings->isFull(); ++i) {
        const Json::Key &key = m_place.json->keys[i];
        if (std::find(m_asked.begin(), m_asked.end(), key.name) != m_asked.end())
            continue;
        Problem problem;
        problem.fault = Fault::Unknown;
        problem.pointer = m_place.inside(i).pointer;
        problem.detail = key.name;
        problem.near = nearest(key.name, m_asked);
        m_findings->addAt(std::move(problem), key.offset);
    }
}

} // namespace etagere::scenario
