// SPDX-License-Identifier: Apache-2.0
#include "app/cli/audit_bundle.h"

#include "app/cli/console.h"
#include "app/cli/output.h"
#include "core/explain/bundle_text.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"
#include "core/explain/help_text.h"
#include "core/report/verification_report.h"
#include "core/tags/clickhouse_address.h"

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::bundle_text;

std::string reasonOf(const report::BundleError &error) {
    using Kind = report::BundleError::Kind;
    if (error.kind == Kind::Exists)
        return text(words::exists, error.path.string());
    if (error.kind == Kind::TooLarge)
        return text(words::archiveTooLarge, error.path.string());
    return explain::sentenceOf(error.file.value_or(FileError{}));
}

/// The command that makes the bundle again, without its passphrase and a database's password.
std::vector<std::string> withoutSecrets(std::vector<std::string> command) {
    constexpr std::string_view secret = "--redact-key";
    for (std::size_t i = 0; i < command.size(); ++i) {
        if (command[i].starts_with(std::string(secret) + "="))
            command[i] = std::string(secret) + "=\u2026";
        else if (i > 0 && command[i - 1] == secret)
            command[i] = "\u2026";
        const std::size_t ledger = command[i].find(tags::ClickHouseAddress::scheme);
        if (ledger == std::string::npos)
            continue;
        const auto address = tags::ClickHouseAddress::parse(command[i].substr(ledger));
        command[i].replace(ledger, std::string::npos, address ? address->forPeople() : "\u2026");
    }
    return command;
}

} // namespace

void BundleOptions::add(CLI::App &command) {
    command.add_option("--bundle", target, text(help::bundle))->type_name("PATH");
    command.add_flag("--bundle-inputs", withInputs, text(help::bundleInputs));
    command.add_option("--operator", operatorName, text(help::operatorName))->type_name("NAME");
}

std::string BundleOptions::problem(report::Identifiers level) const {
    if (target.empty() && (withInputs || !operatorName.empty()))
        return text(explain::cli_text::bundleNeeded);
    if (withInputs && level != report::Identifiers::Shown)
        return text(explain::cli_text::inputsKeepAll);
    return {};
}

std::optional<report::Identifiers> redactionFrom(const std::string &name) {
    if (name.empty() || name == "none")
        return report::Identifiers::Shown;
    if (name == "sanitised" || name == "sanitized")
        return report::Identifiers::Sanitised;
    if (name == "strict")
        return report::Identifiers::Redacted;
    return std::nullopt;
}

bool writeBundle(const BundleOptions &options, const session::AuditOutcome &audit,
                 const session::AuditRequest &made, session::BundleRequest request) {
    request.target = options.target;
    request.withInputs = options.withInputs;
    request.operatorName = options.operatorName;
    request.command = withoutSecrets(std::move(request.command));
    const auto written = session::writeBundle(audit, made.inputs, request);
    if (!written) {
        complain(reasonOf(written.error()));
        return false;
    }
    remark(text(words::written, options.target, *written));
    return true;
}

ExitStatus verifyBundle(const std::string &bundle, const std::string &format,
                        const std::string &output) {
    const auto verification = report::verifyBundle(bundle);
    if (!verification) {
        const auto &file = verification.error().file;
        complain(file ? explain::sentenceOf(*file) : text(words::notABundle, bundle));
        return ExitStatus::Unreadable;
    }
    auto out = Output::open(output);
    if (!out)
        return ExitStatus::WrongUsage;
    const bool json = formatFor(format, output, "text") == "json";
    if (out->write(json ? report::writeVerificationJson(*verification, bundle)
                        : report::writeVerificationText(*verification, bundle)))
        out->finish();
    if (out->failed())
        return ExitStatus::WrongUsage;
    return verification->holds() ? ExitStatus::Fine : ExitStatus::Finding;
}

} // namespace etagere::cli
