// SPDX-License-Identifier: Apache-2.0
#include "core/watch/monitor.h"

#include "core/http/cache_control.h"
#include "core/http/field_block.h"
#include "core/http/text.h"
#include "core/url/resolve.h"
#include "core/url/url.h"
#include "core/watch/odds.h"

#include <algorithm>
#include <utility>

namespace etagere::watch {

namespace {

using http::FieldName;

std::string originOf(std::string_view text) { return url::originOf(url::parseUrl(text)); }

bool isRedirection(std::uint16_t status) noexcept {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Answers whose body is the page. A part was never asked for.
bool isContent(std::uint16_t status) noexcept {
    return status >= 200 && status < 300 && status != 206;
}

bool forbidsKeeping(http::Fields fields) {
    for (const http::Field &field : fields) {
        if (field.known == FieldName::CacheControl &&
            http::parseCacheControl(field.value).control.has(http::Directive::NoStore))
            return true;
    }
    return false;
}

/// The two validators as the fields that they came in.
std::vector<http::Field> validatorFields(const Held &held) {
    std::vector<http::Field> fields;
    if (!held.etag.empty())
        fields.push_back(http::makeField(FieldName::ETag, held.etag));
    if (!held.lastModified.empty())
        fields.push_back(http::makeField(FieldName::LastModified, held.lastModified));
    return fields;
}

std::string_view validatorOf(const Held &held) noexcept {
    return held.etag.empty() ? held.lastModified : held.etag;
}

} // namespace

Monitor::Monitor(const MonitorOptions &options, std::vector<PageState> pages,
                 std::vector<StaleOrigin> distrusted)
    : m_options(options)
    , m_pages(std::move(pages))
    , m_courses(m_pages.size())
    , m_distrusted(std::move(distrusted)) {
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        m_courses[i].url = m_pages[i].url;
}

void Monitor::begin(Instant now) {
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        PageState &page = m_pages[i];
        const Instant allowed = page.blockedUntil.value_or(now);
        if (m_options.once) {
            page.due = std::max(now, allowed);
            m_courses[i].visited = allowed > now; // left alone
        } else if (page.visited && page.failures == 0) {
            page.due =
                std::min(page.due, std::max(*page.visited + m_options.rhythm.every, allowed));
        } else {
            page.due = std::max(page.due, now);
        }
    }
}

bool Monitor::distrusts(std::string_view url) const {
    const std::string origin = originOf(url);
    return std::any_of(m_distrusted.begin(), m_distrusted.end(),
                       [&origin](const StaleOrigin &each) { return each.origin == origin; });
}

bool Monitor::isDone() const noexcept {
    return m_options.once && std::all_of(m_courses.begin(), m_courses.end(),
                                         [](const Course &course) { return course.visited; });
}

/// Whether it is to be asked again some time, and no request for it is under way.
bool Monitor::waits(std::size_t page) const {
    const Course &course = m_courses[page];
    return !course.asked && !(m_options.once && course.visited);
}

Instant Monitor::readyAt(std::size_t page) const {
    const auto last = m_lastAsked.find(originOf(m_courses[page].url));
    const Instant due = m_courses[page].hops > 0 ? Instant{} : m_pages[page].due;
    return last == m_lastAsked.end() ? due : std::max(due, last->second + m_options.spacing);
}

std::optional<Instant> Monitor::wakeAt() const {
    std::optional<Instant> first;
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (!waits(i) || m_busy.find(originOf(m_courses[i].url)) != m_busy.end())
            continue;
        const Instant ready = readyAt(i);
        if (!first || ready < *first)
            first = ready;
    }
    return first;
}

Asking Monitor::askingFor(const PageState &page, const std::string &url, double chance) const {
    if (!page.held || page.held->url != url)
        return page.held ? Asking::NoValidator : Asking::First;
    if (!page.held->hasValidator())
        return Asking::NoValidator;
    if (distrusts(url))
        return Asking::Distrusted;
    return chance < m_options.share ? Asking::Audit : Asking::Conditional;
}

std::optional<Ask> Monitor::next(Instant now, double chance) {
    std::optional<std::size_t> chosen;
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (!waits(i) || readyAt(i) > now ||
            m_busy.find(originOf(m_courses[i].url)) != m_busy.end())
            continue;
        if (!chosen || m_pages[i].due < m_pages[*chosen].due)
            chosen = i;
    }
    if (!chosen)
        return std::nullopt;
    Course &course = m_courses[*chosen];
    const PageState &page = m_pages[*chosen];
    const std::string origin = originOf(course.url);
    course.asked = true;
    course.asking = askingFor(page, course.url, chance);
    m_busy[origin] = *chosen;
    m_lastAsked[origin] = now;
    Ask ask{*chosen, course.url, {}, {}};
    if (course.asking == Asking::Conditional) {
        ask.ifNoneMatch = page.held->etag;
        ask.ifModifiedSince = page.held->lastModified;
    }
    return ask;
}

/// A redirection that can be followed: the visit goes on elsewhere.
bool Monitor::leadsOn(std::size_t page, const Reply &reply, Visit &visit, Instant now) {
    if (!isRedirection(reply.status) || reply.failure)
        return false;
    Course &course = m_courses[page];
    const std::string_view location =
        http::trimmed(http::valueOf(reply.fields, FieldName::Location));
    const auto target = newPage(url::resolve(course.url, location));
    if (location.empty() || !target || course.hops >= mostHops) {
        visit.failure = VisitFailure{VisitFailure::Kind::BadRedirect};
        return false;
    }
    course.url = target->url;
    course.received += reply.received;
    ++course.hops;
    m_pages[page].due = std::min(m_pages[page].due, now);
    return true;
}

