// SPDX-License-Identifier: Apache-2.0
// Visits of somebody who browses, whether they were asked for or made by a click.
#include "core/session/browsing_state.h"

#include <utility>

namespace etagere::session {

using audit::StepKind;
using Whose = live::PageListener::Whose;
using End = live::VisitSummary::End;

void Browsing::State::follow() {
    live::PageListener listener;
    listener.shown = alive.only([this](live::ProfileId profile, const std::string &page) {
        if (const auto person = personOf(profile)) {
            find(*person)->page = page;
            Q_EMIT q.personChanged(*person);
        }
    });
    listener.began = alive.only([this](live::ProfileId profile, const std::string &url, Instant) {
        if (const auto person = personOf(profile))
            beginVisit(*person, url);
    });
    listener.exchanged =
        alive.only([this](live::ProfileId profile, live::LiveExchange exchange, Whose whose) {
            if (const auto person = personOf(profile))
                record(*person, std::move(exchange), whose);
        });
    listener.ended = alive.only([this](live::ProfileId profile, const live::VisitSummary &summary) {
        if (const auto person = personOf(profile))
            endVisit(*person, summary);
    });
    listener.missed =
        alive.only([this](live::ProfileId profile, const live::Blindness &missed, Whose whose) {
            if (const auto person = personOf(profile)) {
                const Work &work = works[*person];
                recorded.addMissed(whose == Whose::Current ? work.visit : work.visitBefore, missed);
            }
        });
    listener.popupRefused = alive.only([this](live::ProfileId profile, const std::string &url) {
        if (const auto person = personOf(profile))
            Q_EMIT q.popupRefused(*person, QString::fromStdString(url));
    });
    browser->followPages(std::move(listener));
}

std::string Browsing::State::visitorName(PersonId person) const {
    const unsigned flushes = works.at(person).flushes;
    std::string name =
        audit::visitorName({flushes > 0 ? StepKind::Flushed : StepKind::Return, person.index()});
    return flushes > 1 ? name + ' ' + std::to_string(flushes) : name;
}

void Browsing::State::beginVisit(PersonId person, const std::string &url) {
    Work &work = works[person];
    BrowsingPerson &shown = *find(person);
    const audit::Step step{std::exchange(work.next, StepKind::Return), person.index()};
    work.visitBefore = work.visit;
    work.visit = recorded.beginVisit({person, step, visitorName(person), shown.userAgent, url});
    if (shown.visits == 0)
        work.visitBefore = work.visit;
    work.sight = {};
    shown.url = url;
    shown.failure.clear();
    ++shown.visits;
    setVisiting(person, true);
}

void Browsing::State::record(PersonId person, live::LiveExchange exchange, Whose whose) {
    Work &work = works[person];
    const std::size_t before = recorded.rows().size();
    recorded.record(whose == Whose::Current ? work.visit : work.visitBefore, exchange);
    if (whose == Whose::Current)
        work.sight.add(std::move(exchange));
    if (recorded.rows().size() > before)
        Q_EMIT q.recorded(before, 1);
}

void Browsing::State::endVisit(PersonId person, const live::VisitSummary &summary) {
    Work &work = works[person];
    BrowsingPerson &shown = *find(person);
    recorded.endVisit(work.visit, summary);
    work.sight.storage = summary.storage;
    work.sight.cookies = summary.cookies;
    shown.title = summary.title;
    shown.failure = summary.failure;
    shown.verdict.isKnown = false; // of the page before
    const bool isVerified = std::exchange(work.isVerifying, false) && verifyFlush(person, summary);
    setVisiting(person, work.isActing);
    if (isVerified)
        Q_EMIT q.flushVerified(person);
    judge.judge();
}

bool Browsing::State::verifyFlush(PersonId person, const live::VisitSummary &summary) {
    Work &work = works[person];
    const OpenFlush flushed = *std::exchange(work.flushed, std::nullopt);
    if (summary.end == End::Failed || summary.end == End::Crashed)
        return false; // what was not asked for shows nothing
    find(person)->flushed = verdictOn(flushed, work.sight);
    return true;
}

void Browsing::State::take(const BrowsingJudge::Judgement &judgement) {
    report = judgement.report;
    for (const auto &[person, of] : judgement.verdicts) {
        BrowsingPerson *found = find(person);
        // Who is on the next page already waits for the next judgement.
        if (found == nullptr || works[person].visit != of.visit || found->isVisiting)
            continue;
        found->verdict = of.verdict;
        Q_EMIT q.personChanged(person);
    }
    Q_EMIT q.judged();
}

} // namespace etagere::session
