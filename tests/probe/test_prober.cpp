// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>

#include "core/lab/file_server.h"
#include "core/lab/tracker.h"
#include "core/tags/observation.h"
#include "core/traffic/document.h"
#include "tests/probe/probe_case.h"

using namespace etagere;
using lab::TrackerKind;
using probe::Probe;
using tests::ProbeCase;

namespace {

/// A file that is replaced while nobody looks.
std::unique_ptr<lab::Origin> replacedFile(Instant when) {
    auto script = lab::sampleScript();
    lab::deploy(script, when, true);
    lab::FileServerOptions options;
    options.recipe = recipe::RecipeId::Lighttpd;
    return std::make_unique<lab::FileServer>(std::vector{script}, options);
}

/// Answers every request in one way.
class Fixed final : public lab::Origin {
public:
    explicit Fixed(lab::Response response)
        : m_response(std::move(response)) {}
    lab::Response answer(const lab::Request &request) override {
        last = std::string(request.method);
        return m_response;
    }
    std::string last;

private:
    lab::Response m_response;
};

} // namespace

class TestProber : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksTheSameAgain();
    void onlyAsks();
    void madeUpVisitsAreNoObservations();
    void stopsAtItsBudget();
    void leavesAloneWhoAsksForIt();
    void resumesAfterADay_data();
    void resumesAfterADay();
    void readsASavedRun();
    void sendsNoFieldOfAHostileFile();
    void tellsToAskSlowly();
};

void TestProber::asksTheSameAgain() {
    const auto questions = [](std::uint64_t seed) {
        probe::Options options;
        options.seed = seed;
        ProbeCase probing(options, "http://origin.test/pixel.gif");
        const auto tracker = lab::makeTracker(TrackerKind::PlainEcho, 1);
        (void)probing.run(*tracker);
        std::vector<std::string> sent;
        for (const probe::Outcome &outcome : probing.outcomes)
            sent.push_back(std::string(nameOf(outcome.question.role)) + outcome.question.sent);
        return sent;
    };
    QVERIFY(questions(1) == questions(1));
    QVERIFY(questions(1) != questions(2));
}

void TestProber::onlyAsks() {
    lab::Response response;
    response.body = "text";
    Fixed origin(response);
    ProbeCase probing;
    (void)probing.run(origin);
    QCOMPARE(origin.last, std::string("GET"));
    for (std::size_t i = 0; i < probing.traffic.exchangeCount(); ++i)
        QVERIFY(probing.traffic.exchange(traffic::ExchangeId::fromSize(i)).requestBody.form ==
                traffic::BodyForm::Absent);
}

void TestProber::madeUpVisitsAreNoObservations() {
    ProbeCase probing({}, "http://origin.test/pixel.gif");
    const auto tracker = lab::makeTracker(TrackerKind::PlainEcho, 1);
    (void)probing.run(*tracker);
    std::size_t natural = 0;
    for (const probe::Outcome &outcome : probing.outcomes)
        natural += isNatural(outcome.question.role) ? 1U : 0U;
    QVERIFY(natural < probing.outcomes.size());
    QCOMPARE(tags::observe(probing.traffic).size(), natural);
}

void TestProber::stopsAtItsBudget() {
    probe::Options options;
    options.budget = 35;
    ProbeCase probing(options, "http://origin.test/pixel.gif");
    const auto tracker = lab::makeTracker(TrackerKind::PlainEcho, 1);
    const auto findings = probing.run(*tracker);
    QCOMPARE(probing.asked, 35U);
    QCOMPARE(probing.end, probe::End::Budget);
    QVERIFY(tests::worstOf(findings) >= 3);
}

void TestProber::leavesAloneWhoAsksForIt() {
    lab::Response busy;
    busy.status = 429;
    Fixed tooMany(busy);
    ProbeCase probing;
    (void)probing.run(tooMany);
    QCOMPARE(probing.asked, 1U);
    QCOMPARE(probing.end, probe::End::Refused);
    busy.status = 503;
    busy.add("Retry-After", "120");
    Fixed unavailable(busy);
    (void)probing.run(unavailable);
    QCOMPARE(probing.asked, 1U);
}

