// SPDX-License-Identifier: Apache-2.0
// Lesson 14, served for real and visited by a real browser: the same tags, statuses and the same
// ways to be recognised as in the simulation. The browser is ETAGERE_BROWSER, else the usual one.
#include <QTest>

#include "core/http/text.h"
#include "core/scenario/document.h"
#include "core/scenario/lessons.h"
#include "core/scenario/run.h"
#include "core/scenario/words.h"
#include "core/session/demo_site.h"
#include "core/session/lab_host.h"
#include "tests/session/browsing_rig.h"
#include "tests/session/lab_asker.h"

#include <map>

using namespace etagere;
using scenario::Action;
using scenario::Scenario;
using scenario::Step;
using scenario::Trace;

namespace {

/// What one request for the tracked picture showed, to its server and to its client.
struct Seen {
    std::string sentTag;
    std::string sentCookie;
    int status = 0;
    std::string tag;
    std::string knownAs;
    std::string knownBy;
};

QString dump(const Seen &seen) {
    return QStringLiteral("sent tag %1, sent cookie %2, status %3, tag %4, known as %5 by %6")
        .arg(QString::fromStdString(seen.sentTag), QString::fromStdString(seen.sentCookie))
        .arg(seen.status)
        .arg(QString::fromStdString(seen.tag), QString::fromStdString(seen.knownAs),
             QString::fromStdString(seen.knownBy));
}

template <class Lines>
std::string valueOf(const Lines &lines, std::string_view name) {
    for (const auto &[field, value] : lines) {
        if (http::equalsIgnoringCase(field, name))
            return value;
    }
    return {};
}

Seen simulated(const Trace &trace, std::size_t step) {
    Seen seen;
    for (const scenario::Message &message : trace.messages) {
        if (message.step != step)
            continue;
        if (message.kind == scenario::Message::Kind::Request) {
            seen.sentTag = valueOf(message.fields, "If-None-Match");
            seen.sentCookie = valueOf(message.fields, "Cookie");
        } else {
            seen.status = message.status;
            seen.tag = valueOf(message.fields, "ETag");
        }
    }
    seen.knownAs = trace.outcomes[step].knownAs;
    seen.knownBy = scenario::knownBy[static_cast<std::size_t>(trace.outcomes[step].knownBy)];
    return seen;
}

Seen visited(const tests::Visited &visit, const std::string &url, const QJsonObject &taken) {
    Seen seen;
    for (const live::LiveExchange &exchange : visit.exchanges) {
        if (exchange.url != url)
            continue;
        seen.sentTag = valueOf(exchange.requestFields, "If-None-Match");
        seen.sentCookie = valueOf(exchange.requestFields, "Cookie");
        seen.status = exchange.isInferred ? 304 : exchange.status;
        seen.tag = valueOf(exchange.responseFields, "ETag");
    }
    seen.knownAs = taken.value(QLatin1String("name")).toString().toStdString();
    seen.knownBy = taken.value(QLatin1String("by")).toString().toStdString();
    return seen;
}

/// A person for each browser of the scenario, in one real browser.
class Player {
public:
    Player(tests::BrowserRig &rig, tests::LabAsker &asker)
        : m_rig(rig)
        , m_asker(asker) {}

    /// What a step showed; nothing for one that asks for nothing.
    [[nodiscard]] std::optional<Seen> play(const Step &step) {
        const live::ProfileId profile = profileOf(step.actor);
        if (step.action == Action::DeleteCookies) {
            if (!m_rig.forget(profile))
                QTest::qFail("the cookies could not be deleted", __FILE__, __LINE__);
            return std::nullopt;
        }
        if (step.action == Action::Flush) {
            if (!m_rig.flush(profile, {}))
                QTest::qFail("the cache could not be flushed", __FILE__, __LINE__);
            return std::nullopt;
        }
        const tests::Visited visit = m_rig.visit(profile, step.url);
        if (!visit.isLoaded())
            QTest::qFail(visit.words().c_str(), __FILE__, __LINE__);
        return visited(visit, step.url, m_asker.taken("pixel.test"));
    }

private:
    live::ProfileId profileOf(const std::string &actor) {
        const auto found = m_profiles.find(actor);
        if (found != m_profiles.end())
            return found->second;
        return m_profiles.emplace(actor, m_rig.addProfile()).first->second;
    }

    tests::BrowserRig &m_rig;
    tests::LabAsker &m_asker;
    std::map<std::string, live::ProfileId> m_profiles;
};

} // namespace

class TestLabLive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lessonFourteenIsNoFiction() {
        const scenario::Lesson *lesson = scenario::lessonOf("14");
        QVERIFY(lesson);
        const auto read = scenario::readScenario(lesson->json);
        QVERIFY(read);
        const Trace trace = run(*read);
        session::LabHostOptions options;
        options.localNames = false;
        const auto host = session::LabHost::open(*read, options);
        QVERIFY(host);
        live::LaunchOptions launch = tests::launchOptions();
        launch.hostRules = (*host)->hostRules();
        if (launch.engine == live::Engine::Firefox)
            QSKIP("Firefox cannot be told where a host is");
        auto browser = tests::launchedBrowser(launch);
        if (!browser && browser.error().kind == live::BrowserError::Kind::NotInstalled)
            QSKIP("NOTHING WAS TESTED: there is no browser here");
        QVERIFY2(browser, browser ? "" : browser.error().detail.c_str());
        tests::BrowserRig rig(*std::move(browser));
        tests::LabAsker asker((*host)->port());
        Player player(rig, asker);
        std::size_t requests = 0;
        for (std::size_t i = 0; i < read->steps.size(); ++i) {
            const auto seen = player.play(read->steps[i]);
            if (QTest::currentTestFailed())
                QFAIL(read->steps[i].id.c_str());
            if (!seen)
                continue;
            ++requests;
            QCOMPARE(QString::fromStdString(read->steps[i].id) + QLatin1String(": ") + dump(*seen),
                     QString::fromStdString(read->steps[i].id) + QLatin1String(": ") +
                         dump(simulated(trace, i)));
        }
        QVERIFY(requests >= 5);
        rig.removeProfiles();
    }

    void theDemoSitesTrackerIsFoundAndNobodyElse() {
        const auto read = scenario::readScenario(session::demoDocument());
        QVERIFY(read);
        const auto host = session::LabHost::open(*read);
        QVERIFY(host);
        session::AuditRequest request;
        request.ledger = ":memory:";
        session::LiveRequest live;
        live.urls = {(*host)->firstPage()};
        live.launch = tests::launchOptions();
        live.probing.waits = false;
        request.live = std::move(live);
        const session::AuditOutcome outcome = session::runAudit(request, {}, {});
        using Kind = live::BrowserError::Kind;
        if (outcome.live->noBrowser && outcome.live->noBrowser->kind == Kind::NotInstalled)
            QSKIP("NOTHING WAS TESTED: there is no browser here");
        QVERIFY2(outcome.live->sites.front().pageFailure.empty(),
                 outcome.live->sites.front().pageFailure.c_str());
        const std::string tracker =
            "http://stats.shop.localhost:" + std::to_string((*host)->port());
        QVERIFY(outcome.report.exchanges > 30);
        bool isFound = false;
        for (const analysis::Finding &finding : outcome.report.findings) {
            if (finding.origin == tracker)
                isFound = isFound || finding.grade == analysis::Grade::Respawn;
            else
                QVERIFY2(finding.grade <= analysis::Grade::Unexplained, finding.origin.c_str());
        }
        QVERIFY(isFound);
    }
};

QTEST_GUILESS_MAIN(TestLabLive)
#include "test_lab_live.moc"
