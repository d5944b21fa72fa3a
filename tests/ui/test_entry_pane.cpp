// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTextBrowser>

#include "tests/ui/accessible_names.h"
#include "tests/ui/cache_har.h"
#include "ui/models/field_model.h"
#include "ui/panes/entry_pane.h"
#include "ui/panes/flush_dialog.h"
#include "ui/panes/life_model.h"
#include "ui/widgets/empty_state.h"

#include <memory>

using etagere::flush::By;
using etagere::flush::Scope;
using etagere::tests::OpenWorkspace;
using etagere::traffic::ExchangeId;
using etagere::ui::EmptyState;
using etagere::ui::EntryPane;
using etagere::ui::FlushDialog;
using etagere::ui::Focus;
using etagere::ui::LifeModel;

/// The stored response behind an exchange, at the clock.
class TestEntryPane final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void emptyPaneSaysWhatFillsIt();
    void stateFollowsTheClock_data();
    void stateFollowsTheClock();
    void barShrinksWithFreshness();
    void whyNothingWasStored();
    void varyNamesWhatSelectsIt();
    void lifeGoesFromVersionToVersion();
    void activatedLifeGoesToItsExchange();
    void fieldsAreThoseThe304Updated();
    void chosenVersionIsShown();
    void flushIsAskedFor();
    void afterAFlushNothingIsLeftToFlush();
    void hostileTextsStayPlain();
    void everyControlHasAName();

private:
    void openApp();
    [[nodiscard]] QString text() const {
        return m_pane->findChild<QTextBrowser *>()->toPlainText();
    }
    [[nodiscard]] QTableView *tableOf(const QAbstractItemModel *model) const;
    [[nodiscard]] LifeModel *lives() const { return m_pane->findChild<LifeModel *>(); }
    [[nodiscard]] QPushButton *button(const QString &text) const;
    std::unique_ptr<OpenWorkspace> m_open;
    std::unique_ptr<Focus> m_focus;
    std::unique_ptr<EntryPane> m_pane;
};

