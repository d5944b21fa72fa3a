// SPDX-License-Identifier: Apache-2.0
#include "core/session/gateway_run.h"

#include <QCoreApplication>

#include "core/explain/gateway_text.h"
#include "core/gateway/gateway.h"
#include "core/readers/har_writer.h"
#include "core/traffic/document.h"

#include <array>
#include <chrono>
#include <stop_token>
#include <utility>

namespace etagere::session {

namespace {

/// Qt's own dispatcher: GLib's costs a request a tenth more.
void chooseDispatcher() {
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");
}

/// Runs Qt's event loop until the stop is asked for, from whatever thread.
void runLoop(QCoreApplication &application, const StopToken &stop) {
    const std::stop_callback quit(stop, [&application] {
        QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
}

std::optional<FileError> writeHarFile(const traffic::Traffic &traffic,
                                      const std::filesystem::path &path) {
    auto file = AtomicFile::create(path);
    if (!file)
        return file.error();
    const auto written =
        readers::writeHar(traffic, [&file](std::string_view bytes) { return file->append(bytes); });
    if (!written)
        return written.error();
    const auto committed = file->commit();
    return committed ? std::nullopt : std::optional(committed.error());
}

GatewayOutcome write(const traffic::Traffic &traffic, const std::filesystem::path &path) {
    GatewayOutcome outcome;
    outcome.exchanges = traffic.exchangeCount();
    if (path.extension() != traffic::documentExtension)
        outcome.file = writeHarFile(traffic, path);
    else if (const auto saved = traffic::saveCapture(traffic, path); !saved)
        outcome.store = saved.error().cause;
    return outcome;
}

} // namespace

Result<GatewayOutcome, wire::WireError>
runGateway(GatewayRequest request, const StopToken &stop,
           const std::function<void(const GatewayStarted &)> &onStarted) {
    chooseDispatcher();
    int count = 1;
    std::string name = "etagere";
    std::array<char *, 2> arguments{name.data(), nullptr};
    QCoreApplication application(count, arguments.data());
    gateway::Options &options = request.options;
    options.records = !request.capture.empty();
    options.clock = [offset = request.clockOffset] {
        return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()) + offset;
    };
    options.words = [](const gateway::Refusal &refusal) { return explain::sentenceOf(refusal); };
    wire::Loop loop;
    const auto started = gateway::Gateway::start(loop, options);
    if (!started)
        return Failure<wire::WireError>(started.error());
    const wire::Address *control = (*started)->controlAddress();
    onStarted({(*started)->address(), control ? std::optional(*control) : std::nullopt});
    runLoop(application, stop);
    (*started)->stopAccepting();
    if (request.capture.empty())
        return GatewayOutcome{};
    return write(*(*started)->traffic(), request.capture);
}

} // namespace etagere::session
