// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>

#include "core/session/query.h"
#include "ui/models/text.h"
#include "ui/widgets/filter_terms.h"

using namespace etagere;
using ui::FilterTerm;

/// Terms that are chosen by a click, in the text of the filter.
class TestFilterTerms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void queriesAreCutIntoTerms_data();
    void queriesAreCutIntoTerms();
    void valuesAreQuotedWhereTheyMust_data();
    void valuesAreQuotedWhereTheyMust();
    void termsComeAndGo_data();
    void termsComeAndGo();
    void termsAreReplacedByKey_data();
    void termsAreReplacedByKey();
};

void TestFilterTerms::queriesAreCutIntoTerms_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("terms");
    QTest::newRow("nothing") << QString() << QStringList();
    QTest::newRow("blanks only") << QStringLiteral("  ") << QStringList();
    QTest::newRow("blanks part terms")
        << QStringLiteral(" a  -b:c ") << QStringList{QStringLiteral("a"), QStringLiteral("-b:c")};
    QTest::newRow("quotes keep blanks together")
        << QStringLiteral("url:\"a b\" c")
        << QStringList{QStringLiteral("url:\"a b\""), QStringLiteral("c")};
    QTest::newRow("an open quote reaches to the end")
        << QStringLiteral("url:\"a b c") << QStringList{QStringLiteral("url:\"a b c")};
}

void TestFilterTerms::queriesAreCutIntoTerms() {
    QFETCH(QString, query);
    QFETCH(QStringList, terms);
    QCOMPARE(ui::termsOf(query), terms);
}

void TestFilterTerms::valuesAreQuotedWhereTheyMust_data() {
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QString>("written");
    const auto row = [](const char *name, const QStringList &values, const char *written) {
        QTest::newRow(name) << values << QString::fromUtf8(written);
    };
    row("a plain value", {QStringLiteral("a.example")}, "url:a.example");
    row("several are listed", {QStringLiteral("1"), QStringLiteral("3")}, "url:1,3");
    row("a blank asks for quotes", {QStringLiteral("a b")}, "url:\"a b\"");
    row("so does a comma, which would part values", {QStringLiteral("a,b")}, "url:\"a,b\"");
    row("of a quoted value the longest piece is taken", {QStringLiteral("W/\"5e1f-77\"")},
        "url:5e1f-77");
    row("controls are left out", {QStringLiteral("a\n\tb")}, "url:ab");
}

void TestFilterTerms::valuesAreQuotedWhereTheyMust() {
    QFETCH(QStringList, values);
    QFETCH(QString, written);
    const QString term = ui::written({QStringLiteral("url"), values, false});
    QCOMPARE(term, written);
    QCOMPARE(ui::termsOf(term).size(), qsizetype{1});
    QVERIFY(session::Query::parse(ui::toUtf8(term)).errors().empty());
}

void TestFilterTerms::termsComeAndGo_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("negated");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, const char *query, bool negated, const char *result) {
        QTest::newRow(name) << QString::fromUtf8(query) << negated << QString::fromUtf8(result);
    };
    row("it comes to the end", "logo", false, "logo host:a");
    row("chosen again, it goes", "logo host:a", false, "logo");
    row("its opposite goes", "-host:a logo", false, "logo host:a");
    row("hidden instead of only", "host:a", true, "-host:a");
    row("a longer value is another", "host:ab", false, "host:ab host:a");
}

void TestFilterTerms::termsComeAndGo() {
    QFETCH(QString, query);
    QFETCH(bool, negated);
    QFETCH(QString, result);
    QCOMPARE(ui::toggled(query, {QStringLiteral("host"), {QStringLiteral("a")}, negated}), result);
}

void TestFilterTerms::termsAreReplacedByKey_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, const char *query, const QStringList &values,
                        const char *result) {
        QTest::newRow(name) << QString::fromUtf8(query) << values << QString::fromUtf8(result);
    };
    row("in the same place", "visit:1 logo", {QStringLiteral("2")}, "visit:2 logo");
    row("all of the key", "visit:1 logo visit:3", {QStringLiteral("2")}, "visit:2 logo");
    row("at the end when there was none", "logo", {QStringLiteral("2")}, "logo visit:2");
    row("without values they only go", "visit:1 logo", {}, "logo");
    row("negated ones stay", "-visit:1", {QStringLiteral("2")}, "-visit:1 visit:2");
    row("a key that begins alike stays", "visitor:a", {QStringLiteral("2")}, "visitor:a visit:2");
}

void TestFilterTerms::termsAreReplacedByKey() {
    QFETCH(QString, query);
    QFETCH(QStringList, values);
    QFETCH(QString, result);
    QCOMPARE(ui::replaced(query, {QStringLiteral("visit"), values, false}), result);
}

QTEST_APPLESS_MAIN(TestFilterTerms)
#include "test_filter_terms.moc"
