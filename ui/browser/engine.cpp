// SPDX-License-Identifier: Apache-2.0
#include "ui/browser/engine.h"

#include <QtCore/QByteArray>
#include <QtWebEngineCore/qtwebenginecoreglobal.h>

#include <unistd.h>

namespace etagere::ui {

namespace {

constexpr const char *sandboxOff = "QTWEBENGINE_DISABLE_SANDBOX";

/// The engine is one for the whole process.
std::optional<PreparedEngine> &prepared() {
    static std::optional<PreparedEngine> engine;
    return engine;
}

EngineProblem setEnvironment(const EngineOptions &options) {
    qunsetenv("QTWEBENGINE_REMOTE_DEBUGGING");
    if (::geteuid() != 0)
        qunsetenv(sandboxOff);
    else if (qgetenv(sandboxOff) != "1")
        return EngineProblem::Root;
    // Set always, for what is set is heard in place of what stands on the command line.
    QByteArray flags =
        options.isCachePartitioned
            ? QByteArrayLiteral("--enable-features=SplitCacheByNetworkIsolationKey")
            : QByteArrayLiteral("--disable-features=SplitCacheByNetworkIsolationKey");
    if (!options.hostRules.isEmpty())
        flags += " \"--host-resolver-rules=" + options.hostRules.toUtf8().replace('"', "") + '"';
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", flags);
    return EngineProblem::None;
}

} // namespace

EngineProblem prepareEngine(const EngineOptions &options) {
    if (!prepared() || !prepared()->hasStarted)
        prepared() = PreparedEngine{setEnvironment(options), options.isCachePartitioned, false};
    return prepared()->problem;
}

std::optional<PreparedEngine> preparedEngine() noexcept { return prepared(); }

void noteEngineStarted() noexcept {
    if (prepared())
        prepared()->hasStarted = true;
}

QString engineVersion() { return QString::fromLatin1(qWebEngineChromiumVersion()); }

} // namespace etagere::ui
