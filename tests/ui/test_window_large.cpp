// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTextEdit>

#include "tests/ui/large_har.h"
#include "tests/ui/loop_watch.h"
#include "tests/ui/window_fixture.h"

using namespace etagere;
using namespace etagere::tests;

namespace {

constexpr double longestTurn = 50; ///< milliseconds of work
constexpr std::chrono::seconds limit{300};

} // namespace

/// Large and hostile captures in the real window: what takes long never stands in the way.
/// ETAGERE_BIG_HAR_MB says how large, 64 unless it does.
class TestWindowLarge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aLargeHarNeverBlocksTheWindow();
    void hostileTextStaysText();
    void escapeEndsTheReading();

private:
    /// Opens the file and watches the loop until everything is there.
    [[nodiscard]] bool openWatched(const QString &file, LoopWatch &watch);
    std::unique_ptr<Home> m_home;
    std::unique_ptr<Desktop> m_desktop;
};

void TestWindowLarge::init() {
    m_home = std::make_unique<Home>();
    m_desktop = std::make_unique<Desktop>();
}

void TestWindowLarge::cleanup() {
    m_desktop.reset();
    m_home.reset();
}

bool TestWindowLarge::openWatched(const QString &file, LoopWatch &watch) {
    auto &workspace = (*m_desktop)->workspace();
    QTimer::singleShot(0, this, [&] { (*m_desktop)->openFiles({file}); });
    return watch.runUntil(
        [&] {
            return workspace.report() != nullptr && workspace.log() != nullptr &&
                   !workspace.isBusy() && m_desktop->table()->model()->rowCount() > 0;
        },
        limit);
}

void TestWindowLarge::aLargeHarNeverBlocksTheWindow() {
    QVERIFY(m_desktop->isReady());
    const int asked = qEnvironmentVariableIntValue("ETAGERE_BIG_HAR_MB");
    const std::size_t megabytes = asked > 0 ? static_cast<std::size_t>(asked) : 64;
    const QString file = m_home->file(QStringLiteral("large.har"));
    constexpr int bodyBytes = 2000;
    QVERIFY(writeLargeHar(file, megabytes, bodyBytes));
    LoopWatch watch;
    QVERIFY(openWatched(file, watch));
    const auto exchanges = (*m_desktop)->workspace().traffic()->exchangeCount();
    qInfo("%zu MB, %zu exchanges: longest turn %.1f ms of work, %.1f ms on the wall", megabytes,
          exchanges, watch.longestWork(), watch.longestWall());
    QVERIFY2(watch.longestWork() <= longestTurn, "the window was blocked");

    // And while it is worked with: walking, filtering, going to the end.
    LoopWatch use;
    QTableView *table = m_desktop->table();
    QTimer::singleShot(0, this, [&] {
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(table, Qt::Key_PageDown);
        m_desktop->filter()->setText(QStringLiteral("-outcome:stored host:h7.example"));
    });
    QVERIFY(use.runUntil([&] { return table->model()->rowCount() < static_cast<int>(exchanges); },
                         limit));
    QTimer::singleShot(0, this, [&] { m_desktop->filter()->setText({}); });
    QVERIFY(use.runUntil([&] { return table->model()->rowCount() == static_cast<int>(exchanges); },
                         limit));
    qInfo("worked with: longest turn %.1f ms of work, %.1f ms on the wall", use.longestWork(),
          use.longestWall());
    QVERIFY2(use.longestWork() <= longestTurn, "the window was blocked");
}

void TestWindowLarge::hostileTextStaysText() {
    QVERIFY(m_desktop->isReady());
    const QString file = m_home->file(QStringLiteral("hostile.har"));
    constexpr std::size_t visits = 100'000;
    QVERIFY(writeHostileHar(file, visits));
    LoopWatch watch;
    QVERIFY(openWatched(file, watch));
    QCOMPARE((*m_desktop)->workspace().traffic()->visitCount(), visits);
    auto *list = m_desktop->find<QTableView>("visits");
    QVERIFY(watch.runUntil([&] { return list->model()->rowCount() == int{visits}; }, limit));
    for (int tab = 0; tab < 5; ++tab) {
        QTimer::singleShot(0, this, [&] {
            m_desktop->press(static_cast<Qt::Key>(Qt::Key_1 + tab), Qt::AltModifier);
            m_desktop->press(Qt::Key_F8);
            m_desktop->press(Qt::Key_F7);
        });
        QVERIFY(watch.runUntil([&] { return (*m_desktop)->focus().exchange().isValid(); }, limit));
        QCoreApplication::processEvents();
    }
    qInfo("hostile: longest turn %.1f ms of work, %.1f ms on the wall", watch.longestWork(),
          watch.longestWall());
    QVERIFY2(watch.longestWork() <= longestTurn, "the window was blocked");

    const QString url = urlCell(m_desktop->table(), 0);
    QVERIFY2(url.contains(QStringLiteral("<h1>big</h1>")), qPrintable(url));
    QVERIFY(!url.contains(QChar(0x202e)) && !url.contains(QChar(7)));
    for (const QLabel *label : (*m_desktop)->findChildren<QLabel *>()) {
        const bool rich =
            label->textFormat() == Qt::RichText ||
            (label->textFormat() == Qt::AutoText && label->text().contains(QStringLiteral("big")));
        QVERIFY2(!rich, qPrintable(label->text()));
        QVERIFY(!label->text().contains(QChar(0x202e)));
    }
    for (const QTextEdit *text : (*m_desktop)->findChildren<QTextEdit *>())
        QVERIFY(!text->toPlainText().contains(QChar(0x202e)));
}

void TestWindowLarge::escapeEndsTheReading() {
    QVERIFY(m_desktop->isReady());
    const QString file = m_home->file(QStringLiteral("large.har"));
    QVERIFY(writeLargeHar(file, 64, 100));
    auto &workspace = (*m_desktop)->workspace();
    (*m_desktop)->openFiles({file});
    QVERIFY(workspace.isBusy());
    m_desktop->press(Qt::Key_Escape);
    QTRY_VERIFY(!workspace.isBusy());
    QVERIFY(workspace.isEmpty());
    QVERIFY(m_desktop->find("startPage")->isVisible());
}

QTEST_MAIN(TestWindowLarge)
#include "test_window_large.moc"
