// SPDX-License-Identifier: Apache-2.0
#include <QCoreApplication>
#include <QTest>

#include "core/lab/file_server.h"
#include "core/lab/server.h"
#include "core/lab/tracker.h"
#include "core/probe/runner.h"
#include "tests/probe/probe_case.h"
#include "tests/wire/raw_peers.h"

#include <set>

using namespace etagere;

namespace {

/// An origin on a loopback socket, and a prober that asks it through a client.
class Served {
public:
    explicit Served(std::shared_ptr<lab::Origin> origin) {
        auto opened = lab::Server::open(loop, {});
        if (!opened)
            return;
        server = std::move(*opened);
        server->serve({}, std::move(origin));
    }
    std::string url(const std::string &path) const {
        return "http://127.0.0.1:" + std::to_string(server->address().port) + path;
    }
    /// False when it does not end.
    bool run(probe::Prober &prober, StopToken stop = {}) {
        probe::RunOptions options;
        options.clock = lab::systemTime;
        options.stop = std::move(stop);
        options.progress = Progress([this](std::uint64_t done, std::uint64_t) { reported = done; });
        probe::Runner runner(loop, prober, std::move(options));
        bool done = false;
        runner.start([&done] { done = true; });
        return tests::waitFor([&done] { return done; });
    }

    wire::Loop loop;
    std::unique_ptr<lab::Server> server;
    std::uint64_t reported = 0;
};

probe::Options quickly() {
    probe::Options options;
    options.waits = false;
    return options;
}

/// Redirects to the file over two hops, the second of which sets a cookie; or away.
class Redirecting final : public lab::Origin {
public:
    lab::Response answer(const lab::Request &request) override {
        lab::Response response;
        const std::string cookie(http::valueOf(request.fields, http::FieldName::Cookie));
        if (request.target == "/away") {
            response.status = 302;
            response.add("Location", "http://elsewhere.example/");
        } else if (request.target == "/loop" || request.target == "/start") {
            response.status = 302;
            response.add("Location", request.target == "/loop" ? "/loop" : "/middle");
        } else if (request.target == "/middle") {
            response.status = 307;
            response.add("Location", "end?x=1#part");
            response.add("Set-Cookie", "seen=yes; Path=/");
        } else {
            response.body = cookie;
            response.add("ETag", "\"65e1cb70-8\"");
        }
        return response;
    }
};

} // namespace

class TestRunner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksThroughSockets();
    void findsATracker_data();
    void findsATracker();
    void followsRedirectsWithinTheSite();
    void stopsWhenTold();
    void keepsToItsRate();
    void tellsThatNobodyAnswers();
};

void TestRunner::asksThroughSockets() {
    Served served(std::make_shared<lab::FileServer>(std::vector{lab::sampleScript()},
                                                    lab::FileServerOptions{}));
    QVERIFY(served.server);
    auto plan = probe::planFor(served.url("/app.js"), quickly());
    QVERIFY(plan);
    probe::Prober prober(*plan);
    QVERIFY(served.run(prober));
    QCOMPARE(prober.end(), probe::End::Done);
    QCOMPARE(std::uint64_t(prober.asked()), served.server->answered());
    QCOMPARE(served.reported, std::uint64_t(prober.asked()));
    QVERIFY(prober.asked() <= prober.plan().most());
    for (const probe::Outcome &outcome : prober.outcomes()) {
        QVERIFY(!outcome.answer.error);
        QCOMPARE(outcome.answer.peer, std::string("127.0.0.1"));
        QVERIFY(outcome.answer.status == 304 || outcome.hasContent);
    }
    const auto traffic = probe::trafficOf(prober.outcomes(), prober.url());
    const auto findings = probe::judge({traffic, prober.outcomes()});
    QVERIFY2(tests::worstOf(findings) <= 1, tests::evidenceOf(findings).constData());
}

