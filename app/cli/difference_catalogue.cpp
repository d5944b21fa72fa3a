// SPDX-License-Identifier: Apache-2.0
#include "app/cli/difference_catalogue.h"

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/output.h"
#include "core/cache/model.h"
#include "core/explain/cli_text.h"
#include "core/explain/difference_text.h"
#include "core/explain/replay_text.h"
#include "core/explain/rfc.h"
#include "core/report/csv.h"
#include "core/report/json.h"
#include "core/report/text_layout.h"

#include <unistd.h>

#include <span>
#include <vector>

namespace etagere::cli {

namespace {

namespace words = explain::replay_text;
using cache::Difference;
using cache::Model;
using Models = std::span<const Model>;

std::vector<Difference> differencesOf(const Model &model) {
    std::vector<Difference> all;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Difference::Count); ++i) {
        const auto one = static_cast<Difference>(i);
        if (model.has(one))
            all.push_back(one);
    }
    return all;
}

std::string joinedNames(const char *separator) {
    std::string all;
    for (const Model &model : cache::models())
        all.append(model.name).append(separator);
    return all + allModels;
}

void writeModel(report::JsonWriter &json, const Model &model) {
    json.beginObject();
    json.key("name").text(model.name);
    json.key("version").text(model.version);
    json.key("browser");
    if (model.browser.empty())
        json.null();
    else
        json.text(model.browser);
    json.key("partition").text(text(explain::sentenceOf(model.partitioning)));
    json.key("differences").beginArray();
    for (const Difference one : differencesOf(model)) {
        json.beginObject();
        json.key("id").text(cache::nameOf(one));
        json.key("section").text(cache::sectionOf(one));
        json.key("link").text(explain::citationLink(cache::sectionOf(one)));
        json.key("text").text(text(explain::sentenceOf(one)));
        json.key("source").text(cache::sourceOf(model, one));
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

std::string asJson(Models models) {
    report::JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.differences/1");
    json.key("models").beginArray();
    for (const Model &model : models)
        writeModel(json, model);
    json.endArray();
    json.endObject();
    return json.finish();
}

std::string asCsv(Models models) {
    std::string csv =
        report::csvRecord({"model", "version", "id", "section", "link", "text", "source"});
    for (const Model &model : models) {
        for (const Difference one : differencesOf(model))
            csv += report::csvRecord(
                {std::string(model.name), std::string(model.version),
                 std::string(cache::nameOf(one)), std::string(cache::sectionOf(one)),
                 explain::citationLink(cache::sectionOf(one)), text(explain::sentenceOf(one)),
                 std::string(cache::sourceOf(model, one))});
    }
    return csv;
}

void addModel(report::TextLayout &layout, const Model &model) {
    using report::Look;
    layout.paragraph({.look = Look::Strong},
                     model.browser.empty()
                         ? text(words::doesAsAsked, model.name, model.version)
                         : text(words::measuredIn, model.name, model.version, model.browser));
    if (model.differences.empty())
        layout.paragraph({.indent = 2, .hang = 2}, text(words::noDifference));
    layout.paragraph({.indent = 2, .hang = 2},
                     text(words::keptApart, text(explain::sentenceOf(model.partitioning))));
    for (const Difference one : differencesOf(model)) {
        layout.blank();
        layout.paragraph({.indent = 2, .hang = 4}, std::string(cache::nameOf(one)) + ", " +
                                                       std::string(cache::sectionOf(one)));
        layout.paragraph({.indent = 4, .hang = 4}, text(explain::sentenceOf(one)));
        layout.paragraph({.indent = 4, .hang = 4, .look = Look::Faint},
                         text(words::sourceIs, cache::sourceOf(model, one)));
    }
}

std::string asText(Models models, bool colour) {
    report::TextLayout layout(terminalWidth(STDOUT_FILENO), colour);
    for (const Model &model : models) {
        if (&model != models.data())
            layout.blank();
        addModel(layout, model);
    }
    return std::move(layout).take();
}

} // namespace

std::string knownModels() { return joinedNames(", "); }
std::string modelChoices() { return joinedNames("|"); }

ExitStatus writeDifferences(const std::string &name, const std::string &format,
                            const std::string &output, const std::string &command) {
    const Model *one = cache::modelFrom(name);
    if (one == nullptr && name != allModels)
        return wrongUsage(text(explain::cli_text::unknownModel, name, knownModels()), command);
    const Models models = one == nullptr ? cache::models() : Models(one, 1);
    auto opened = Output::open(output);
    if (!opened)
        return ExitStatus::WrongUsage;
    const bool colour = opened->isStandardOutput() && wantsColour(STDOUT_FILENO);
    const std::string written = format == "json"  ? asJson(models)
                                : format == "csv" ? asCsv(models)
                                                  : asText(models, colour);
    if (opened->write(written))
        opened->finish();
    return opened->failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

} // namespace etagere::cli
