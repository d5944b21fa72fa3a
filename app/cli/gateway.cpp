// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/gateway_options.h"
#include "app/cli/output.h"
#include "app/cli/stop_signal.h"
#include "core/explain/error_text.h"
#include "core/explain/gateway_text.h"
#include "core/explain/help_text.h"
#include "core/report/json.h"
#include "core/session/gateway_run.h"

#include <memory>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::gateway_text;

constexpr const char *commandName = "etagere gateway";

/// Where it listens, on standard output: a script that asked for any free port reads it there.
void tellStarted(const GatewayArguments &arguments, const session::GatewayStarted &started) {
    const std::string address = wire::textOf(started.address);
    const std::string control = started.control ? wire::textOf(*started.control) : std::string();
    auto output = Output::open({});
    if (arguments.format == "json") {
        output->write(startedJson(arguments, started) + "\n");
    } else {
        const std::string before = arguments.forward ? text(words::everyOrigin) : arguments.origin;
        output->write(text(words::listening, address, before) + "\n");
        if (!control.empty())
            output->write(text(words::controlled, control) + "\n");
    }
    output->finish();
}

ExitStatus tellCapture(const session::GatewayOutcome &outcome, const std::string &path) {
    if (path.empty())
        return ExitStatus::Fine;
    if (outcome.unsaved)
        complain(sentenceOf(*outcome.unsaved, path));
    else
        remark(plural(words::captured, static_cast<std::int64_t>(outcome.exchanges), path));
    return outcome.unsaved ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

/// An address that cannot be used was a wrong one; the rest is the network's doing.
ExitStatus failed(const wire::WireError &error, const GatewayArguments &arguments) {
    complain(explain::sentenceOf(error, arguments.listen));
    using Kind = wire::WireError::Kind;
    const bool usage = error.kind == Kind::NotLoopback || error.kind == Kind::BadAddress ||
                       error.kind == Kind::Refused;
    return usage ? ExitStatus::WrongUsage : ExitStatus::Network;
}

ExitStatus runGateway(const GatewayArguments &arguments) {
    setQuiet(arguments.quiet);
    const auto request = requestFrom(arguments);
    if (!request)
        return wrongUsage(request.error(), commandName);
    StopSignal signal;
    const auto outcome = session::runGateway(
        *request, signal.token(),
        [&arguments](const session::GatewayStarted &started) { tellStarted(arguments, started); });
    if (!outcome)
        return failed(outcome.error(), arguments);
    return tellCapture(*outcome, arguments.capture);
}

} // namespace

void addGateway(CLI::App &program, Chosen &chosen) {
    const auto arguments = std::make_shared<GatewayArguments>();
    CLI::App *command = program.add_subcommand("gateway", text(words::command));
    command->add_option("--origin", arguments->origin, text(words::origin))->type_name("URL");
    command->add_flag("--forward", arguments->forward, text(words::forward));
    command->add_option("--listen", arguments->listen, text(words::listen))->type_name("ADDR:PORT");
    command->add_flag("--beyond-loopback", arguments->beyondLoopback, text(words::beyondLoopback));
    command->add_option("--model", arguments->model, text(words::model))->type_name("NAME");
    command->add_flag("--shared", arguments->shared, text(words::shared));
    command->add_option("--clock", arguments->clock, text(words::clock))->type_name("OFFSET");
    command->add_option("--capacity", arguments->capacity, text(words::capacity))
        ->type_name("SIZE");
    command->add_option("--audit-tags", arguments->auditTags, text(words::auditTags))
        ->type_name("SHARE");
    command->add_option("--control", arguments->control, text(words::control))
        ->type_name("ADDR:PORT");
    command->add_option("--capture", arguments->capture, text(words::capture))->type_name("FILE");
    command->add_option("--trust", arguments->trust, text(words::trust))->type_name("FILE");
    command->add_flag("--insecure", arguments->insecure, text(words::insecure));
    allowOnly(command->add_option("-f,--format", arguments->format, text(words::format)),
              "text|json");
    command->add_flag("-q,--quiet", arguments->quiet, text(help::quiet));
    command->footer(text(words::examples));
    command->callback(
        [arguments, &chosen] { chosen.run = [arguments] { return runGateway(*arguments); }; });
}

} // namespace etagere::cli
