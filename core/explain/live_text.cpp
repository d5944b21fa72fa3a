// SPDX-License-Identifier: Apache-2.0
#include "core/explain/live_text.h"

#include <array>
#include <vector>

namespace etagere::explain {

namespace {

constexpr std::array<Message, static_cast<std::size_t>(audit::StepKind::Count)> steps{
    ETAGERE_TEXT("live", "first visit"),
    ETAGERE_TEXT("live", "comes back"),
    ETAGERE_TEXT("live", "comes back without cookies and storage"),
    ETAGERE_TEXT("live", "comes back with the cache cleared too"),
    ETAGERE_TEXT("live", "somebody else, as a control"),
    ETAGERE_TEXT("live", "the control comes back"),
    ETAGERE_TEXT("live", "somebody unrelated, another browser"),
    ETAGERE_TEXT("live", "somebody to try the flush on"),
    ETAGERE_TEXT("live", "comes back, before the flush"),
    ETAGERE_TEXT("live", "comes back, flushed as asked"),
};

constexpr Message notInstalled = ETAGERE_TEXT(
    "live", "There is no such browser on this machine (looked for: %1). Install one, or choose "
            "another with --browser.");
constexpr Message cannotStart = ETAGERE_TEXT("live", "The browser does not start: %1");
constexpr Message noUser =
    ETAGERE_TEXT("live", "A browser is never run as root, and there is no other user to run it as. "
                         "Run this as a usual user.");
constexpr Message gone = ETAGERE_TEXT("live", "The browser ended by itself. %1");
constexpr Message refused = ETAGERE_TEXT("live", "The browser refused: %1");
constexpr Message unsupported = ETAGERE_TEXT("live", "This browser cannot do that. %1");
constexpr Message timedOut = ETAGERE_TEXT("live", "The browser did not answer in time. %1");
constexpr Message cancelled = ETAGERE_TEXT("live", "It was stopped.");

constexpr Message parted = ETAGERE_TEXT("live", "%1, with a cache for each site");
constexpr Message whole = ETAGERE_TEXT("live", "%1, with one cache for all sites");

constexpr Message pageTimedOut =
    ETAGERE_TEXT("live", "the page did not come to rest in time; what came until then counts");
constexpr Message pageFailed = ETAGERE_TEXT("live", "no page came: %1");
constexpr Message pageCrashed = ETAGERE_TEXT("live", "the page crashed");

constexpr Message unseen = ETAGERE_PLURAL("live", "%n request was made that could not be recorded",
                                          "%n requests were made that could not be recorded");
constexpr Message inferred =
    ETAGERE_PLURAL("live", "%n revalidation is inferred from nothing having been transferred",
                   "%n revalidations are inferred from nothing having been transferred");
constexpr Message lostBodies =
    ETAGERE_PLURAL("live", "%n content was not to be had", "%n contents were not to be had");
constexpr Message cutBodies =
    ETAGERE_PLURAL("live", "%n content is recorded in part", "%n contents are recorded in part");
constexpr Message dropped =
    ETAGERE_PLURAL("live", "for %n request there was no room, or not for all of it",
                   "for %n requests there was no room, or not for all of them");
constexpr Message unfinished =
    ETAGERE_PLURAL("live", "%n request was still under way", "%n requests were still under way");

} // namespace

std::string titleOf(audit::StepKind kind) {
    const auto at = static_cast<std::size_t>(kind);
    return at < steps.size() ? text(steps[at]) : std::string();
}

std::string sentenceOf(const live::BrowserError &error) {
    using Kind = live::BrowserError::Kind;
    switch (error.kind) {
    case Kind::NotInstalled:
        return text(notInstalled, error.detail);
    case Kind::CannotStart:
        return text(cannotStart, error.detail);
    case Kind::NoUser:
        return text(noUser);
    case Kind::Gone:
        return text(gone, error.detail);
    case Kind::Refused:
        return text(refused, error.detail);
    case Kind::Unsupported:
        return text(unsupported, error.detail);
    case Kind::TimedOut:
        return text(timedOut, error.detail);
    case Kind::Cancelled:
    case Kind::Count:
        break;
    }
    return text(cancelled);
}

std::string describe(const live::EngineInfo &engine) {
    const std::string &name = engine.product;
    const std::string_view known = nameOf(engine.engine);
    return text(engine.isCachePartitioned ? parted : whole, name.empty() ? known : name);
}

std::string remarkOn(const live::VisitSummary &summary) {
    using End = live::VisitSummary::End;
    switch (summary.end) {
    case End::TimedOut:
        return text(pageTimedOut);
    case End::Failed:
        return text(pageFailed, summary.failure);
    case End::Crashed:
        return text(pageCrashed);
    case End::Loaded:
        break;
    }
    return {};
}

std::string remarkOn(const live::Blindness &blindness) {
    const std::array<std::pair<std::uint32_t, const Message *>, 6> all{{
        {blindness.unseen, &unseen},
        {blindness.dropped, &dropped},
        {blindness.unfinished, &unfinished},
        {blindness.inferred, &inferred},
        {blindness.lostBodies, &lostBodies},
        {blindness.cutBodies, &cutBodies},
    }};
    std::string line;
    for (const auto &[count, message] : all) {
        if (count > 0)
            line += (line.empty() ? "" : "; ") + plural(*message, count);
    }
    return line;
}

} // namespace etagere::explain
