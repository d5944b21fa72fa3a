// SPDX-License-Identifier: Apache-2.0
#include "core/session/browsing.h"

#include "core/explain/browsing_text.h"
#include "core/explain/live_text.h"
#include "core/session/browsing_address.h"
#include "core/session/browsing_state.h"

#include <algorithm>

namespace etagere::session {

namespace words = explain::browsing_text;

Browsing::Browsing(std::unique_ptr<live::Browser> browser, QObject *parent)
    : QObject(parent)
    , m_state(std::make_unique<State>(*this, std::move(browser))) {}

Browsing::~Browsing() = default;

const live::EngineInfo &Browsing::engine() const noexcept { return m_state->browser->info(); }

const std::vector<BrowsingPerson> &Browsing::people() const noexcept { return m_state->people; }

const BrowsingPerson *Browsing::find(PersonId person) const noexcept {
    return m_state->find(person);
}

const std::vector<BrowsingRow> &Browsing::rows() const noexcept { return m_state->recorded.rows(); }

std::shared_ptr<const audit::Report> Browsing::report() const noexcept { return m_state->report; }

void Browsing::add(const live::ProfileOptions &options) {
    if (m_state->isGone)
        return;
    State *state = m_state.get();
    state->browser->addProfile(
        options, state->alive.only(
                     [state, options](const Result<live::ProfileId, live::BrowserError> &profile) {
                         if (profile)
                             state->added(options, *profile);
                         else
                             state->fail(explain::sentenceOf(profile.error()));
                     }));
}

void Browsing::remove(PersonId person) {
    if (m_state->findIdle(person) == nullptr)
        return;
    m_state->setVisiting(person, true);
    State *state = m_state.get();
    // Gone in any case: a profile that cannot be removed goes with the browser.
    state->browser->removeProfile(
        state->works[person].profile,
        state->alive.only([state, person](const auto &) { state->removed(person); }));
}

void Browsing::visit(PersonId person, const QString &address) {
    if (m_state->findIdle(person) == nullptr)
        return;
    if (const auto url = visitableUrl(address.toStdString()))
        m_state->visit(person, *url, live::Load::Visit);
    else
        m_state->fail(text(words::notVisitable, address.trimmed().left(200).toStdString()));
}

void Browsing::again(PersonId person, live::Load load) {
    const BrowsingPerson *found = m_state->findIdle(person);
    if (found != nullptr && !found->url.empty())
        m_state->visit(person, found->url, load);
}

void Browsing::stop(PersonId person) {
    const BrowsingPerson *found = m_state->find(person);
    if (found != nullptr && found->isVisiting)
        m_state->browser->endVisit(m_state->works[person].profile);
}

void Browsing::forget(PersonId person) {
    if (m_state->findIdle(person) != nullptr)
        m_state->forget(person);
}

void Browsing::flush(PersonId person, const flush::Scope &scope, bool cookiesToo) {
    if (m_state->findIdle(person) != nullptr)
        m_state->flush(person, scope, cookiesToo);
}

void Browsing::comeBackLater(PersonId person, Duration later) {
    const BrowsingPerson *found = m_state->findIdle(person);
    if (found == nullptr)
        return;
    if (found->simulated == nullptr)
        m_state->fail(text(words::noSimulatedCache));
    else
        m_state->comeBackLater(person, later);
}

std::optional<store::StoreError> Browsing::save(const std::filesystem::path &file) const {
    return m_state->recorded.save(file);
}

} // namespace etagere::session
