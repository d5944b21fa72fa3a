// SPDX-License-Identifier: Apache-2.0
#include "app/cli/audit_bundle.h"
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/lab_targets.h"
#include "app/cli/live_options.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_signal.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"
#include "core/explain/help_text.h"
#include "core/explain/import_text.h"
#include "core/explain/live_help.h"
#include "core/report/baseline.h"
#include "core/report/csv_report.h"
#include "core/report/finding_words.h"
#include "core/report/html_report.h"
#include "core/report/json_report.h"
#include "core/report/places.h"
#include "core/report/sarif_report.h"
#include "core/report/text_report.h"

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::cli_text;
using report::Identifiers;

constexpr const char *commandName = "etagere audit";
constexpr int never = 6;
constexpr const char *redactionLevels = "none|sanitised|strict";

struct AuditOptions {
    std::vector<std::string> targets;
    std::vector<std::string> visitors;
    std::string format;
    std::string output;
    LedgerOption ledger;
    bool withHistory = false;
    std::string baseline;
    std::string failAt = "3";
    std::string redact;
    std::string redactKey;
    BundleOptions bundle;
    LiveArguments live;
    std::string verify;
    const std::vector<std::string> *commandLine = nullptr;
    bool verbose = false;
    bool quiet = false;
};

bool isUrl(std::string_view target) {
    return target.starts_with("http://") || target.starts_with("https://");
}

std::optional<int> gradeFrom(const std::string &text) {
    if (text == "never")
        return never;
    if (text.size() == 1 && text[0] >= '0' && text[0] <= '5')
        return text[0] - '0';
    return std::nullopt;
}

std::string reasonOf(const report::BaselineError &error) {
    using Kind = report::BaselineError::Kind;
    switch (error.kind) {
    case Kind::NotJson:
        return text(words::baselineNotJson);
    case Kind::WrongSchema:
        return text(words::baselineSchema);
    case Kind::BadFinding:
        return text(words::baselineFinding, error.index + 1);
    case Kind::NoFindings:
        break;
    }
    return text(words::baselineNoFindings);
}

Result<report::Baseline, std::string> loadBaseline(const std::string &path) {
    if (path.empty())
        return report::Baseline{};
    const auto file = MappedFile::open(path);
    if (!file)
        return Failure<std::string>(explain::sentenceOf(file.error()));
    auto baseline = report::readBaseline(file->bytes());
    if (!baseline)
        return Failure<std::string>(text(words::baselineUnread, path, reasonOf(baseline.error())));
    return *std::move(baseline);
}

/// One audit from the checked command line to the exit status.
class AuditRun {
public:
    explicit AuditRun(const AuditOptions &options)
        : m_options(options) {}
    ExitStatus run();

private:
    Result<void, std::string> check();
    Result<void, std::string> checkInputs();
    Result<void, std::string> checkRedaction();
    [[nodiscard]] ExitStatus verified() const;
    void judge();
    void bundle();
    void tell();
    [[nodiscard]] std::string written() const;
    [[nodiscard]] ExitStatus status() const;

    const AuditOptions &m_options;
    LabTargets m_served;
    session::AuditRequest m_request;
    report::Baseline m_baseline;
    int m_failAt = 3;
    report::Redaction m_redaction;
    Instant m_started = currentTime();
    bool m_stopped = false;
    bool m_bundleFailed = false;
    bool m_visitedAll = true;
    session::AuditOutcome m_outcome;
    std::optional<Output> m_output;
};

Result<void, std::string> AuditRun::checkInputs() {
    std::vector<std::string> files;
    std::vector<std::string> urls;
    bool isOurs = true; // all that is visited is served here
    for (const std::string &target : m_options.targets) {
        if (LabTargets::isOne(target)) {
            auto url = m_served.serve(target);
            if (!url)
                return Failure<std::string>(url.error());
            urls.push_back(*std::move(url));
        } else {
            isOurs = isOurs && !isUrl(target);
            (isUrl(target) ? urls : files).push_back(target);
        }
    }
    if (urls.empty() && m_options.live.isGiven())
        return Failure<std::string>(text(explain::live_help::needsUrl));
    if (!urls.empty()) {
        auto live = liveFrom(m_options.live, std::move(urls));
        if (!live)
            return Failure<std::string>(live.error());
        m_request.live = *std::move(live);
        m_request.live->probing.waits = !isOurs;
        if (files.empty() && m_options.visitors.empty())
            return {};
    }
    auto inputs = inputsFrom(files, m_options.visitors);
    if (!inputs)
        return Failure<std::string>(inputs.error());
    m_request.inputs = *std::move(inputs);
    return {};
}