void TestEntryPane::init() {
    m_open = std::make_unique<OpenWorkspace>();
    m_focus = std::make_unique<Focus>();
    m_pane = std::make_unique<EntryPane>(m_open->workspace, *m_focus);
    m_pane->resize(500, 900);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestEntryPane::cleanup() {
    m_pane.reset();
    m_focus.reset();
    m_open.reset();
}

QTableView *TestEntryPane::tableOf(const QAbstractItemModel *model) const {
    for (auto *table : m_pane->findChildren<QTableView *>()) {
        if (table->model() == model)
            return table;
    }
    return nullptr;
}

QPushButton *TestEntryPane::button(const QString &text) const {
    for (auto *one : m_pane->findChildren<QPushButton *>()) {
        if (one->text().remove(QLatin1Char('&')) == text)
            return one;
    }
    return nullptr;
}

/// Stored at 0, renewed at 100 s with a longer lifetime, replaced at 500 s; a response that may
/// not be kept at 501 s.
void TestEntryPane::openApp() {
    m_open->record(QStringLiteral("A"),
                   {{.etag = "\"app-1\"", .cacheControl = "max-age=60"},
                    {.at = 100,
                     .status = 304,
                     .etag = "\"app-1\"",
                     .cacheControl = "max-age=200",
                     .ifNoneMatch = "\"app-1\"",
                     .body = {}},
                    {.at = 500, .etag = "\"app-2\"", .cacheControl = "max-age=60"},
                    {.url = "https://shop.test/secret", .at = 501, .cacheControl = "no-store"}});
    m_open->open(10);
    m_focus->setExchange(ExchangeId(0));
    QTRY_VERIFY(!m_pane->findChild<EmptyState *>()->isEmpty());
}

void TestEntryPane::emptyPaneSaysWhatFillsIt() {
    auto *empty = m_pane->findChild<EmptyState *>();
    QVERIFY(empty->isEmpty());
    m_open->record(QStringLiteral("A"), {{}});
    m_open->open(0);
    const auto said = [empty] {
        QString all;
        for (const auto *label : empty->findChildren<QLabel *>())
            all += label->text();
        return all;
    };
    QTRY_VERIFY(said().contains(QStringLiteral("Choose an exchange")));
}

void TestEntryPane::stateFollowsTheClock_data() {
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("fresh while young")
        << 30 << QStringLiteral("Fresh") << QStringLiteral("30.0 s old, fresh for another 30.0 s");
    QTest::newRow("stale after its lifetime")
        << 80 << QStringLiteral("Stale") << QStringLiteral("If-None-Match: \"app-1\"");
    QTest::newRow("fresh again by the 304")
        << 150 << QStringLiteral("Fresh") << QStringLiteral("fresh for another 2 min 30 s");
    QTest::newRow("gone when it is replaced")
        << 600 << QStringLiteral("No longer stored") << QStringLiteral("Replaced");
}

void TestEntryPane::stateFollowsTheClock() {
    QFETCH(const int, seconds);
    QFETCH(const QString, title);
    QFETCH(const QString, sentence);
    openApp();
    m_open->setClock(seconds);
    QTRY_VERIFY2(text().section(QLatin1Char('\n'), 0, 0) == title && text().contains(sentence),
                 qPrintable(text()));
}

void TestEntryPane::barShrinksWithFreshness() {
    openApp();
    auto *bar = m_pane->findChild<QProgressBar *>();
    m_open->setClock(15);
    QTRY_COMPARE(bar->value(), bar->maximum() * 3 / 4);
    m_open->setClock(45);
    QTRY_COMPARE(bar->value(), bar->maximum() / 4);
    QVERIFY2(bar->accessibleDescription().contains(QStringLiteral("fresh for another")),
             "who cannot see the bar hears it");
    m_open->setClock(80);
    QTRY_COMPARE(bar->value(), 0);
}

void TestEntryPane::whyNothingWasStored() {
    openApp();
    m_focus->setExchange(ExchangeId(3));
    auto *empty = m_pane->findChild<EmptyState *>();
    QTRY_VERIFY(empty->isEmpty());
    QString all;
    for (const auto *label : empty->findChildren<QLabel *>())
        all += label->text();
    QVERIFY2(all.contains(QStringLiteral("no-store")), qPrintable(all));
}

void TestEntryPane::varyNamesWhatSelectsIt() {
    m_open->record(QStringLiteral("A"), {{.cacheControl = "max-age=60",
                                          .vary = "Accept-Encoding, X-Kind",
                                          .acceptEncoding = "gzip, br"}});
    m_open->open(10);
    m_focus->setExchange(ExchangeId(0));
    QTRY_VERIFY(text().contains(QStringLiteral("Accept-Encoding: gzip, br")));
    QVERIFY(text().contains(QStringLiteral("X-Kind: not sent")));
}

void TestEntryPane::lifeGoesFromVersionToVersion() {
    openApp();
    m_open->setClock(150);
    const auto cell = [&](int row, LifeModel::Column column) {
        return lives()->index(row, static_cast<int>(column)).data().toString();
    };
    QTRY_COMPARE(lives()->rowCount(), 3);
    QTRY_VERIFY2(cell(1, LifeModel::Column::What).startsWith(QStringLiteral("▸")),
                 "the one at the clock is marked by a glyph");
    QVERIFY(!cell(0, LifeModel::Column::What).startsWith(QStringLiteral("▸")));
    QCOMPARE(cell(0, LifeModel::Column::Ending), QStringLiteral("Renewed by a 304"));
    QCOMPARE(cell(1, LifeModel::Column::Ending), QStringLiteral("Replaced"));
    QCOMPARE(cell(2, LifeModel::Column::Ending), QStringLiteral("Still there"));
}

void TestEntryPane::activatedLifeGoesToItsExchange() {
    openApp();
    QTableView *table = tableOf(lives());
    QTRY_COMPARE(lives()->rowCount(), 3);
    table->setFocus();
    table->setCurrentIndex(lives()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(m_focus->exchange(), ExchangeId(1));
}

void TestEntryPane::fieldsAreThoseThe304Updated() {
    openApp();
    const auto *fields = m_pane->findChild<etagere::ui::FieldModel *>();
    const auto cacheControl = [fields] {
        for (int row = 0; row < fields->rowCount(); ++row) {
            if (fields->index(row, 0).data().toString() == QStringLiteral("Cache-Control"))
                return fields->index(row, 1).data().toString();
        }
        return QString();
    };
    QTRY_COMPARE(cacheControl(), QStringLiteral("max-age=60"));
    m_open->setClock(150);
    QTRY_COMPARE(cacheControl(), QStringLiteral("max-age=200"));
}

void TestEntryPane::chosenVersionIsShown() {
    openApp();
    QTRY_COMPARE(lives()->rowCount(), 3);
    m_focus->setVersion(lives()->versionAt(2));
    QTRY_COMPARE(text().section(QLatin1Char('\n'), 0, 0), QStringLiteral("Not stored yet"));
}

void TestEntryPane::flushIsAskedFor() {
    openApp();
    QSignalSpy asked(m_pane.get(), &EntryPane::flushRequested);
    QTest::mouseClick(button(QStringLiteral("Flush this entry…")), Qt::LeftButton);
    auto *dialog = m_pane->findChild<FlushDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->findChild<QTableView *>()->model()->rowCount(), 1);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    const auto scope = asked.first().first().value<Scope>();
    QCOMPARE(scope.by, By::Entry);
    QCOMPARE(scope.names, std::vector<std::string>{"stored-by-0"});
}

void TestEntryPane::afterAFlushNothingIsLeftToFlush() {
    openApp();
    m_open->flush({By::Entry, {"stored-by-0"}, {}});
    m_open->setClock(20);
    QTRY_COMPARE(text().section(QLatin1Char('\n'), 0, 0), QStringLiteral("No longer stored"));
    QVERIFY(text().contains(QStringLiteral("Flushed")));
    QVERIFY(!button(QStringLiteral("Flush this entry…"))->isEnabled());
}

void TestEntryPane::hostileTextsStayPlain() {
    m_open->record(
        QStringLiteral("<i>eve</i>"),
        {{.url = "https://shop.test/<b>x</b>", .etag = "\"<h1>big</h1>\u202e\"", .vary = "X-A"}});
    m_open->open(10);
    m_focus->setExchange(ExchangeId(0));
    m_open->setClock(100);
    QTRY_VERIFY(text().contains(QStringLiteral("<h1>big</h1>")));
    QVERIFY(text().contains(QStringLiteral("<i>eve</i>")));
    QVERIFY(!text().contains(QChar(0x202e)));
}

void TestEntryPane::everyControlHasAName() {
    openApp();
    QCOMPARE(etagere::tests::namelessControls(*m_pane), QStringList());
}

QTEST_MAIN(TestEntryPane)
#include "test_entry_pane.moc"
