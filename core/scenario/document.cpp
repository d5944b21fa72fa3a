// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/document.h"

#include "core/recipe/time_text.h"
#include "core/scenario/draft.h"
#include "core/scenario/expected.h"
#include "core/scenario/read_values.h"

#include <array>

namespace etagere::scenario {

namespace {

std::optional<Instant> instantIn(std::string_view text) {
    constexpr std::int64_t last = 4'102'444'800; // 2100-01-01
    const auto time = text.size() > 4 && text[4] == '-' ? recipe::parseIso8601(text) : std::nullopt;
    if (!time || time->fractionDigits != 0 || time->second < 0 || time->second >= last)
        return std::nullopt;
    return Instant(std::chrono::seconds(time->second));
}

void readStart(Draft &draft, Members &members) {
    draft.scenario.start = defaultStart;
    std::string text;
    const auto place = members.find("start");
    if (!place || !readText(draft.findings, *place, text))
        return;
    if (const auto start = instantIn(text))
        draft.scenario.start = *start;
    else
        draft.findings.add(Fault::WrongType, *place, expected::instant);
}

void readSchema(Draft &draft, Members &members) {
    const auto place = members.find("schema");
    if (!place)
        draft.findings.add(Fault::NotASchema, members.place(), "");
    else if (place->json->text != schemaName)
        draft.findings.add(Fault::NotASchema, *place, place->json->text);
}

void readHead(Draft &draft, Members &members) {
    Scenario &scenario = draft.scenario;
    if (const auto id = members.need("id"))
        readId(draft.findings, *id, scenario.id);
    readMember(members, "number", readId, scenario.number);
    if (const auto title = members.need("title"))
        readLocalText(draft.findings, *title, scenario.title);
    readMember(members, "misconception", readLocalText, scenario.misconception);
    readMember(members, "intro", readLocalText, scenario.intro);
    readMember(members, "conclusion", readLocalText, scenario.conclusion);
    if (const auto sections = members.find("sections")) {
        for (PlacedText &section : readTexts(draft.findings, *sections))
            scenario.sections.push_back(std::move(section.text));
    }
    readStart(draft, members);
}

enum class Extent : std::uint8_t { Whole, Course };

/// What ids refer to is looked up only when everybody is known.
void readParts(Draft &draft, Members &members, Extent extent) {
    struct Part {
        std::string_view name;
        bool isNeeded;
        bool isOfCourse;
        void (*read)(Draft &, const Place &);
    };
    constexpr std::array<Part, 5> parts{{{"actors", true, true, readActors},
                                         {"resources", false, true, readResources},
                                         {"steps", true, true, readSteps},
                                         {"what_ifs", false, false, readWhatIfs},
                                         {"questions", false, false, readQuestions}}};
    for (const Part &part : parts) {
        const auto place = part.isNeeded ? members.need(part.name) : members.find(part.name);
        if (place && (part.isOfCourse || extent == Extent::Whole))
            part.read(draft, *place);
    }
    checkReferences(draft);
}

std::vector<Problem> only(Problem problem, std::size_t offset, std::string_view json) {
    Findings findings;
    findings.addAt(std::move(problem), offset);
    return std::move(findings).inOrder(json);
}

Result<Scenario, std::vector<Problem>> read(std::string_view json, const Bounds &bounds,
                                            Extent extent) {
    using Problems = std::vector<Problem>;
    if (json.size() > bounds.documentBytes)
        return Failure<Problems>(only(
            {Fault::TooLarge, "", 0, 0, upTo(bounds.documentBytes, expected::bytes)}, 0, json));
    const auto root = parseJson(json);
    if (!root) {
        const JsonFault &fault = root.error();
        return Failure<Problems>(
            only({fault.isTooLarge ? Fault::TooLarge : Fault::NotJson, "", 0, 0, fault.says},
                 fault.offset, json));
    }
    Draft draft{bounds, *root};
    Members members(draft.findings, Place{"", &*root});
    if (members.isObject()) {
        readSchema(draft, members);
        readHead(draft, members);
        readParts(draft, members, extent);
        members.finish();
    }
    if (!draft.findings.isEmpty())
        return Failure<Problems>(std::move(draft.findings).inOrder(json));
    return std::move(draft.scenario);
}

} // namespace

Result<Scenario, std::vector<Problem>> readScenario(std::string_view json, const Bounds &bounds) {
    return read(json, bounds, Extent::Whole);
}

Result<Scenario, std::vector<Problem>> readCourse(std::string_view json, const Scenario &plain,
                                                  const Bounds &bounds) {
    auto course = read(json, bounds, Extent::Course);
    if (!course)
        return course;
    for (Step &step : course->steps) {
        const std::size_t before = stepAt(plain, step.id);
        if (before < plain.steps.size() && plain.steps[before].text == step.text)
            step.text = {};
    }
    return course;
}

} // namespace etagere::scenario
