// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QToolButton>

#include "core/report/finding_words.h"
#include "tests/ui/accessible_names.h"
#include "tests/ui/cache_har.h"
#include "ui/panes/finding_text.h"
#include "ui/panes/findings_pane.h"
#include "ui/panes/flush_dialog.h"
#include "ui/widgets/empty_state.h"

#include <memory>

using etagere::analysis::Finding;
using etagere::flush::By;
using etagere::flush::Scope;
using etagere::session::Query;
using etagere::tests::OpenWorkspace;
using etagere::ui::EmptyState;
using etagere::ui::FindingsPane;
using etagere::ui::FlushDialog;
using etagere::ui::Focus;

/// The findings with their evidence, their exchanges and their flush.
class TestFindingsPane final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void emptyPaneSaysWhatFillsIt();
    void busyPaneSaysWhatIsGoingOn();
    void verdictStandsOnTop();
    void worstFindingIsDescribedFirst();
    void keysWalkTheFindings();
    void focusChoosesTheFinding();
    void exchangesOfAFindingAreAskedFor();
    void everyFindingsQueryFindsItsExchanges();
    void flushCoversTheFindingsUrls();
    void nothingFoundSaysWhatWasExamined();
    void remarksOfTheReadingOpen();
    void narrowPaneStandsUpright();
    void hostileTextsStayPlain();
    void everyControlHasAName();

private:
    void openSample();
    [[nodiscard]] QTableView *table() const { return m_pane->findChild<QTableView *>(); }
    [[nodiscard]] QString labels() const;
    [[nodiscard]] QString detail() const { return article(0)->toPlainText(); }
    [[nodiscard]] QString reading() const { return article(1)->toPlainText(); }
    [[nodiscard]] QTextBrowser *article(int index) const;
    [[nodiscard]] QPushButton *button(const QString &text) const;
    [[nodiscard]] QToolButton *readingButton() const {
        return m_pane->findChild<QToolButton *>(QStringLiteral("reading"));
    }
    std::unique_ptr<OpenWorkspace> m_open;
    std::unique_ptr<Focus> m_focus;
    std::unique_ptr<FindingsPane> m_pane;
};

