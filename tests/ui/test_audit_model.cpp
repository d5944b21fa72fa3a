// SPDX-License-Identifier: Apache-2.0
#include <QtGui/QTextDocument>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include "core/audit/protocol.h"
#include "ui/models/audit_model.h"

#include <chrono>

using namespace etagere;
using audit::StepKind;
using live::VisitSummary;
using ui::AuditModel;
using ModelColumn = AuditModel::Column;
using State = AuditModel::State;

namespace {

QVariant cell(const AuditModel &model, int row, ModelColumn column, int role = Qt::DisplayRole) {
    return model.data(model.index(row, static_cast<int>(column)), role);
}
QString text(const AuditModel &model, int row, ModelColumn column) {
    return cell(model, row, column).toString();
}

audit::LiveVisit visitOf(const audit::Step &step,
                         VisitSummary::End end = VisitSummary::End::Loaded) {
    audit::LiveVisit visit;
    visit.step = step;
    visit.exchanges = 1200;
    visit.summary.end = end;
    visit.summary.took = std::chrono::milliseconds(250);
    visit.summary.screenshot = "PNG";
    return visit;
}

} // namespace

/// The steps of an audit as they are ticked off.
class TestAuditModel final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_model = std::make_unique<AuditModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
        m_model->plan(audit::leastPeople);
        m_steps = audit::protocolFor(audit::leastPeople);
    }
    void cleanup() {
        m_tester.reset();
        m_model.reset();
    }

    void whatIsPlannedWaits() {
        QCOMPARE(m_model->rowCount(), static_cast<int>(m_steps.size()));
        QCOMPARE(m_model->columnCount(), static_cast<int>(ModelColumn::Count));
        QCOMPARE(m_model->current(), -1);
        for (int row = 0; row < m_model->rowCount(); ++row) {
            QCOMPARE(m_model->stateAt(row), State::Waiting);
            QVERIFY(text(*m_model, row, ModelColumn::Exchanges).isEmpty());
            QVERIFY(text(*m_model, row, ModelColumn::Took).isEmpty());
            QVERIFY(!text(*m_model, row, ModelColumn::Step).isEmpty());
        }
        QCOMPARE(text(*m_model, 0, ModelColumn::Visitor), QStringLiteral("A"));
        QCOMPARE(text(*m_model, 1, ModelColumn::Visitor), QStringLiteral("B"));
    }

    void aStepIsTickedOff() {
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->begin(m_steps[0]);
        QCOMPARE(m_model->stateAt(0), State::UnderWay);
        QCOMPARE(m_model->current(), 0);
        m_model->add(visitOf(m_steps[0]), true);
        QCOMPARE(m_model->stateAt(0), State::Done);
        QCOMPARE(m_model->pictureAt(0), QByteArray("PNG"));
        QCOMPARE(text(*m_model, 0, ModelColumn::Exchanges), QStringLiteral("1,200"));
        QCOMPARE(text(*m_model, 0, ModelColumn::Took), QStringLiteral("250 ms"));
        QVERIFY(text(*m_model, 0, ModelColumn::Remarks).isEmpty());
        QCOMPARE(changes.size(), 2);
        for (const auto &change : changes)
            QCOMPARE(change.at(0).toModelIndex().row(), 0);
        QCOMPARE(m_model->stateAt(1), State::Waiting);
    }

    /// A page that is loaded is waited for while the next is visited by somebody else.
    void twoStepsMayBeUnderWay() {
        m_model->begin(m_steps[0]);
        m_model->begin(m_steps[1]);
        QCOMPARE(m_model->stateAt(0), State::UnderWay);
        QCOMPARE(m_model->stateAt(1), State::UnderWay);
        m_model->add(visitOf(m_steps[0]), true);
        QCOMPARE(m_model->current(), 0);
        QCOMPARE(m_model->stateAt(0), State::Done);
        QCOMPARE(m_model->stateAt(1), State::UnderWay);
    }

    /// A step of several pages is done with the last of them, and sums them up.
    void pagesOfAStepAddUp() {
        m_model->begin(m_steps[0]);
        m_model->add(visitOf(m_steps[0]), false);
        QCOMPARE(m_model->stateAt(0), State::UnderWay);
        QVERIFY(text(*m_model, 0, ModelColumn::Exchanges).isEmpty());
        m_model->add(visitOf(m_steps[0]), true);
        QCOMPARE(m_model->stateAt(0), State::Done);
        QCOMPARE(text(*m_model, 0, ModelColumn::Exchanges), QStringLiteral("2,400"));
        QCOMPARE(text(*m_model, 0, ModelColumn::Took), QStringLiteral("500 ms"));
    }

    void aLostPageStaysInView_data() {
        QTest::addColumn<VisitSummary::End>("end");
        QTest::addColumn<State>("state");
        QTest::newRow("failed") << VisitSummary::End::Failed << State::Failed;
        QTest::newRow("crashed") << VisitSummary::End::Crashed << State::Failed;
        QTest::newRow("not quiet in time") << VisitSummary::End::TimedOut << State::Done;
    }
    void aLostPageStaysInView() {
        QFETCH(VisitSummary::End, end);
        QFETCH(State, state);
        auto lost = visitOf(m_steps[0], end);
        lost.summary.failure = "net::ERR_FAILED <b>";
        m_model->add(lost, false);
        m_model->add(visitOf(m_steps[0]), true);
        QCOMPARE(m_model->stateAt(0), state);
        QVERIFY(!text(*m_model, 0, ModelColumn::Remarks).isEmpty());
        const QString tip = cell(*m_model, 0, ModelColumn::Remarks, Qt::ToolTipRole).toString();
        QVERIFY2(!Qt::mightBeRichText(tip) || !tip.contains(QStringLiteral("<b>")),
                 qPrintable(tip));
    }

    void whatWasNotDoneIsSaid() {
        m_model->begin(m_steps[0]);
        m_model->finish();
        QCOMPARE(m_model->stateAt(0), State::Failed);
        QCOMPARE(m_model->stateAt(1), State::Waiting);
        m_model->plan(audit::leastPeople);
        QCOMPARE(m_model->stateAt(0), State::Waiting);
        m_model->clear();
        QCOMPARE(m_model->rowCount(), 0);
    }

    void stepsOfOthersChangeNothing() {
        const audit::Step nobody{StepKind::Control, 30};
        m_model->begin(nobody);
        m_model->add(visitOf(nobody), true);
        QCOMPARE(m_model->current(), -1);
        QCOMPARE(m_model->stateAt(-1), State::Waiting);
        QCOMPARE(m_model->stateAt(1000), State::Waiting);
        QVERIFY(m_model->pictureAt(1000).isEmpty());
    }

    /// Told apart by sign, and for those who do not see it, by words.
    void everyStateHasASignAndAWord() {
        m_model->begin(m_steps[0]);
        m_model->add(visitOf(m_steps[1]), true);
        m_model->add(visitOf(m_steps[2], VisitSummary::End::Crashed), true);
        QSet<QString> signs;
        QSet<QString> words;
        for (int row = 0; row < 4; ++row) {
            signs.insert(text(*m_model, row, ModelColumn::State));
            words.insert(
                cell(*m_model, row, ModelColumn::State, Qt::AccessibleTextRole).toString());
            QVERIFY(!cell(*m_model, row, ModelColumn::State, Qt::ToolTipRole).toString().isEmpty());
        }
        QCOMPARE(signs.size(), 4);
        QCOMPARE(words.size(), 4);
        QVERIFY(!words.contains(QString()));
    }

private:
    std::unique_ptr<AuditModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::vector<audit::Step> m_steps;
};

QTEST_GUILESS_MAIN(TestAuditModel)
#include "test_audit_model.moc"
