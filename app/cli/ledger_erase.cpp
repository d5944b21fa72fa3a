// SPDX-License-Identifier: Apache-2.0
#include "app/cli/ledger_erase.h"

#include "app/cli/console.h"
#include "app/cli/ledger_access.h"
#include "core/explain/cli_text.h"
#include "core/explain/help_text.h"
#include "core/explain/numbers.h"

#include <unistd.h>

#include <memory>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::cli_text;
using What = tags::EraseScope::What;

constexpr const char *commandName = "etagere ledger erase";

struct EraseOptions {
    LedgerOption ledger;
    std::string origin, site, visitor, before;
    bool all = false;
    bool yes = false;
};

Result<tags::EraseScope, std::string> scopeFrom(const EraseOptions &options) {
    std::vector<tags::EraseScope> scopes;
    if (!options.origin.empty())
        scopes.push_back({What::Origin, options.origin, {}});
    if (!options.site.empty())
        scopes.push_back({What::Site, options.site, {}});
    if (!options.visitor.empty())
        scopes.push_back({What::Visitor, options.visitor, {}});
    if (!options.before.empty()) {
        const auto time = timeFrom(options.before, currentTime());
        if (!time)
            return Failure<std::string>(text(words::badTime, "--before", options.before));
        scopes.push_back({What::Before, {}, *time});
    }
    if (options.all)
        scopes.push_back({What::All, {}, {}});
    if (scopes.size() != 1)
        return Failure<std::string>(text(words::eraseScope));
    return scopes.front();
}

std::string nameOf(const tags::EraseScope &scope) {
    switch (scope.what) {
    case What::Origin:
        return text(words::eraseWhatOrigin, scope.text);
    case What::Site:
        return text(words::eraseWhatSite, scope.text);
    case What::Visitor:
        return text(words::eraseWhatVisitor, scope.text);
    case What::Before:
        return text(words::eraseWhatBefore, explain::rfc3339(scope.time));
    case What::All:
        break;
    }
    return text(words::eraseWhatAll);
}

/// Whether the user agreed; complains when they could not be asked.
bool agreed(const EraseOptions &options, const tags::EraseScope &scope, const std::string &name) {
    if (options.yes)
        return true;
    if (!isTerminal(STDIN_FILENO) || !isTerminal(STDERR_FILENO)) {
        complain(text(words::eraseNeedsYes));
        return false;
    }
    if (confirm(text(words::eraseAsk, nameOf(scope), name)))
        return true;
    complain(text(words::eraseRefused));
    return false;
}

ExitStatus erase(const EraseOptions &options) {
    const auto scope = scopeFrom(options);
    if (!scope)
        return wrongUsage(scope.error(), commandName);
    auto opened = openLedger(options.ledger, commandName);
    if (!opened)
        return opened.error();
    if (!agreed(options, *scope, opened->name))
        return ExitStatus::WrongUsage;
    const auto log = opened->ledger->erase(*scope);
    if (!log)
        return ledgerFailed(log.error(), opened->name);
    tellErased(*log);
    return ExitStatus::Fine;
}

} // namespace

void tellErased(const tags::EraseLog &log) {
    remark(plural(words::erased, static_cast<std::int64_t>(log.observations)));
    if (log.lingers)
        remark(text(words::eraseLingers));
    if (log.keptByServer)
        remark(text(words::eraseKeptByServer));
}

void addErase(CLI::App &group, Chosen &chosen) {
    const auto options = std::make_shared<EraseOptions>();
    CLI::App *command = group.add_subcommand("erase", text(help::ledgerErase));
    command->add_option("--origin", options->origin, text(help::byOrigin))->type_name("ORIGIN");
    command->add_option("--site", options->site, text(help::bySite))->type_name("SITE");
    command->add_option("--visitor", options->visitor, text(help::byVisitor))->type_name("NAME");
    command->add_option("--before", options->before, text(help::eraseBefore))->type_name("TIME");
    command->add_flag("--all", options->all, text(help::eraseAll));
    command->add_flag("-y,--yes", options->yes, text(help::yes));
    options->ledger.add(*command, false);
    command->footer(text(help::ledgerExamples));
    command->callback([options, &chosen] { chosen.run = [options] { return erase(*options); }; });
}

} // namespace etagere::cli
