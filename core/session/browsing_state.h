// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/alive.h"
#include "core/session/browsing.h"
#include "core/session/browsing_flush.h"
#include "core/session/browsing_judge.h"
#include "core/session/browsing_record.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace etagere::session {

/// The inside of Browsing.
struct Browsing::State {
    /// What is known of somebody beside what is shown.
    struct Work {
        live::ProfileId profile;
        audit::StepKind next = audit::StepKind::Return; ///< what the next visit is
        std::uint32_t visit = 0;                        ///< the current one, of all
        std::uint32_t visitBefore = 0;
        unsigned flushes = 0;  ///< whole ones: the server meets somebody else afterwards
        bool isActing = false; ///< an action that its visit has not begun for yet
        VisitSight sight;      ///< of the current visit
        std::optional<OpenFlush> flushed;
        bool isVerifying = false; ///< the visit under way verifies it
    };
    State(Browsing &browsing, std::unique_ptr<live::Browser> given);

    // browsing_actions.cpp
    void added(const live::ProfileOptions &options, live::ProfileId profile);
    void removed(PersonId person);
    void visit(PersonId person, const std::string &url, live::Load load);
    /// The visit that an action ends with.
    void visitAgain(PersonId person);
    void beginAction(PersonId person);
    void forget(PersonId person);
    void flush(PersonId person, flush::Scope scope, bool cookiesToo);
    void flushCache(PersonId person, std::vector<live::Cookie> cookies);
    void flushCookies(PersonId person, const live::FlushResult &result);
    void endFlush(PersonId person);
    void comeBackLater(PersonId person, Duration later);

    // browsing_visits.cpp
    void follow();
    void beginVisit(PersonId person, const std::string &url);
    void record(PersonId person, live::LiveExchange exchange, live::PageListener::Whose whose);
    void endVisit(PersonId person, const live::VisitSummary &summary);
    /// Whether the visit shows anything of it.
    [[nodiscard]] bool verifyFlush(PersonId person, const live::VisitSummary &summary);
    void take(const BrowsingJudge::Judgement &judgement);

    [[nodiscard]] BrowsingPerson *find(PersonId person);
    /// Somebody who can be asked to do something; null: nothing happens.
    [[nodiscard]] BrowsingPerson *findIdle(PersonId person);
    [[nodiscard]] std::optional<PersonId> personOf(live::ProfileId profile) const;
    [[nodiscard]] std::string visitorName(PersonId person) const;
    void setVisiting(PersonId person, bool isVisiting);
    void fail(const std::string &sentence);
    void fail(PersonId person, const live::BrowserError &error);

    /// Answers an action's call: what fails ends the action.
    template <class T, class Step>
    [[nodiscard]] live::Done<T> then(PersonId person, Step step) {
        return alive.only(
            [this, person, step = std::move(step)](Result<T, live::BrowserError> got) {
                if (find(person) == nullptr)
                    return;
                if (!got)
                    fail(person, got.error());
                else if constexpr (std::is_void_v<T>)
                    step();
                else
                    step(*std::move(got));
            });
    }

    Browsing &q;
    std::vector<BrowsingPerson> people;
    std::map<PersonId, Work> works;
    std::uint32_t nextPerson = 0;
    bool isGone = false;
    std::shared_ptr<const audit::Report> report;
    BrowsingRecord recorded;
    BrowsingJudge judge;
    live::Alive alive;
    std::unique_ptr<live::Browser> browser; ///< goes first: nothing is told any more
};

} // namespace etagere::session
