// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/scenario.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace etagere::scenario {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(ActorKind::Count)> actorKinds{
    "browser",      "editor",       "monitor",  "origin",
    "shared-cache", "coding-proxy", "balancer", "tracker"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Action::Count)> actions{
    "request", "flush", "delete-cookies", "stop", "start"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Reload::Count)> reloads{
    "no", "normal", "hard", "back"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Measure::Count)> measures{
    "outcome",  "asked",    "conditional", "waited",   "status",      "origin-status", "age",
    "lifetime", "stored",   "reason",      "field",    "sent",        "version",       "stale",
    "intact",   "received", "node",        "requests", "first-asked", "known-as",      "known-by",
    "visitors", "text",     "noticed",     "missed",   "body"};
constexpr std::array<std::string_view, static_cast<std::size_t>(QuestionKind::Count)> questions{
    "outcome", "number", "pick", "edit"};

template <class All, class Kind>
std::string_view wordIn(const All &all, Kind kind) noexcept {
    const auto place = static_cast<std::size_t>(kind);
    return place < all.size() ? all[place] : std::string_view();
}

template <class All>
std::size_t placeOf(const All &all, std::string_view id) noexcept {
    const auto found =
        std::find_if(all.begin(), all.end(), [id](const auto &one) { return one.id == id; });
    return found == all.end() ? std::string_view::npos
                              : static_cast<std::size_t>(found - all.begin());
}

} // namespace

std::string_view LocalText::in(std::string_view language) const noexcept {
    const auto find = [this](std::string_view code) -> const std::string * {
        for (const auto &[name, text] : byLanguage) {
            if (name == code)
                return &text;
        }
        return nullptr;
    };
    const std::string *text = find(language);
    if (!text)
        text = find(language.substr(0, language.find_first_of("-_")));
    if (!text)
        text = find("en");
    if (!text && !byLanguage.empty())
        text = &byLanguage.front().second;
    return text ? std::string_view(*text) : std::string_view();
}

std::string_view nameOf(ActorKind kind) noexcept { return wordIn(actorKinds, kind); }
std::string_view nameOf(Action action) noexcept { return wordIn(actions, action); }
std::string_view nameOf(Reload reload) noexcept { return wordIn(reloads, reload); }
std::string_view nameOf(Measure measure) noexcept { return wordIn(measures, measure); }
std::string_view nameOf(QuestionKind kind) noexcept { return wordIn(questions, kind); }

std::size_t actorAt(const Scenario &scenario, std::string_view id) noexcept {
    return placeOf(scenario.actors, id);
}
std::size_t stepAt(const Scenario &scenario, std::string_view id) noexcept {
    return placeOf(scenario.steps, id);
}
std::size_t whatIfAt(const Scenario &scenario, std::string_view id) noexcept {
    return placeOf(scenario.whatIfs, id);
}

} // namespace etagere::scenario
