// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "tests/fidelity/compare.h"
#include "tests/fidelity/generator.h"
#include "tests/fidelity/minimise.h"
#include "tests/fidelity/model_player.h"
#include "tests/fidelity/recording.h"

#include <fstream>

using namespace etagere;
using namespace etagere::fidelity;

namespace {

Seen seenAs(const std::string &body, std::vector<Arrival> arrivals) {
    Seen seen;
    seen.status = 200;
    seen.body = body;
    seen.arrivals = std::move(arrivals);
    return seen;
}

Outcome oneRequest(Seen seen) {
    Outcome outcome;
    outcome.asks = {std::move(seen)};
    return outcome;
}

/// A fresh answer, a second request, and a field that has nothing to do with it.
Sequence reused() {
    Sequence sequence;
    sequence.asks.resize(2);
    for (Ask &ask : sequence.asks)
        ask.replies[0].lines = {{"Date", "{t+0}"}, {"Cache-Control", "max-age=60"}, {"X-A", "a"}};
    sequence.asks[1].replies[0].version = 1;
    return sequence;
}

} // namespace

class TestComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void classesAreTold();
    void disagreementsAreNamed_data();
    void disagreementsAreNamed();
    void renewalsHaveNoOrder();
    void aModelPlaysASequence();
    void aModelAgreesWithItselfAndNotWithAnother();
    void whatADisagreementDoesNotNeedIsTakenAway();
    void recordingsAreReadBack();
    void otherFilesAreNoRecordings();
};

void TestComparison::classesAreTold() {
    QCOMPARE(QByteArray::fromStdString(std::string(classOf(seenAs("a", {})))), QByteArray("fresh"));
    const Arrival renewed{"GET a", {}, "304"};
    QCOMPARE(classOf(seenAs("a", {renewed})), std::string_view("validated"));
    QCOMPARE(classOf(seenAs("a", {{"GET a", {}, "200"}})), std::string_view("fetched"));
    Seen own = seenAs("", {renewed});
    own.status = 304;
    QCOMPARE(classOf(own), std::string_view("fetched"));
    own.failed = true;
    QCOMPARE(classOf(own), std::string_view("failed"));
}

void TestComparison::disagreementsAreNamed_data() {
    QTest::addColumn<int>("which");
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("class") << 0 << QByteArray("fetched in the browser, fresh by the model");
    QTest::newRow("validator") << 1
                               << QByteArray("fetched: sent: if-none-match only in the model;");
    QTest::newRow("another value") << 2 << QByteArray("fetched: sent: another range");
    QTest::newRow("body") << 3 << QByteArray("fetched: another body");
    QTest::newRow("field") << 4 << QByteArray("fetched: fields: age only in the browser;");
    QTest::newRow("count")
        << 5 << QByteArray("fetched: requests to the origin: 1 by the browser, 2 by the model");
    QTest::newRow("none") << 6 << QByteArray();
}

void TestComparison::disagreementsAreNamed() {
    QFETCH(int, which);
    const Arrival plain{"GET a", {{"range", "bytes=0-1"}}, "200"};
    Seen browser = seenAs("a", {plain});
    Seen model = browser;
    switch (which) {
    case 0:
        model.arrivals.clear();
        break;
    case 1:
        model.arrivals[0].sent.insert(model.arrivals[0].sent.begin(), {"if-none-match", "x"});
        break;
    case 2:
        model.arrivals[0].sent[0].value = "bytes=1-2";
        break;
    case 3:
        model.body = "b";
        break;
    case 4:
        browser.fields["age"] = "1";
        break;
    case 5:
        model.arrivals.push_back(plain);
        break;
    default:
        break;
    }
    const auto found = firstDisagreement(oneRequest(browser), oneRequest(model));
    QTEST(QByteArray::fromStdString(found ? found->kind : std::string()), "kind");
}

void TestComparison::renewalsHaveNoOrder() {
    Sequence sequence = reused();
    Outcome outcome = oneRequest(seenAs("a", {{"GET b", {}, "200"}, {"GET a", {}, "200"}}));
    const Outcome before = outcome;
    settle(outcome, sequence);
    QVERIFY(outcome == before);
    sequence.asks[0].replies[0].lines.push_back({"Cache-Control", "stale-while-revalidate=60"});
    settle(outcome, sequence);
    QCOMPARE(outcome.asks[0].arrivals[0].what, std::string("GET a"));
}

