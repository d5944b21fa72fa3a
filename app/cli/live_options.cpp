// SPDX-License-Identifier: Apache-2.0
#include "app/cli/live_options.h"

#include "app/cli/console.h"
#include "app/cli/probe_options.h"
#include "core/base/file.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"
#include "core/explain/flush_text.h"
#include "core/explain/help_text.h"
#include "core/explain/live_help.h"
#include "core/explain/live_text.h"

#include <algorithm>
#include <array>

namespace etagere::cli {

namespace {

namespace help = explain::live_help;
namespace words = explain::live_help;
using Wrong = Failure<std::string>;
using explain::text;

constexpr const char *engines = "embedded|chromium|firefox";
constexpr std::array<const char *, 16> names{
    "--browser",   "--browser-program", "--people", "--pages",
    "--parallel",  "--timeout",         "--script", "--save",
    "--identify",  "--trust",           "--rate",   "--insecure",
    "--no-probes", "--screenshots",     "--flush",  "--forget"};
constexpr std::int64_t mostPages = 50;
constexpr std::int64_t mostParallel = 32;
constexpr double mostTimeout = 600;

Result<void, std::string> within(const char *option, std::int64_t value, std::int64_t least,
                                 std::int64_t most) {
    if (value >= least && value <= most)
        return {};
    return Wrong(text(words::badNumber, option, least, most, value));
}

Result<void, std::string> checkNumbers(const LiveArguments &arguments) {
    for (const auto &checked :
         {within("--people", arguments.people, audit::leastPeople, audit::mostPeople),
          within("--pages", arguments.pages, 1, mostPages),
          within("--parallel", arguments.parallel, 1, mostParallel)}) {
        if (!checked)
            return checked;
    }
    if (!(arguments.timeout > 0) || arguments.timeout > mostTimeout)
        return Wrong(text(words::badTimeout, explain::decimal(arguments.timeout)));
    return {};
}

Result<std::vector<audit::FlushOrder>, std::string> flushesFrom(const LiveArguments &arguments) {
    if (arguments.forget && arguments.flushes.empty())
        return Wrong(text(words::forgetAlone));
    std::vector<audit::FlushOrder> orders;
    for (const std::string &asked : arguments.flushes) {
        auto order = audit::flushOrderFrom(asked);
        if (!order)
            return Wrong(text(words::badFlush, asked));
        order->cookiesToo = arguments.forget;
        orders.push_back(*std::move(order));
    }
    return orders;
}

Result<std::string, std::string> scriptFrom(const std::string &path) {
    if (path.empty())
        return std::string();
    const auto file = MappedFile::open(path);
    if (!file)
        return Wrong(explain::sentenceOf(file.error()));
    return std::string(file->bytes());
}

/// False when it did not do as it was asked.
bool tellFlush(const audit::LiveRun &run, const audit::FlushTrial &trial) {
    using Gap = audit::FlushTrial::Gap;
    namespace flushing = explain::flush_text;
    if (trial.holds() || trial.gap == Gap::NoFindings)
        return true;
    const bool isTried = trial.gap == Gap::None;
    complain(text(isTried ? flushing::doesNotHold : flushing::notVerified, run.url,
                  textOf(trial.order),
                  isTried ? explain::sentenceOf(trial.check.faults.front())
                          : explain::outcomeOf(trial).front()));
    return false;
}

} // namespace

void LiveArguments::add(CLI::App &command) {
    m_command = &command;
    const auto group = text(help::group);
    const auto add = [&group](CLI::Option *option) { return option->group(group); };
    allowOnly(add(command.add_option("--browser", browser, text(help::browser))), engines);
    add(command.add_option("--browser-program", program, text(help::program)))->type_name("FILE");
    add(command.add_option("--people", people, text(help::people)))->type_name("N");
    add(command.add_option("--pages", pages, text(help::pages)))->type_name("N");
    add(command.add_option("--script", script, text(help::script)))->type_name("FILE");
    add(command.add_option("--save", save, text(help::save)))->type_name("FOLDER");
    add(command.add_option("--parallel", parallel, text(help::parallel)))->type_name("N");
    add(command.add_option("--timeout", timeout, text(help::timeout)))->type_name("SECONDS");
    add(command.add_option("--flush", flushes, text(help::flush)))
        ->type_name("findings|everything|site|origin")
        ->allow_extra_args(false); // the next word is a target
    add(command.add_flag("--forget", forget, text(help::forget)));
    add(command.add_flag("--screenshots", screenshots, text(help::screenshots)));
    add(command.add_flag("--unpartitioned", unpartitioned, text(help::unpartitioned)));
    add(command.add_flag("--no-probes", noProbes, text(help::noProbes)));
    add(command.add_option("--rate", rate, text(help::rate)))->type_name("N");
    add(command.add_option("--identify", identify, text(help::identify)))->type_name("CONTACT");
    add(command.add_option("--trust", trust, text(help::trust)))->type_name("FILE");
    add(command.add_flag("--insecure", insecure, text(help::insecure)));
}

bool LiveArguments::isGiven() const {
    return m_command != nullptr &&
           std::any_of(names.begin(), names.end(),
                       [this](const char *name) { return m_command->count(name) > 0; });
}

Result<session::LiveRequest, std::string> liveFrom(const LiveArguments &arguments,
                                                   std::vector<std::string> urls) {
    if (const auto checked = checkNumbers(arguments); !checked)
        return Wrong(checked.error());
    ProbeArguments probing;
    probing.url = urls.front();
    probing.rate = arguments.rate;
    probing.identify = arguments.identify;
    probing.trust = arguments.trust;
    probing.insecure = arguments.insecure;
    auto probe = requestFrom(probing);
    if (!probe)
        return Wrong(probe.error());
    auto script = scriptFrom(arguments.script);
    if (!script)
        return Wrong(script.error());
    auto flushes = flushesFrom(arguments);
    if (!flushes)
        return Wrong(flushes.error());
    session::LiveRequest request;
    request.flushes = *std::move(flushes);
    request.urls = std::move(urls);
    const auto chosen = live::engineFrom(arguments.browser);
    request.launch.engine = chosen ? *chosen : live::usualEngine();
    request.launch.program = arguments.program;
    request.launch.isCachePartitioned = !arguments.unpartitioned;
    if (arguments.unpartitioned && request.launch.engine != live::Engine::Embedded)
        return Wrong(text(words::unpartitionedEngine));
    request.people = static_cast<unsigned>(arguments.people);
    request.pages = static_cast<unsigned>(arguments.pages);
    request.parallel = static_cast<unsigned>(arguments.parallel);
    request.timeout = Duration(static_cast<std::int64_t>(arguments.timeout * 1e6));
    request.script = *std::move(script);
    request.screenshots = arguments.screenshots;
    request.probes = !arguments.noProbes;
    request.probing = probe->options;
    request.trusted = probe->trusted;
    request.acceptsAnyCertificate = arguments.insecure;
    request.folder = arguments.save;
    return request;
}

bool tellLive(const session::LiveOutcome &outcome) {
    if (outcome.noBrowser)
        complain(explain::sentenceOf(*outcome.noBrowser));
    if (outcome.noFolder)
        complain(text(words::noFolder));
    bool all = !outcome.noBrowser && !outcome.noFolder;
    for (const session::LiveSite &site : outcome.sites) {
        if (site.wasThere)
            remark(text(words::wasThere, site.url, site.file.string()));
        if (site.failure)
            complain(text(words::siteFailed, site.url, explain::sentenceOf(*site.failure)));
        else if (!site.pageFailure.empty())
            complain(text(words::pageFailed, site.url, site.pageFailure));
        if (site.notSaved)
            complain(explain::sentenceOf(*site.notSaved, site.url));
        all = all && !site.failure && site.pageFailure.empty() && !site.file.empty();
    }
    return all;
}

bool tellFlushes(const audit::Report &report, const session::LiveOutcome &outcome,
                 std::size_t asked) {
    const auto &sites = outcome.sites;
    const auto visited = static_cast<std::size_t>(std::count_if(
        sites.begin(), sites.end(), [](const auto &site) { return !site.file.empty(); }));
    bool all = true;
    for (std::size_t i = report.live.size() - std::min(report.live.size(), visited);
         i < report.live.size(); ++i) {
        const audit::LiveRun &run = report.live[i];
        if (run.failure || run.stopped)
            continue; // said already
        if (run.trials.size() < asked && run.visits.size() > 1)
            remark(text(words::flushNotTried, run.url));
        for (const audit::FlushTrial &trial : run.trials)
            all = tellFlush(run, trial) && all;
    }
    return all;
}

} // namespace etagere::cli
