// SPDX-License-Identifier: Apache-2.0
#include "core/probe/learned.h"

#include "core/analysis/case.h"
#include "core/analysis/history.h"
#include "core/analysis/inspection.h"
#include "core/analysis/last_modified.h"
#include "core/analysis/variation.h"
#include "core/http/vary.h"
#include "core/probe/echo.h"
#include "core/probe/invention.h"
#include "core/recipe/recipe.h"

#include <algorithm>
#include <map>

namespace etagere::probe {

namespace {

using analysis::Probed;
using recipe::Coverage;
using tags::Validator;

constexpr std::uint16_t notModified = 304;

/// The first visitors got values that nobody got again, all others one value: as from a server that
/// stops to make numbers for those who ask often.
bool onlyFirstDiffer(const std::vector<std::string> &values) {
    constexpr std::size_t mostFirst = 4;
    const std::size_t least = 2 * mostFirst;
    if (values.size() < least)
        return false;
    const std::string &usual = values.back();
    const auto firstUsual = std::find(values.begin(), values.end(), usual) - values.begin();
    const bool restIsUsual = std::all_of(values.begin() + firstUsual, values.end(),
                                         [&](const std::string &one) { return one == usual; });
    return restIsUsual && firstUsual > 0 && static_cast<std::size_t>(firstUsual) <= mostFirst;
}

bool variesByAgent(const Outcome &outcome) {
    const std::string_view vary = valueIn(outcome.answer.fields, "Vary");
    std::string lower(vary);
    std::transform(lower.begin(), lower.end(), lower.begin(), http::lowered);
    return lower.find("user-agent") != std::string::npos || lower.find('*') != std::string::npos;
}

} // namespace

std::string probedUrl(const std::vector<Outcome> &outcomes) {
    for (const Outcome &outcome : outcomes) {
        const bool isRedirect = outcome.answer.status >= 300 && outcome.answer.status < 400 &&
                                outcome.answer.status != notModified;
        if (outcome.question.role == Role::Fresh && outcome.answer.status != 0 && !isRedirect)
            return outcome.question.url;
    }
    return outcomes.empty() ? std::string() : outcomes.front().question.url;
}

Learned::Learned(const Material &material, Validator validator)
    : m_material(material)
    , m_validator(validator)
    , m_url(probedUrl(material.outcomes)) {
    for (const Outcome &outcome : material.outcomes) {
        const std::string value(outcome.value(validator));
        const bool issued = isNatural(outcome.question.role) && outcome.question.url == m_url &&
                            outcome.question.sent.empty() && outcome.answer.status < 400;
        if (issued && !value.empty() &&
            std::find(m_issued.begin(), m_issued.end(), value) == m_issued.end())
            m_issued.push_back(value);
    }
}

bool Learned::isUsable(const Outcome &outcome) const {
    constexpr std::uint16_t firstFailure = 500;
    return outcome.question.url == m_url && outcome.answer.status != 0 &&
           outcome.answer.status < firstFailure &&
           !(has(Guard::SharedCache) && wasAnsweredByCache(outcome.answer.fields));
}

Learned::Selected Learned::of(Role role) const {
    Selected selected;
    for (const Outcome &outcome : m_material.outcomes) {
        if (outcome.question.role == role && outcome.question.validator == m_validator &&
            isUsable(outcome))
            selected.push_back(&outcome);
    }
    return selected;
}

/// P1. The variation is the passive analysis's own, of what natural visits showed.
void Learned::visits(Probed &out) const {
    out.values = m_issued;
    bool onFirst = false;
    std::vector<std::string> inOrder;
    for (const Outcome &outcome : m_material.outcomes) {
        if (outcome.question.url != m_url || outcome.answer.status == 0)
            continue;
        ++out.answers;
        out.cacheAnswers += wasAnsweredByCache(outcome.answer.fields) ? 1U : 0U;
        if (outcome.question.role != Role::Fresh || outcome.value(m_validator).empty())
            continue;
        onFirst = true;
        inOrder.emplace_back(outcome.value(m_validator));
    }
    out.onReturnOnly = !onFirst && !m_issued.empty();
    out.firstDiffer = onlyFirstDiffer(inOrder);
    variation(out);
}

void Learned::variation(Probed &out) const {
    const traffic::Traffic &traffic = m_material.traffic;
    const auto observations = tags::observe(traffic);
    auto histories = analysis::historiesOf(traffic, observations);
    const auto mine = std::find_if(histories.begin(), histories.end(), [&](const auto &history) {
        return history.validator == m_validator && traffic.urlText(history.url) == m_url;
    });
    if (mine == histories.end())
        return;
    analysis::inspect(traffic, *mine);
    const analysis::Variation v = analysis::variationOf(*mine);
    const auto isVerified = [](const analysis::TagValue &value) {
        return value.recognition.coverage == Coverage::Verified;
    };
    const bool verified = std::all_of(mine->values.begin(), mine->values.end(), isVerified);
    const auto *weakest = &*std::min_element(
        mine->values.begin(), mine->values.end(), [](const auto &a, const auto &b) {
            return a.recognition.coverage < b.recognition.coverage;
        });
    const bool isTag = m_validator == Validator::ETag;
    out.explained = has(Guard::Provenance) && isTag && verified;
    if (isTag && weakest->recognition.coverage != Coverage::None)
        out.provenance = analysis::Provenance{weakest->recognition, std::string(weakest->field)};
    out.bits = isTag ? weakest->recognition.unexplainedBits : 0;
    const bool equal = has(Guard::EqualContent);
    out.visitors = v.visitors;
    out.compared = equal ? v.compared : v.visitors;
    out.distinct = equal ? v.distinctAtEqual : v.distinct;
    out.perVisitor = out.compared >= screeningVisits && out.distinct == out.compared &&
                     (!equal || v.sharedValues == 0);
    out.manyValues = !has(Guard::ManyTags) || (out.perVisitor && out.compared >= findingVisits);
    out.manyContents = v.contentPerVisitor && v.visitors >= findingVisits;
    const bool clock =
        isTag ? std::all_of(mine->values.begin(), mine->values.end(), analysis::isServingTime)
              : analysis::shapeOf(traffic, *mine).servingTime ||
                    analysis::shapeOf(traffic, *mine).regenerated;
    const bool looked = has(isTag ? Guard::Provenance : Guard::DateIsNow);
    out.timely = looked && (clock || (isTag && v.followsLastModified));
}

void Learned::ownTags(Probed &out) const {
    for (const Outcome *outcome : of(Role::Own)) {
        ++out.ownAsked;
        out.ownMatched += isMatch(*outcome) ? 1U : 0U;
    }
}

/// What was sent is new to the server, as honest servers compare.
bool Learned::isNew(const Outcome &outcome) const {
    const std::string &sent = outcome.question.sent;
    if (sent.empty() || (sent == "*" && has(Guard::AnyTag)))
        return false;
    return std::none_of(m_issued.begin(), m_issued.end(), [&](const std::string &value) {
        return m_validator == Validator::ETag ? isSameTag(value, sent, m_material.guards)
                                              : value == sent;
    });
}

/// Whether what came back counts as given back.
bool Learned::counts(const Outcome &outcome, bool echoesEverything) const {
    const Echo echo = echoOf(outcome);
    return echo.value || (echo.any() && !echoesEverything);
}

void Learned::madeUp(Probed &out) const {
    const auto checks = of(Role::EchoCheck);
    out.echoesEverything =
        has(Guard::EchoedRequest) && std::any_of(checks.begin(), checks.end(),
                                                 [](const Outcome *o) { return echoOf(*o).any(); });
    const bool looks = has(Guard::AnyTextMatches);
    for (const Outcome *outcome : of(Role::Random)) {
        const bool silent = outcome->answer.status == notModified && !echoOf(*outcome).any();
        out.anyTextMatches = out.anyTextMatches || (looks && silent);
    }
    for (const Outcome *outcome : of(Role::MadeUp)) {
        if (!isNew(*outcome))
            continue;
        ++out.madeUpAsked;
        const bool accepted =
            isMatch(*outcome) || (!looks && outcome->answer.status == notModified);
        if (counts(*outcome, out.echoesEverything)) {
            ++out.madeUpEchoed;
            if (out.echoed.empty())
                out.echoed = outcome->question.sent;
        } else if (accepted && !out.anyTextMatches) {
            ++out.madeUpAccepted;
        }
    }
}

void Learned::replays(Probed &out) const {
    if (out.anyTextMatches)
        return;
    for (const Outcome *outcome : of(Role::Replay)) {
        ++out.replayed;
        out.replaysMatched += isMatch(*outcome) ? 1U : 0U;
    }
}

namespace {

using Data = std::set<std::string>;

Data inAll(const std::vector<const Outcome *> &outcomes) {
    Data common;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const Data own = ownDataOf(*outcomes[i]);
        if (i == 0) {
            common = own;
            continue;
        }
        std::erase_if(common, [&own](const std::string &one) { return !own.contains(one); });
    }
    return common;
}

void remove(Data &data, const std::vector<const Outcome *> &outcomes) {
    for (const Outcome *outcome : outcomes) {
        for (const std::string &one : ownDataOf(*outcome))
            data.erase(one);
    }
}

/// "cookie NAME" or "content": what the data is, without its value.
std::string kindOf(const std::string &data) { return data.substr(0, data.rfind(' ')); }

/// A value that a server repeats from any field is no data of its own.
void removeEchoes(Data &data, const std::vector<const Outcome *> &outcomes) {
    for (const Outcome *outcome : outcomes) {
        const std::string &sent = outcome->question.sent;
        const std::string part(recognisable(sent));
        std::erase_if(data, [&](const std::string &one) {
            return sent.find(one.substr(one.rfind(' ') + 1)) != std::string::npos ||
                   (!part.empty() && one.find(part) != std::string::npos);
        });
    }
}

} // namespace

