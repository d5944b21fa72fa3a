// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"
#include "app/cli/difference_catalogue.h"
#include "app/cli/lab.h"
#include "app/cli/output.h"
#include "core/explain/cli_text.h"
#include "core/explain/help_text.h"
#include "core/explain/lab_help.h"
#include "core/report/lab_report.h"
#include "core/session/traffic_file.h"

#include <unistd.h>

#include <algorithm>

namespace etagere::cli {

namespace {

namespace help = explain::lab_help;
namespace usual = explain::help_text;
namespace words = explain::cli_text;

constexpr const char *commandName = "etagere lab run";
constexpr const char *formats = "text|json|svg|mermaid";
constexpr const char *asItStands = "-";

struct RunOptions {
    std::string name;
    std::string language;
    std::string format;
    std::string output;
    std::size_t steps = SIZE_MAX;
    std::vector<std::string> whatIfs;
    std::vector<std::string> models;
    bool dark = false;
    std::string save;
    bool quiet = false;
};

std::string formatOf(const RunOptions &options) {
    if (options.format.empty() && options.output.ends_with(".svg"))
        return "svg";
    if (options.format.empty() && options.output.ends_with(".mmd"))
        return "mermaid";
    return formatFor(options.format, options.output, "text");
}

/// Plays one scenario, in one course or in several.
class LabPlay {
public:
    explicit LabPlay(const RunOptions &options)
        : m_options(options)
        , m_format(formatOf(options)) {}
    ExitStatus run();

private:
    [[nodiscard]] Result<void, std::string> chooseModels();
    [[nodiscard]] Result<void, std::string> check() const;
    [[nodiscard]] std::optional<ExitStatus> play();
    [[nodiscard]] std::string written() const;
    [[nodiscard]] ExitStatus save() const;

    const RunOptions &m_options;
    std::string m_format;
    std::vector<const cache::Model *> m_models; ///< null: the browsers' own
    std::vector<session::LabRun> m_runs;
};

Result<void, std::string> LabPlay::chooseModels() {
    const auto add = [this](const cache::Model &model) {
        if (std::find(m_models.begin(), m_models.end(), &model) == m_models.end())
            m_models.push_back(&model);
    };
    for (const std::string &name : m_options.models) {
        const cache::Model *model = cache::modelFrom(name);
        if (model) {
            add(*model);
        } else if (name == allModels) {
            for (const cache::Model &one : cache::models())
                add(one);
        } else {
            return Failure<std::string>(text(words::unknownModel, name, knownModels()));
        }
    }
    if (m_models.empty())
        m_models.push_back(nullptr);
    return {};
}

Result<void, std::string> LabPlay::check() const {
    const bool several = m_models.size() > 1 || m_options.whatIfs.size() > 1;
    if (several && (m_format == "svg" || m_format == "mermaid"))
        return Failure<std::string>(text(help::oneCourse, m_format));
    if (several && !m_options.save.empty())
        return Failure<std::string>(text(help::saveNeedsOne));
    if (m_format == "csv" || m_format == "html" || m_format == "sarif")
        return Failure<std::string>(text(words::notAmong, "--format", formats, m_format));
    return {};
}

std::optional<ExitStatus> LabPlay::play() {
    const auto document = openedLab(m_options.name);
    if (!document)
        return ExitStatus::Unreadable;
    std::vector<std::string> whatIfs = m_options.whatIfs;
    if (whatIfs.empty())
        whatIfs.emplace_back(asItStands);
    for (const std::string &whatIf : whatIfs) {
        for (const cache::Model *model : m_models) {
            auto run = session::runLab(
                *document, {whatIf == asItStands ? "" : whatIf, model, m_options.steps});
            if (!run)
                return tellLabFailure(run.error());
            m_runs.push_back(*std::move(run));
        }
    }
    return std::nullopt;
}

std::string LabPlay::written() const {
    const std::string language = chosenLanguage(m_options.language);
    const session::LabRun &first = m_runs.front();
    if (m_format == "svg" || m_format == "mermaid") {
        const report::Sequence sequence =
            report::sequenceOf(first.scenario, first.trace, {language, m_options.steps});
        return m_format == "mermaid"
                   ? report::sequenceMermaid(sequence)
                   : report::sequenceSvg(sequence, first.scenario.title.in(language),
                                         m_options.dark);
    }
    std::vector<report::LabTold> courses;
    for (const session::LabRun &run : m_runs)
        courses.push_back({&run.scenario, &run.trace, run.request.whatIf,
                           run.request.model ? std::string(run.request.model->name) : ""});
    if (m_format == "json")
        return report::labRunJson(courses, language);
    const bool terminal = m_options.output.empty() || m_options.output == "-";
    return report::labRunText(courses, {language, terminal && wantsColour(STDOUT_FILENO),
                                        terminal ? terminalWidth(STDOUT_FILENO) : 100});
}

ExitStatus LabPlay::save() const {
    if (m_options.save.empty())
        return ExitStatus::Fine;
    const auto saved = session::writeTraffic(*m_runs.front().trace.traffic, m_options.save);
    if (saved) {
        remark(plural(help::saved, static_cast<std::int64_t>(*saved), m_options.save));
        return ExitStatus::Fine;
    }
    complain(sentenceOf(saved.error(), m_options.save));
    return ExitStatus::WrongUsage;
}

ExitStatus LabPlay::run() {
    setQuiet(m_options.quiet);
    if (const auto chosen = chooseModels(); !chosen)
        return wrongUsage(chosen.error(), commandName);
    if (const auto checked = check(); !checked)
        return wrongUsage(checked.error(), commandName);
    if (const auto failed = play())
        return *failed;
    auto output = Output::open(m_options.output);
    if (!output)
        return ExitStatus::WrongUsage;
    if (output->write(written()))
        output->finish();
    return output->failed() ? ExitStatus::WrongUsage : save();
}

} // namespace

void addLabRun(CLI::App &lab, Chosen &chosen) {
    const auto options = std::make_shared<RunOptions>();
    CLI::App *command = lab.add_subcommand("run", text(help::run));
    command->add_option("SCENARIO", options->name, text(help::scenario))->type_name("")->required();
    command->add_option("--what-if", options->whatIfs, text(help::whatIf))
        ->type_name("ID")
        ->allow_extra_args(false);
    command->add_option("--model", options->models, text(help::model))
        ->type_name(modelChoices())
        ->allow_extra_args(false);
    command->add_option("--steps", options->steps, text(help::steps))->type_name("N");
    addLanguage(*command, options->language);
    allowOnly(command->add_option("-f,--format", options->format, text(usual::format)), formats);
    command->add_option("-o,--output", options->output, text(usual::output))->type_name("FILE");
    command->add_flag("--dark", options->dark, text(help::dark));
    command->add_option("--save", options->save, text(help::save))->type_name("FILE");
    command->add_flag("-q,--quiet", options->quiet, text(usual::quiet));
    command->footer(text(help::runExamples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return LabPlay(*options).run(); }; });
}

} // namespace etagere::cli