Result<void, std::string> AuditRun::checkRedaction() {
    const bool keyed = !m_options.redactKey.empty();
    const auto level =
        redactionFrom(m_options.redact.empty() && keyed ? "strict" : m_options.redact);
    if (!level)
        return Failure<std::string>(
            text(words::notAmong, "--redact", redactionLevels, m_options.redact));
    m_redaction.level = *level;
    m_redaction.key = keyed ? report::RedactionKey::fromPassphrase(m_options.redactKey)
                            : report::RedactionKey::random();
    if (std::string problem = m_options.bundle.problem(*level); !problem.empty())
        return Failure<std::string>(std::move(problem));
    return {};
}

Result<void, std::string> AuditRun::check() {
    if (auto inputs = checkInputs(); !inputs)
        return inputs;
    const auto grade = gradeFrom(m_options.failAt);
    if (!grade)
        return Failure<std::string>(text(words::badFailAt, m_options.failAt));
    m_failAt = *grade;
    if (std::string problem = m_options.ledger.problem(); !problem.empty())
        return Failure<std::string>(std::move(problem));
    const bool forgotten =
        m_options.ledger.none || m_options.ledger.path == tags::Ledger::memoryName;
    if (m_options.withHistory && forgotten)
        return Failure<std::string>(text(words::historyNeedsLedger));
    m_request.ledger =
        m_options.ledger.none ? std::string(tags::Ledger::memoryName) : m_options.ledger.path;
    m_request.withHistory = m_options.withHistory;
    if (auto redaction = checkRedaction(); !redaction)
        return redaction;
    auto baseline = loadBaseline(m_options.baseline);
    if (!baseline)
        return Failure<std::string>(baseline.error());
    m_baseline = *std::move(baseline);
    return {};
}

void AuditRun::judge() {
    StopSignal signal;
    ProgressBar progress;
    m_request.onLive = [listener = progress.listener()](const session::LiveEvent &event) {
        using Kind = session::LiveEvent::Kind;
        if (listener && event.total > 0)
            listener(event.kind == Kind::Probing ? session::Stage::Probing
                                                 : session::Stage::Visiting,
                     event.done, event.total);
    };
    m_outcome = session::runAudit(m_request, signal.token(), progress.listener());
    m_stopped = signal.stopped();
    m_outcome.report.stopped = m_outcome.report.stopped || m_stopped;
    report::applyBaseline(m_outcome.report, m_baseline);
    report::findPlaces(m_outcome.report, *m_outcome.traffic, m_outcome.audited);
    bundle();
    m_outcome.report = report::redacted(m_outcome.report, m_redaction);
}

/// From the report as it was judged: the bundle's writer redacts for itself.
void AuditRun::bundle() {
    const auto &inputs = m_outcome.report.inputs;
    if (m_options.bundle.target.empty() || m_stopped)
        return;
    if (std::all_of(inputs.begin(), inputs.end(), [](const auto &one) { return one.failure; })) {
        complain(text(words::bundleNeedsRead));
        return;
    }
    session::BundleRequest request;
    request.command = *m_options.commandLine;
    request.redaction = m_redaction;
    request.started = m_started;
    m_bundleFailed = !writeBundle(m_options.bundle, m_outcome, m_request, std::move(request));
}

void AuditRun::tell() {
    if (m_outcome.live)
        m_visitedAll = tellLive(*m_outcome.live);
    if (m_outcome.live &&
        !tellFlushes(m_outcome.report, *m_outcome.live, m_request.live->flushes.size()))
        m_visitedAll = false;
    for (const audit::Input &input : m_outcome.report.inputs) {
        if (input.failure && *input.failure != audit::InputFailure::Stopped)
            complain(text(words::inputFailed, input.file, explain::failureOf(input)));
    }
    if (m_outcome.ledgerFailure) {
        const std::string path = m_options.ledger.shown();
        remark(text(words::ledgerUnused, explain::sentenceOf(*m_outcome.ledgerFailure, path)));
    }
    if (m_stopped)
        complain(text(words::stoppedEarly));
}

