// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QtTest/QTest>

#include "tests/live/browser_rig.h"

#include <memory>
#include <optional>

// Pages that a visit hands over to somebody, the same in every browser. The hand is the site: it
// tells /self.html to click its link.

namespace etagere::tests {

struct VisitByHand {
    int handed = 0;
    std::optional<Result<live::VisitSummary, live::BrowserError>> answer;
};

/// Begins a visit whose page is handed over.
[[nodiscard]] inline std::shared_ptr<VisitByHand>
visitByHand(live::Browser &browser, live::ProfileId profile, live::VisitOptions options) {
    const auto visit = std::make_shared<VisitByHand>();
    options.handOver = [visit] { ++visit->handed; };
    browser.visit(
        profile, options, [](const live::LiveExchange &) {},
        [visit](auto result) { visit->answer = std::move(result); });
    return visit;
}

/// What is done in hand belongs to the visit, wherever it leads.
inline void checkHandOver(BrowserRig &rig, Site &site) {
    const live::ProfileId profile = rig.addProfile();
    live::VisitOptions options;
    options.url = site.url("/self.html");
    int loads = 0;
    options.loaded = [&loads] { ++loads; };
    const auto visit = visitByHand(rig.browser(), profile, options);
    QVERIFY(waitFor([&] { return visit->handed == 1 && site.listeners() == 1; }));
    site.say("go");
    QVERIFY(waitFor([&] { return site.countOf("/stale.gif") == 2; }));
    QCOMPARE(loads, 0); // nobody else's visit begins while somebody has a page in hand
    QVERIFY(!visit->answer);
    rig.browser().takeBack(profile);
    QVERIFY(waitFor([&] { return visit->answer.has_value(); }));
    QVERIFY(*visit->answer && (**visit->answer).end == live::VisitSummary::End::Loaded);
    QCOMPARE((**visit->answer).title, std::string("one"));
    QCOMPARE(loads, 1);
    QCOMPARE(visit->handed, 1);      // though another page was loaded
    rig.browser().takeBack(profile); // there is no such page any more
}

/// The time limit rests in hand, and counts afterwards.
inline void checkTimeInHand(BrowserRig &rig, Site &site) {
    const live::ProfileId profile = rig.addProfile();
    live::VisitOptions options;
    options.url = site.url("/busy.html");
    std::chrono::milliseconds limit = std::chrono::milliseconds(500);
    std::shared_ptr<VisitByHand> visit;
    do { // until it suffices to load the page on this machine
        limit *= 2;
        options.timeout = limit;
        visit = visitByHand(rig.browser(), profile, options);
        QVERIFY(waitFor([&] { return visit->handed == 1 || visit->answer; }));
    } while (visit->handed == 0);
    QElapsedTimer inHand;
    inHand.start();
    QVERIFY(waitFor([&] { return inHand.hasExpired(limit.count()); }));
    QVERIFY(!visit->answer);
    rig.browser().takeBack(profile);
    QVERIFY(waitFor([&] { return visit->answer.has_value(); }));
    QVERIFY(*visit->answer && (**visit->answer).end == live::VisitSummary::End::TimedOut);
}

/// Whoever ends a visit need not take its page back before.
inline void checkStopInHand(BrowserRig &rig, Site &site) {
    const live::ProfileId profile = rig.addProfile();
    live::VisitOptions options;
    options.url = site.url("/one.html");
    const auto visit = visitByHand(rig.browser(), profile, options);
    QVERIFY(waitFor([&] { return visit->handed == 1; }));
    rig.browser().endVisit(profile);
    QVERIFY(waitFor([&] { return visit->answer.has_value(); }));
    QVERIFY(*visit->answer && (**visit->answer).end == live::VisitSummary::End::TimedOut);
    const Visited next = rig.visit(profile, site.url("/two.html"));
    QVERIFY2(next.isLoaded(), next.words().c_str());
}

} // namespace etagere::tests
