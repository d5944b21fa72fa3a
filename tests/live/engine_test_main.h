// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QTest>

#include "ui/browser/engine.h"

#include <unistd.h>

namespace etagere::tests {

/// main() of a test whose process holds the web engine. Run by root, as in a container, the
/// engine's sandbox cannot work; then, and in tests only, it is left out.
template <class Test>
int runEngineTest(int argc, char **argv, const ui::EngineOptions &options) {
    if (::geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    if (ui::prepareEngine(options) != ui::EngineProblem::None)
        return 1;
    const QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace etagere::tests
