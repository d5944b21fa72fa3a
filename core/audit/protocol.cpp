// SPDX-License-Identifier: Apache-2.0
#include "core/audit/protocol.h"

#include "core/http/text.h"
#include "core/url/url.h"

#include <algorithm>
#include <array>

namespace etagere::audit {

namespace {

using analysis::ProfileState;

struct Row {
    StepKind kind;
    std::string_view name;
    ProfileState state;
};

// The control's second visit proves nothing about a deletion: it has no label. Nor have trials,
// which are no part of the judgement.
constexpr std::array<Row, static_cast<std::size_t>(StepKind::Count)> rows{{
    {StepKind::FirstVisit, "first-visit", ProfileState::Visit},
    {StepKind::Return, "return", ProfileState::Visit},
    {StepKind::CookiesCleared, "cookies-cleared", ProfileState::CookiesCleared},
    {StepKind::Flushed, "flushed", ProfileState::Flushed},
    {StepKind::Control, "control", ProfileState::CleanControl},
    {StepKind::ControlReturn, "control-return", ProfileState::Unlabelled},
    {StepKind::Unrelated, "unrelated", ProfileState::Unrelated},
    {StepKind::TrialVisit, "trial-visit", ProfileState::Unlabelled},
    {StepKind::TrialReturn, "trial-return", ProfileState::Unlabelled},
    {StepKind::TrialCheck, "trial-check", ProfileState::Unlabelled},
}};

/// Links that would end or change something for the visitor are not followed.
bool endsSomething(std::string_view url) {
    static constexpr std::array<std::string_view, 8> words{
        "logout", "log-out", "signout", "sign-out", "logoff", "unsubscribe", "delete", "remove"};
    std::string lower(url);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return http::lowered(c); });
    return std::any_of(words.begin(), words.end(), [&lower](std::string_view word) {
        return lower.find(word) != std::string::npos;
    });
}

std::string siteOfUrl(std::string_view text) { return url::siteOf(url::parseUrl(text).host); }

std::string_view withoutFragment(std::string_view url) { return url.substr(0, url.find('#')); }

} // namespace

std::string_view nameOf(StepKind kind) noexcept {
    const auto at = static_cast<std::size_t>(kind);
    return at < rows.size() ? rows[at].name : std::string_view();
}

std::optional<StepKind> stepKindFrom(std::string_view name) noexcept {
    const auto *const found =
        std::find_if(rows.begin(), rows.end(), [name](const Row &row) { return row.name == name; });
    return found == rows.end() ? std::nullopt : std::optional(found->kind);
}

analysis::ProfileState stateOf(StepKind kind) noexcept {
    const auto at = static_cast<std::size_t>(kind);
    return at < rows.size() ? rows[at].state : ProfileState::Unlabelled;
}

bool startsWithoutCookies(StepKind kind) noexcept {
    return kind != StepKind::Return && kind != StepKind::ControlReturn &&
           kind != StepKind::TrialReturn && kind != StepKind::TrialCheck;
}

std::vector<Step> protocolFor(unsigned people) {
    const unsigned count = std::clamp(people, leastPeople, mostPeople);
    const unsigned unrelated = count - 1;
    std::vector<Step> steps{{StepKind::FirstVisit, 0}, {StepKind::Control, 1}};
    for (unsigned person = 2; person < unrelated; ++person)
        steps.push_back({StepKind::Control, person});
    steps.push_back({StepKind::Return, 0});
    steps.push_back({StepKind::Unrelated, unrelated});
    steps.push_back({StepKind::CookiesCleared, 0});
    for (unsigned person = 1; person < unrelated; ++person)
        steps.push_back({StepKind::ControlReturn, person});
    steps.push_back({StepKind::Flushed, 0});
    return steps;
}

std::vector<Step> stepsFor(unsigned people, std::size_t trials) {
    constexpr unsigned inTurn = 2;
    std::vector<Step> steps = protocolFor(people);
    const unsigned first = std::clamp(people, leastPeople, mostPeople);
    const unsigned end = first + static_cast<unsigned>(trials);
    for (unsigned pair = first; pair < end; pair += inTurn) {
        for (const StepKind kind :
             {StepKind::TrialVisit, StepKind::TrialReturn, StepKind::TrialCheck}) {
            for (unsigned person = pair; person < std::min(pair + inTurn, end); ++person)
                steps.push_back({kind, person});
        }
    }
    return steps;
}

std::string personName(unsigned person) {
    constexpr unsigned letters = 26;
    if (person < letters)
        return {static_cast<char>('A' + person)};
    return "V" + std::to_string(person + 1);
}

std::string visitorName(const Step &step) {
    const std::string name = personName(step.person);
    return step.kind == StepKind::Flushed ? name + " after the flush" : name;
}

std::vector<std::string> innerPages(std::string_view page, std::span<const std::string> links,
                                    std::size_t count) {
    std::vector<std::string> pages;
    const std::string site = siteOfUrl(page);
    const std::string_view own = withoutFragment(page);
    for (const std::string &link : links) {
        if (pages.size() >= count)
            break;
        const std::string_view target = withoutFragment(link);
        const bool isWeb = target.starts_with("http://") || target.starts_with("https://");
        if (!isWeb || target == own || endsSomething(target) || siteOfUrl(target) != site ||
            std::find(pages.begin(), pages.end(), target) != pages.end())
            continue;
        pages.emplace_back(target);
    }
    return pages;
}

} // namespace etagere::audit