void TestFindingsPane::init() {
    m_open = std::make_unique<OpenWorkspace>();
    m_focus = std::make_unique<Focus>();
    m_pane = std::make_unique<FindingsPane>(m_open->workspace, *m_focus);
    m_pane->resize(1200, 500);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestFindingsPane::cleanup() {
    m_pane.reset();
    m_focus.reset();
    m_open.reset();
}

void TestFindingsPane::openSample() {
    m_open->open({{ETAGERE_SOURCE_DIR "/resources/samples/shop.har", {}}});
    QTRY_VERIFY(table()->model()->rowCount() >= 2);
}

/// The finding's article, then the reading's.
QTextBrowser *TestFindingsPane::article(int index) const {
    const QString name = index == 0 ? QStringLiteral("The chosen finding")
                                    : QStringLiteral("What was read, and what was assumed");
    for (auto *one : m_pane->findChildren<QTextBrowser *>()) {
        if (one->accessibleName() == name)
            return one;
    }
    return nullptr;
}

QString TestFindingsPane::labels() const {
    QString all;
    for (const auto *label : m_pane->findChildren<QLabel *>()) {
        if (label->isVisible())
            all += label->text() + QLatin1Char('\n');
    }
    return all;
}

QPushButton *TestFindingsPane::button(const QString &text) const {
    for (auto *one : m_pane->findChildren<QPushButton *>()) {
        if (one->text().remove(QLatin1Char('&')) == text)
            return one;
    }
    return nullptr;
}

void TestFindingsPane::emptyPaneSaysWhatFillsIt() {
    QVERIFY(m_pane->findChild<EmptyState *>()->isEmpty());
    QVERIFY(labels().contains(QStringLiteral("once one is open")));
}

void TestFindingsPane::busyPaneSaysWhatIsGoingOn() {
    bool seen = false;
    // Between the capture and its report the pane waits; it must never be without a word.
    connect(&m_open->workspace, &etagere::session::Workspace::logChanged, m_pane.get(), [&] {
        QTimer::singleShot(0, m_pane.get(), [&] {
            seen = seen || m_open->workspace.report() != nullptr ||
                   m_pane->findChild<QProgressBar *>()->isVisible();
        });
    });
    openSample();
    QTRY_VERIFY(seen);
    QVERIFY(!m_pane->findChild<QProgressBar *>()->isVisible());
}

void TestFindingsPane::verdictStandsOnTop() {
    openSample();
    const auto report = m_open->workspace.report();
    QVERIFY(labels().contains(QString::fromStdString(etagere::report::verdictOf(*report))));
    QVERIFY(labels().contains(QStringLiteral("%1 tag").arg(report->tags)));
}

void TestFindingsPane::worstFindingIsDescribedFirst() {
    openSample();
    const Finding &worst = m_open->workspace.report()->findings.front();
    QCOMPARE(table()->currentIndex().row(), 0);
    QVERIFY(detail().contains(QStringLiteral("Grade %1 of 5").arg(static_cast<int>(worst.grade))));
    QVERIFY(detail().contains(QString::fromStdString(worst.origin)));
    QVERIFY(!worst.evidence.empty());
    QVERIFY(detail().contains(QStringLiteral("For it")));
    QVERIFY(detail().contains(QString::fromStdString(worst.values.front())));
    QVERIFY2(!m_focus->finding(), "nobody has chosen it");
}

void TestFindingsPane::keysWalkTheFindings() {
    openSample();
    const QString first = detail();
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(*m_focus->finding(), std::size_t{1});
    QVERIFY(detail() != first);
    QVERIFY(
        detail().contains(QString::fromStdString(m_open->workspace.report()->findings[1].origin)));
}

void TestFindingsPane::focusChoosesTheFinding() {
    openSample();
    m_focus->setFinding(std::size_t{1});
    QCOMPARE(table()->currentIndex().row(), 1);
}

void TestFindingsPane::exchangesOfAFindingAreAskedFor() {
    openSample();
    QSignalSpy asked(m_pane.get(), &FindingsPane::filterRequested);
    QTest::mouseClick(button(QStringLiteral("Show its exchanges")), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(asked.size(), 2);
    QVERIFY(asked.last().first().toString().contains(QStringLiteral("host:metrics.example")));
}

void TestFindingsPane::everyFindingsQueryFindsItsExchanges() {
    openSample();
    const auto &workspace = m_open->workspace;
    for (const Finding &finding : workspace.report()->findings) {
        const QString asked = etagere::ui::queryFor(finding);
        const Query query = Query::parse(asked.toStdString());
        QVERIFY2(query.errors().empty(), qPrintable(asked));
        const auto found = query.run(
            {workspace.traffic().get(), workspace.log().get(), workspace.grades().get(), nullptr});
        QVERIFY2(!found.empty(), qPrintable(asked));
        for (const etagere::traffic::ExchangeId id : found) {
            const auto url = workspace.traffic()->exchange(id).url;
            QCOMPARE(workspace.traffic()->originText(workspace.traffic()->originOf(url)),
                     std::string_view(finding.origin));
        }
    }
}

void TestFindingsPane::flushCoversTheFindingsUrls() {
    openSample();
    m_open->workspace.setClock(m_open->workspace.log()->end);
    QSignalSpy asked(m_pane.get(), &FindingsPane::flushRequested);
    QTest::mouseClick(button(QStringLiteral("Flush its URLs…")), Qt::LeftButton);
    auto *dialog = m_pane->findChild<FlushDialog *>();
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->findChild<QTableView *>()->model()->rowCount() >= 1);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    const auto scope = asked.first().first().value<Scope>();
    QCOMPARE(scope.by, By::Url);
    QCOMPARE(scope.names, m_open->workspace.report()->findings.front().urls);
}

void TestFindingsPane::nothingFoundSaysWhatWasExamined() {
    m_open->record(QStringLiteral("A"), {{.cacheControl = "max-age=60"}});
    m_open->open(1);
    QTRY_VERIFY(labels().contains(QStringLiteral("There is no tag to judge")));
    QVERIFY(labels().contains(QStringLiteral("1 exchange")));
    QVERIFY(m_pane->findChild<EmptyState *>()->isEmpty());
}

void TestFindingsPane::remarksOfTheReadingOpen() {
    openSample();
    auto *open = readingButton();
    QVERIFY(!article(1)->isVisible());
    open->setFocus();
    QTest::keyClick(open, Qt::Key_Space);
    QVERIFY(article(1)->isVisible());
    QVERIFY(reading().contains(QStringLiteral("shop.har")));
}

void TestFindingsPane::narrowPaneStandsUpright() {
    openSample();
    QCOMPARE(m_pane->findChild<QSplitter *>()->orientation(), Qt::Horizontal);
    m_pane->resize(400, 800);
    QCOMPARE(m_pane->findChild<QSplitter *>()->orientation(), Qt::Vertical);
}

void TestFindingsPane::hostileTextsStayPlain() {
    m_open->record(QStringLiteral("<i>eve</i>"), {{.url = "https://shop.test/<b>x</b>?%1",
                                                   .etag = "\"<h1>big</h1>\u202e%1%2\""}});
    m_open->open(10);
    QTRY_VERIFY(table()->model()->rowCount() == 1);
    QVERIFY2(detail().contains(QStringLiteral("<h1>big</h1>")), qPrintable(detail()));
    QVERIFY2(detail().contains(QStringLiteral("%1%2")), "recorded placeholders are not filled");
    QVERIFY(!detail().contains(QChar(0x202e)));
    for (const auto *label : m_pane->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    const QString asked = etagere::ui::queryFor(m_open->workspace.report()->findings.front());
    QVERIFY2(Query::parse(asked.toStdString()).errors().empty(), qPrintable(asked));
}

void TestFindingsPane::everyControlHasAName() {
    openSample();
    readingButton()->setChecked(true);
    QCOMPARE(etagere::tests::namelessControls(*m_pane), QStringList());
}

QTEST_MAIN(TestFindingsPane)
#include "test_findings_pane.moc"