std::string AuditRun::written() const {
    const audit::Report &report = m_outcome.report;
    const Identifiers identifiers = m_redaction.level;
    const std::string format = formatFor(m_options.format, m_options.output, "text");
    if (format == "json")
        return report::writeJson(report, identifiers);
    if (format == "html")
        return report::writeHtml(report, identifiers);
    if (format == "sarif")
        return report::writeSarif(report, identifiers);
    if (format == "csv") {
        for (const report::Assumption &assumption : report::assumptionsOf(report.inputs))
            remark(assumption.text);
        return report::writeCsv(report);
    }
    const bool terminal = m_output->isStandardOutput();
    return report::writeText(report, {.colour = terminal && wantsColour(STDOUT_FILENO),
                                      .verbose = m_options.verbose,
                                      .width = terminalWidth(STDOUT_FILENO),
                                      .identifiers = identifiers});
}

ExitStatus AuditRun::status() const {
    const audit::Report &report = m_outcome.report;
    if (m_output->failed() || m_bundleFailed)
        return ExitStatus::WrongUsage;
    if (m_stopped)
        return ExitStatus::Stopped;
    const bool ledgerMatters = !m_options.ledger.path.empty() || m_options.withHistory;
    const bool unread = std::any_of(report.inputs.begin(), report.inputs.end(),
                                    [](const audit::Input &one) { return one.failure; });
    if (unread || (m_outcome.ledgerFailure && ledgerMatters))
        return ExitStatus::Unreadable;
    if (!m_visitedAll)
        return ExitStatus::Network;
    const bool found =
        std::any_of(report.findings.begin(), report.findings.end(), [this](const auto &finding) {
            return static_cast<int>(finding.grade) >= m_failAt;
        });
    return found ? ExitStatus::Finding : ExitStatus::Fine;
}

ExitStatus AuditRun::verified() const {
    if (!m_options.targets.empty() || !m_options.visitors.empty())
        return wrongUsage(text(words::verifyAlone, m_options.targets.empty()
                                                       ? m_options.visitors.front()
                                                       : m_options.targets.front()),
                          commandName);
    return verifyBundle(m_options.verify, m_options.format, m_options.output);
}

ExitStatus AuditRun::run() {
    setQuiet(m_options.quiet);
    if (!m_options.verify.empty())
        return verified();
    if (const auto checked = check(); !checked)
        return wrongUsage(checked.error(), commandName);
    m_output = Output::open(m_options.output);
    if (!m_output)
        return ExitStatus::WrongUsage;
    judge();
    tell();
    if (!m_outcome.report.inputs.empty() && m_output->write(written()))
        m_output->finish();
    return status();
}

} // namespace

void addAudit(CLI::App &program, Chosen &chosen) {
    const auto options = std::make_shared<AuditOptions>();
    CLI::App *command = program.add_subcommand("audit", text(help::audit));
    command->add_option("TARGET", options->targets, text(help::targets))->type_name("");
    command->add_option("--visitor", options->visitors, text(help::visitor))
        ->type_name("NAME=FILE")
        ->allow_extra_args(false); // the next word is an input, not another visitor's
    allowOnly(command->add_option("-f,--format", options->format, text(help::format)),
              "text|json|csv|html|sarif");
    command->add_option("-o,--output", options->output, text(help::output))->type_name("FILE");
    options->ledger.add(*command, true);
    command->add_flag("--with-history", options->withHistory, text(help::withHistory));
    command->add_option("--baseline", options->baseline, text(help::baseline))->type_name("FILE");
    command->add_option("--fail-at", options->failAt, text(help::failAt))
        ->type_name("0|1|2|3|4|5|never");
    command->add_flag("--redact{strict}", options->redact, text(help::redact))
        ->type_name(redactionLevels);
    command->add_option("--redact-key", options->redactKey, text(help::redactKey))
        ->type_name("TEXT");
    options->bundle.add(*command);
    options->live.add(*command);
    command->add_option("--verify", options->verify, text(help::verify))->type_name("PATH");
    options->commandLine = &chosen.commandLine;
    command->add_flag("-v,--verbose", options->verbose, text(help::verbose));
    command->add_flag("-q,--quiet", options->quiet, text(help::quiet));
    command->footer(text(help::auditExamples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return AuditRun(*options).run(); }; });
}

} // namespace etagere::cli
