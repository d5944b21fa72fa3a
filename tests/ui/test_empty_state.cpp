// SPDX-License-Identifier: Apache-2.0
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include "ui/widgets/empty_state.h"

#include <memory>

using etagere::ui::EmptyState;

/// What stands in a pane that has nothing to show.
class TestEmptyState final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void contentAndSentenceTakeTurns();
    void buttonTriggersTheActionByMouseAndKey();
    void buttonFollowsTheAction();
    void buttonGoesWithTheAction();
    void anotherActionTakesOver();
    void sentenceIsPlainText();
    void longSentenceIsWrappedWhole();

private:
    std::unique_ptr<EmptyState> m_state;
    QLabel *m_content = nullptr;
    [[nodiscard]] QLabel *sentence() const;
    [[nodiscard]] QPushButton *button() const;
};

void TestEmptyState::init() {
    m_content = new QLabel(QStringLiteral("content"));
    m_state = std::make_unique<EmptyState>(m_content);
    m_state->resize(600, 400);
    m_state->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_state.get()));
}

QLabel *TestEmptyState::sentence() const {
    for (auto *label : m_state->findChildren<QLabel *>()) {
        if (label != m_content)
            return label;
    }
    return nullptr;
}

QPushButton *TestEmptyState::button() const { return m_state->findChild<QPushButton *>(); }

void TestEmptyState::contentAndSentenceTakeTurns() {
    m_state->say(QStringLiteral("Open a file."));
    QVERIFY(m_content->isVisible());
    m_state->setEmpty(true);
    QVERIFY(m_state->isEmpty());
    QVERIFY(!m_content->isVisible());
    QVERIFY(sentence()->isVisible());
    QVERIFY(!button()->isVisible());
    m_state->setEmpty(false);
    QVERIFY(m_content->isVisible());
}

void TestEmptyState::buttonTriggersTheActionByMouseAndKey() {
    QAction action(QStringLiteral("&Open…"));
    const QSignalSpy triggered(&action, &QAction::triggered);
    m_state->say(QStringLiteral("Open a file."), &action);
    m_state->setEmpty(true);
    QVERIFY(button()->isVisible());
    QTest::mouseClick(button(), Qt::LeftButton);
    QCOMPARE(triggered.size(), 1);
    button()->setFocus();
    QTest::keyClick(button(), Qt::Key_Space);
    QCOMPARE(triggered.size(), 2);
}

void TestEmptyState::buttonFollowsTheAction() {
    QAction action(QStringLiteral("Open"));
    m_state->say(QStringLiteral("Open a file."), &action);
    m_state->setEmpty(true);
    action.setText(QStringLiteral("Open another"));
    action.setEnabled(false);
    QCOMPARE(button()->text(), QStringLiteral("Open another"));
    QVERIFY(!button()->isEnabled());
}

void TestEmptyState::buttonGoesWithTheAction() {
    auto action = std::make_unique<QAction>(QStringLiteral("Open"));
    m_state->say(QStringLiteral("Open a file."), action.get());
    m_state->setEmpty(true);
    action.reset();
    QVERIFY(!button()->isVisible());
}

void TestEmptyState::anotherActionTakesOver() {
    QAction first(QStringLiteral("Open"));
    QAction second(QStringLiteral("Clear"));
    const QSignalSpy firstTriggered(&first, &QAction::triggered);
    const QSignalSpy secondTriggered(&second, &QAction::triggered);
    m_state->say(QStringLiteral("Open a file."), &first);
    m_state->say(QStringLiteral("Nothing matches."), &second);
    m_state->setEmpty(true);
    first.setText(QStringLiteral("Open again"));
    QCOMPARE(button()->text(), QStringLiteral("Clear"));
    QTest::mouseClick(button(), Qt::LeftButton);
    QCOMPARE(firstTriggered.size(), 0);
    QCOMPARE(secondTriggered.size(), 1);
}

void TestEmptyState::sentenceIsPlainText() {
    m_state->say(QStringLiteral("<b>bold</b>"));
    QCOMPARE(sentence()->textFormat(), Qt::PlainText);
    QCOMPARE(sentence()->text(), QStringLiteral("<b>bold</b>"));
}

void TestEmptyState::longSentenceIsWrappedWhole() {
    m_state->say(QStringLiteral("word ").repeated(40));
    m_state->setEmpty(true);
    m_state->resize(240, 500);
    const QLabel *label = sentence();
    QTRY_VERIFY(label->height() >= label->heightForWidth(label->width()));
    QVERIFY(label->height() > 3 * label->fontMetrics().height());
}

QTEST_MAIN(TestEmptyState)
#include "test_empty_state.moc"