void Learned::dependence(Probed &out) const {
    const Selected first = of(Role::First);
    const Selected second = of(Role::Second);
    const Selected control = of(Role::Control);
    const std::size_t controls = has(Guard::NoTagControl) ? control.size() : first.size();
    const std::size_t rounds = std::min({first.size(), second.size(), controls});
    constexpr std::size_t needed = 3;
    if (rounds < (has(Guard::Repeats) ? needed : 1) || out.anyTextMatches)
        return;
    out.rounds = static_cast<std::uint32_t>(rounds);
    Data mine = inAll(first);
    Data others = inAll(second);
    remove(mine, second);
    remove(others, first);
    if (has(Guard::NoTagControl)) {
        remove(mine, control);
        remove(others, control);
    }
    if (out.echoesEverything) {
        removeEchoes(mine, first);
        removeEchoes(others, second);
    }
    if (!mine.empty() && !others.empty())
        out.follows = kindOf(*mine.begin());
    const auto keeps = [](const Outcome *o) { return echoOf(*o).value; };
    const auto isOurs = [&](const Outcome *o) {
        return o->value(m_validator) == first.front()->question.sent ||
               o->value(m_validator) == second.front()->question.sent;
    };
    if (std::all_of(first.begin(), first.end(), keeps) &&
        std::all_of(second.begin(), second.end(), keeps) &&
        std::none_of(control.begin(), control.end(), isOurs))
        out.keptRounds = out.rounds;
}

