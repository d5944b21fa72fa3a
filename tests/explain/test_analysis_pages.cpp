// SPDX-License-Identifier: Apache-2.0
#include <QRegularExpression>
#include <QTest>

#include "core/analysis/rule.h"
#include "core/explain/analysis_words.h"
#include "core/explain/legal.h"
#include "core/explain/page.h"

#include <set>
#include <string>

using namespace etagere;
using namespace etagere::explain;

namespace {

QString shown(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

/// What people read of the analysis beside the sentences: pages, words and passages of law.
class TestAnalysisPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRuleHasItsPage_data();
    void everyRuleHasItsPage();
    void titlesAreDistinct();
    void everyWordIsThere();
    void aCellSaysHowManySites();
    void countsAreTold_data();
    void countsAreTold();
    void anchorsAreFactsWithSources();
};

void TestAnalysisPages::everyRuleHasItsPage_data() {
    QTest::addColumn<int>("rule");
    for (int i = 0; i < static_cast<int>(analysis::Rule::Count); ++i)
        QTest::newRow(shown(analysis::rowOf(static_cast<analysis::Rule>(i)).id).toUtf8()) << i;
}

void TestAnalysisPages::everyRuleHasItsPage() {
    QFETCH(int, rule);
    const QString page = shown(pageOf(analysis::rowOf(static_cast<analysis::Rule>(rule)).id));
    QVERIFY(page.startsWith(QStringLiteral("# ")));
    const QStringList lines = page.split(QLatin1Char('\n'), Qt::KeepEmptyParts);
    QVERIFY2(lines.size() >= 8 && lines.size() <= 26, qPrintable(QString::number(lines.size())));
    for (const QString &line : lines)
        QVERIFY2(line.size() <= 110 || line.startsWith(QStringLiteral("Source: ")),
                 qPrintable(line));
    QVERIFY(page.contains(QStringLiteral("\n## Why it matters\n")));
    QVERIFY(page.contains(QStringLiteral("\n## What else explains it\n")));
    QVERIFY(page.contains(QStringLiteral("\n## What would decide it\n")));
    static const QRegularExpression source(QStringLiteral("\\nSource: [^\\n]{3,}\\n$"));
    QVERIFY(page.contains(source));
}

void TestAnalysisPages::titlesAreDistinct() {
    std::set<std::string> titles;
    for (int i = 0; i < static_cast<int>(analysis::Rule::Count); ++i) {
        const std::string_view page = pageOf(analysis::rowOf(static_cast<analysis::Rule>(i)).id);
        titles.emplace(page.substr(0, page.find('\n')));
    }
    QCOMPARE(titles.size(), static_cast<std::size_t>(analysis::Rule::Count));
}

void TestAnalysisPages::everyWordIsThere() {
    std::set<std::string> words;
    std::size_t count = 0;
    const auto add = [&](std::string word) {
        QVERIFY(!word.empty());
        words.insert(std::move(word));
        ++count;
    };
    for (int i = 0; i < static_cast<int>(analysis::Explanation::Count); ++i)
        add(titleOf(static_cast<analysis::Explanation>(i)));
    for (int i = 0; i < static_cast<int>(analysis::Defence::Count); ++i)
        add(titleOf(static_cast<analysis::Defence>(i)));
    for (int i = 0; i < static_cast<int>(analysis::LinkReason::Count); ++i)
        add(sentenceOf(static_cast<analysis::LinkReason>(i)));
    for (const url::Partitioning partitioning : analysis::partitionings)
        add(titleOf(partitioning));
    for (const auto standing :
         {analysis::Standing::RuledOut, analysis::Standing::Open, analysis::Standing::Holds})
        add(explain::nameOf(standing));
    for (int i = 0; i < static_cast<int>(analysis::RespawnCause::Count); ++i)
        add(sentenceOf(analysis::Respawn{
            static_cast<analysis::RespawnCause>(i), "https://a.test", "uid", "secret", {}}));
    QCOMPARE(words.size(), count);
}

void TestAnalysisPages::aCellSaysHowManySites() {
    analysis::LinkabilityCell cell;
    cell.linked = {{0, 1}, {2, 3, 4}};
    cell.recognisedOnReturn = true;
    QCOMPARE(shown(sentenceOf(cell)),
             QStringLiteral("3 sites can be linked to each other. A visitor who returns to the "
                            "same site is known again."));
    QCOMPARE(shown(sentenceOf(analysis::LinkabilityCell{})),
             QStringLiteral("No two sites can be linked. A visitor who returns to the same site "
                            "is not known again."));
}

void TestAnalysisPages::countsAreTold_data() {
    QTest::addColumn<int>("visitors");
    QTest::addColumn<int>("distinct");
    QTest::addColumn<int>("singletons");
    QTest::addColumn<QString>("part");
    QTest::newRow("one visitor") << 1 << 1 << 1 << QStringLiteral("Fewer than two visitors");
    QTest::newRow("one value") << 30 << 1 << 0 << QStringLiteral("30 visitors, one value");
    QTest::newRow("six servers") << 30 << 6 << 0 << QStringLiteral("at least 6 servers");
    QTest::newRow("all different")
        << 30 << 30 << 30 << QStringLiteral("up to 155 servers are ruled out at 5%, of up to 104");
    QTest::newRow("undecided, few") << 5 << 4 << 3 << QStringLiteral("7 more visitors");
    QTest::newRow("undecided, hopeless") << 30 << 29 << 28 << QStringLiteral("only a probe");
}

void TestAnalysisPages::countsAreTold() {
    QFETCH(int, visitors);
    QFETCH(int, distinct);
    QFETCH(int, singletons);
    QFETCH(QString, part);
    analysis::DiversityCounts counts;
    counts.visitors = static_cast<std::uint32_t>(visitors);
    counts.distinct = static_cast<std::uint32_t>(distinct);
    counts.singletons = static_cast<std::uint32_t>(singletons);
    counts.doubletons = distinct > singletons && distinct > 1 ? 1 : 0;
    const QString sentence = shown(sentenceOf(analysis::diversityOf(counts)));
    QVERIFY2(sentence.contains(part), qPrintable(sentence));
}

void TestAnalysisPages::anchorsAreFactsWithSources() {
    std::set<std::string_view> ids;
    for (const LegalAnchor &anchor : legalAnchors()) {
        QVERIFY2(ids.insert(anchor.id).second, anchor.id.data());
        QVERIFY(!anchor.source.empty());
        QVERIFY(anchor.link.empty() || anchor.link.starts_with("https://"));
        const std::string fact = text(anchor.fact);
        QVERIFY2(fact.ends_with('.'), fact.c_str());
        QVERIFY2(fact.find("illegal") == std::string::npos &&
                     fact.find("unlawful") == std::string::npos,
                 fact.c_str());
    }
    QVERIFY(ids.contains("edpb-2-2023-43") && ids.contains("edpb-2-2023-36"));
    QVERIFY(legalCaveat().find("technical facts") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestAnalysisPages)
#include "test_analysis_pages.moc"
