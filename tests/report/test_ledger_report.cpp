// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/report/ledger_report.h"
#include "tests/report/schema_checker.h"

#include <string>

using namespace etagere;
using namespace etagere::report;

namespace {

tags::UrlVariation url(const char *origin, const char *path, const tags::TagCounts &counts) {
    return {origin, std::string(origin) + path, counts, 0, {}, {}};
}

/// One origin that tracks, a cluster, one that is undecided, one that is constant, one unseen.
tags::LedgerAnalysis sample() {
    const tags::TagCounts each{40, 40, 40, 40, 40, 0};
    const tags::TagCounts nodes{90, 3, 30, 60, 0, 0};
    const tags::TagCounts few{4, 2, 3, 3, 1, 1};
    const tags::TagCounts same{30, 1, 30, 30, 0, 0};
    const tags::TagCounts alone{9, 9, 1, 9, 9, 0};
    return {{url("https://a", "/", same), url("https://b", "/", nodes), url("https://c", "/", few),
             url("https://d", "/", alone), url("https://e", "/1", same),
             url("https://e", "/2", each)},
            {{"https://a", 1, same},
             {"https://b", 1, nodes},
             {"https://c", 1, few},
             {"https://d", 1, alone},
             {"https://e", 2, {70, 41, 40, 80, 40, 0}}}};
}

} // namespace

class TestLedgerReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ranksWhatDiffersMostFirst() {
        const tags::LedgerAnalysis analysis = sample();
        const auto ranked = rankOrigins(analysis);
        std::string order;
        for (const RankedOrigin &one : ranked)
            order += one.origin->origin.back();
        // The tags of one visitor alone are no difference between visitors, but worth more than
        // none.
        QCOMPARE(QByteArray::fromStdString(order), QByteArray("ecdab"));
        QVERIFY(ranked[0].most != nullptr && ranked[0].most->url == "https://e/2");
        QVERIFY(ranked[3].most == nullptr);
    }

    void keepsToItsSchema_data() {
        QTest::addColumn<QJsonObject>("document");
        const auto written = [](const tags::LedgerAnalysis &analysis) {
            return QJsonDocument::fromJson(QByteArray::fromStdString(writeLedgerJson(analysis, {})))
                .object();
        };
        tags::LedgerAnalysis timed = sample();
        timed.urls[0].first = timed.urls[0].last = Instant(std::chrono::days(1));
        QTest::newRow("an empty ledger") << written({});
        QTest::newRow("origins of each kind") << written(sample());
        QTest::newRow("with times") << written(timed);
    }
    void keepsToItsSchema() {
        const QJsonObject schema = test::schemaOf("ledger-analysis");
        QVERIFY(!schema.isEmpty());
        QFETCH(QJsonObject, document);
        const QStringList errors = test::Checker(schema).errorsOf(document);
        QVERIFY2(errors.isEmpty(), qPrintable(errors.join(QLatin1Char('\n'))));
        document.insert(test::s("urls"), -1);
        document.remove(test::s("validator"));
        document.insert(test::s("surprise"), 1);
        QCOMPARE(test::Checker(schema).errorsOf(document).join(QLatin1Char('\n')),
                 QString(test::s("$: lacks validator\n$: has the undocumented surprise\n"
                                 "$.urls: is too small")));
    }

    void sharesItsRuleWithFindings() {
        using analysis::DiversityClass;
        const tags::LedgerAnalysis made = sample();
        const DiversityClass expected[]{DiversityClass::Constant,     DiversityClass::Cluster,
                                        DiversityClass::Inconclusive, DiversityClass::Unseen,
                                        DiversityClass::Constant,     DiversityClass::PerVisitor};
        for (std::size_t i = 0; i < std::size(expected); ++i)
            QCOMPARE(static_cast<int>(diversityOf(made.urls[i].counts).verdict),
                     static_cast<int>(expected[i]));
    }

    void writesJson() {
        const std::string text = writeLedgerJson(sample(), {tags::Validator::ETag, std::size_t{2}});
        const QJsonObject root = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
        QCOMPARE(root.value(QLatin1String("schema")).toString(),
                 QStringLiteral("etagere.ledger-analysis/1"));
        QCOMPARE(root.value(QLatin1String("observations")).toInt(), 203);
        QCOMPARE(root.value(QLatin1String("origin_count")).toInt(), 5);
        const QJsonArray origins = root.value(QLatin1String("origins")).toArray();
        QCOMPARE(origins.size(), 2);
        const QJsonObject first = origins[0].toObject();
        QCOMPARE(first.value(QLatin1String("urls_by_diversity"))
                     .toObject()
                     .value(QLatin1String("per-visitor"))
                     .toInt(),
                 1);
        QCOMPARE(first.value(QLatin1String("urls"))
                     .toArray()[1]
                     .toObject()
                     .value(QLatin1String("diversity"))
                     .toString(),
                 QStringLiteral("per-visitor"));
    }

    void tellsPeople() {
        const std::string text = writeLedgerText(sample(), {tags::Validator::ETag, std::size_t{1}});
        for (const char *part :
             {"https://e\n", "1 URL gave every visitor another tag", "most at https://e/2",
              "40 tags were given to one visitor only", "4 more origins are left out"})
            QVERIFY2(text.find(part) != std::string::npos, part);
        QVERIFY(text.find("https://a") == std::string::npos);
        QVERIFY(writeLedgerText({}, {}).find("none") != std::string::npos);
    }

    void showsNothingThatSteersATerminal() {
        tags::LedgerAnalysis hostile;
        hostile.origins.push_back({"https://\x1b[31m", 1, {1, 1, 1, 1, 1, 0}});
        hostile.urls.push_back(url("https://\x1b[31m", "/", {1, 1, 1, 1, 1, 0}));
        QVERIFY(writeLedgerText(hostile, {}).find('\x1b') == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestLedgerReport)
#include "test_ledger_report.moc"
