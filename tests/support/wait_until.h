// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

#include <chrono>
#include <functional>

namespace etagere::tests {

/// Runs the event loop until it is so; false when it was not within `limit`. For tests whose
/// process holds the web engine, which needs a loop that sleeps until something happens: the one of
/// QTest::qWaitFor sleeps 10 ms after each round, and makes a visit last seconds.
inline bool waitUntil(const std::function<bool()> &isSo,
                      std::chrono::milliseconds limit = std::chrono::seconds(60)) {
    if (isSo())
        return true;
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isSo())
            loop.exit(1);
    });
    look.start(std::chrono::milliseconds(5));
    QTimer::singleShot(limit, &loop, [&loop] { loop.exit(0); });
    return loop.exec() == 1;
}

} // namespace etagere::tests
