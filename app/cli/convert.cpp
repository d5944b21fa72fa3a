// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/options.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_signal.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"
#include "core/explain/help_text.h"
#include "core/explain/import_text.h"
#include "core/report/finding_words.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::cli_text;

constexpr const char *commandName = "etagere convert";

struct ConvertOptions {
    std::vector<std::string> files;
    std::vector<std::string> visitors;
    std::string to;
    std::string privacy;
    bool redact = false;
    bool quiet = false;
};

std::optional<session::OutputFormat> formatOf(const ConvertOptions &options,
                                              const std::string &output) {
    if (options.to == "har" || (options.to.empty() && output.ends_with(".har")))
        return session::OutputFormat::Har;
    if (options.to == "capture" || (options.to.empty() && output.ends_with(".etagere")))
        return session::OutputFormat::Capture;
    return std::nullopt;
}

readers::Privacy privacyOf(const ConvertOptions &options) {
    if (options.redact || options.privacy == "strict")
        return readers::Privacy::Strict;
    const bool sanitised = options.privacy == "chrome" || options.privacy == "sanitised";
    return sanitised ? readers::Privacy::ChromeLike : readers::Privacy::Full;
}

Result<session::Output, std::string> outputFrom(const ConvertOptions &options) {
    if (options.files.empty() || (options.files.size() == 1 && options.visitors.empty()))
        return Failure<std::string>(text(words::noOutputName));
    const std::string &path = options.files.back();
    if (path == "-")
        return Failure<std::string>(text(words::outputToPipe));
    const auto format = formatOf(options, path);
    if (!format)
        return Failure<std::string>(text(words::unknownEnding, path));
    const session::Output output{path, *format, privacyOf(options)};
    if (*format == session::OutputFormat::Capture && output.privacy != readers::Privacy::Full)
        return Failure<std::string>(text(words::captureKeepsAll));
    return output;
}

/// What became of each input; says whether all could be read.
bool tellInputs(const std::vector<audit::Input> &inputs) {
    bool all = true;
    for (const audit::Input &input : inputs) {
        if (input.failure) {
            all = false;
            complain(text(words::inputFailed, input.file, explain::failureOf(input)));
            continue;
        }
        for (const std::string &remarked : report::remarksOn(input))
            remark(text(words::inputFailed, input.file, remarked));
    }
    return all;
}

ExitStatus failed(const session::ConvertError &error, const std::string &output) {
    using Kind = session::ConvertError::Kind;
    if (error.kind == Kind::Stopped) {
        complain(text(words::stoppedNothing));
        return ExitStatus::Stopped;
    }
    tellInputs(error.inputs);
    if (error.kind == Kind::NothingRead) {
        complain(text(words::nothingToConvert, output));
        return ExitStatus::Unreadable;
    }
    if (error.file)
        complain(explain::sentenceOf(*error.file));
    if (error.store)
        complain(explain::sentenceOf(*error.store, output));
    return ExitStatus::WrongUsage;
}

ExitStatus convertFiles(const ConvertOptions &options) {
    setQuiet(options.quiet);
    const auto output = outputFrom(options);
    if (!output)
        return wrongUsage(output.error(), commandName);
    std::vector<std::string> files(options.files.begin(), options.files.end() - 1);
    const auto inputs = inputsFrom(files, options.visitors);
    if (!inputs)
        return wrongUsage(inputs.error(), commandName);
    StopSignal signal;
    ProgressBar progress;
    const auto read = session::convert(*inputs, *output, signal.token(), progress.listener());
    progress.clear();
    const std::string name = output->path.string();
    if (!read)
        return failed(read.error(), name);
    const bool all = tellInputs(*read);
    std::int64_t written = 0;
    for (const audit::Input &input : *read)
        written += input.log.imported;
    remark(plural(words::converted, written, name));
    return all ? ExitStatus::Fine : ExitStatus::Unreadable;
}

} // namespace

void addConvert(CLI::App &program, Chosen &chosen) {
    const auto options = std::make_shared<ConvertOptions>();
    CLI::App *command = program.add_subcommand("convert", text(help::convert));
    command->add_option("FILE", options->files, text(help::convertFiles))->type_name("");
    command->add_option("--visitor", options->visitors, text(help::visitor))
        ->type_name("NAME=FILE")
        ->allow_extra_args(false); // the next word is an input, not another visitor's
    allowOnly(command->add_option("--to", options->to, text(help::convertTo)), "har|capture");
    allowOnly(command->add_option("--privacy", options->privacy, text(help::privacy)),
              "full|none|chrome|sanitised|strict");
    command->add_flag("--redact", options->redact, text(help::redactHar));
    command->add_flag("-q,--quiet", options->quiet, text(help::quiet));
    command->footer(text(help::convertExamples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return convertFiles(*options); }; });
}

} // namespace etagere::cli
