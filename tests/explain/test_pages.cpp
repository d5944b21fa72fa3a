// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include "core/analysis/concurrency.h"
#include "core/analysis/rule.h"
#include "core/explain/cache_rule_text.h"
#include "core/explain/concurrency_text.h"
#include "core/explain/page.h"
#include "core/explain/page_table.h"
#include "core/explain/rfc.h"
#include "core/explain/rule_catalogue.h"

#include <algorithm>
#include <set>
#include <utility>

using namespace etagere;
using namespace etagere::explain;
using cache::Rule;

namespace {

QString shown(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isOfAnalysis(std::string_view id) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(analysis::Rule::Count); ++i) {
        if (analysis::rowOf(static_cast<analysis::Rule>(i)).id == id)
            return true;
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(analysis::Concurrency::Count); ++i) {
        if (analysis::idOf(static_cast<analysis::Concurrency>(i)) == id)
            return true;
    }
    return false;
}

} // namespace

class TestPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRuleHasItsPage_data() {
        QTest::addColumn<int>("rule");
        for (int i = 0; i < static_cast<int>(Rule::Count); ++i)
            QTest::newRow(shown(cache::rowOf(static_cast<Rule>(i)).id).toUtf8().constData()) << i;
    }
    void everyRuleHasItsPage() {
        QFETCH(int, rule);
        const cache::RuleRow &row = cache::rowOf(static_cast<Rule>(rule));
        const QString page = shown(pageOf(row.id));
        QVERIFY(!page.isEmpty());
        const QString title = shown(text(textOf(row.rule).title));
        QVERIFY2(page.startsWith(QStringLiteral("# ") + title + QLatin1Char('\n')),
                 qPrintable(title));
        const QString link =
            shown("[" + std::string(row.section) + "](" + citationLink(row.section) + ")\n");
        QVERIFY2(page.endsWith(link), qPrintable(link));
        QVERIFY(page.contains(QStringLiteral("\n## Example\n\n    ")));
        QVERIFY(page.contains(QStringLiteral("\n## What to check\n")));
        static const QRegularExpression blanks(QStringLiteral("\\s+"));
        const auto words = page.split(blanks, Qt::SkipEmptyParts).size();
        QVERIFY2(words >= 80 && words <= 220, qPrintable(QString::number(words)));
    }

    void everyKindOfConcurrencyHasItsPage() {
        for (std::size_t i = 0; i < static_cast<std::size_t>(analysis::Concurrency::Count); ++i) {
            const auto what = static_cast<analysis::Concurrency>(i);
            const QString page = shown(pageOf(analysis::idOf(what)));
            const std::string section(analysis::sectionOf(what));
            QVERIFY2(page.startsWith(shown("# " + titleOf(what) + "\n")),
                     qPrintable(page.left(40)));
            QVERIFY(page.endsWith(shown("[" + section + "](" + citationLink(section) + ")\n")));
            QVERIFY(page.contains(QStringLiteral("\n## Example\n\n    ")));
            QVERIFY(page.contains(QStringLiteral("\n## What to check\n")));
        }
    }

    void everyPageHasItsRule() {
        for (const Page &page : allPages())
            QVERIFY2(cache::ruleFrom(page.id) != Rule::Count || isOfAnalysis(page.id),
                     qPrintable(shown(page.id)));
    }

    void theCatalogueHasEveryPage() {
        std::set<std::string_view> ids;
        std::set<std::pair<RuleFamily, std::string_view>> inFamilies;
        for (const ListedRule &rule : allRules()) {
            ids.insert(rule.id);
            QVERIFY2(inFamilies.emplace(rule.family, rule.id).second, rule.id.data());
            QVERIFY2(pageOf(rule.id).starts_with("# " + rule.title + "\n"), rule.id.data());
            QVERIFY2(!rule.section.empty() && !rule.stepTitle.empty(), rule.id.data());
            QVERIFY2(rule.section.find('[') == std::string::npos, rule.section.c_str());
            QVERIFY2(rule.link.empty() || rule.link.starts_with("https://"), rule.link.c_str());
        }
        QCOMPARE(ids.size(), allPages().size());
    }

    void pagesAreWhatTheFolderHolds() {
        const QDir folder(QStringLiteral(ETAGERE_SOURCE_DIR "/resources/explain"));
        const QStringList files = folder.entryList({QStringLiteral("*.md")});
        QCOMPARE(static_cast<std::size_t>(files.size()), allPages().size());
        for (const QString &name : files) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const std::string id = name.chopped(3).toStdString();
            QCOMPARE(shown(pageOf(id)).toUtf8(), file.readAll());
        }
    }

    void pagesStandInOrder() {
        const auto pages = allPages();
        QVERIFY(std::is_sorted(pages.begin(), pages.end(),
                               [](const Page &a, const Page &b) { return a.id < b.id; }));
    }

    void noOtherIdHasAPage() {
        for (const char *id : {"", "zzz", "aaa", "fres", "freshh", "../fresh"})
            QVERIFY2(pageOf(id).empty(), id);
    }
};

QTEST_APPLESS_MAIN(TestPages)
#include "test_pages.moc"
