// SPDX-License-Identifier: Apache-2.0
#include "core/session/browsing_record.h"

#include "core/http/text.h"
#include "core/session/live_record.h"
#include "core/session/private_capture.h"

#include <cerrno>
#include <chrono>
#include <set>
#include <string_view>
#include <utility>

namespace etagere::session {

namespace {

using audit::StepKind;
using live::LiveExchange;

/// Of what a document may carry beside its capture, with room for how it is written down.
constexpr std::size_t mostLabelBytes = traffic::maxAttachmentBytes / 4;
constexpr std::size_t mostShownUrl = 4096;

std::string valueOf(const std::vector<live::FieldLine> &fields, std::string_view first,
                    std::string_view second) {
    for (const std::string_view name : {first, second}) {
        for (const live::FieldLine &field : fields) {
            if (http::equalsIgnoringCase(field.name, name))
                return field.value;
        }
    }
    return {};
}

BrowsingRow rowOf(PersonId person, std::uint32_t visit, const LiveExchange &exchange) {
    BrowsingRow row;
    row.person = person;
    row.visit = visit;
    row.started = exchange.started;
    row.duration = exchange.duration;
    row.method = exchange.method;
    row.url = exchange.url.substr(0, mostShownUrl);
    row.status = exchange.status;
    row.type = exchange.type;
    row.servedFrom = exchange.servedFrom;
    row.isInferred = exchange.isInferred;
    row.transferredBytes = exchange.transferredBytes;
    row.sentValidator = valueOf(exchange.requestFields, "if-none-match", "if-modified-since");
    row.givenValidator = valueOf(exchange.responseFields, "etag", "last-modified");
    row.failure = exchange.failure;
    return row;
}

std::size_t bytesOf(const audit::LiveVisit &visit) {
    constexpr std::size_t each = 160; // names of members and punctuation
    constexpr std::size_t base = 800;
    std::size_t bytes = base + visit.url.size() + visit.summary.finalUrl.size() +
                        visit.summary.title.size() + visit.summary.failure.size();
    for (const live::Cookie &cookie : visit.summary.cookies)
        bytes += each + cookie.name.size() + cookie.value.size() + cookie.domain.size() +
                 cookie.path.size();
    for (const live::StoredItem &item : visit.summary.storage)
        bytes += each + item.origin.size() + item.key.size() + item.value.size();
    for (const std::string &url : visit.summary.blindness.unseenUrls)
        bytes += url.size();
    return bytes;
}

} // namespace

BrowsingRecord::BrowsingRecord(const live::EngineInfo &engine)
    : m_engine(engine)
    , m_capture(engine, "browsing") {}

std::uint32_t BrowsingRecord::beginVisit(const Beginning &visit) {
    Entry entry;
    entry.visit.step = visit.step;
    entry.visit.visitor = visit.visitor;
    entry.visit.url = visit.url;
    entry.isUnderOtherName = !visit.userAgent.empty();
    const Instant now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
    entry.visit.visit = m_capture.beginVisit(visit.visitor, visit.url, now);
    m_visits.push_back(std::move(entry));
    m_people.push_back(visit.person);
    return static_cast<std::uint32_t>(m_visits.size() - 1);
}

void BrowsingRecord::record(std::uint32_t visit, const LiveExchange &exchange) {
    audit::LiveVisit &about = m_visits[visit].visit;
    if (m_rows.size() >= mostExchanges || !m_capture.record(about.visit, exchange)) {
        ++about.summary.blindness.dropped;
        return;
    }
    m_rows.push_back(rowOf(m_people[visit], visit, exchange));
    ++about.exchanges;
}

void BrowsingRecord::endVisit(std::uint32_t visit, const live::VisitSummary &summary) {
    Entry &entry = m_visits[visit];
    const std::uint32_t dropped = entry.visit.summary.blindness.dropped;
    entry.visit.summary = summary;
    entry.visit.summary.blindness.dropped += dropped;
    entry.visit.summary.links.clear();
    entry.visit.summary.screenshot.clear();
    entry.isOver = true;
    boundLabel(entry);
}

void BrowsingRecord::boundLabel(Entry &entry) {
    if (m_labelBytes + bytesOf(entry.visit) > mostLabelBytes) {
        entry.visit.summary.cookies.clear();
        entry.visit.summary.storage.clear();
    }
    const std::size_t bytes = bytesOf(entry.visit);
    entry.isLabelled = m_labelBytes + bytes <= mostLabelBytes;
    m_labelBytes += entry.isLabelled ? bytes : 0;
}

void BrowsingRecord::addMissed(std::uint32_t visit, const live::Blindness &missed) {
    live::Blindness &known = m_visits[visit].visit.summary.blindness;
    known.unseen += missed.unseen;
    known.inferred += missed.inferred;
    known.lostBodies += missed.lostBodies;
    known.cutBodies += missed.cutBodies;
    known.unfinished += missed.unfinished;
    known.dropped += missed.dropped;
}

traffic::VisitId BrowsingRecord::visitId(std::uint32_t visit) const {
    return m_visits[visit].visit.visit;
}

audit::LiveRun BrowsingRecord::run() const {
    audit::LiveRun run;
    run.engine = m_engine;
    std::set<unsigned> studied;
    for (const Entry &entry : m_visits) {
        if (entry.visit.step.kind == StepKind::CookiesCleared)
            studied.insert(entry.visit.step.person);
    }
    for (const Entry &entry : m_visits) {
        if (!entry.isOver || !entry.isLabelled)
            continue;
        run.visits.push_back(entry.visit);
        audit::Step &step = run.visits.back().step;
        const bool isControl = !studied.empty() && !studied.contains(step.person);
        if (step.kind == StepKind::FirstVisit && isControl)
            step.kind = entry.isUnderOtherName ? StepKind::Unrelated : StepKind::Control;
    }
    if (!m_visits.empty())
        run.url = m_visits.front().visit.url;
    return run;
}

std::optional<store::StoreError> BrowsingRecord::save(const std::filesystem::path &file) const {
    if (m_rows.empty()) {
        store::StoreError nothing;
        nothing.systemError = ENODATA;
        return nothing;
    }
    const audit::LiveRun run = this->run();
    traffic::Attachments attachments;
    attachLive({&run, 1}, attachments);
    return savePrivately(m_capture.traffic(), attachments, file);
}

} // namespace etagere::session
