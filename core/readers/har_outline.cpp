// SPDX-License-Identifier: Apache-2.0
#include "core/readers/har_outline.h"

#include "core/readers/json_scan.h"
#include "core/readers/jsonp.h"

#include <algorithm>
#include <array>

namespace etagere::readers {

using traffic::Repair;
using Step = JsonCursor::Step;

bool HarOutline::start() {
    const JsonStart start = findJson(m_file);
    if (start.byteOrderMark)
        m_repairs.add(Repair::ByteOrderMark);
    m_wrapped = start.wrapped;
    if (start.wrapped)
        m_repairs.add(Repair::WrappedInCall);
    m_cursor.moveTo(start.at);
    if (m_cursor.peek() != '{') {
        m_broken = m_cursor.peek() != '[';
        m_place = Place::Done;
        return false;
    }
    m_cursor.enter();
    m_place = Place::Top;
    return true;
}

bool HarOutline::findEntries() {
    if (m_place == Place::Start && !start())
        return false;
    while (m_place != Place::Done) {
        std::string_view key;
        const Step step = m_cursor.nextMember(key);
        if (step != Step::Item)
            leave(step);
        else if (member(key))
            return true;
    }
    return false;
}

void HarOutline::leave(Step step) {
    if (step == Step::End && m_place == Place::Log) {
        m_place = Place::Top;
        return;
    }
    m_place = Place::Done;
    m_broken = step == Step::Broken;
    if (step == Step::End)
        readTail();
    else if (step == Step::Cut)
        m_repairs.add(Repair::Truncated);
    else
        m_repairs.add(Repair::TrailingText);
}

bool HarOutline::member(std::string_view key) {
    const char first = m_cursor.peek();
    if (key == "log" && first == '{' && m_place == Place::Top) {
        m_cursor.enter();
        m_place = Place::Log;
        return false;
    }
    if (key == "entries" && first == '[') {
        if (m_place == Place::Top)
            m_repairs.add(Repair::NoLogObject);
        if (m_entriesSeen)
            m_repairs.add(Repair::DuplicateMember);
        m_entriesSeen = true;
        return true;
    }
    const std::string_view value = m_cursor.skipValue();
    if (key == "creator" && first == '{')
        m_around.creator = value;
    else if (key == "browser" && first == '{')
        m_around.browser = value;
    else if (key == "pages" && first == '[')
        m_around.pages = value;
    return false;
}

void HarOutline::readTail() {
    std::size_t at = skipSpace(m_file, m_cursor.at());
    if (m_wrapped) {
        while (at < m_file.size() && (m_file[at] == ')' || m_file[at] == ';'))
            at = skipSpace(m_file, at + 1);
    }
    while (at < m_file.size() && m_file[at] == '\0')
        ++at; // some tools pad their files
    if (at < m_file.size())
        m_repairs.add(Repair::TrailingText);
}

ImportError HarOutline::error() const noexcept {
    const auto kind = m_broken ? ImportError::Kind::NotJson : ImportError::Kind::NotHar;
    return {kind, m_cursor.at()};
}

namespace {

constexpr std::array<std::string_view, 10> entryMembers{
    "startedDateTime", "time",    "request",    "response",        "pageref",
    "cache",           "timings", "connection", "serverIPAddress", "comment"};

/// Whether the object at `at` begins with a member that entries have.
bool beginsLikeEntry(std::string_view file, std::size_t at) {
    const std::size_t quote = skipSpace(file, at + 1);
    if (quote >= file.size() || file[quote] != '"')
        return false;
    constexpr std::size_t longest = 48;
    const std::string_view rest = file.substr(quote + 1, longest);
    const std::string_view name = rest.substr(0, rest.find('"'));
    return name.starts_with('_') ||
           std::find(entryMembers.begin(), entryMembers.end(), name) != entryMembers.end();
}

bool followsSeparator(std::string_view file, std::size_t at) {
    constexpr std::string_view spaces = " \n\r\t";
    const std::size_t before =
        at == 0 ? std::string_view::npos : file.find_last_not_of(spaces, at - 1);
    constexpr std::string_view separators = ",[}";
    return before != std::string_view::npos &&
           separators.find(file[before]) != std::string_view::npos;
}

/// Whether the object at `at` has a `request`; the bytes read for that are taken off `budget`.
bool hasRequest(std::string_view file, std::size_t at, std::size_t &budget) {
    constexpr int mostMembers = 64;
    JsonCursor cursor(file, at);
    cursor.enter();
    bool found = false;
    std::string_view key;
    for (int i = 0; i < mostMembers && !found && cursor.nextMember(key) == Step::Item; ++i) {
        found = key == "request" && cursor.peek() == '{';
        if (!found)
            cursor.skipValue();
    }
    budget -= std::min(budget, cursor.at() - at);
    return found;
}

} // namespace

std::optional<std::size_t> findEntry(std::string_view file, std::size_t from, std::size_t to,
                                     std::size_t &budget) {
    for (std::size_t at = from; at < to && budget > 0; ++at) {
        const std::size_t found = std::min(file.find('{', at), to);
        budget -= std::min(budget, found - at + 1);
        at = found;
        if (at < to && followsSeparator(file, at) && beginsLikeEntry(file, at) &&
            hasRequest(file, at, budget))
            return at;
    }
    return std::nullopt;
}

} // namespace etagere::readers
