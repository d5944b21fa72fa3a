// SPDX-License-Identifier: Apache-2.0
#include "app/cli/live_options.h"

#include "app/cli/console.h"
#include "app/cli/probe_options.h"
#include "core/base/file.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"
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
constexpr std::array<const char *, 14> names{
    "--browser", "--browser-program", "--people",    "--pages",      "--parallel",
    "--timeout", "--script",          "--save",      "--identify",   "--trust",
    "--rate",    "--insecure",        "--no-probes", "--screenshots"};
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

Result<std::string, std::string> scriptFrom(const std::string &path) {
    if (path.empty())
        return std::string();
    const auto file = MappedFile::open(path);
    if (!file)
        return Wrong(explain::sentenceOf(file.error()));
    return std::string(file->bytes());
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
    session::LiveRequest request;
    request.urls = std::move(urls);
    request.launch.engine = live::engineFrom(arguments.browser).value_or(live::usualEngine());
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

} // namespace etagere::cli
