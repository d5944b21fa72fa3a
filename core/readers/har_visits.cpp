// SPDX-License-Identifier: Apache-2.0
#include "core/readers/har_visits.h"

#include "core/readers/har_time.h"
#include "core/readers/json_cursor.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace etagere::readers {

namespace {

using Step = JsonCursor::Step;
using traffic::Repair;

std::optional<int> leadingNumber(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && number > 0 && end != digits.data() ? std::optional(number)
                                                                      : std::nullopt;
}

/// browsertime names a page's result ".../3.html" after its run.
std::optional<int> runOfResult(std::string_view meta) {
    for (const std::string_view name : {"result", "screenshot", "video"}) {
        const std::string path = stringOf(memberOf(meta, name));
        const std::size_t slash = path.rfind('/');
        if (slash == std::string::npos)
            continue;
        if (const auto run = leadingNumber(std::string_view(path).substr(slash + 1)))
            return run;
    }
    return std::nullopt;
}

/// "... run 3" at a title's end.
std::optional<int> runOfTitle(std::string_view title) {
    const std::size_t space = title.rfind(' ');
    if (space == std::string_view::npos || !title.substr(0, space).ends_with(" run"))
        return std::nullopt;
    return leadingNumber(title.substr(space + 1));
}

/// Numbers stand as they are, or in quotes.
std::optional<int> runOfMember(std::string_view value) {
    return leadingNumber(value.starts_with('"') ? value.substr(1) : value);
}

void readStart(PageDraft &page, std::string_view value, RepairSet &repairs) {
    const std::string text = stringOf(value);
    const WrittenTime time = readTime(text);
    page.started = time.instant;
    if (!time.instant)
        repairs.add(text.empty() || !time.odd ? Repair::MissingStartTime : Repair::UnreadableTime);
    else if (time.odd)
        repairs.add(Repair::OddTime);
}

PageDraft readPage(std::string_view object, RepairSet &repairs) {
    PageDraft page;
    std::optional<int> marked;
    JsonCursor cursor(object);
    cursor.enter();
    for (std::string_view key; cursor.nextMember(key) == Step::Item;) {
        const std::string_view value = cursor.skipValue();
        if (key == "id")
            page.id = value.starts_with('"') ? stringOf(value) : std::string(value);
        else if (key == "title")
            page.title = stringOf(value);
        else if (key == "startedDateTime")
            readStart(page, value, repairs);
        else if (key == "_visitor")
            page.visitor = stringOf(value);
        else if (key == "_run")
            page.run = runOfMember(value);
        else if (key == "_meta" && !marked)
            marked = runOfResult(value);
    }
    if (!page.run)
        page.run = marked ? marked : runOfTitle(page.title);
    return page;
}

bool startsBefore(const PageDraft &a, const PageDraft &b) {
    // What has no start keeps its place behind what has one: there is no better guess.
    return a.started.has_value() != b.started.has_value() ? a.started.has_value()
                                                          : a.started < b.started;
}

/// "page_2_0" and "page_2_0_1" of WebPageTest name the run; nothing else with that shape.
std::optional<int> runOfWebPageTestId(std::string_view id) {
    constexpr std::string_view prefix = "page_";
    if (!id.starts_with(prefix) || id.find('_', prefix.size()) == std::string_view::npos)
        return std::nullopt;
    return leadingNumber(id.substr(prefix.size()));
}

bool containsIgnoringCase(std::string_view text, std::string_view lower) {
    const auto same = [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b;
    };
    return std::search(text.begin(), text.end(), lower.begin(), lower.end(), same) != text.end();
}

} // namespace

std::vector<PageDraft> readPages(std::string_view pages, RepairSet &repairs) {
    std::vector<PageDraft> drafts;
    JsonCursor cursor(pages);
    if (cursor.peek() != '[')
        return drafts;
    cursor.enter();
    constexpr std::size_t most = std::size_t{1} << 20U;
    while (cursor.nextElement() == Step::Item && drafts.size() < most) {
        const std::string_view element = cursor.skipValue();
        if (element.starts_with('{'))
            drafts.push_back(readPage(element, repairs));
    }
    return drafts;
}

bool hasFreshProfiles(std::string_view creatorName, const std::vector<PageDraft> &pages) {
    for (const std::string_view name : {"webpagetest", "browsertime", "sitespeed"}) {
        if (containsIgnoringCase(creatorName, name))
            return true;
    }
    const bool couldBeRuns =
        creatorName == "chrome-har" || containsIgnoringCase(creatorName, "firefox");
    return couldBeRuns &&
           std::any_of(pages.begin(), pages.end(), [](const PageDraft &p) { return p.run; });
}

HarVisits::HarVisits(traffic::Traffic &traffic, traffic::SourceId source,
                     const ReadOptions &options)
    : m_traffic(traffic)
    , m_source(source)
    , m_options(options) {}

std::string HarVisits::visitorName(const PageDraft &page, int run) {
    if (!m_options.visitor.empty())
        return m_options.visitor;
    if (!page.visitor.empty())
        return page.visitor;
    m_assumed = true;
    if (!m_fresh)
        return "visitor";
    const std::string name = "run " + std::to_string(run);
    // Runs of several files are several people; the first file's need no prefix.
    return m_traffic.sourceCount() > 1 ? m_options.name + ": " + name : name;
}

void HarVisits::addPages(std::vector<PageDraft> pages, bool fresh) {
    m_fresh = fresh;
    std::stable_sort(pages.begin(), pages.end(), startsBefore);
    int ordinal = 0;
    for (const PageDraft &page : pages) {
        ++ordinal;
        const auto run = page.run ? page.run : runOfWebPageTestId(page.id);
        const traffic::VisitorId visitor =
            m_traffic.visitor(visitorName(page, run.value_or(ordinal)));
        const traffic::VisitId visit =
            m_traffic.addVisit({visitor, m_source, page.id, page.title, page.started});
        m_byPageId.try_emplace(page.id, visit);
        if (page.started)
            m_byStart.push_back({*page.started, visit});
        if (!m_first.isValid())
            m_first = visit;
        m_hasPages = true;
    }
}

traffic::VisitId HarVisits::visitAt(const std::optional<Instant> &time) const {
    if (!time)
        return m_first;
    const auto after =
        std::upper_bound(m_byStart.begin(), m_byStart.end(), *time,
                         [](Instant wanted, const Started &page) { return wanted < page.at; });
    return after == m_byStart.begin() ? m_first : (after - 1)->visit;
}

traffic::VisitId HarVisits::visitOf(const EntryDraft &entry, RepairSet &repairs) {
    if (!m_hasPages) {
        if (!m_first.isValid()) {
            const traffic::VisitorId visitor = m_traffic.visitor(visitorName({}, 1));
            m_first = m_traffic.addVisit({visitor, m_source, {}, {}, entry.started});
        }
        return m_first;
    }
    if (entry.pageRef.empty()) {
        repairs.add(Repair::MissingPageReference);
        return visitAt(entry.started);
    }
    if (m_lastVisit.isValid() && entry.pageRef == m_lastRef)
        return m_lastVisit;
    const auto found = m_byPageId.find(std::string(entry.pageRef));
    if (found == m_byPageId.end()) {
        repairs.add(Repair::UnknownPageReference);
        return visitAt(entry.started);
    }
    m_lastRef = entry.pageRef;
    m_lastVisit = found->second;
    return m_lastVisit;
}

} // namespace etagere::readers
