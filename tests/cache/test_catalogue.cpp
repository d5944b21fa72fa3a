// SPDX-License-Identifier: Apache-2.0
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include "core/cache/model.h"
#include "core/cache/outcome.h"
#include "core/cache/rule.h"

#include <cstddef>

using namespace etagere::cache;

class TestCatalogue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idsAreShortAndUnique();
    void idsLeadBack();
    void sectionsReadLikeCitations();
    void outcomesHaveUniqueNames();
    void modelsAreFoundByName();
};

namespace {

QString text(std::string_view bytes) {
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

const QRegularExpression kebab(QStringLiteral("^[a-z0-9]+(-[a-z0-9]+)*$"));

} // namespace

void TestCatalogue::idsAreShortAndUnique() {
    QSet<QString> ids;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Rule::Count); ++i) {
        const QString id = text(rowOf(static_cast<Rule>(i)).id);
        QVERIFY2(kebab.match(id).hasMatch() && id.size() <= 26, qPrintable(id));
        ids.insert(id);
    }
    QCOMPARE(static_cast<std::size_t>(ids.size()), static_cast<std::size_t>(Rule::Count));
}

void TestCatalogue::idsLeadBack() {
    for (std::size_t i = 0; i < static_cast<std::size_t>(Rule::Count); ++i) {
        const auto rule = static_cast<Rule>(i);
        QVERIFY(rowOf(rule).rule == rule);
        QVERIFY(ruleFrom(rowOf(rule).id) == rule);
    }
    QVERIFY(ruleFrom("no-such-rule") == Rule::Count);
    QVERIFY(ruleFrom("") == Rule::Count);
    QVERIFY(ruleFrom("Fresh") == Rule::Count);
}

void TestCatalogue::sectionsReadLikeCitations() {
    const QRegularExpression citation(QStringLiteral(
        "^(RFC 911[01]|RFC 5861|RFC 8246|No-Vary-Search|Clear-Site-Data) §\\d+(\\.\\d+)*$"));
    for (std::size_t i = 0; i < static_cast<std::size_t>(Rule::Count); ++i) {
        const RuleRow &row = rowOf(static_cast<Rule>(i));
        // The Fetch standard numbers nothing for good.
        const QString section = text(row.section);
        if (!section.startsWith(QStringLiteral("Fetch, HTTP")))
            QVERIFY2(citation.match(text(row.section)).hasMatch(), row.id.data());
    }
}

void TestCatalogue::outcomesHaveUniqueNames() {
    QSet<QString> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Outcome::Count); ++i) {
        const QString name = text(nameOf(static_cast<Outcome>(i)));
        QVERIFY2(kebab.match(name).hasMatch(), qPrintable(name));
        names.insert(name);
    }
    QCOMPARE(static_cast<std::size_t>(names.size()), static_cast<std::size_t>(Outcome::Count));
}

void TestCatalogue::modelsAreFoundByName() {
    QVERIFY(modelFrom("rfc9111") == &rfc9111());
    QVERIFY(modelFrom("netscape") == nullptr);
    QVERIFY(!rfc9111().version.empty());
    QCOMPARE(rfc9111().heuristicDivisor, 10);
}

QTEST_APPLESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