void TestRunner::findsATracker_data() {
    QTest::addColumn<int>("kind");
    for (const lab::TrackerRow &row : lab::allTrackers()) {
        using lab::TrackerKind;
        // Quick requests are served honestly by this one.
        if (row.kind != TrackerKind::RateLimitedEcho)
            QTest::newRow(row.id.data()) << static_cast<int>(row.kind);
    }
}

void TestRunner::findsATracker() {
    QFETCH(int, kind);
    const lab::TrackerRow &row = lab::rowOf(static_cast<lab::TrackerKind>(kind));
    Served served(lab::makeTracker(row.kind, 3));
    QVERIFY(served.server);
    probe::Options options = quickly();
    if (row.kind == lab::TrackerKind::CookieGated || row.kind == lab::TrackerKind::HashedCookie)
        options.page = served.url("/");
    probe::Prober prober(*probe::planFor(served.url(std::string(row.path)), options));
    QVERIFY(served.run(prober));
    const auto traffic = probe::trafficOf(prober.outcomes(), prober.url());
    const auto findings = probe::judge({traffic, prober.outcomes()});
    const int least = row.kind == lab::TrackerKind::PersonalDigest ? 3 : 4;
    QVERIFY2(tests::worstOf(findings) >= least, tests::evidenceOf(findings).constData());
}

void TestRunner::followsRedirectsWithinTheSite() {
    Served served(std::make_shared<Redirecting>());
    probe::Options options = quickly();
    options.visits = 2;
    probe::Prober prober(*probe::planFor(served.url("/start"), options));
    QVERIFY(served.run(prober));
    QCOMPARE(prober.url(), served.url("/end?x=1"));
    QCOMPARE(prober.outcomes().at(2).text, std::string("seen=yes"));
    QVERIFY(prober.redirects() >= 4);
    for (const probe::Outcome &outcome : prober.outcomes())
        QVERIFY(outcome.question.sent.empty() || outcome.question.url == prober.url());

    probe::Prober away(*probe::planFor(served.url("/away"), options));
    QVERIFY(served.run(away));
    QCOMPARE(away.redirects(), 0U);
    probe::Prober loops(*probe::planFor(served.url("/loop"), options));
    QVERIFY(served.run(loops));
    QVERIFY(loops.redirects() > 0);
    QVERIFY(loops.asked() <= options.budget);
}

void TestRunner::stopsWhenTold() {
    Served served(lab::makeTracker(lab::TrackerKind::PlainEcho, 1));
    std::stop_source source;
    source.request_stop();
    probe::Prober prober(*probe::planFor(served.url("/pixel.gif"), quickly()));
    QVERIFY(served.run(prober, source.get_token()));
    QCOMPARE(prober.end(), probe::End::Stopped);
    QCOMPARE(served.server->answered(), std::uint64_t(0));
}

void TestRunner::keepsToItsRate() {
    Served served(lab::makeTracker(lab::TrackerKind::PlainEcho, 1));
    probe::Options options;
    options.rate = 50;
    options.visits = 4;
    options.probes = {};
    probe::Prober prober(*probe::planFor(served.url("/pixel.gif"), options));
    QVERIFY(served.run(prober));
    const auto &outcomes = prober.outcomes();
    QCOMPARE(outcomes.size(), std::size_t(4));
    for (std::size_t i = 1; i < outcomes.size(); ++i)
        QVERIFY(outcomes[i].answer.started - outcomes[i - 1].answer.started >=
                std::chrono::milliseconds(19));
}

void TestRunner::tellsThatNobodyAnswers() {
    Served served(lab::makeTracker(lab::TrackerKind::PlainEcho, 1));
    const std::string url = served.url("/pixel.gif");
    served.server.reset();
    probe::Prober prober(*probe::planFor(url, quickly()));
    QVERIFY(served.run(prober));
    QCOMPARE(prober.end(), probe::End::Unreachable);
    QCOMPARE(prober.asked(), 3U);
    QVERIFY(prober.outcomes().front().answer.error);
    QVERIFY(probe::judge({probe::trafficOf(prober.outcomes(), url), prober.outcomes()}).empty());
}

QTEST_GUILESS_MAIN(TestRunner)
#include "test_runner.moc"
