// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/report/handout.h"
#include "core/scenario/lessons.h"
#include "core/scenario/question.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::session {

/// A scenario that was opened: its document, and what it says.
struct LabDocument {
    std::string name; ///< as it was asked for: a path, "-", or a built-in lesson's id
    bool isBuiltIn = false;
    std::string json;
    scenario::Scenario scenario;
};

/// Why a scenario could not be opened or run.
struct LabFailure {
    enum class Kind : std::uint8_t {
        NoSuchLesson, ///< neither a file nor a built-in lesson
        Unreadable,   ///< `file` says why
        NotAScenario, ///< `problems` says why; of a what-if, when its edits do not fit
        NoSuchWhatIf,
    };
    Kind kind{};
    std::string name; ///< what was asked for; the document's, where it is no scenario
    std::optional<FileError> file{};
    std::vector<scenario::Problem> problems{}; ///< at least one with NotAScenario
};
/// What went wrong, in sentences that name the place: one, or one for each problem.
[[nodiscard]] std::vector<std::string> sentencesOf(const LabFailure &failure);

/// A built-in lesson by its id or number, a file, or standard input ("-"). A name without a slash
/// and a dot is a lesson's if there is one of that name. At most scenario::Bounds::documentBytes
/// are read; nothing else is ever opened, for documents name no files.
[[nodiscard]] Result<LabDocument, LabFailure> openLab(std::string_view fileOrId);

/// The same with a document in memory; `name` is what failures call it.
[[nodiscard]] Result<LabDocument, LabFailure> readLab(std::string_view name, std::string json);

struct LabRunRequest {
    std::string whatIf{};                ///< its id; empty: as it stands
    const cache::Model *model = nullptr; ///< of all browsers, in place of their own
    std::size_t steps = SIZE_MAX;        ///< only the first so many
};
/// One course of a scenario, and what happened.
struct LabRun {
    LabRunRequest request;
    scenario::Scenario scenario; ///< with the what-if's edits; with the model in its browsers
    scenario::Trace trace;
};
[[nodiscard]] Result<LabRun, LabFailure> runLab(const LabDocument &document,
                                                const LabRunRequest &request = {});

/// What was found wrong with a scenario that could be opened.
struct LabChecked {
    std::vector<scenario::CheckFailure> failures;
    std::size_t questions = 0; ///< that were checked
};
/// With a network (socketNetwork()), it is played over that as well, as it stands and with every
/// what-if, and has to come to the same trace.
[[nodiscard]] LabChecked checkLab(const LabDocument &document,
                                  const decltype(scenario::RunOptions::network) &network = {});

struct LabHandoutRequest {
    std::string language = "en";
    report::Handout::Part part = report::Handout::Part::Whole;
    bool hasDrawings = true;
};
/// The scenario of that document as a page to print (report::handoutHtml), every answer judged by
/// what happens.
[[nodiscard]] std::string labHandout(const scenario::Scenario &scenario, std::string_view json,
                                     const LabHandoutRequest &request);

/// The language of the environment as LocalText takes it: "pt-BR" for LC_ALL=pt_BR.UTF-8, "en"
/// when it names none. LANGUAGE stands before LC_ALL, LC_MESSAGES and LANG, as in GNU gettext.
[[nodiscard]] std::string environmentLanguage();

} // namespace etagere::session
