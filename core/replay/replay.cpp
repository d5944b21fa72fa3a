// SPDX-License-Identifier: Apache-2.0
#include "core/replay/replay.h"

#include "core/replay/player.h"
#include "core/replay/schedule.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace etagere::replay {

namespace {

/// The flushes in the order of their time, each applied before the exchanges of its instant.
class FlushQueue {
public:
    explicit FlushQueue(std::span<const Flush> flushes)
        : m_flushes(flushes)
        , m_order(flushes.size()) {
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
        std::stable_sort(m_order.begin(), m_order.end(), [flushes](std::size_t a, std::size_t b) {
            return flushes[a].at < flushes[b].at;
        });
    }
    void applyUntil(Instant at, Player &player, Log &log) {
        while (m_next < m_order.size() && m_flushes[m_order[m_next]].at <= at) {
            const std::size_t index = m_order[m_next++];
            player.flush(m_flushes[index], log.flushes[index]);
        }
    }

private:
    std::span<const Flush> m_flushes;
    std::vector<std::size_t> m_order;
    std::size_t m_next = 0;
};

/// A log in which nothing has been played yet.
Log beginLog(const Schedule &schedule, const cache::Model &model, std::size_t flushes) {
    Log log;
    log.model = model;
    log.begin = schedule.begin;
    log.end = schedule.end;
    log.flushes.resize(flushes);
    log.rows.resize(schedule.at.size());
    for (std::size_t i = 0; i < log.rows.size(); ++i)
        log.rows[i].at = schedule.at[i];
    return log;
}

} // namespace

Log replay(const traffic::Traffic &traffic, const cache::Model &model,
           std::span<const Flush> flushes, const StopToken &stop, const Progress &progress) {
    constexpr std::size_t often = 1024;
    const Schedule schedule = scheduleOf(traffic);
    const std::size_t count = schedule.order.size();
    Log log = beginLog(schedule, model, flushes.size());
    Player player(traffic, log, schedule.order);
    FlushQueue queue(flushes);
    for (std::size_t i = 0; i < count; ++i) {
        if (i % often == 0)
            progress.report(i, count);
        if (i % often == 0 && stop.stop_requested()) {
            log.stopped = true;
            return log;
        }
        queue.applyUntil(log.row(schedule.order[i]).at, player, log);
        player.play(schedule.order[i]);
    }
    queue.applyUntil(Instant::max(), player, log);
    progress.report(count, count);
    return log;
}

} // namespace etagere::replay