void TestProber::resumesAfterADay_data() {
    QTest::addColumn<bool>("tracks");
    QTest::newRow("a tracker knows the old tag") << true;
    QTest::newRow("a replaced file has another one") << false;
}

void TestProber::resumesAfterADay() {
    QFETCH(bool, tracks);
    ProbeCase probing({}, tracks ? "http://origin.test/pixel.gif" : "http://origin.test/app.js");
    const std::unique_ptr<lab::Origin> origin =
        tracks ? lab::makeTracker(TrackerKind::KnownOnly, 1)
               : replacedFile(probing.now + std::chrono::hours(3));
    (void)probing.run(*origin);
    const std::size_t before = probing.outcomes.size();
    probing.resumeAfter(std::chrono::hours(24));
    const auto findings = probing.run(*origin);
    const QByteArray evidence = tests::evidenceOf(findings);
    QVERIFY(probing.asked >= 4 && probing.asked <= 9);
    QCOMPARE(probing.outcomes.size(), before + probing.asked);
    QVERIFY2(tests::says(findings, analysis::Rule::OldTagStillMatches) == tracks,
             evidence.constData());
    QVERIFY2(tests::says(findings, analysis::Rule::OldTagRefused) != tracks, evidence.constData());
    QVERIFY2(tracks ? tests::worstOf(findings) == 4 : tests::worstOf(findings) <= 2,
             evidence.constData());
}

void TestProber::readsASavedRun() {
    ProbeCase probing({}, "http://origin.test/i.js");
    const auto tracker = lab::makeTracker(TrackerKind::Kissmetrics, 1);
    const auto findings = probing.run(*tracker);
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("run.etagere")).toStdString();
    QVERIFY(traffic::saveCapture(probing.traffic, path));
    const auto opened = traffic::openCapture(path);
    QVERIFY(opened);
    const auto read = probe::outcomesOf(opened->traffic);
    QCOMPARE(read.size(), probing.outcomes.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        QVERIFY(read[i].question.role == probing.outcomes[i].question.role);
        QCOMPARE(read[i].question.sent, probing.outcomes[i].question.sent);
        QVERIFY(read[i].digest == probing.outcomes[i].digest);
    }
    const auto again = probe::judge({opened->traffic, read});
    QCOMPARE(tests::evidenceOf(again), tests::evidenceOf(findings));
}

/// A run that was saved by somebody else, with a tag that would end its field.
void TestProber::sendsNoFieldOfAHostileFile() {
    ProbeCase probing({}, "http://origin.test/app.js");
    lab::FileServer origin({lab::sampleScript()}, {});
    (void)probing.run(origin);
    for (probe::Outcome &outcome : probing.outcomes) {
        for (auto &[name, value] : outcome.answer.fields) {
            if (name == "ETag")
                value = "\"a\"\r\nX-Injected: yes";
        }
    }
    probing.traffic = probe::trafficOf(probing.outcomes, "http://origin.test/app.js");
    probing.resumeAfter(std::chrono::hours(1));
    const std::size_t before = probing.outcomes.size();
    (void)probing.run(origin);
    QVERIFY(probing.outcomes.size() > before);
    for (const probe::Outcome &outcome : probing.outcomes) {
        if (outcome.question.probe != Probe::Drift)
            continue;
        for (const auto &[name, value] : outcome.question.fields)
            QVERIFY2(value.find('\n') == std::string::npos, value.c_str());
    }
}

void TestProber::tellsToAskSlowly() {
    ProbeCase probing({}, "http://origin.test/pixel.gif");
    const auto tracker = lab::makeTracker(TrackerKind::RateLimitedEcho, 1);
    const auto findings = probing.run(*tracker);
    QVERIFY2(tests::says(findings, analysis::Rule::NeedSlowerProbe),
             tests::evidenceOf(findings).constData());
}

QTEST_APPLESS_MAIN(TestProber)
#include "test_prober.moc"