void Learned::otherAgent(Probed &out) const {
    const Selected fresh = of(Role::Fresh);
    Selected others = of(Role::Other);
    if (fresh.empty() || others.empty())
        return;
    const auto sameAs = [this](const Outcome *one) {
        return [this, one](const Outcome *other) {
            return other->value(m_validator) == one->value(m_validator);
        };
    };
    out.otherAgents = static_cast<std::uint32_t>(others.size());
    const bool constant = std::all_of(fresh.begin(), fresh.end(), sameAs(fresh.front())) &&
                          std::all_of(others.begin(), others.end(), sameAs(others.front()));
    const bool differ = !sameAs(fresh.front())(others.front());
    const bool equal = fresh.front()->hasContent && others.front()->hasContent &&
                       fresh.front()->digest == others.front()->digest;
    const bool said = has(Guard::VaryUserAgent) && variesByAgent(*others.front());
    const bool follows = constant && differ && (equal || !has(Guard::EqualContent));
    out.followsAgent = follows && !said;
    out.variesByAgent = follows && said;
}

void Learned::drift(Probed &out) const {
    std::optional<Instant> before;
    std::optional<Instant> after;
    std::vector<std::string> earlier;
    for (const Outcome &outcome : m_material.outcomes) {
        const bool isLater = outcome.question.probe == Probe::Drift;
        auto &when = isLater ? after : before;
        if (!when || (!isLater && outcome.answer.started > *when))
            when = outcome.answer.started;
        if (!isLater && !outcome.value(m_validator).empty())
            earlier.emplace_back(outcome.value(m_validator));
    }
    for (const Outcome *outcome : of(Role::Old)) {
        ++out.oldAsked;
        out.oldMatched += isMatch(*outcome) ? 1U : 0U;
    }
    if (!before || !after)
        return;
    out.hoursBetween = std::chrono::duration_cast<std::chrono::hours>(*after - *before).count();
    for (const Outcome &outcome : m_material.outcomes) {
        if (outcome.question.probe != Probe::Drift || outcome.question.role != Role::Fresh ||
            outcome.value(m_validator).empty())
            continue;
        const auto known = std::find(earlier.begin(), earlier.end(), outcome.value(m_validator));
        out.freshChanged = out.freshChanged || known == earlier.end();
    }
}

} // namespace etagere::probe
