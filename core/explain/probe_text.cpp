// SPDX-License-Identifier: Apache-2.0
#include "core/explain/probe_text.h"

#include <array>

namespace etagere::explain {

namespace {

using probe::End;
using Needs = probe::Step::Needs;

constexpr std::array probeTitles{
    ETAGERE_TEXT("probe", "Do new visitors get different tags?"),
    ETAGERE_TEXT("probe", "Does a visitor's own tag match?"),
    ETAGERE_TEXT("probe", "Does a tag come back that was never issued?"),
    ETAGERE_TEXT("probe", "Do all visitors' tags match, whoever sends them?"),
    ETAGERE_TEXT("probe", "Does a visitor's data return with the tag?"),
    ETAGERE_TEXT("probe", "Do deleted cookies return?"),
    ETAGERE_TEXT("probe", "Is the tag made from the browser's name?"),
    ETAGERE_TEXT("probe", "Does the tag of an earlier day still match?"),
    ETAGERE_TEXT("probe", "Is Last-Modified used in the same way?"),
};
static_assert(probeTitles.size() == probe::probeCount);

constexpr std::array roleTexts{
    ETAGERE_TEXT("probe", "The page that a new visitor loads first."),
    ETAGERE_TEXT("probe", "New visitors, without cookies and cache."),
    ETAGERE_TEXT("probe", "The same visitors again, with their cookies and nothing cached."),
    ETAGERE_TEXT("probe", "The same visitors again, with their cookies and the value they got."),
    ETAGERE_TEXT("probe", "\u201c*\u201d, which every server has to take for a match."),
    ETAGERE_TEXT("probe", "An issued tag with W/ put before it, or taken away."),
    ETAGERE_TEXT("probe", "Values that were never issued, shaped like those that were."),
    ETAGERE_TEXT("probe", "A random text that no server would issue."),
    ETAGERE_TEXT("probe", "A random text in a field that means nothing (X-Trace-Note)."),
    ETAGERE_TEXT("probe", "Values of different visitors, from clean profiles, in random order."),
    ETAGERE_TEXT("probe", "Two values and no value, in random order, three rounds, from clean "
                          "profiles."),
    ETAGERE_TEXT("probe", "The second of two values."),
    ETAGERE_TEXT("probe", "No value, beside two of them."),
    ETAGERE_TEXT("probe", "Visitors who deleted their cookies and kept their cache."),
    ETAGERE_TEXT("probe", "New visitors of the same browser, to compare with."),
    ETAGERE_TEXT("probe", "New visitors of another browser."),
    ETAGERE_TEXT("probe", "Values that were issued in the earlier run, from clean profiles."),
};
static_assert(roleTexts.size() == probe::roleCount);

constexpr std::array guardTexts{
    ETAGERE_TEXT("probe", "A value that follows from its response stands for nobody."),
    ETAGERE_TEXT("probe", "Values are compared where the content is the same."),
    ETAGERE_TEXT("probe", "Made-up tags keep the last characters, which LiteSpeed ignores and "
                          "copies."),
    ETAGERE_TEXT("probe", "A tag with another compression suffix is the same tag."),
    ETAGERE_TEXT("probe", "W/ makes no other tag; some servers repeat it."),
    ETAGERE_TEXT("probe", "A server that takes any text for a match is broken, not curious."),
    ETAGERE_TEXT("probe", "What a cache on the way answered says nothing of the server."),
    ETAGERE_TEXT("probe", "\u201c*\u201d has to match."),
    ETAGERE_TEXT("probe", "A response that repeats any field repeats tags as well."),
    ETAGERE_TEXT("probe", "Without cookies: a balancer's cookie leads back to the same server."),
    ETAGERE_TEXT("probe", "Matches count when more values were issued than a cluster has servers."),
    ETAGERE_TEXT("probe", "Three rounds, because pages change by chance."),
    ETAGERE_TEXT("probe", "What also comes without a tag does not come because of it."),
    ETAGERE_TEXT("probe", "A cookie that new visitors get as well is made from address and "
                          "browser."),
    ETAGERE_TEXT("probe", "A server that says so (Vary) may serve browsers differently."),
    ETAGERE_TEXT("probe", "A Last-Modified that is the time of serving stands for nobody."),
};
static_assert(guardTexts.size() == probe::guardCount);

} // namespace

std::string titleOf(probe::Probe probe) {
    return text(probeTitles[static_cast<std::size_t>(probe)]);
}

std::string sentenceOf(const probe::Step &step) {
    return text(roleTexts[static_cast<std::size_t>(step.role)]);
}

std::string conditionOf(const probe::Step &step) {
    switch (step.needs) {
    case Needs::Nothing:
        return {};
    case Needs::NoneSeen:
        return text(ETAGERE_TEXT("probe", "if no first visit was given a tag"));
    case Needs::SeenOnReturn:
        return text(ETAGERE_TEXT("probe", "if only second visits were"));
    case Needs::Value:
        return text(ETAGERE_TEXT("probe", "if visitors were given one"));
    case Needs::TwoValues:
        return text(ETAGERE_TEXT("probe", "if visitors were given different ones"));
    case Needs::TwoOrEcho:
        return text(ETAGERE_TEXT("probe", "if visitors were given different ones, or a made-up one "
                                          "came back"));
    case Needs::Cookie:
        return text(ETAGERE_TEXT("probe", "if visitors were given a cookie and a tag"));
    case Needs::EarlierRun:
        return text(ETAGERE_TEXT("probe", "if the earlier run was given one"));
    }
    return {};
}

std::string sentenceOf(probe::Guard guard) {
    return text(guardTexts[static_cast<std::size_t>(guard)]);
}

std::string sentenceOf(End end) {
    switch (end) {
    case End::Done:
        return text(ETAGERE_TEXT("probe", "Everything that was planned was asked."));
    case End::Budget:
        return text(ETAGERE_TEXT("probe", "The budget was used up: the last steps were left out."));
    case End::Unreachable:
        return text(ETAGERE_TEXT("probe", "The server did not answer, so no more was asked."));
    case End::Refused:
        return text(ETAGERE_TEXT("probe", "The server asked to be left alone (429 or 503), so no "
                                          "more was asked."));
    case End::Stopped:
        return text(ETAGERE_TEXT("probe", "It was stopped; what had been answered is judged."));
    }
    return {};
}

std::string sentenceOf(probe::PlanError error, std::string_view url) {
    using probe::PlanError;
    switch (error) {
    case PlanError::NotHttp:
        return text(probe_text::notHttp, url);
    case PlanError::NoHost:
        return text(probe_text::noHost, url);
    case PlanError::HasUserInfo:
        return text(probe_text::userInfo, url);
    case PlanError::OtherSite:
        return text(probe_text::otherSite, url);
    }
    return {};
}

} // namespace etagere::explain
