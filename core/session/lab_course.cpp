// SPDX-License-Identifier: Apache-2.0
#include "core/session/lab_course.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace etagere::session {

namespace {

std::string escaped(std::string_view token) {
    std::string out;
    for (const char c : token) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

/// The pointers to lines of fields; several of one name stand in a list.
void addFields(std::vector<LabField> &all, const std::vector<scenario::FieldLine> &fields,
               std::size_t resource, std::optional<std::size_t> version) {
    std::map<std::string_view, std::size_t> lines;
    for (const auto &[name, value] : fields)
        ++lines[name];
    std::map<std::string_view, std::size_t> seen;
    for (const auto &[name, value] : fields) {
        std::string pointer = fieldPointer(resource, version, name);
        if (lines[name] > 1)
            pointer += '/' + std::to_string(seen[name]++);
        all.push_back({resource, version, name, value, std::move(pointer)});
    }
}

using RowKey = std::tuple<int, std::size_t, std::size_t, std::string_view, std::string_view>;
RowKey keyOf(const report::SequenceRow &row) {
    return {static_cast<int>(row.kind), row.from, row.to, row.label, row.detail};
}

scenario::RunOptions stoppedBy(const StopToken &stop) {
    scenario::RunOptions options;
    options.stop = stop;
    return options;
}

std::shared_ptr<const LabCourse> played(std::string json, scenario::Scenario scenario,
                                        std::string_view language, const StopToken &stop) {
    auto course = std::make_shared<LabCourse>();
    course->json = std::move(json);
    course->scenario = std::move(scenario);
    course->trace = scenario::run(course->scenario, stoppedBy(stop));
    course->sequence = report::sequenceOf(course->scenario, course->trace, {.language = language});
    return course;
}

} // namespace

Result<std::shared_ptr<const LabCourse>, LabProblems>
playLab(std::string json, std::string_view language, const StopToken &stop) {
    auto read = scenario::readScenario(json);
    if (!read)
        return Failure<LabProblems>(std::move(read.error()));
    return played(std::move(json), std::move(*read), language, stop);
}

Result<std::shared_ptr<const LabCourse>, LabProblems> playEditedLab(const LabCourse &plain,
                                                                    std::string json,
                                                                    std::string_view language,
                                                                    const StopToken &stop) {
    auto read = scenario::readCourse(json, plain.scenario);
    if (!read)
        return Failure<LabProblems>(std::move(read.error()));
    return played(std::move(json), std::move(*read), language, stop);
}

Result<std::string, LabProblems> editedLab(const LabCourse &plain,
                                           std::span<const std::string> whatIfs,
                                           std::span<const scenario::Edit> edits) {
    std::vector<scenario::Edit> all;
    for (const std::string &id : whatIfs) {
        const std::size_t at = scenario::whatIfAt(plain.scenario, id);
        if (at < plain.scenario.whatIfs.size()) {
            const auto &more = plain.scenario.whatIfs[at].edits;
            all.insert(all.end(), more.begin(), more.end());
        }
    }
    all.insert(all.end(), edits.begin(), edits.end());
    if (all.empty())
        return plain.json;
    auto made = scenario::edited(plain.json, all);
    if (!made)
        return Failure<LabProblems>(LabProblems{std::move(made.error())});
    return std::move(*made);
}

std::vector<bool> differencesOf(const LabCourse &plain, const LabCourse &course) {
    std::map<std::string_view, std::vector<RowKey>> rows;
    for (const report::SequenceRow &row : plain.sequence.rows) {
        if (row.step < plain.scenario.steps.size())
            rows[plain.scenario.steps[row.step].id].push_back(keyOf(row));
    }
    std::vector<bool> differs;
    differs.reserve(course.sequence.rows.size());
    for (const report::SequenceRow &row : course.sequence.rows) {
        const bool isPart = row.kind == report::SequenceRow::Kind::Message ||
                            row.kind == report::SequenceRow::Kind::Decision;
        if (!isPart || row.step >= course.scenario.steps.size()) {
            differs.push_back(false);
            continue;
        }
        const auto &known = rows[course.scenario.steps[row.step].id];
        differs.push_back(std::find(known.begin(), known.end(), keyOf(row)) == known.end());
    }
    return differs;
}

scenario::Verdict judgeLab(const LabCourse &plain, std::size_t question,
                           const scenario::Answer &answer, const StopToken &stop) {
    if (question >= plain.scenario.questions.size())
        return {};
    scenario::Course course(plain.json, plain.scenario, stoppedBy(stop));
    return course.judge(plain.scenario.questions[question], answer);
}

std::vector<LabField> fieldsOf(const scenario::Scenario &scenario) {
    std::vector<LabField> all;
    for (std::size_t i = 0; i < scenario.resources.size(); ++i) {
        const scenario::Resource &resource = scenario.resources[i];
        addFields(all, resource.fields, i, std::nullopt);
        for (std::size_t j = 0; j < resource.versions.size(); ++j)
            addFields(all, resource.versions[j].fields, i, j);
    }
    return all;
}

std::string fieldPointer(std::size_t resource, std::optional<std::size_t> version,
                         std::string_view name) {
    std::string pointer = "/resources/" + std::to_string(resource);
    if (version)
        pointer += "/versions/" + std::to_string(*version);
    return pointer + "/fields/" + escaped(name);
}

std::string jsonText(std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += digits[byte >> 4U];
            out += digits[byte & 0xfU];
        } else {
            out += c;
        }
    }
    return out + '"';
}

bool LabComparison::differs(std::size_t step, std::size_t model) const {
    return steps[step][model] != steps[step].front();
}

LabComparison compareLab(std::shared_ptr<const LabCourse> course,
                         std::span<const cache::Model *const> models, const StopToken &stop) {
    LabComparison comparison;
    comparison.models.assign(models.begin(), models.end());
    comparison.steps.resize(course->scenario.steps.size());
    LabCourse one{course->json, course->scenario, {}, {}};
    for (const cache::Model *model : models) {
        scenario::RunOptions options = stoppedBy(stop);
        options.model = model;
        one.trace = scenario::run(one.scenario, options);
        const report::LabTold told{&one.scenario, &one.trace};
        for (std::size_t step = 0; step < comparison.steps.size(); ++step) {
            const auto cell = labCellOf(told, one.scenario.steps[step].id);
            comparison.steps[step].push_back(cell.value_or(report::LabCell()));
        }
    }
    comparison.course = std::move(course);
    return comparison;
}

} // namespace etagere::session
