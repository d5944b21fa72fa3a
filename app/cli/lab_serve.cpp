// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"
#include "app/cli/lab.h"
#include "app/cli/output.h"
#include "app/cli/stop_signal.h"
#include "core/explain/gateway_text.h"
#include "core/explain/lab_site_text.h"
#include "core/explain/printable.h"
#include "core/report/json.h"
#include "core/report/json_line.h"
#include "core/scenario/time_text.h"
#include "core/session/lab_host.h"

#include <memory>
#include <semaphore>

namespace etagere::cli {

namespace {

namespace words = explain::lab_site_text;

constexpr const char *commandName = "etagere lab serve";

struct ServeOptions {
    std::string document;
    std::int64_t port = 0;
    std::string turnClock = "0";
    std::string names = "localhost";
    std::string format = "text";
    std::string language;
};

std::string startedText(const session::LabDocument &document, const session::LabHost &host,
                        const ServeOptions &options) {
    const std::string title(document.scenario.title.in(chosenLanguage(options.language)));
    std::string told = text(words::serving, explain::printable(title), host.startPage()) + "\n";
    for (const session::LabLink &link : host.links()) {
        told += link.isTracker ? text(words::knowsLink, link.actor, link.url, link.knows)
                               : text(words::link, link.actor, link.url);
        told += "\n";
    }
    if (options.names == "test")
        told += text(words::rules, host.hostRules()) + "\n";
    else if (!host.firstPage().empty())
        told += text(words::auditIt, host.firstPage()) + "\n";
    return told + text(words::endsIt) + "\n";
}

std::string startedJson(const session::LabHost &host) {
    report::JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.lab-serve/1");
    json.key("start").text(host.startPage());
    json.key("port").whole(host.port());
    json.key("host_rules").text(host.hostRules());
    json.key("first_page").text(host.firstPage());
    json.key("links").beginArray();
    for (const session::LabLink &link : host.links()) {
        json.beginObject();
        json.key("actor").text(link.actor);
        json.key("url").text(link.url);
        json.key("knows");
        if (link.isTracker)
            json.text(link.knows);
        else
            json.null();
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return report::oneLine(json.finish()) + "\n";
}

/// Until the user has had enough.
void wait(const StopToken &stop) {
    std::binary_semaphore stopped(0);
    const std::stop_callback wake(stop, [&stopped] { stopped.release(); });
    stopped.acquire();
}

ExitStatus failed(const wire::WireError &error, std::int64_t port) {
    complain(explain::sentenceOf(error, "127.0.0.1:" + std::to_string(port)));
    return ExitStatus::Network;
}

ExitStatus runServe(const ServeOptions &options) {
    auto turned = scenario::secondsIn(options.turnClock);
    if (!turned)
        turned = scenario::timeIn(options.turnClock);
    if (!turned)
        return wrongUsage(text(words::badTime, options.turnClock), commandName);
    const auto document = openedLab(options.document);
    if (!document)
        return ExitStatus::Unreadable;
    StopSignal signal;
    session::LabHostOptions serving;
    serving.port = static_cast<std::uint16_t>(options.port);
    serving.turned = *turned;
    serving.localNames = options.names == "localhost";
    const auto host = session::LabHost::open(document->scenario, serving);
    if (!host)
        return failed(host.error(), options.port);
    auto output = Output::open({});
    output->write(options.format == "json" ? startedJson(**host)
                                           : startedText(*document, **host, options));
    output->finish();
    wait(signal.token());
    return ExitStatus::Fine;
}

} // namespace

void addLabServe(CLI::App &lab, Chosen &chosen) {
    const auto options = std::make_shared<ServeOptions>();
    CLI::App *command = lab.add_subcommand("serve", text(words::command));
    command->add_option("SCENARIO", options->document, text(words::document))
        ->type_name("")
        ->required();
    command->add_option("--port", options->port, text(words::port))
        ->type_name("N")
        ->check(CLI::Range(0, 65535));
    command->add_option("--turn-clock", options->turnClock, text(words::turnClock))
        ->type_name("TIME");
    allowOnly(command->add_option("--names", options->names, text(words::names)), "localhost|test");
    allowOnly(command->add_option("-f,--format", options->format, text(words::format)),
              "text|json");
    addLanguage(*command, options->language);
    command->footer(text(words::examples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return runServe(*options); }; });
}

} // namespace etagere::cli
