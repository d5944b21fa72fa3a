// SPDX-License-Identifier: Apache-2.0
#include "core/session/session_state.h"
#include "tests/session/workspace_fixture.h"

#include <chrono>

using namespace etagere;
using namespace std::chrono_literals;
using session::Workspace;
using tests::dump;
using tests::Files;
using tests::flushAt;
using tests::Watched;
using traffic::ExchangeId;

namespace {

/// Two visits, with a flush in between.
constexpr auto between = 2s;

} // namespace

/// What the user does to what is open.
class TestWorkspaceEdits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cancellingAReplayPutsTheFlushesBack();
    void aFlushReplaysAndItsUndoRestoresTheLog();
    void quickFlushesEndInTheLast();
    void editsAreAnnouncedAndModify();
    void editsThatChangeNothingSayNothing();
    void editsOutOfBoundsAreCut();
    void theClockStaysWithinItsBounds();

private:
    Files m_files;
};

void TestWorkspaceEdits::cancellingAReplayPutsTheFlushesBack() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.twoVisits()});
    const std::vector<replay::Flush> first{flushAt(workspace.log()->begin + between)};
    workspace.setFlushes(first);
    watched.settle();
    const auto before = workspace.log();
    QSignalSpy changed(&workspace, &Workspace::flushesChanged);
    workspace.setFlushes({});
    workspace.cancel();
    QCOMPARE(changed.count(), 2);
    QVERIFY(workspace.flushes() == first);
    QCoreApplication::processEvents();
    QVERIFY(workspace.log() == before);
    QCOMPARE(workspace.log()->flushes.size(), workspace.flushes().size());
}

void TestWorkspaceEdits::aFlushReplaysAndItsUndoRestoresTheLog() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.twoVisits()});
    const auto report = workspace.report();
    const auto first = workspace.log();
    const QString decided = dump(*first);
    watched.said.clear();
    workspace.setFlushes({flushAt(first->begin + between)});
    QVERIFY(workspace.isModified());
    watched.settle();
    QCOMPARE(watched.said.join(QLatin1Char(' ')), QStringLiteral("busy log idle"));
    QVERIFY(workspace.log() != first);
    QCOMPARE(dump(*first), decided); // the old one is not touched
    QCOMPARE(workspace.log()->flushes.size(), std::size_t{1});
    QCOMPARE(workspace.log()->flushes[0].ended.size(), std::size_t{1});
    QVERIFY(dump(*workspace.log()) != decided);
    workspace.setFlushes({});
    watched.settle();
    QCOMPARE(dump(*workspace.log()), decided);
    QVERIFY(workspace.report() == report); // what was recorded did not change
    QVERIFY(!workspace.isModified());
}

void TestWorkspaceEdits::quickFlushesEndInTheLast() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.twoVisits()});
    const QString decided = dump(*workspace.log());
    const Instant begin = workspace.log()->begin;
    for (int i = 0; i < 30; ++i)
        workspace.setFlushes({flushAt(begin + between), flushAt(begin + std::chrono::seconds(i))});
    watched.settle();
    QCOMPARE(workspace.log()->flushes.size(), std::size_t{2});
    workspace.setFlushes({flushAt(begin + between)});
    workspace.setFlushes({});
    watched.settle();
    QCOMPARE(dump(*workspace.log()), decided);
}

void TestWorkspaceEdits::editsAreAnnouncedAndModify() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.visitOfA()});
    QSignalSpy notes(&workspace, &Workspace::notesChanged);
    QSignalSpy filters(&workspace, &Workspace::filterChanged);
    QSignalSpy titles(&workspace, &Workspace::titleChanged);
    QSignalSpy clocks(&workspace, &Workspace::clockChanged);
    workspace.setClock(workspace.clock() + 1h);
    QCOMPARE(clocks.count(), 1);
    QVERIFY(!workspace.isModified()); // the clock alone is no loss
    workspace.setFilter(QStringLiteral("cart"));
    QCOMPARE(filters.count(), 1);
    QVERIFY(workspace.isModified());
    workspace.setFilter(QString());
    QVERIFY(!workspace.isModified());
    workspace.setNote(ExchangeId(0), "a note");
    QCOMPARE(notes.at(0).at(0).value<ExchangeId>(), ExchangeId(0));
    QVERIFY(workspace.isModified());
    QCOMPARE(titles.count(), 3);
    workspace.setNote(ExchangeId(0), "");
    QVERIFY(workspace.notes().empty());
    QVERIFY(!workspace.isModified());
}

void TestWorkspaceEdits::editsThatChangeNothingSayNothing() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    const auto editInVain = [&workspace] {
        QSignalSpy notes(&workspace, &Workspace::notesChanged);
        QSignalSpy filters(&workspace, &Workspace::filterChanged);
        QSignalSpy flushes(&workspace, &Workspace::flushesChanged);
        workspace.setNote(ExchangeId(0), "");
        workspace.setNote(ExchangeId(7), "of nothing");
        workspace.setNote(ExchangeId(), "of nothing");
        workspace.setFilter(QString());
        workspace.setFlushes({});
        return notes.count() + filters.count() + flushes.count();
    };
    QCOMPARE(editInVain(), 0);
    workspace.setNote(ExchangeId(0), "without a capture");
    workspace.setFlushes({flushAt(Instant{})});
    QVERIFY(workspace.notes().empty() && workspace.flushes().empty() && !workspace.isModified());
    watched.open({m_files.visitOfA()});
    QCOMPARE(editInVain(), 0);
    QSignalSpy clocks(&workspace, &Workspace::clockChanged);
    workspace.setClock(workspace.clock());
    QCOMPARE(clocks.count(), 0);
}

void TestWorkspaceEdits::editsOutOfBoundsAreCut() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.visitOfA()});
    std::string note(session::maxNoteBytes - 1, 'x');
    workspace.setNote(ExchangeId(0), note + "\xc3\xa9\xc3\xa9"); // cut before the half character
    QCOMPARE(workspace.notes().at(ExchangeId(0)), note);
    const Instant begin = workspace.log()->begin;
    workspace.setFlushes(std::vector(session::maxFlushes + 1, flushAt(begin)));
    QCOMPARE(workspace.flushes().size(), session::maxFlushes);
    workspace.setFilter(QString(20'000, QLatin1Char('x')));
    QCOMPARE(workspace.filter().size(), session::maxFilterLength);
}

void TestWorkspaceEdits::theClockStaysWithinItsBounds() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.twoVisits()});
    const Instant begin = workspace.log()->begin;
    workspace.setClock(begin - 1h);
    QVERIFY(workspace.clock() == begin);
    workspace.setClock(Instant::max());
    QVERIFY(workspace.clock() ==
            begin + std::chrono::duration_cast<Duration>(std::chrono::years(100)));
    workspace.setClock(begin + 10s);
    workspace.setFlushes({flushAt(begin + between)});
    watched.settle();
    QVERIFY(workspace.clock() == begin + 10s);
}

QTEST_GUILESS_MAIN(TestWorkspaceEdits)
#include "test_workspace_edits.moc"
