// SPDX-License-Identifier: Apache-2.0
// What can be done to somebody who browses, one call of the browser after the other.
#include "core/explain/browsing_text.h"
#include "core/explain/live_text.h"
#include "core/session/browsing_state.h"

#include <algorithm>

namespace etagere::session {

namespace words = explain::browsing_text;
using audit::StepKind;

Browsing::State::State(Browsing &browsing, std::unique_ptr<live::Browser> given)
    : q(browsing)
    , recorded(given->info())
    , judge(
          recorded,
          [this] {
              BrowsingJudge::LastVisits last;
              for (const BrowsingPerson &person : people) {
                  if (person.visits > 0)
                      last.emplace(person.id, works[person.id].visit);
              }
              return last;
          },
          [this](const BrowsingJudge::Judgement &judgement) { take(judgement); })
    , browser(std::move(given)) {
    browser->onGone(alive.only([this](const live::BrowserError &error) {
        isGone = true;
        Q_EMIT q.gone(QString::fromStdString(explain::sentenceOf(error)));
    }));
    follow();
}

BrowsingPerson *Browsing::State::find(PersonId person) {
    const auto found = std::find_if(people.begin(), people.end(),
                                    [person](const auto &one) { return one.id == person; });
    return found == people.end() ? nullptr : &*found;
}

BrowsingPerson *Browsing::State::findIdle(PersonId person) {
    BrowsingPerson *found = isGone ? nullptr : find(person);
    return found == nullptr || found->isVisiting ? nullptr : found;
}

std::optional<PersonId> Browsing::State::personOf(live::ProfileId profile) const {
    for (const auto &[person, work] : works) {
        if (work.profile == profile)
            return person;
    }
    return std::nullopt;
}

void Browsing::State::setVisiting(PersonId person, bool isVisiting) {
    if (BrowsingPerson *found = find(person)) {
        found->isVisiting = isVisiting;
        Q_EMIT q.personChanged(person);
    }
}

void Browsing::State::fail(const std::string &sentence) {
    Q_EMIT q.failed(QString::fromStdString(sentence));
}

void Browsing::State::fail(PersonId person, const live::BrowserError &error) {
    Work &work = works[person];
    if (work.next != StepKind::FirstVisit)
        work.next = StepKind::Return;
    work.flushed.reset();
    work.isVerifying = false;
    work.isActing = false;
    setVisiting(person, false);
    if (error.kind != live::BrowserError::Kind::Gone) // that is told once, for all
        fail(explain::sentenceOf(error));
}

void Browsing::State::added(const live::ProfileOptions &options, live::ProfileId profile) {
    BrowsingPerson person;
    person.id = PersonId(nextPerson++);
    person.name = audit::personName(person.id.index());
    person.userAgent = options.userAgent;
    person.simulated = options.simulated;
    person.isKept = !options.kept.empty();
    Work &work = works[person.id];
    work.profile = profile;
    // A profile that was kept may be known already.
    work.next = person.isKept ? StepKind::Return : StepKind::FirstVisit;
    const PersonId id = person.id;
    people.push_back(std::move(person));
    Q_EMIT q.personAdded(id);
}

void Browsing::State::removed(PersonId person) {
    std::erase_if(people, [person](const BrowsingPerson &one) { return one.id == person; });
    works.erase(person);
    Q_EMIT q.personRemoved(person);
}

void Browsing::State::visit(PersonId person, const std::string &url, live::Load load) {
    beginVisit(person, url);
    live::VisitOptions options;
    options.url = url;
    options.load = load;
    const auto listener = alive.only([this, person](live::LiveExchange exchange) {
        if (find(person) != nullptr)
            record(person, std::move(exchange), live::PageListener::Whose::Current);
    });
    browser->visit(
        works[person].profile, options, listener,
        then<live::VisitSummary>(person, [this, person](const live::VisitSummary &summary) {
            endVisit(person, summary);
        }));
}

void Browsing::State::beginAction(PersonId person) {
    works[person].isActing = true;
    setVisiting(person, true);
}

void Browsing::State::visitAgain(PersonId person) {
    Work &work = works[person];
    const std::string url = find(person)->url;
    work.isActing = false;
    if (url.empty()) { // there is no page to verify anything by
        work.flushed.reset();
        setVisiting(person, false);
        return;
    }
    work.isVerifying = work.flushed.has_value();
    visit(person, url, live::Load::Visit);
}

void Browsing::State::forget(PersonId person) {
    beginAction(person);
    browser->forget(works[person].profile, then<void>(person, [this, person] {
                        Work &work = works[person];
                        if (work.next != StepKind::FirstVisit) // who was nowhere forgets nothing
                            work.next = StepKind::CookiesCleared;
                        visitAgain(person);
                    }));
}

void Browsing::State::flush(PersonId person, flush::Scope scope, bool cookiesToo) {
    Work &work = works[person];
    OpenFlush flushed;
    flushed.scope = std::move(scope);
    flushed.cookiesToo = cookiesToo;
    work.flushed = std::move(flushed);
    find(person)->flushed.reset();
    beginAction(person);
    browser->readCookies(work.profile, then<std::vector<live::Cookie>>(
                                           person, [this, person](std::vector<live::Cookie> read) {
                                               flushCache(person, std::move(read));
                                           }));
}

void Browsing::State::flushCache(PersonId person, std::vector<live::Cookie> cookies) {
    Work &work = works[person];
    work.flushed->cookiesBefore = std::move(cookies);
    work.flushed->before = work.sight;
    browser->flush(work.profile, work.flushed->scope,
                   then<live::FlushResult>(person, [this, person](const live::FlushResult &result) {
                       flushCookies(person, result);
                   }));
}

void Browsing::State::flushCookies(PersonId person, const live::FlushResult &result) {
    Work &work = works[person];
    work.flushed->way = result.way;
    const auto readAfter = [this, person] {
        browser->readCookies(
            works[person].profile,
            then<std::vector<live::Cookie>>(person, [this, person](std::vector<live::Cookie> read) {
                works[person].flushed->cookiesAfter = std::move(read);
                endFlush(person);
            }));
    };
    if (work.flushed->cookiesToo && !result.cookiesGone)
        browser->forget(work.profile, then<void>(person, readAfter));
    else
        readAfter();
}

void Browsing::State::endFlush(PersonId person) {
    Work &work = works[person];
    const bool isWhole = work.flushed->scope.by == flush::By::Everything;
    // Who was nowhere yet is nobody else by a flush.
    if (work.flushed->cookiesToo && work.next != StepKind::FirstVisit)
        work.next = isWhole ? StepKind::Flushed : StepKind::Return;
    work.flushes += work.next == StepKind::Flushed ? 1U : 0U;
    visitAgain(person);
}

void Browsing::State::comeBackLater(PersonId person, Duration later) {
    beginAction(person);
    browser->turnClock(works[person].profile, later, then<void>(person, [this, person, later] {
                           find(person)->ahead += later;
                           visitAgain(person);
                       }));
}

} // namespace etagere::session