std::optional<Visit> Monitor::hear(std::size_t index, const Reply &reply, Instant now,
                                   double chance) {
    Course &course = m_courses[index];
    PageState &page = m_pages[index];
    course.asked = false;
    m_busy.erase(originOf(course.url));
    Visit visit;
    if (leadsOn(index, reply, visit, now))
        return std::nullopt;
    visit.page = index;
    visit.time = now;
    visit.url = course.url;
    visit.status = reply.status;
    visit.asking = course.asking;
    visit.receivedBytes = reply.received + course.received;
    if (!visit.failure && reply.failure)
        visit.failure = reply.failure;
    if (!visit.failure && isContent(reply.status))
        hearContent(page, reply, visit);
    else if (!visit.failure && reply.status == 304 && course.asking == Asking::Conditional)
        hearNotModified(page, visit);
    else if (!visit.failure)
        visit.failure = VisitFailure{VisitFailure::Kind::Status};
    finish(page, reply, visit, chance);
    course = Course{};
    course.url = page.url;
    course.visited = true;
    return visit;
}

void Monitor::hearNotModified(PageState &page, Visit &visit) const {
    visit.outcome = Outcome::NotModified;
    visit.savedBytes = page.held->transferred;
    visit.validator = validatorOf(*page.held);
    ++page.notModified;
    ++page.revalidations;
}

Held Monitor::heldFrom(const std::string &url, const Reply &reply) const {
    Held held;
    held.url = url;
    held.transferred = reply.received;
    body::TextLimits limits;
    limits.text = Bytes{m_options.mostText};
    held.content = analysis::seenContentOf(reply.fields, reply.body, limits);
    held.etag = http::trimmed(http::valueOf(reply.fields, FieldName::ETag));
    held.lastModified = http::trimmed(http::valueOf(reply.fields, FieldName::LastModified));
    return held;
}

void Monitor::compare(const PageState &page, const Held &fresh, Visit &visit) const {
    const Held &before = *page.held;
    const auto shared = analysis::sharedValidator(validatorFields(before), validatorFields(fresh));
    if (before.content.digest == fresh.content.digest) {
        visit.outcome = Outcome::Same;
        return;
    }
    visit.outcome = Outcome::Changed;
    if (before.content.text && fresh.content.text)
        visit.diff = body::diffTexts(before.content.text->text, fresh.content.text->text);
    if (!shared || before.url != fresh.url)
        return;
    visit.sameTag = analysis::compareUnder(*shared, before.content, fresh.content);
    if (visit.sameTag == analysis::SameTag::Stale)
        visit.outcome = Outcome::TagStale;
}

void Monitor::distrust(const PageState &page, Visit &visit) {
    visit.newlyDistrusted = !distrusts(visit.url);
    if (visit.newlyDistrusted)
        m_distrusted.push_back(
            {originOf(visit.url), visit.url, visit.validator, visit.time, page.revalidations});
}

void Monitor::hearContent(PageState &page, const Reply &reply, Visit &visit) {
    Held fresh = heldFrom(visit.url, reply);
    visit.validator = validatorOf(fresh);
    if (page.held)
        compare(page, fresh, visit);
    else
        visit.outcome = Outcome::First;
    const bool sameValidator =
        page.held && !visit.validator.empty() && validatorOf(*page.held) == validatorOf(fresh);
    if (!sameValidator)
        page.revalidations = 0;
    else if (visit.asking == Asking::Conditional || visit.asking == Asking::Audit)
        ++page.revalidations;
    if (visit.outcome == Outcome::TagStale)
        distrust(page, visit);
    if (visit.outcome == Outcome::Changed || visit.outcome == Outcome::TagStale) {
        ++page.changes;
        page.changed = visit.time;
    }
    // Who forbids storing gets neither its text kept nor a validator sent back.
    if (forbidsKeeping(reply.fields)) {
        fresh.content.text.reset();
        fresh.etag.clear();
        fresh.lastModified.clear();
    }
    page.held = std::move(fresh);
}

void Monitor::finish(PageState &page, const Reply &reply, Visit &visit, double chance) const {
    ++page.visits;
    page.visited = visit.time;
    page.receivedBytes += visit.receivedBytes;
    page.savedBytes += visit.savedBytes;
    page.blockedUntil = retryAfterIn(reply.fields, visit.time);
    Next next;
    if (visit.failure) {
        visit.outcome = Outcome::Failed;
        ++page.failures;
        next = afterFailure(m_options.rhythm, page.failures, page.blockedUntil, visit.time, chance);
    } else {
        page.failures = 0;
        next = afterAnswer(m_options.rhythm, reply.status, reply.fields, visit.time);
        if (page.blockedUntil && *page.blockedUntil > next.when)
            next = {std::min(*page.blockedUntil, visit.time + m_options.rhythm.mostPatience),
                    Pace::RetryAfter};
    }
    visit.revalidations = page.revalidations;
    visit.odds = detectionOdds(m_options.share, page.revalidations);
    visit.next = page.due = next.when;
    visit.pace = next.pace;
}

} // namespace etagere::watch
