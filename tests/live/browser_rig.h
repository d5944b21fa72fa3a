// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser.h"
#include "core/live/launch.h"
#include "tests/live/site.h"
#include "tests/wire/raw_peers.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace etagere::tests {

/// Calls what answers by a Done and waits for the answer, which is TimedOut if none comes.
template <class T>
[[nodiscard]] Result<T, live::BrowserError>
answerOf(const std::function<void(live::Done<T>)> &call,
         std::chrono::seconds atMost = std::chrono::seconds(60)) {
    // Shared: an answer that comes too late must not write to what is gone.
    const auto answer = std::make_shared<std::optional<Result<T, live::BrowserError>>>();
    call([answer](Result<T, live::BrowserError> result) { *answer = std::move(result); });
    if (waitFor([&] { return answer->has_value(); }, atMost))
        return std::move(**answer);
    return Failure<live::BrowserError>({live::BrowserError::Kind::TimedOut, "in the test"});
}

[[nodiscard]] inline Result<std::unique_ptr<live::Browser>, live::BrowserError>
launchedBrowser(const live::LaunchOptions &options) {
    return answerOf<std::unique_ptr<live::Browser>>(
        [&](live::Done<std::unique_ptr<live::Browser>> done) {
            live::launch(options, std::move(done));
        });
}

/// A visit and what was captured on it.
struct Visited {
    Result<live::VisitSummary, live::BrowserError> summary;
    std::vector<live::LiveExchange> exchanges;

    [[nodiscard]] bool isLoaded() const {
        return summary && summary->end == live::VisitSummary::End::Loaded;
    }
    [[nodiscard]] QString title() const {
        return summary ? QString::fromStdString(summary->title)
                       : QStringLiteral("error: ") + QString::fromStdString(summary.error().detail);
    }
    /// How it went, for a test that expected something else.
    [[nodiscard]] std::string words() const {
        if (!summary)
            return "error " + summary.error().detail;
        return "end " + std::to_string(static_cast<int>(summary->end)) + ' ' + summary->failure +
               ' ' + summary->title + ", exchanges " + std::to_string(exchanges.size()) +
               ", unfinished " + std::to_string(summary->blindness.unfinished);
    }
    /// Empty when the path was not asked for on the wire; else its If-None-Match, "-" without one.
    /// Asked for more than once, the first request counts: they are told in the order of their
    /// ends.
    [[nodiscard]] std::string tagSentFor(std::string_view path) const {
        std::vector<live::LiveExchange> asked = exchanges;
        std::stable_sort(asked.begin(), asked.end(),
                         [](const auto &a, const auto &b) { return a.started < b.started; });
        for (const WireRow &row : wireRows(asked)) {
            if (std::string_view(row.url).ends_with(path))
                return row.ifNoneMatch.empty() ? "-" : row.ifNoneMatch;
        }
        return {};
    }
};

/// One browser with a site to visit, and calls that wait.
class BrowserRig {
public:
    explicit BrowserRig(std::unique_ptr<live::Browser> browser)
        : m_browser(std::move(browser)) {}

    live::Browser &browser() { return *m_browser; }
    void end() { m_browser.reset(); }

    [[nodiscard]] live::ProfileId addProfile(const live::ProfileOptions &options = {}) {
        const auto added = answerOf<live::ProfileId>([&](live::Done<live::ProfileId> done) {
            m_browser->addProfile(options, std::move(done));
        });
        if (!added)
            return {};
        m_profiles.push_back(*added);
        return *added;
    }
    /// A page goes on working as long as its profile is there, and slows down those that follow.
    void removeProfiles() {
        for (const live::ProfileId profile : std::exchange(m_profiles, {}))
            static_cast<void>(answerOf<void>([&](live::Done<void> done) {
                m_browser->removeProfile(profile, std::move(done));
            }));
    }
    [[nodiscard]] Visited visit(live::ProfileId profile, const live::VisitOptions &options) {
        // As for answers: the browser may tell of an exchange after this has given up.
        const auto seen = std::make_shared<std::vector<live::LiveExchange>>();
        auto summary = answerOf<live::VisitSummary>([&](live::Done<live::VisitSummary> done) {
            m_browser->visit(
                profile, options,
                [seen](live::LiveExchange exchange) { seen->push_back(std::move(exchange)); },
                std::move(done));
        });
        return {std::move(summary), std::move(*seen)};
    }
    [[nodiscard]] Visited visit(live::ProfileId profile, const std::string &url) {
        live::VisitOptions options;
        options.url = url;
        return visit(profile, options);
    }
    [[nodiscard]] bool forget(live::ProfileId profile) {
        return answerOf<void>(
                   [&](live::Done<void> done) { m_browser->forget(profile, std::move(done)); })
            .has_value();
    }
    [[nodiscard]] Result<live::FlushResult, live::BrowserError> flush(live::ProfileId profile,
                                                                      const flush::Scope &scope) {
        return answerOf<live::FlushResult>([&](live::Done<live::FlushResult> done) {
            m_browser->flush(profile, scope, std::move(done));
        });
    }
    [[nodiscard]] std::vector<live::Cookie> cookies(live::ProfileId profile) {
        auto read =
            answerOf<std::vector<live::Cookie>>([&](live::Done<std::vector<live::Cookie>> done) {
                m_browser->readCookies(profile, std::move(done));
            });
        return read ? std::move(*read) : std::vector<live::Cookie>();
    }

private:
    std::unique_ptr<live::Browser> m_browser;
    std::vector<live::ProfileId> m_profiles;
};

} // namespace etagere::tests
