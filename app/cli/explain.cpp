// SPDX-License-Identifier: Apache-2.0
#include "core/session/explain.h"

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/difference_catalogue.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/rule_catalogue.h"
#include "app/cli/stop_signal.h"
#include "core/explain/cli_text.h"
#include "core/explain/help_text.h"
#include "core/explain/import_text.h"
#include "core/report/explain_report.h"
#include "core/report/finding_words.h"
#include "core/session/query.h"

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::cli_text;

constexpr const char *commandName = "etagere explain";
constexpr const char *formats = "text|json|csv";

struct ExplainOptions {
    std::vector<std::string> files;
    std::vector<std::string> visitors;
    std::vector<std::string> models;
    std::string filter;
    std::string format;
    std::string output;
    bool redact = false;
    std::string redactKey;
    bool rules = false;
    std::string rule;
    std::string differences; ///< of which model; empty: not asked for
    bool verbose = false;
    bool quiet = false;
};

/// One replay from the checked command line to the exit status.
class ExplainRun {
public:
    explicit ExplainRun(const ExplainOptions &options)
        : m_options(options)
        , m_format(formatFor(options.format, options.output, "text")) {}
    ExitStatus run();

private:
    Result<void, std::string> check();
    Result<void, std::string> chooseModels();
    [[nodiscard]] bool listsCatalogue() const;
    ExitStatus list();
    void tell(const session::Explained &explained) const;
    report::Written write(const session::Explained &explained, const StopToken &stop);
    [[nodiscard]] std::optional<report::RedactionKey> key() const;
    [[nodiscard]] ExitStatus status(const session::Explained &explained, bool stopped) const;

    const ExplainOptions &m_options;
    std::string m_format;
    session::ExplainRequest m_request;
    std::optional<Output> m_output;
};

/// Without a choice all of them, rfc9111 first.
Result<void, std::string> ExplainRun::chooseModels() {
    std::vector<cache::Model> &chosen = m_request.models;
    chosen.clear();
    const auto choose = [&chosen](const cache::Model &model) {
        const bool known = std::any_of(chosen.begin(), chosen.end(),
                                       [&](const auto &one) { return one.name == model.name; });
        if (!known)
            chosen.push_back(model);
    };
    const auto chooseAll = [&choose] {
        for (const cache::Model &model : cache::models())
            choose(model);
    };
    for (const std::string &name : m_options.models) {
        const cache::Model *model = cache::modelFrom(name);
        if (model != nullptr)
            choose(*model);
        else if (name == allModels)
            chooseAll();
        else
            return Failure<std::string>(text(words::unknownModel, name, knownModels()));
    }
    if (chosen.empty())
        chooseAll();
    return {};
}

Result<void, std::string> ExplainRun::check() {
    if (m_format == "html")
        return Failure<std::string>(text(words::notAmong, "--format", formats, m_format));
    if (auto models = chooseModels(); !models)
        return models;
    const session::Query query = session::Query::parse(m_options.filter);
    if (!query.errors().empty())
        return Failure<std::string>(
            text(words::badFilter, session::sentenceOf(query.errors().front(), m_options.filter)));
    m_request.filter = m_options.filter;
    auto inputs = inputsFrom(m_options.files, m_options.visitors);
    if (!inputs)
        return Failure<std::string>(inputs.error());
    m_request.inputs = *std::move(inputs);
    return {};
}

void ExplainRun::tell(const session::Explained &explained) const {
    for (const audit::Input &input : explained.opened.inputs) {
        if (input.failure && *input.failure != audit::InputFailure::Stopped)
            complain(text(words::inputFailed, input.file, explain::failureOf(input)));
    }
    if (m_format == "csv") {
        for (const report::Assumption &one : report::assumptionsOf(explained.opened.inputs))
            remark(one.text);
    }
}

std::optional<report::RedactionKey> ExplainRun::key() const {
    if (!m_options.redactKey.empty())
        return report::RedactionKey::fromPassphrase(m_options.redactKey);
    return m_options.redact ? std::optional(report::RedactionKey::random()) : std::nullopt;
}

