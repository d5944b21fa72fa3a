// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/cache/eviction_limits.h"
#include "core/report/simulate_report.h"

#include <string>

using namespace etagere;
using namespace etagere::report;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

/// A simulation of two caches, by hand.
struct Case {
    replay::SimulateSettings settings;
    replay::Simulated simulated;

    Case() {
        settings.model = cache::rfc9111();
        settings.runs = {{cache::EvictionPolicy::Lru, Bytes{320U << 20U}, Bytes{1000}},
                         {cache::EvictionPolicy::Sieve, cache::StorageLimits::unbounded,
                          cache::StorageLimits::unbounded}};
        replay::SimulateTotals totals;
        totals.requests = 1000;
        totals.hits = 250;
        totals.staleHits = 5;
        totals.revalidations = 125;
        totals.misses = 625;
        totals.evictions = 77;
        totals.residents = 300;
        totals.requestBytes = 10'000'000;
        totals.hitBytes = 2'500'000;
        totals.validatedBytes = 500'000;
        totals.fetchedBytes = 7'000'000;
        simulated.totals = {totals, totals};
        simulated.totals[1].evictions = 0;
        simulated.format = replay::TraceFormat::OracleGeneral;
        simulated.columns.add(replay::TraceColumn::Key);
        simulated.columns.add(replay::TraceColumn::Size);
        simulated.policiesAssumed = true;
        simulated.firstTime = 5'000'000;
        simulated.lastTime = 65'500'000;
        for (std::uint64_t record = 1; record <= 5; ++record)
            simulated.problems.add({replay::TraceProblem::Kind::Garbled, replay::TraceColumn::Skip,
                                    record, record * 24});
    }
    [[nodiscard]] SimulationView view() const {
        SimulationView made;
        made.trace = "a\x1b[31m.bin";
        made.settings = &settings;
        made.simulated = &simulated;
        return made;
    }
};

QJsonObject json(const Case &one) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(simulateJson(one.view()))).object();
}

} // namespace

class TestSimulateReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonHasEveryNumber() {
        const Case one;
        const QJsonObject root = json(one);
        QCOMPARE(root[s("schema")].toString(), s("etagere.simulate/1"));
        QCOMPARE(root[s("mode")].toString(), s("http"));
        QCOMPARE(root[s("model")][s("name")].toString(), s("rfc9111"));
        QVERIFY(!root[s("model")][s("version")].toString().isEmpty());
        QVERIFY(root[s("complete")].toBool());
        const QJsonArray runs = root[s("runs")].toArray();
        QCOMPARE(runs.size(), 2);
        const QJsonObject first = runs[0].toObject();
        QCOMPARE(first[s("policy")].toString(), s("lru"));
        QCOMPARE(first[s("capacity_bytes")].toInteger(), 335'544'320);
        QCOMPARE(first[s("entry_limit_bytes")].toInteger(), 1000);
        QVERIFY(runs[1].toObject()[s("capacity_bytes")].isNull());
        QCOMPARE(first[s("hit_ratio")].toDouble(), 0.25);
        QCOMPARE(first[s("byte_hit_ratio")].toDouble(), 0.25);
        QCOMPARE(first[s("saved_bytes")].toInteger(), 3'000'000);
        for (const char *key : {"requests", "hits", "stale_hits", "revalidations", "misses",
                                "evictions", "requested_bytes", "fetched_bytes"})
            QVERIFY2(root[s(key)].isDouble() && root[s(key)] == first[s(key)], key);
        QCOMPARE(first[s("evictions")].toInteger(), 77);
        QCOMPARE(runs[1].toObject()[s("evictions")].toInteger(), 0);
    }

    void jsonTellsOfTheTrace() {
        const Case one;
        const QJsonObject trace = json(one)[s("trace")].toObject();
        QCOMPARE(trace[s("file")].toString(), s("a\x1b[31m.bin"));
        QCOMPARE(trace[s("format")].toString(), s("oracle-general"));
        QCOMPARE(trace[s("columns")].toArray(), (QJsonArray{s("key"), s("size")}));
        QCOMPARE(trace[s("duration_s")].toDouble(), 60.5);
        QCOMPARE(trace[s("skipped")].toInteger(), 5);
        QCOMPARE(trace[s("problems")].toArray().size(), 3); // the first ones
        QCOMPARE(trace[s("problem_counts")][s("garbled")].toInteger(), 5);
        QCOMPARE(trace[s("problems")][0][s("byte_offset")].toInteger(), 24);
        QVERIFY(trace[s("problems")][0][s("text")].toString().contains(s("record 1")));
    }

    void assumptionsAreListedOnlyWhereMade() {
        Case one;
        QCOMPARE(json(one)[s("assumptions")].toArray().size(), 1);
        QVERIFY(json(one)[s("policies")].toArray().size() > 5);
        one.settings.policies = "1 never ETag\n";
        QCOMPARE(json(one)[s("policies")].toArray(), (QJsonArray{s("1 never ETag")}));
        one.simulated.policiesAssumed = false;
        QCOMPARE(json(one)[s("assumptions")].toArray().size(), 0);
        QCOMPARE(json(one)[s("policies")].toArray().size(), 0);
        one.settings.model.reset();
        QCOMPARE(json(one)[s("mode")].toString(), s("eviction"));
        QVERIFY(json(one)[s("model")].isNull());
        QCOMPARE(json(one)[s("assumptions")].toArray().size(), 1);
    }

    void csvHasALineForEachCache() {
        const Case one;
        const QList<QByteArray> lines =
            QByteArray::fromStdString(simulateCsv(one.view())).split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(
            lines[0].startsWith("model,policy,capacity_bytes,entry_limit_bytes,requests,hits,"));
        QVERIFY(lines[1].startsWith("rfc9111/"));
        QVERIFY(lines[1].contains(",lru,335544320,1000,1000,250,5,125,625,"));
        QVERIFY(lines[2].contains(",sieve,,,1000,250,"));
        QCOMPARE(lines[0].count(','), lines[1].count(','));
        QVERIFY(lines[1].contains(",0.250000,0.250000,true"));
    }

    void textIsATableThatCannotActOnTheTerminal() {
        Case one;
        one.simulated.stopped = true;
        const QByteArray text = QByteArray::fromStdString(simulateText(one.view(), {}));
        QVERIFY(!text.contains('\x1b'));
        QVERIFY2(text.contains("1,000 requests (oracle-general, over 1 min 1 s, 10.0 MB)") ||
                     text.contains("1,000 requests (oracle-general, over 1 min"),
                 text.constData());
        QVERIFY(text.contains("by the rules of rfc9111"));
        QVERIFY(text.contains("Assumed: "));
        QVERIFY(text.contains("Not read: record 1 (byte 24)"));
        QVERIFY(text.contains("and 2 more like these"));
        QVERIFY(text.contains("5 records of the trace were left out"));
        QVERIFY(text.contains("Stopped: "));
        QVERIFY2(text.contains("lru       320 MiB  25.00%  0.50%  12.50%  62.50%     25.00%  "
                               "3.0 MB       77     300\n"),
                 text.constData());
        QVERIFY(text.contains("sieve   unbounded  25.00%"));
        QVERIFY(simulateText(one.view(), {.colour = true}).find('\x1b') != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestSimulateReport)
#include "test_simulate.moc"
