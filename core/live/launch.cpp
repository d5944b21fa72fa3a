// SPDX-License-Identifier: Apache-2.0
#include "core/live/launch.h"

#include <QTimer>

#include "core/live/chromium.h"
#include "core/live/chromium_agent.h"
#include "core/live/devtools_browser.h"
#include "core/live/firefox.h"

#include <utility>

namespace etagere::live {

namespace {

/// What is held until the browser has said what it is.
struct Starting {
    LaunchOptions options;
    Done<std::unique_ptr<Browser>> done;
    std::unique_ptr<BrowserProcess> process;
    std::unique_ptr<DevtoolsClient> client;
};

void answerLater(Done<std::unique_ptr<Browser>> done, BrowserError error) {
    QTimer::singleShot(0, [done = std::move(done), error = std::move(error)] {
        done(Failure<BrowserError>(error));
    });
}

EngineInfo infoOf(const LaunchOptions &options, simdjson::dom::element version) {
    EngineInfo info;
    info.engine = options.engine;
    info.product = textOf(version, "product");
    info.userAgent = textOf(version, "userAgent");
    // The embedded engine says so; Chromium's always is.
    info.isCachePartitioned =
        options.engine != Engine::Embedded || flagOf(version, "etagerePartitioned");
    return info;
}

void finishStart(const std::shared_ptr<Starting> &starting,
                 const Result<simdjson::dom::element, BrowserError> &version) {
    const Done<std::unique_ptr<Browser>> done = std::move(starting->done);
    if (!version) {
        // Whatever kept it from answering, it did not start.
        BrowserError error{BrowserError::Kind::CannotStart, starting->process->lastWords()};
        if (version.error().kind == BrowserError::Kind::TimedOut)
            error.kind = BrowserError::Kind::TimedOut;
        starting->client.reset();
        starting->process.reset();
        done(Failure<BrowserError>(std::move(error)));
        return;
    }
    done(std::make_unique<DevtoolsBrowser>(infoOf(starting->options, *version),
                                           std::move(starting->process),
                                           std::move(starting->client)));
}

void launchDevtools(const LaunchOptions &options, const ProcessOptions &processOptions,
                    Done<std::unique_ptr<Browser>> done) {
    auto process = BrowserProcess::start(processOptions);
    if (!process) {
        answerLater(std::move(done), process.error());
        return;
    }
    const auto starting = std::make_shared<Starting>();
    starting->options = options;
    starting->done = std::move(done);
    starting->process = std::move(*process);
    starting->client = std::make_unique<DevtoolsClient>(starting->process->takePipe());
    DevtoolsCall call;
    call.method = "Browser.getVersion";
    // Kept alive by the call: the client has it until it is answered.
    starting->client->call(std::move(call),
                           [starting](const auto &version) { finishStart(starting, version); });
}

void launchChromium(const LaunchOptions &options, const std::filesystem::path &program,
                    Done<std::unique_ptr<Browser>> done) {
    const auto start = [options, program, done = std::move(done)](const std::string &version) {
        launchDevtools(options, chromiumProcess(options, program, windowAgent(version)), done);
    };
    // With a window it says by itself what it is.
    if (options.headless)
        askVersion(program, start);
    else
        start({});
}

} // namespace

void launch(const LaunchOptions &options, Done<std::unique_ptr<Browser>> done) {
    if (options.engine == Engine::Firefox) {
        startFirefox(options, std::move(done));
        return;
    }
    const bool isEmbedded = options.engine == Engine::Embedded;
    const auto program = isEmbedded ? findEmbedded(options.program) : findChromium(options.program);
    if (!program)
        answerLater(std::move(done), program.error());
    else if (isEmbedded)
        launchDevtools(options, embeddedProcess(options, *program), std::move(done));
    else
        launchChromium(options, *program, std::move(done));
}

Engine usualEngine() {
    if (findEmbedded({}))
        return Engine::Embedded;
    return !findChromium({}) && findFirefox({}) ? Engine::Firefox : Engine::Chromium;
}

} // namespace etagere::live
