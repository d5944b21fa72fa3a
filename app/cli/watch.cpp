// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/gateway_options.h"
#include "app/cli/output.h"
#include "app/cli/stop_signal.h"
#include "core/base/file.h"
#include "core/explain/error_text.h"
#include "core/explain/gateway_text.h"
#include "core/explain/watch_text.h"
#include "core/report/watch_report.h"
#include "core/session/watch_run.h"
#include "core/url/url.h"
#include "core/watch/state_file.h"
#include "core/wire/address.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <utility>

namespace etagere::cli {

namespace {

namespace words = explain::watch_text;
namespace gateway_words = explain::gateway_text;

using explain::plural;
using explain::text;

constexpr const char *commandName = "etagere watch";
constexpr Duration leastEvery = std::chrono::seconds(10);
constexpr Duration leastEveryHere = std::chrono::seconds(1);

struct WatchArguments {
    std::vector<std::string> urls;
    std::string every = "10m";
    std::string share = "0.2";
    std::string state;
    std::string trust;
    std::string format = "text";
    std::uint64_t mostVisits = 0;
    bool once = false;
    bool eager = false;
    bool insecure = false;
    bool quiet = false;
};

Failure<std::string> wrong(std::string why) { return Failure<std::string>(std::move(why)); }

bool isHere(const std::string &url) {
    const std::string_view host = url::parseUrl(url).host;
    return host == "localhost" || host == "[::1]" || wire::isLoopback(host);
}

Result<void, std::string> setPages(const WatchArguments &arguments,
                                   session::WatchRequest &request) {
    for (const std::string &url : arguments.urls) {
        if (!watch::newPage(url))
            return wrong(text(words::badUrl, url));
    }
    request.urls = arguments.urls;
    const auto every = offsetFrom(arguments.every);
    if (!every || *every < leastEveryHere)
        return wrong(text(words::badEvery, arguments.every));
    const bool allHere = std::all_of(arguments.urls.begin(), arguments.urls.end(), isHere);
    if (*every < leastEvery && !allHere && !arguments.once)
        return wrong(text(words::tooOften, arguments.every));
    request.monitor.rhythm.every = *every;
    const auto share = shareFrom(arguments.share);
    if (!share)
        return wrong(text(gateway_words::badShare, "--share", arguments.share));
    request.monitor.share = *share;
    request.monitor.once = arguments.once;
    request.monitor.rhythm.heedsFreshness = !arguments.eager;
    request.mostVisits = arguments.mostVisits;
    return {};
}

Result<void, std::string> setFiles(const WatchArguments &arguments,
                                   session::WatchRequest &request) {
    request.state = arguments.state.empty() ? watch::defaultStatePath()
                                            : std::filesystem::path(arguments.state);
    if (request.state.empty())
        return wrong(text(words::noHome));
    request.client.acceptsAnyCertificate = arguments.insecure;
    if (arguments.trust.empty())
        return {};
    const auto file = MappedFile::open(arguments.trust);
    if (!file)
        return wrong(explain::sentenceOf(file.error()));
    request.client.trusted = std::string(file->bytes());
    if (request.client.trusted.find("-----BEGIN CERTIFICATE-----") == std::string::npos)
        return wrong(text(gateway_words::trustUnread, arguments.trust));
    return {};
}

ExitStatus statusOf(const session::WatchOutcome &outcome, const WatchArguments &arguments) {
    if (outcome.store)
        return ExitStatus::Unreadable;
    if (outcome.stopped)
        return ExitStatus::Stopped;
    const bool ends = arguments.once || arguments.mostVisits > 0;
    if (ends && outcome.failures > 0)
        return ExitStatus::Network;
    return outcome.staleTags > 0 ? ExitStatus::Finding : ExitStatus::Fine;
}

void sumUp(const session::WatchOutcome &outcome) {
    for (const watch::PageState &page : outcome.heldBack)
        remark(
            text(words::heldBack, page.url,
                 explain::rfc3339(std::chrono::floor<std::chrono::seconds>(*page.blockedUntil))));
    remark(plural(words::summary, static_cast<std::int64_t>(outcome.visits), outcome.changes,
                  explain::size(Bytes{outcome.savedBytes}), outcome.failures));
}

ExitStatus runWatch(const WatchArguments &arguments) {
    setQuiet(arguments.quiet);
    session::WatchRequest request;
    for (const auto &set : {setPages, setFiles}) {
        if (auto done = set(arguments, request); !done)
            return wrongUsage(done.error(), commandName);
    }
    auto output = Output::open({});
    const bool colour = wantsColour(STDOUT_FILENO);
    StopSignal signal;
    const auto outcome = session::runWatch(
        request, signal.token(), [&](const watch::Visit &visit, const watch::PageState &page) {
            output->write(arguments.format == "json" ? report::watchJson(visit, page)
                                                     : report::watchText(visit, page, colour));
            // Whoever reads the log waits for the line, not for a full buffer.
            (void)std::fflush(stdout);
        });
    output->finish();
    if (!outcome || outcome->store) {
        complain(explain::sentenceOf(outcome ? *outcome->store : outcome.error(),
                                     request.state.string()));
        return ExitStatus::Unreadable;
    }
    sumUp(*outcome);
    return output->failed() ? ExitStatus::WrongUsage : statusOf(*outcome, arguments);
}

} // namespace

void addWatch(CLI::App &program, Chosen &chosen) {
    const auto arguments = std::make_shared<WatchArguments>();
    CLI::App *command = program.add_subcommand("watch", text(words::command));
    command->add_option("URL", arguments->urls, text(words::urls))->required();
    command->add_option("--every", arguments->every, text(words::every))->type_name("TIME");
    command->add_flag("--once", arguments->once, text(words::once));
    command->add_option("--share", arguments->share, text(words::share))->type_name("SHARE");
    command->add_option("--state", arguments->state, text(words::state))->type_name("PATH");
    command->add_flag("--eager", arguments->eager, text(words::eager));
    command->add_option("--max-visits", arguments->mostVisits, text(words::mostVisits))
        ->type_name("N");
    command->add_option("--trust", arguments->trust, text(gateway_words::trust))->type_name("FILE");
    command->add_flag("--insecure", arguments->insecure, text(gateway_words::insecure));
    allowOnly(command->add_option("-f,--format", arguments->format, text(words::format)),
              "text|json");
    command->add_flag("-q,--quiet", arguments->quiet, text(words::quiet));
    command->footer(text(words::examples));
    command->callback(
        [arguments, &chosen] { chosen.run = [arguments] { return runWatch(*arguments); }; });
}

} // namespace etagere::cli
