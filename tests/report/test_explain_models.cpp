// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/explain/printable.h"
#include "tests/report/explain_case.h"

#include <array>

using namespace etagere;
using namespace etagere::test;

namespace {

/// A permanent redirect without a lifetime, which Chromium alone follows without asking; then
/// something that all models take alike.
constexpr const char *redirect = "GET https://a.test/x status=301 from=network\n"
                                 "< Date: Sun, 01 Mar 2026 12:00:00 GMT\n"
                                 "< Location: /y\n"
                                 "GET https://a.test/x at=5 status=301 from=network\n"
                                 "< Date: Sun, 01 Mar 2026 12:00:05 GMT\n"
                                 "< Location: /y\n"
                                 "GET https://a.test/z at=6 from=network\n"
                                 "< Cache-Control: max-age=60\n";

QByteArray lineWith(const std::string &text, const char *part) {
    for (const QByteArray &line : bytes(text).split('\n')) {
        if (line.contains(part))
            return line;
    }
    return {};
}

} // namespace

/// One capture, several models.
class TestExplainModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonHasEveryModel() {
        const QJsonObject root = parsed(jsonOf(byAllModels(redirect).replayed()));
        const QJsonArray models = root[s("models")].toArray();
        QCOMPARE(static_cast<std::size_t>(models.size()), cache::models().size());
        for (int i = 0; i < models.size(); ++i) {
            const cache::Model &model = cache::models()[static_cast<std::size_t>(i)];
            const QJsonObject head = models[i].toObject();
            QCOMPARE(head[s("name")].toString().toStdString(), std::string(model.name));
            QCOMPARE(head[s("version")].toString().toStdString(), std::string(model.version));
            QCOMPARE(head[s("browser")].isNull(), model.browser.empty());
            const std::string name(model.name);
            const QJsonObject second = modelOf(root, 1, name.c_str());
            QCOMPARE(second[s("version")].toString().toStdString(), std::string(model.version));
            QVERIFY(!second[s("reasons")].toArray().isEmpty());
        }
        QCOMPARE(modelOf(root, 1, "chromium")[s("outcome")].toString(), s("fresh-hit"));
        QVERIFY(modelOf(root, 1, "rfc9111")[s("outcome")].toString() != s("fresh-hit"));
    }

    void jsonTellsTheReasonsOfEachModel() {
        const QJsonObject root = parsed(jsonOf(byAllModels(redirect).replayed()));
        QStringList rules;
        for (const QJsonValue &reason : modelOf(root, 1, "chromium")[s("reasons")].toArray())
            rules << reason.toObject()[s("rule")].toString();
        QVERIFY2(rules.contains(s("lifetime-for-ever")), qPrintable(rules.join(s(" "))));
        QCOMPARE(modelOf(root, 1, "chromium")[s("compared")].toString(), s("differs"));
        QCOMPARE(modelOf(root, 1, "rfc9111")[s("compared")].toString(), s("agrees"));
    }

    void jsonCountsByModel() {
        const QJsonObject root = parsed(jsonOf(byAllModels(redirect).replayed()));
        const QJsonObject totals = root[s("totals")].toObject()[s("models")].toObject();
        QCOMPARE(static_cast<std::size_t>(totals.size()), cache::models().size());
        for (const QJsonValue &model : totals) {
            int sum = 0;
            for (const QJsonValue &count : model.toObject()[s("outcomes")].toObject())
                sum += count.toInt();
            QCOMPARE(sum, 3);
        }
    }

    void csvHasALineForEachModel() {
        const QByteArrayList lines =
            bytes(csvOf(byAllModels(redirect).replayed())).trimmed().split('\n');
        QCOMPARE(static_cast<std::size_t>(lines.size()), 1 + 3 * cache::models().size());
        QVERIFY(lines[0].trimmed().endsWith(",rules,model_version"));
        QVERIFY(lines[1].contains(",rfc9111,"));
        QVERIFY(lines[2].contains(",chromium,"));
        for (std::size_t i = 0; i < cache::models().size(); ++i) {
            const QByteArray version = bytes("," + std::string(cache::models()[i].version));
            QVERIFY2(lines[static_cast<qsizetype>(1 + i)].trimmed().endsWith(version), version);
        }
    }

    void textTellsOfOthersWhereTheyDiffer() {
        const std::string text = textOf(byAllModels(redirect).replayed());
        QVERIFY2(has(text, "Also replayed: chromium (version "), bytes(text));
        QCOMPARE(bytes(text).count("other browsers differ: "), qsizetype{1});
        const QByteArray below = lineWith(text, "other browsers differ: ");
        QVERIFY2(below.contains("chromium") && below.contains("Fresh hit (lifetime-for-ever)"),
                 below);
        QVERIFY(below.startsWith("      other"));
    }

    void modelsThatAgreeStandTogether() {
        const Case one("GET https://a.test/x status=401 from=network\n"
                       "< Cache-Control: max-age=60\n",
                       {}, {cache::rfc9111(), cache::chromium(), cache::chromium()});
        QVERIFY(has(textOf(one.replayed()), "other browsers differ: chromium, chromium: "
                                            "Not stored (store-status-refused)\n"));
    }

    void otherModelsAreNoBrowsers() {
        const Case one(redirect, {}, {cache::chromium(), cache::rfc9111()});
        const std::string text = textOf(one.replayed());
        QVERIFY2(has(text, "other models differ: rfc9111: "), bytes(text));
        QVERIFY(has(text, "replayed by the model chromium"));
    }

    void textEndsWithATableOfTheModels() {
        const std::string text = textOf(byAllModels(redirect).replayed());
        QVERIFY2(has(text, "Model by model\n"), bytes(text));
        QVERIFY2(lineWith(text, "  chromium  ")
                     .contains("1 differ from it  1 come out otherwise than by rfc9111"),
                 bytes(text));
        QVERIFY(lineWith(text, "  rfc9111   ").contains("3 as the browser did  0 differ from it"));
        QVERIFY(!has(textOf(Case(redirect).replayed()), "Model by model"));
    }

    void verboseTextTellsOfTheFirstModelOrOfAll() {
        const Case one = byAllModels(redirect);
        const std::string first = textOf(one.replayed(), {.verbose = true});
        QVERIFY(has(first, "other browsers differ: ") && !has(first, "[lifetime-for-ever, "));
        const std::string all = textOf(one.replayed(), {.verbose = true, .everyModel = true});
        QVERIFY(!has(all, "other browsers differ: "));
        QVERIFY2(has(all, "[lifetime-for-ever, "), bytes(all));
        QVERIFY2(has(all, "chromium: Fresh hit, 2026-"), bytes(all));
        QVERIFY(has(all, "rfc9111: Stored, 2026-"));
    }

    void linesAboutOthersAreCutToATerminal() {
        const std::string text =
            textOf(byAllModels(redirect).replayed(), {.cut = true, .width = 60});
        for (const QByteArray &line : bytes(text).split('\n')) {
            if (line.contains("other browsers"))
                QVERIFY2(explain::columns(line.toStdString()) <= 60, line);
        }
    }

    void redactionHidesWhatIdentifiesFromEveryModel() {
        const Case one = byAllModels("GET https://a.test/u5er1dent/x\n"
                                     "< Date: Sun, 01 Mar 2026 12:00:00 GMT\n"
                                     "< ETag: \"u5er1dent-77\"\n"
                                     "< Last-Modified: Thu, 19 Feb 2025 11:22:33 GMT\n"
                                     "GET https://a.test/u5er1dent/x at=5\n"
                                     "GET https://a.test/u5er1dent/x at=100000000\n");
        for (const std::string &written :
             {jsonOf(one.redacted()), csvOf(one.redacted()), textOf(one.redacted()),
              textOf(one.redacted(), {.verbose = true, .everyModel = true})}) {
            for (const char *secret : {"u5er1dent", "11:22:33", "37 min 27 s", "al1ce"})
                QVERIFY2(!has(written, secret), secret);
        }
        QVERIFY(has(jsonOf(one.redacted()), "heuristic-capped"));
        QVERIFY(has(jsonOf(one.replayed()), "37 min 27 s"));
    }

    void aReplayThatWasStoppedLeavesItsExchangesOut() {
        std::stop_source source;
        source.request_stop();
        const Case one(redirect, source.get_token(), {cache::rfc9111(), cache::firefox()});
        const QJsonObject root = parsed(jsonOf(one.replayed()));
        QVERIFY(root[s("exchanges")].toArray().isEmpty());
        QCOMPARE(root[s("complete")].toBool(true), false);
    }
};

QTEST_APPLESS_MAIN(TestExplainModels)
#include "test_explain_models.moc"
