// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QSpinBox>

#include "tests/ui/shown_texts.h"
#include "tests/ui/window_fixture.h"
#include "ui/panes/audit_pane.h"
#include "ui/window/english_plurals.h"

#include <memory>

using namespace etagere;
using namespace etagere::tests;

/// Sources write "%n visit(s)"; nobody is shown that.
class TestShownTexts final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_home = std::make_unique<Home>();
        m_plurals = std::make_unique<ui::EnglishPlurals>();
        QVERIFY(QCoreApplication::installTranslator(m_plurals.get()));
    }
    void init() {
        m_desktop = std::make_unique<Desktop>();
        QVERIFY(m_desktop->isReady());
    }
    void cleanup() { m_desktop.reset(); }
    void cleanupTestCase() {
        QCoreApplication::removeTranslator(m_plurals.get());
        m_plurals.reset();
    }

    void everyTextIsLookedAt() {
        QVERIFY(m_desktop->open({shopHar}));
        const QStringList texts = ShownTexts::of(**m_desktop);
        // One of every kind of place: a label, an action, a cell, a tooltip, a column's head.
        for (const char *known : {"3 visits", "&File", "first profile", "URL"})
            QVERIFY2(texts.contains(QLatin1String(known)), known);
        auto box = std::make_unique<QSpinBox>();
        box->setSuffix(QStringLiteral(" page(s)"));
        QVERIFY(!raw(ShownTexts::of(*box)).isEmpty());
    }

    void nothingIsCounted() { QCOMPARE(raw(ShownTexts::of(**m_desktop)), QStringList()); }

    void aCaptureIsCounted() {
        QVERIFY(m_desktop->open({shopHar}));
        for (auto *dock : (*m_desktop)->findChildren<QDockWidget *>()) {
            dock->show();
            dock->raise();
            QCoreApplication::processEvents();
            QCOMPARE(raw(ShownTexts::of(**m_desktop)), QStringList());
        }
        // With a row chosen, and with none that a filter lets through.
        m_desktop->clickRow(m_desktop->table(), 3);
        QCoreApplication::processEvents();
        QCOMPARE(raw(ShownTexts::of(**m_desktop)), QStringList());
        m_desktop->filter()->setText(QStringLiteral("nothing-is-so"));
        QTRY_COMPARE(m_desktop->table()->model()->rowCount(), 0);
        QCOMPARE(raw(ShownTexts::of(**m_desktop)), QStringList());
    }

    void pagesToAuditAreCounted_data() {
        QTest::addColumn<int>("pages");
        QTest::addColumn<QString>("text");
        QTest::newRow("one") << 1 << QStringLiteral("1 page");
        QTest::newRow("many") << 3 << QStringLiteral("3 pages");
    }
    void pagesToAuditAreCounted() {
        QFETCH(int, pages);
        QFETCH(QString, text);
        auto *pane = (*m_desktop)->findChild<ui::AuditPane *>();
        QVERIFY(pane != nullptr);
        auto *box = pane->findChild<QSpinBox *>();
        box->setValue(pages);
        QCOMPARE(box->text(), text);
    }

private:
    static QStringList raw(const QStringList &texts) { return texts.filter(QStringLiteral("(s)")); }
    std::unique_ptr<Home> m_home;
    std::unique_ptr<ui::EnglishPlurals> m_plurals;
    std::unique_ptr<Desktop> m_desktop;
};

QTEST_MAIN(TestShownTexts)
#include "test_shown_texts.moc"
