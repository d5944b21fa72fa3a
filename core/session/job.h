// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>

#include "core/base/stop.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace etagere::session {

/// One piece of long work beside the event loop. Work runs on a thread of its own; what it returns
/// to do runs on the thread the job lives in. Starting another ends the one that runs: its result
/// is dropped.
class Job : public QObject {
    Q_OBJECT
public:
    /// What to do with the result, on the job's thread; made by the work. Empty: nothing. It may
    /// start the job again, or delete it.
    using Finish = std::function<void()>;
    /// Throws nothing: work that can fail says so in its result.
    using Work = std::function<Finish(const StopToken &, const Progress &)>;

    explicit Job(QObject *parent = nullptr);
    ~Job() override; ///< asks the work to stop and waits for it
    void start(Work work);
    void cancel(); ///< asks the work to stop; its result and `finished` come all the same
    /// Asks the work to stop and drops its result; neither that nor `finished` comes.
    void abandon();
    [[nodiscard]] bool isRunning() const noexcept;

Q_SIGNALS:
    void started();
    /// At most 20 times a second. `total` is 0 while it is not known.
    void progressed(std::uint64_t done, std::uint64_t total);
    /// After the result was dealt with, unless that started the job again.
    void finished(bool cancelled);

private Q_SLOTS:
    void report();  ///< the work has come further
    void collect(); ///< a thread has done its work

private:
    struct Run;
    struct State;
    void deliver(const std::shared_ptr<Run> &run);
    std::unique_ptr<State> m_state;
};

} // namespace etagere::session
