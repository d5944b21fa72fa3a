// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/cache/model.h"
#include "core/report/lab_report.h"
#include "core/report/sequence.h"
#include "core/scenario/document.h"
#include "core/scenario/question.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::session {

using LabProblems = std::vector<scenario::Problem>;

/// A scenario that was played: what a stage shows. Immutable, so that threads may share it.
struct LabCourse {
    std::string json; ///< the document it was read from
    scenario::Scenario scenario;
    scenario::Trace trace;
    report::Sequence sequence; ///< in the language that was asked for
};

/// Reads and plays a document. Here and below a stop ends the playing before its next step: who
/// asks for it wants no result.
[[nodiscard]] Result<std::shared_ptr<const LabCourse>, LabProblems>
playLab(std::string json, std::string_view language, const StopToken &stop = {});
/// The same with one that edits were made to (editedLab): its what-ifs and questions are not looked
/// at, for they are about the scenario as it stood.
[[nodiscard]] Result<std::shared_ptr<const LabCourse>, LabProblems>
playEditedLab(const LabCourse &plain, std::string json, std::string_view language,
              const StopToken &stop = {});

/// The document with the edits of those what-ifs (their ids) and then `edits` made.
[[nodiscard]] Result<std::string, LabProblems> editedLab(const LabCourse &plain,
                                                         std::span<const std::string> whatIfs,
                                                         std::span<const scenario::Edit> edits);

/// Which rows of `course` are not in `plain`'s diagram at the same step (by its id), by row.
[[nodiscard]] std::vector<bool> differencesOf(const LabCourse &plain, const LabCourse &course);

/// Judged by playing: the course that the question is about, the learner's own for an Edit.
[[nodiscard]] scenario::Verdict judgeLab(const LabCourse &plain, std::size_t question,
                                         const scenario::Answer &answer,
                                         const StopToken &stop = {});

/// A response field that a scenario's document states, and where.
struct LabField {
    std::size_t resource = 0;
    std::optional<std::size_t> version{}; ///< of the resource; none: with every version
    std::string name{};
    std::string value{};
    std::string pointer{}; ///< RFC 6901, to the value
};
/// All that can be changed in a header editor, in the order of the document.
[[nodiscard]] std::vector<LabField> fieldsOf(const scenario::Scenario &scenario);
/// Where a field of that name would be added; `version` as in LabField.
[[nodiscard]] std::string fieldPointer(std::size_t resource, std::optional<std::size_t> version,
                                       std::string_view name);
/// A text as a JSON value, for an edit.
[[nodiscard]] std::string jsonText(std::string_view text);

/// The same scenario under several models, side by side.
struct LabComparison {
    std::vector<const cache::Model *> models;
    std::vector<std::vector<report::LabCell>> steps; ///< by step, a cell for each model
    std::shared_ptr<const LabCourse> course;         ///< whose steps they are
    /// Whether something else happens at the step under that model than under the first.
    [[nodiscard]] bool differs(std::size_t step, std::size_t model) const;
};
[[nodiscard]] LabComparison compareLab(std::shared_ptr<const LabCourse> course,
                                       std::span<const cache::Model *const> models,
                                       const StopToken &stop = {});

} // namespace etagere::session
