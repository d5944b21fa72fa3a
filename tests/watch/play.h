// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/watch/monitor.h"
#include "tests/cache/lines.h"

#include <optional>
#include <string>
#include <vector>

namespace etagere::tests {

inline constexpr double neverAudited = 0.999;
inline constexpr double alwaysAudited = 0;

/// A monitor of one page, and the answers that it gets.
class Play {
public:
    explicit Play(watch::MonitorOptions options = {}, const char *url = "https://shop.test/a",
                  std::vector<watch::StaleOrigin> distrusted = {})
        : monitor(options, {*watch::newPage(url)}, std::move(distrusted)) {
        monitor.begin(now);
    }

    /// Waits until the page is due, asks, and answers. Fields as Lines has them.
    watch::Visit visit(std::uint16_t status, const char *fields, const std::string &body,
                       double chance = neverAudited) {
        now = std::max(now, monitor.wakeAt().value_or(now));
        asked = *monitor.next(now, chance);
        const Lines lines(fields);
        watch::Reply reply;
        reply.status = status;
        reply.fields = lines.fields();
        reply.body = body;
        reply.received = body.size();
        return *monitor.hear(asked.page, reply, now, 0.5);
    }

    [[nodiscard]] const watch::PageState &page() const { return monitor.pages().front(); }

    Instant now = at(0);
    watch::Ask asked;
    watch::Monitor monitor;
};

} // namespace etagere::tests
