// SPDX-License-Identifier: Apache-2.0
#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include "core/session/job.h"
#include "core/session/reaper.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

using namespace etagere;
using session::Job;

namespace {

/// Lets work stand still until it is told to go on or to stop. It is declared before the job: that
/// waits for its work, the abandoned too, when it goes.
class Gate {
public:
    void open() {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_changed.notify_all();
    }
    void pass(const StopToken &stop) {
        ++m_waiting;
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, stop, [this] { return m_isOpen; });
    }
    [[nodiscard]] int waiting() const { return m_waiting; }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_isOpen = false;
    std::atomic<int> m_waiting = 0;
};

/// Tells where it was deleted.
struct Grave {
    explicit Grave(std::atomic<std::thread::id> *to)
        : where(to) {}
    Grave(Grave &&other) noexcept
        : where(std::exchange(other.where, nullptr)) {}
    Grave &operator=(Grave &&) = delete;
    ~Grave() {
        if (where != nullptr)
            *where = std::this_thread::get_id();
    }
    std::atomic<std::thread::id> *where = nullptr;
};

} // namespace

class TestJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void workRunsBesideAndFinishesHere();
    void workWithoutAResultFinishesToo();
    void aCancelledJobFinishes();
    void anotherWorkReplacesTheFirst();
    void abandonedWorkIsHeardOfNoMore();
    void aResultMayStartTheJobAgain();
    void aResultMayDeleteTheJob();
    void progressComesSeldomAndInOrder();
    void destroyingTheJobEndsItsWork();
    void destroyingTheJobDropsAResultOnItsWay();
    void whatIsReapedIsDeletedElsewhere();
};

void TestJob::workRunsBesideAndFinishesHere() {
    Gate gate;
    std::thread::id worked;
    std::thread::id ended;
    bool runningInFinish = true;
    Job job;
    QSignalSpy started(&job, &Job::started);
    QSignalSpy finished(&job, &Job::finished);
    job.start([&](const StopToken &stop, const Progress &) -> Job::Finish {
        gate.pass(stop);
        worked = std::this_thread::get_id();
        return [&] {
            ended = std::this_thread::get_id();
            runningInFinish = job.isRunning();
        };
    });
    QCOMPARE(started.count(), 1);
    QVERIFY(job.isRunning());
    gate.open();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.at(0).at(0).toBool(), false);
    QVERIFY(!job.isRunning() && !runningInFinish);
    QVERIFY(worked != std::this_thread::get_id());
    QVERIFY(ended == std::this_thread::get_id());
}

void TestJob::workWithoutAResultFinishesToo() {
    Job job;
    QSignalSpy finished(&job, &Job::finished);
    job.start([](const StopToken &, const Progress &) -> Job::Finish { return {}; });
    QTRY_COMPARE(finished.count(), 1);
}

void TestJob::aCancelledJobFinishes() {
    Gate gate;
    bool resultCame = false;
    Job job;
    QSignalSpy finished(&job, &Job::finished);
    job.start([&](const StopToken &stop, const Progress &) -> Job::Finish {
        gate.pass(stop);
        return [&resultCame] { resultCame = true; };
    });
    QTRY_COMPARE(gate.waiting(), 1);
    job.cancel();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.at(0).at(0).toBool(), true);
    QVERIFY(resultCame);
}

void TestJob::anotherWorkReplacesTheFirst() {
    Gate gate;
    std::vector<int> results;
    Job job;
    QSignalSpy finished(&job, &Job::finished);
    const auto work = [&](int number) {
        return [&, number](const StopToken &stop, const Progress &) -> Job::Finish {
            gate.pass(stop);
            return [&results, number] { results.push_back(number); };
        };
    };
    for (int i = 0; i < 20; ++i)
        job.start(work(i));
    gate.open();
    QTRY_COMPARE(finished.count(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(results, std::vector<int>{19});
    QCOMPARE(finished.count(), 1);
}

void TestJob::abandonedWorkIsHeardOfNoMore() {
    Gate gate;
    std::atomic<bool> ended = false;
    bool resultCame = false;
    Job job;
    QSignalSpy finished(&job, &Job::finished);
    job.start([&](const StopToken &stop, const Progress &) -> Job::Finish {
        gate.pass(stop);
        ended = true;
        return [&resultCame] { resultCame = true; };
    });
    QTRY_COMPARE(gate.waiting(), 1);
    job.abandon();
    QVERIFY(!job.isRunning());
    QTRY_VERIFY(ended);
    job.start([](const StopToken &, const Progress &) -> Job::Finish { return {}; });
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!resultCame);
}

void TestJob::aResultMayStartTheJobAgain() {
    Job job;
    QSignalSpy finished(&job, &Job::finished);
    int runs = 0;
    std::function<Job::Finish(const StopToken &, const Progress &)> work;
    work = [&](const StopToken &, const Progress &) -> Job::Finish {
        return [&] {
            if (++runs < 5)
                job.start(work);
        };
    };
    job.start(work);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(runs, 5);
    QVERIFY(!job.isRunning());
}

void TestJob::aResultMayDeleteTheJob() {
    auto job = std::make_unique<Job>();
    job->start(
        [&](const StopToken &, const Progress &) -> Job::Finish { return [&] { job.reset(); }; });
    QTRY_VERIFY(!job);
}

void TestJob::progressComesSeldomAndInOrder() {
    constexpr std::uint64_t steps = 1'000'000;
    Job job;
    QSignalSpy finished(&job, &Job::finished);
    QSignalSpy progressed(&job, &Job::progressed);
    job.start([](const StopToken &, const Progress &progress) -> Job::Finish {
        for (std::uint64_t i = 1; i <= steps; ++i)
            progress.report(i, steps);
        return {};
    });
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(progressed.count() >= 1);
    QVERIFY(progressed.count() < 10'000); // of a million reports
    std::uint64_t before = 0;
    for (const QList<QVariant> &one : progressed) {
        const auto done = one.at(0).toULongLong();
        QVERIFY(done >= before && done <= steps);
        QCOMPARE(one.at(1).toULongLong(), qulonglong{steps});
        before = done;
    }
}

void TestJob::destroyingTheJobEndsItsWork() {
    Gate gate;
    std::atomic<int> ended = 0;
    {
        Job job;
        for (int i = 0; i < 3; ++i) // two of them on their way out
            job.start([&](const StopToken &stop, const Progress &progress) -> Job::Finish {
                gate.pass(stop);
                progress.report(1, 1);
                ++ended;
                return [] {};
            });
        QTRY_COMPARE(gate.waiting(), 3);
    }
    QCOMPARE(ended.load(), 3);
}

void TestJob::destroyingTheJobDropsAResultOnItsWay() {
    std::atomic<bool> ended = false;
    bool resultCame = false;
    {
        Job job;
        job.start([&](const StopToken &, const Progress &) -> Job::Finish {
            ended = true;
            return [&resultCame] { resultCame = true; };
        });
        while (!ended) // without the event loop, which would bring the result
            std::this_thread::yield();
    }
    QCoreApplication::processEvents();
    QVERIFY(!resultCame);
}

void TestJob::whatIsReapedIsDeletedElsewhere() {
    std::atomic<std::thread::id> where{};
    auto shared = session::shareReaped(Grave(&where));
    auto other = shared;
    shared.reset();
    QVERIFY(where.load() == std::thread::id());
    other.reset();
    QTRY_VERIFY(where.load() != std::thread::id());
    QVERIFY(where.load() != std::this_thread::get_id());
}

QTEST_GUILESS_MAIN(TestJob)
#include "test_job.moc"
