// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/explain/printable.h"
#include "core/explain/utf8.h"
#include "core/report/seconds.h"
#include "tests/report/explain_case.h"

#include <algorithm>
#include <limits>

using namespace etagere;
using namespace etagere::test;
using report::Written;

namespace {

bool isHarmless(std::string_view text, std::string_view allowed) {
    while (!text.empty()) {
        const explain::CodePoint point = explain::firstCodePoint(text);
        const bool known = allowed.find(text.front()) != std::string_view::npos;
        if (!point.valid || (explain::isDeceptive(point.value) && !known))
            return false;
        text.remove_prefix(point.length);
    }
    return true;
}

const std::string hostile = "GET https://a.test/\x1b[31m\xe2\x80\xae\xff?=1\n"
                            "< Cache-Control: max-age=60\n"
                            "< Vary: \x1b]0;x\x07\n"
                            "< ETag: \"\x1b[2J\xe2\x80\xae\xff\"\n"
                            "\x1bGET https://a.test/\x1b[31m\xe2\x80\xae\xff?=1 at=1\n"
                            "GET https://a.test/\x1b[31m\xe2\x80\xae\xff?=1 at=99\n"
                            "> \x1b]0;x\x07: 1\n";

} // namespace

class TestExplain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonHasTheKeysOfTheContract() {
        const QJsonObject root = parsed(jsonOf(Case(visits).replayed()));
        QCOMPARE(root[s("schema")].toString(), s("etagere.explain/1"));
        QCOMPARE(root[s("tool")].toObject()[s("name")].toString(), s("etagere"));
        QCOMPARE(root[s("inputs")].toArray()[0].toObject()[s("file")].toString(),
                 s("/home/al1ce/one.har"));
        QCOMPARE(root[s("exchanges")].toArray().size(), 6);
        QVERIFY(root[s("filter")].isNull());
        QCOMPARE(root[s("complete")].toBool(), true);
        QCOMPARE(root[s("redacted")].toBool(true), false);
        const QJsonObject hit = exchangeOf(root, 1);
        QCOMPARE(hit[s("index")].toInt(), 1);
        QCOMPARE(hit[s("url")].toString(), s("https://a.test/x?v=1"));
        QCOMPARE(hit[s("method")].toString(), s("GET"));
        QCOMPARE(hit[s("status")].toInt(), 200);
        QCOMPARE(hit[s("started")].toString(), s("2026-03-01T12:00:12.500Z"));
        QCOMPARE(hit[s("visitor")].toString(), s("Ann"));
        QCOMPARE(hit[s("visit")].toInt(), 1);
        QCOMPARE(hit[s("recorded")].toString(), s("from-cache"));
    }

    void jsonTellsTheDecisionAndItsNumbers() {
        const std::string json = jsonOf(Case(visits).replayed());
        const QJsonObject root = parsed(json);
        const QJsonObject stored = modelOf(root, 0);
        QCOMPARE(stored[s("outcome")].toString(), s("stored"));
        QCOMPARE(stored[s("stored")].toBool(), true);
        QVERIFY(stored[s("lifetime_s")].isNull() && stored[s("age_s")].isNull());
        QCOMPARE(stored[s("stored_lifetime_s")].toDouble(), 60.0);
        QVERIFY(stored[s("request")].isNull());
        const QJsonObject hit = modelOf(root, 1);
        QCOMPARE(hit[s("version")].toString().toStdString(), std::string(cache::rfc9111().version));
        QCOMPARE(hit[s("outcome")].toString(), s("fresh-hit"));
        QCOMPARE(hit[s("inferred")].toBool(true), false);
        QCOMPARE(hit[s("lifetime_s")].toDouble(), 60.0);
        QCOMPARE(hit[s("age_s")].toDouble(), 12.5);
        QCOMPARE(hit[s("compared")].toString(), s("agrees"));
        const QJsonObject asked = modelOf(root, 2);
        QCOMPARE(asked[s("outcome")].toString(), s("validated"));
        QCOMPARE(asked[s("request")].toObject()[s("if_none_match")].toString(), s("\"tag-9\""));
        QVERIFY(asked[s("request")].toObject()[s("if_modified_since")].isNull());
        QCOMPARE(modelOf(root, 3)[s("stored")].toBool(true), false);
        QVERIFY(modelOf(root, 3)[s("stored_lifetime_s")].isNull());
        QCOMPARE(modelOf(root, 5)[s("compared")].toString(), s("differs"));
        QVERIFY(has(json, "\"age_s\": 12.5,") && has(json, "\"lifetime_s\": 60,"));
    }

    void jsonGivesTheReasonsInOrder() {
        const QJsonArray reasons =
            modelOf(parsed(jsonOf(Case(visits).replayed())), 1)[s("reasons")].toArray();
        QStringList rules;
        for (const QJsonValue &reason : reasons)
            rules << reason.toObject()[s("rule")].toString();
        QCOMPARE(rules, (QStringList{s("stored-matches"), s("lifetime-max-age"), s("age-apparent"),
                                     s("fresh"), s("reused-fresh")}));
        const QJsonObject fresh = reasons[3].toObject();
        QCOMPARE(fresh[s("step")].toString(), s("freshness"));
        QCOMPARE(fresh[s("section")].toString(), s("RFC 9111 \u00a74.2"));
        QCOMPARE(fresh[s("text")].toString(),
                 s("It is 12.5 s old and fresh for 60 s: 47.5 s to go."));
    }

    void jsonCountsWhatItLists() {
        const QJsonObject root = parsed(jsonOf(Case(visits).replayed()));
        const QJsonObject totals = root[s("totals")].toObject();
        QCOMPARE(totals[s("exchanges")].toInt(), 6);
        const QJsonObject model = totals[s("models")].toObject()[s("rfc9111")].toObject();
        const QJsonObject outcomes = model[s("outcomes")].toObject();
        QCOMPARE(outcomes.size(), static_cast<qsizetype>(cache::Outcome::Count));
        int sum = 0;
        for (const QJsonValue &count : outcomes)
            sum += count.toInt();
        QCOMPARE(sum, 6);
        QCOMPARE(outcomes[s("fresh-hit")].toInt(), 2);
        QCOMPARE(model[s("compared")].toObject()[s("differs")].toInt(), 1);
    }

    void onlyTheChosenExchangesAreReported() {
        const Case one(visits);
        Replayed replayed = one.replayed();
        replayed.exchanges = replayed.exchanges.subspan(1, 2);
        replayed.filter = "url:x";
        const QJsonObject root = parsed(jsonOf(replayed));
        QCOMPARE(root[s("exchanges")].toArray().size(), 2);
        QCOMPARE(root[s("totals")].toObject()[s("exchanges")].toInt(), 2);
        QCOMPARE(root[s("filter")].toString(), s("url:x"));
        QCOMPARE(bytes(csvOf(replayed)).count("\r\n"), qsizetype{3});
        const std::string text = textOf(replayed);
        QVERIFY(has(text, "6 exchanges of 1 visitor") && has(text, "2 of them match url:x."));
    }

    void everyFormatIsWrittenInPieces() {
        std::string capture;
        for (int i = 0; i < 500; ++i)
            capture += "GET https://a.test/" + std::to_string(i) + "\n";
        const Case one(capture);
        const Replayed replayed = one.replayed();
        std::size_t longest = 0;
        std::size_t pieces = 0;
        const report::Sink sink = [&](std::string_view piece) {
            longest = std::max(longest, piece.size());
            ++pieces;
            return true;
        };
        QCOMPARE(report::writeExplainJson(replayed, sink), Written::Whole);
        QCOMPARE(report::writeExplainCsv(replayed, sink), Written::Whole);
        QCOMPARE(report::writeExplainText(replayed, {.verbose = true}, sink), Written::Whole);
        QVERIFY2(pieces >= 1500, qPrintable(QString::number(pieces)));
        QVERIFY2(longest < 4000, qPrintable(QString::number(longest)));
    }

    void aSinkThatHasEnoughEndsTheReport() {
        const Case one(visits);
        int calls = 0;
        const report::Sink sink = [&calls](std::string_view) { return ++calls < 2; };
        QCOMPARE(report::writeExplainJson(one.replayed(), sink), Written::Refused);
        QCOMPARE(calls, 2);
        calls = 0;
        QCOMPARE(report::writeExplainCsv(one.replayed(), sink), Written::Refused);
        calls = 0;
        QCOMPARE(report::writeExplainText(one.replayed(), {}, sink), Written::Refused);
        QCOMPARE(calls, 2);
    }

    void aStoppedReplayLeavesOutWhatWasNotPlayed() {
        std::stop_source source;
        source.request_stop();
        const Case one(visits, source.get_token());
        const QJsonObject root = parsed(jsonOf(one.replayed()));
        QVERIFY(!root.isEmpty());
        QCOMPARE(root[s("complete")].toBool(true), false);
        QVERIFY(root[s("exchanges")].toArray().isEmpty());
        QVERIFY(has(textOf(one.replayed()), "Stopped before the end"));
        QCOMPARE(bytes(csvOf(one.replayed())).count("\r\n"), qsizetype{1});
    }

    void aReportStoppedInTheMiddleIsStillJson() {
        const Case one(visits);
        std::stop_source source;
        Replayed replayed = one.replayed();
        replayed.stop = source.get_token();
        std::string json;
        const report::Sink sink = [&](std::string_view piece) {
            source.request_stop();
            json += piece;
            return true;
        };
        QCOMPARE(report::writeExplainJson(replayed, sink), Written::Stopped);
        const QJsonObject root = parsed(json);
        QCOMPARE(root[s("exchanges")].toArray().size(), 1);
        QCOMPARE(root[s("complete")].toBool(true), false);
    }

    void csvHasARowForEachExchange() {
        const std::string csv = csvOf(Case(visits).replayed());
        const QByteArrayList lines = bytes(csv).split('\n');
        QCOMPARE(lines.size(), qsizetype{8});
        QVERIFY(lines[0].startsWith("index,visitor,visit,started,method,url,status,recorded,model,"
                                    "outcome,inferred,stored,lifetime_s,age_s,"));
        QVERIFY2(lines[2].startsWith("1,Ann,1,2026-03-01T12:00:12.500Z,GET,https://a.test/x?v=1,"
                                     "200,from-cache,rfc9111,fresh-hit,false,true,60,12.5,60,,,"
                                     "agrees,lifetime-max-age,stored-matches lifetime-max-age"),
                 lines[2]);
    }

    void textHasALineForEachExchange() {
        const std::string text = textOf(Case(visits).replayed());
        QVERIFY2(text.starts_with("6 exchanges of 1 visitor, replayed by the model rfc9111"),
                 bytes(text));
        const QByteArrayList lines = bytes(text).split('\n');
        const auto lineWith = [&lines](const char *part) {
            for (const QByteArray &line : lines) {
                if (line.contains(part))
                    return line;
            }
            return QByteArray();
        };
        QCOMPARE(lineWith("Fresh hit  "),
                 QByteArray("   \u2022  Fresh hit        12 s old, fresh for 60 s            "
                            "a.test/x?v=1"));
        QVERIFY(lineWith("Validated").contains("stale for 15 s"));
        QVERIFY(lineWith("Bypass").contains("Not GET or HEAD                     POST a.test/y"));
        QVERIFY(lineWith("Stored").contains("fresh for 60 s (max-age)"));
    }

    void differencesFromTheBrowserAreMarked() {
        const std::string text = textOf(Case(visits).replayed());
        QCOMPARE(bytes(text).count("\u2260  \u2022  Fresh hit"), qsizetype{1});
        QVERIFY(has(text, "      the browser: from the network\n"));
        QVERIFY(has(text, "\u2260  1  Differs from the browser"));
        QVERIFY(has(text, "#5 https://a.test/z\n      Fresh hit; the browser: from the network"));
        const std::string verbose = textOf(Case(visits).replayed(), {.verbose = true});
        QVERIFY(has(verbose, "\u2260 The recorded browser: from the network. The model differs."));
    }

    void verboseTextGivesEveryReason() {
        const std::string text = textOf(Case(visits).replayed(), {.verbose = true, .width = 120});
        QVERIFY(
            has(text, "#1 GET https://a.test/x?v=1\n  \u2022 Fresh hit, 2026-03-01T12:00:12.500Z"));
        QVERIFY(has(text, "  Is it fresh?\n"));
        QVERIFY(has(text, "\u00b7 It is 12.5 s old and fresh for 60 s: 47.5 s to go. [fresh, RFC "
                          "9111 \u00a74.2]"));
        QVERIFY(has(text, "Asked with") == false);
        QVERIFY(has(text, "The server is asked with If-None-Match: \u201c\"tag-9\"\u201d."));
    }

    void conclusionsSayThatTheyAre() {
        const Case one("GET https://a.test/x from=cache\n< Cache-Control: max-age=60\n");
        QVERIFY(has(textOf(one.replayed(), {.verbose = true}), "Stored (concluded), 2026-"));
        QVERIFY(has(textOf(one.replayed()), "Held from before the recording"));
        QCOMPARE(modelOf(parsed(jsonOf(one.replayed())), 0)[s("inferred")].toBool(), true);
    }

    void linesAreCutToATerminalOnly() {
        const std::string url = "https://a.test/" + std::string(300, 'p') + "/end.js";
        const Case one("GET " + url + "\n< Vary: *\n");
        QVERIFY(has(textOf(one.replayed(), {.width = 60}), url.substr(8)));
        for (const std::size_t width : {70U, 80U, 132U}) {
            const std::string cut = textOf(one.replayed(), {.cut = true, .width = width});
            QVERIFY2(has(cut, "/end.js"), bytes(cut));
            for (const QByteArray &line : bytes(cut).split('\n'))
                QVERIFY2(explain::columns(line.toStdString()) <= width, line);
        }
    }

    void colourOnlyWhenAsked() {
        QVERIFY(!has(textOf(Case(visits).replayed()), "\x1b"));
        QVERIFY(has(textOf(Case(visits).replayed(), {.colour = true}), "\x1b["));
    }

    void nothingRecordedActsOnTheTerminal() {
        const Case one(hostile);
        QVERIFY(isHarmless(textOf(one.replayed()), "\n"));
        QVERIFY(isHarmless(textOf(one.replayed(), {.verbose = true}), "\n"));
        QVERIFY(isHarmless(csvOf(one.replayed()), "\r\n"));
        for (const char byte : jsonOf(one.replayed()))
            QVERIFY(byte == '\n' || (byte >= 0x20 && byte < 0x7f));
        QVERIFY(!parsed(jsonOf(one.replayed())).isEmpty());
    }

    void redactionHidesWhatIdentifies() {
        const Case one("GET https://u:p4ss@a.test/u5er1dent/x.js?sid=s3cretqu3ry\n"
                       "< Date: Sun, 01 Mar 2026 12:00:00 GMT\n"
                       "< ETag: \"u5er1dent-77\"\n"
                       "< Last-Modified: Thu, 19 Feb 2026 11:22:33 GMT\n"
                       "GET https://u:p4ss@a.test/u5er1dent/x.js?sid=s3cretqu3ry at=100000 "
                       "status=304 from=validated\n");
        for (const std::string &written :
             {jsonOf(one.redacted()), csvOf(one.redacted()), textOf(one.redacted()),
              textOf(one.redacted(), {.verbose = true})}) {
            for (const char *secret : {"u5er1dent", "p4ss", "s3cretqu3ry", "11:22:33", "al1ce"})
                QVERIFY2(!has(written, secret), secret);
            QVERIFY(has(written, "a.test/id-"));
        }
        const QJsonObject asked = modelOf(parsed(jsonOf(one.redacted())), 1);
        const QString tag = asked[s("request")].toObject()[s("if_none_match")].toString();
        const QString url = exchangeOf(parsed(jsonOf(one.redacted())), 1)[s("url")].toString();
        QVERIFY2(url.contains(tag.mid(1, 13)), qPrintable(tag + url));
        QVERIFY(has(textOf(one.redacted()), "Redacted:"));
        Replayed filtered = one.redacted();
        filtered.filter = "url:u5er1dent";
        QVERIFY(!has(textOf(filtered), "u5er1dent") && !has(jsonOf(filtered), "u5er1dent"));
        QVERIFY(parsed(jsonOf(one.redacted()))[s("redacted")].toBool());
    }

    void redactedLifetimesDoNotTellTheDate() {
        const Case one("GET https://a.test/x\n"
                       "< Date: Sun, 01 Mar 2026 12:00:00 GMT\n"
                       "< Last-Modified: Thu, 19 Feb 2026 11:22:33 GMT\n"
                       "GET https://a.test/x at=5\n");
        const QJsonObject model = modelOf(parsed(jsonOf(one.redacted())), 1);
        QCOMPARE(model[s("lifetime_s")].toDouble(), 25.0 * 3600);
        QCOMPARE(model[s("stored_lifetime_s")].toDouble(), 24.0 * 3600);
        QVERIFY(has(jsonOf(one.redacted()), "lies 10 d 10 h before Date"));
        QVERIFY(has(jsonOf(one.replayed()), "lies 10 d 37 min 27 s before Date"));
    }

    void anEmptyCaptureIsSaidToBeEmpty() {
        const Case one("");
        QVERIFY(textOf(one.replayed()).starts_with("Nothing was replayed: there is no exchange"));
        QVERIFY(parsed(jsonOf(one.replayed()))[s("exchanges")].isArray());
        Case unread("");
        Replayed replayed = unread.replayed();
        audit::Input failed;
        failed.failure = audit::InputFailure::Empty;
        replayed.inputs = {&failed, 1};
        QVERIFY(textOf(replayed).starts_with("Nothing was replayed: no input"));
    }

    void secondsAreExact_data() {
        QTest::addColumn<qint64>("microseconds");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("none") << qint64{0} << QByteArray("0");
        QTest::newRow("whole") << qint64{75'000'000} << QByteArray("75");
        QTest::newRow("a microsecond") << qint64{1} << QByteArray("0.000001");
        QTest::newRow("trailing zeros go") << qint64{1'500'000} << QByteArray("1.5");
        QTest::newRow("negative") << qint64{-482'000} << QByteArray("-0.482");
        QTest::newRow("the lowest")
            << std::numeric_limits<qint64>::min() << QByteArray("-9223372036854.775808");
    }
    void secondsAreExact() {
        QFETCH(qint64, microseconds);
        QTEST(bytes(report::secondsText(Duration(microseconds))), "expected");
    }
};

QTEST_APPLESS_MAIN(TestExplain)
#include "test_explain.moc"