void TestComparison::aModelPlaysASequence() {
    Sequence sequence = reused();
    const Outcome fresh = playOnModel(sequence, cache::chromium());
    QCOMPARE(classOf(fresh.asks[0]), std::string_view("fetched"));
    QCOMPARE(classOf(fresh.asks[1]), std::string_view("fresh"));
    QCOMPARE(fresh.asks[1].body, bodyOf(0));
    QCOMPARE(fresh.asks[1].fields.at("date"), std::string("{z+0}"));
    sequence.asks[1].mode = "reload";
    const Outcome reloaded = playOnModel(sequence, cache::chromium());
    QCOMPARE(reloaded.asks[1].body, bodyOf(1));
    QCOMPARE(reloaded.asks[1].arrivals.at(0).sent.at(0).value, std::string("no-cache"));
}

void TestComparison::aModelAgreesWithItselfAndNotWithAnother() {
    Comparison same;
    Comparison other;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const Sequence sequence = sequenceOf(seed);
        const Outcome chromium = playOnModel(sequence, cache::chromium());
        same.add({sequence, chromium, playOnModel(sequence, cache::chromium())});
        other.add({sequence, chromium, playOnModel(sequence, cache::firefox())});
    }
    QCOMPARE(same.agreement(), 100.0);
    QVERIFY(same.groups.empty());
    QVERIFY(other.agreement() < 99.0);
    QVERIFY(!other.groups.empty());
}

// Firefox's model stands in for a browser: a 404 is reused by one of the two only.
void TestComparison::whatADisagreementDoesNotNeedIsTakenAway() {
    Sequence sequence = reused();
    sequence.asks[0].replies[0].status = 404;
    sequence.asks[1].lines = {{"X-Key", "1"}};
    sequence.asks[1].pause = std::chrono::milliseconds(1300);
    sequence.asks.push_back(sequence.asks[1]);
    const auto play = [](const std::vector<Sequence> &sequences) {
        std::vector<Outcome> outcomes;
        outcomes.reserve(sequences.size());
        for (const Sequence &one : sequences)
            outcomes.push_back(playOnModel(one, cache::firefox()));
        return std::optional(std::move(outcomes));
    };
    const Case before{sequence, playOnModel(sequence, cache::firefox()),
                      playOnModel(sequence, cache::chromium())};
    const auto kind = firstDisagreement(before.browser, before.model)->kind;
    const std::vector<Case> after = minimised({before}, cache::chromium(), play);
    QCOMPARE(after.size(), std::size_t{1});
    QCOMPARE(firstDisagreement(after[0].browser, after[0].model)->kind, kind);
    const std::vector<Ask> &asks = after[0].sequence.asks;
    QCOMPARE(asks.size(), std::size_t{2});
    QVERIFY(asks[1].lines.empty());
    QCOMPARE(asks[1].pause.count(), 0);
    QCOMPARE(asks[0].replies[0].lines.size(), std::size_t{1});
    QCOMPARE(asks[0].replies[0].lines[0].name, std::string("Cache-Control"));
    QVERIFY(asks[1].replies[0].lines.empty());
}

void TestComparison::recordingsAreReadBack() {
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("recording")).toStdString();
    Recording recording;
    recording.browser = "Browser 1";
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        recording.outcomes[seed] = playOnModel(sequenceOf(seed), cache::chromium());
    QVERIFY(save(recording, file));
    const auto read = load(file);
    QVERIFY(read.has_value());
    QCOMPARE(read->browser, recording.browser);
    QVERIFY(read->outcomes == recording.outcomes);
}

void TestComparison::otherFilesAreNoRecordings() {
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("recording")).toStdString();
    QVERIFY(!load(file));
    for (const char *text :
         {"", "x", "{}", "{\"schema\":\"etagere.fidelity/1\",\"generator\":0}"}) {
        std::ofstream(file) << text;
        QVERIFY2(!load(file), text);
    }
}

QTEST_GUILESS_MAIN(TestComparison)
#include "test_comparison.moc"
