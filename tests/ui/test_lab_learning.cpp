// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QSettings>
#include <QtTest/QTest>
#include <QtWidgets/QProgressBar>

#include "tests/ui/home.h"
#include "tests/ui/lab_learner.h"

using namespace etagere;
using namespace etagere::tests;

/// Lessons from start to end, as a student takes them: each question answered wrongly first.
class TestLabLearning final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_home = std::make_unique<Home>(); }
    void cleanup() { m_home.reset(); }
    void lessonIsTakenFromStartToEnd_data();
    void lessonIsTakenFromStartToEnd();

private:
    void answerWhatIsAsked(LabLearner &learner);
    std::unique_ptr<Home> m_home;
};

void TestLabLearning::lessonIsTakenFromStartToEnd_data() {
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<bool>("usesMouse");
    for (const char *number : {"1", "10", "14"}) {
        QTest::addRow("lesson %s by mouse", number) << QByteArray(number) << true;
        QTest::addRow("lesson %s by keyboard", number) << QByteArray(number) << false;
    }
}

/// First what is wrong, then what is right.
void TestLabLearning::answerWhatIsAsked(LabLearner &learner) {
    const auto plain = learner.bench().plain();
    const auto cards = learner.cards();
    QCOMPARE(static_cast<std::size_t>(cards.size()), plain->scenario.questions.size());
    for (qsizetype i = 0; i < cards.size(); ++i) {
        if (cards[i]->isHidden() || cards[i]->isAnswered())
            continue;
        const scenario::Question &question = plain->scenario.questions[static_cast<std::size_t>(i)];
        QVERIFY2(learner.answer(cards[i], question, question.wrong), question.id.c_str());
        QVERIFY2(LabLearner::verdict(cards[i]).startsWith(QStringLiteral("✗")),
                 qPrintable(LabLearner::verdict(cards[i])));
        QVERIFY(!cards[i]->isRight());
        QVERIFY(cards[i]->findChild<QLabel *>(QStringLiteral("why"))->isHidden());
        QVERIFY2(learner.answer(cards[i], question, question.right), question.id.c_str());
        QVERIFY2(LabLearner::verdict(cards[i]).startsWith(QStringLiteral("✓")),
                 qPrintable(LabLearner::verdict(cards[i])));
        QVERIFY(!cards[i]->findChild<QLabel *>(QStringLiteral("why"))->isHidden());
    }
}

void TestLabLearning::lessonIsTakenFromStartToEnd() {
    QFETCH(QByteArray, number);
    QFETCH(bool, usesMouse);
    LabLearner learner(usesMouse);
    QVERIFY(learner.isReady());
    QVERIFY(learner.choose(number.constData()));
    const std::string id = learner.bench().plain()->scenario.id;
    QCOMPARE(learner.bench().taken(), std::size_t{0});
    answerWhatIsAsked(learner);
    while (learner.bench().taken() < learner.bench().steps()) {
        const std::size_t before = learner.bench().taken();
        learner.step();
        QCOMPARE(learner.bench().taken(), before + 1);
        answerWhatIsAsked(learner);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(learner.find<QLabel>("labConclusion")->isVisibleTo(&learner.pane()));
    auto *progress = learner.pane().findChild<QProgressBar *>();
    QCOMPARE(progress->value(), progress->maximum());
    const QStringList done = QSettings().value(QStringLiteral("lab/done")).toStringList();
    QCOMPARE(done, QStringList{ui::fromUtf8(id)});
}

QTEST_MAIN(TestLabLearning)
#include "test_lab_learning.moc"