report::Written ExplainRun::write(const session::Explained &explained, const StopToken &stop) {
    const report::Replayed replayed{&explained.opened.traffic,
                                    explained.logs,
                                    explained.opened.inputs,
                                    explained.exchanges,
                                    m_options.filter,
                                    key(),
                                    stop};
    const report::Sink sink = [this](std::string_view bytes) { return m_output->write(bytes); };
    const bool terminal = m_output->isStandardOutput();
    if (m_format == "json")
        return report::writeExplainJson(replayed, sink);
    if (m_format == "csv")
        return report::writeExplainCsv(replayed, sink);
    return report::writeExplainText(replayed,
                                    {.colour = terminal && wantsColour(STDOUT_FILENO),
                                     .verbose = m_options.verbose,
                                     .everyModel = !m_options.models.empty(),
                                     .cut = terminal && isTerminal(STDOUT_FILENO),
                                     .width = terminalWidth(STDOUT_FILENO)},
                                    sink);
}

ExitStatus ExplainRun::status(const session::Explained &explained, bool stopped) const {
    if (m_output->failed())
        return ExitStatus::WrongUsage;
    if (stopped)
        return ExitStatus::Stopped;
    const auto &inputs = explained.opened.inputs;
    const bool unread = std::any_of(inputs.begin(), inputs.end(),
                                    [](const audit::Input &one) { return one.failure; });
    return unread ? ExitStatus::Unreadable : ExitStatus::Fine;
}

bool ExplainRun::listsCatalogue() const {
    return m_options.rules || !m_options.rule.empty() || !m_options.differences.empty();
}

ExitStatus ExplainRun::list() {
    if (m_format == "html")
        return wrongUsage(text(words::notAmong, "--format", formats, m_format), commandName);
    const int asked = static_cast<int>(m_options.rules) +
                      static_cast<int>(!m_options.rule.empty()) +
                      static_cast<int>(!m_options.differences.empty());
    if (asked > 1)
        return wrongUsage(text(words::rulesOrRule), commandName);
    if (!m_options.files.empty() || !m_options.visitors.empty())
        return wrongUsage(text(words::rulesTakeNoFile), commandName);
    if (!m_options.differences.empty())
        return writeDifferences(m_options.differences, m_format, m_options.output, commandName);
    return writeRules(m_options.rule, m_format, m_options.output, commandName);
}

ExitStatus ExplainRun::run() {
    setQuiet(m_options.quiet);
    if (listsCatalogue())
        return list();
    if (const auto checked = check(); !checked)
        return wrongUsage(checked.error(), commandName);
    m_output = Output::open(m_options.output);
    if (!m_output)
        return ExitStatus::WrongUsage;
    StopSignal signal;
    ProgressBar progress;
    const session::Explained explained =
        session::runExplain(m_request, signal.token(), progress.listener());
    progress.clear();
    tell(explained);
    const report::Written written = write(explained, signal.token());
    if (written != report::Written::Refused)
        m_output->finish();
    if (written == report::Written::Stopped)
        complain(text(words::stoppedEarly));
    return status(explained, written == report::Written::Stopped);
}

} // namespace

void addExplain(CLI::App &program, Chosen &chosen) {
    const auto options = std::make_shared<ExplainOptions>();
    CLI::App *command = program.add_subcommand("explain", text(help::explainCommand));
    command->add_option("FILE", options->files, text(help::targets))->type_name("");
    command->add_option("--visitor", options->visitors, text(help::visitor))
        ->type_name("NAME=FILE")
        ->allow_extra_args(false); // the next word is an input, not another visitor's
    command->add_option("--model", options->models, text(help::model))
        ->type_name(modelChoices())
        ->allow_extra_args(false);
    command->add_option("--filter", options->filter, text(help::filter))->type_name("QUERY");
    allowOnly(command->add_option("-f,--format", options->format, text(help::format)), formats);
    command->add_option("-o,--output", options->output, text(help::output))->type_name("FILE");
    command->add_flag("--redact", options->redact, text(help::redact));
    command->add_option("--redact-key", options->redactKey, text(help::redactKey))
        ->type_name("TEXT");
    command->add_flag("--rules", options->rules, text(help::rules));
    command->add_option("--rule", options->rule, text(help::rule))->type_name("ID");
    command->add_option("--differences", options->differences, text(help::differences))
        ->type_name(modelChoices())
        ->expected(0, 1)
        ->default_str(allModels);
    command->add_flag("-v,--verbose", options->verbose, text(help::verboseExplain));
    command->add_flag("-q,--quiet", options->quiet, text(help::quiet));
    command->footer(text(help::explainExamples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return ExplainRun(*options).run(); }; });
}

} // namespace etagere::cli
