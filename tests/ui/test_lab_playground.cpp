// SPDX-License-Identifier: Apache-2.0
#include <QtGui/QClipboard>
#include <QtTest/QTest>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTextBrowser>

#include "tests/ui/home.h"
#include "tests/ui/lab_learner.h"
#include "ui/panes/lab_playground.h"
#include "ui/panes/page_view.h"

using namespace etagere;
using namespace etagere::tests;

/// The lab's playground: a response that is typed, and what browsers make of it.
class TestLabPlayground final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void answersAtOnce();
    void isShared();
    void showsTheRulesPage();

private:
    std::unique_ptr<Home> m_home;
    std::unique_ptr<LabLearner> m_learner;
};

void TestLabPlayground::init() {
    m_home = std::make_unique<Home>();
    QSettings().setValue(QStringLiteral("lab/language"), QStringLiteral("en"));
    m_learner = std::make_unique<LabLearner>(true);
    QVERIFY(m_learner->isReady());
    QVERIFY(m_learner->choose("1"));
}

void TestLabPlayground::cleanup() {
    m_learner.reset();
    m_home.reset();
}

void TestLabPlayground::answersAtOnce() {
    m_learner->find<QTabWidget>("labTabs")->setCurrentIndex(1);
    auto *playground = m_learner->pane().findChild<ui::LabPlayground *>();
    auto *response = m_learner->find<QPlainTextEdit>("playResponse");
    QTRY_VERIFY(!playground->isTrying());
    auto *answers = m_learner->find<QTableView>("playAnswers");
    QCOMPARE(answers->model()->rowCount(), 4);
    QCOMPARE(answers->model()->index(0, 1).data().toString(), QStringLiteral("stored"));
    response->setPlainText(QStringLiteral("Cache-Control: no-store\nnonsense"));
    QTRY_VERIFY(!playground->isTrying());
    QCOMPARE(answers->model()->index(0, 1).data().toString(), QStringLiteral("not stored"));
    const QString why = m_learner->find<QTextBrowser>("playWhy")->toPlainText();
    QVERIFY2(why.contains(QStringLiteral("no-store")), qPrintable(why));
    QVERIFY(m_learner->find<QLabel>("playRemarks")->text().contains(QStringLiteral("nonsense")));
    m_learner->find<QLineEdit>("playAge")->setText(QStringLiteral("soon"));
    QTRY_VERIFY(m_learner->find<QLabel>("playRemarks")->text().contains(QStringLiteral("90 s")));
}

void TestLabPlayground::isShared() {
    m_learner->find<QTabWidget>("labTabs")->setCurrentIndex(1);
    auto *playground = m_learner->pane().findChild<ui::LabPlayground *>();
    QTRY_VERIFY(!playground->isTrying());
    QTest::mouseClick(m_learner->find<QPushButton>("playCopy"), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("etagere lab try")));
    const auto before = m_learner->bench().plain();
    QTest::mouseClick(m_learner->find<QPushButton>("playStage"), Qt::LeftButton);
    QTRY_VERIFY(m_learner->bench().plain() != before);
    QCOMPARE(m_learner->bench().steps(), std::size_t{2});
    QCOMPARE(m_learner->find<QTabWidget>("labTabs")->currentIndex(), 0);
}

void TestLabPlayground::showsTheRulesPage() {
    auto *play = m_learner->pane().findChild<ui::LabPlayground *>();
    m_learner->find<QTabWidget>("labTabs")->setCurrentWidget(play);
    QTRY_VERIFY(!play->isTrying());
    auto *why = play->findChild<QTextBrowser *>(QStringLiteral("playWhy"));
    QVERIFY2(why->toHtml().contains(QStringLiteral("page:fresh")), qPrintable(why->toHtml()));
    auto *page = play->findChild<ui::PageView *>();
    QVERIFY(!page->isVisible());
    Q_EMIT why->anchorClicked(QUrl(QStringLiteral("page:fresh")));
    QVERIFY(page->isVisible());
}

QTEST_MAIN(TestLabPlayground)
#include "test_lab_playground.moc"
