// SPDX-License-Identifier: Apache-2.0
#include "core/report/simulate_report.h"

#include "core/cache/eviction_limits.h"
#include "core/explain/simulate_text.h"
#include "core/report/csv.h"
#include "core/report/json.h"
#include "core/report/simulate_numbers.h"
#include "core/report/version.h"

#include <array>
#include <cstdio>
#include <vector>

namespace etagere::report {

namespace {

using replay::Simulated;
using replay::SimulateRun;
using replay::SimulateTotals;

bool bounded(Bytes size) noexcept { return size < cache::StorageLimits::unbounded; }

std::string ratioText(double ratio) {
    std::array<char, 32> text{};
    (void)std::snprintf(text.data(), text.size(), "%.6f", ratio);
    return text.data();
}

void writeNumbers(JsonWriter &json, const SimulateTotals &totals) {
    for (const SimulateNumber &number : simulateNumbers)
        json.key(number.name).whole(totals.*number.value);
    json.key("saved_bytes").whole(savedBytes(totals));
    json.key("hit_ratio").real(shareOf(totals.hits, totals.requests));
    json.key("byte_hit_ratio").real(shareOf(totals.hitBytes, totals.requestBytes));
}

void writeSize(JsonWriter &json, std::string_view key, Bytes size) {
    json.key(key);
    if (bounded(size))
        json.whole(size.count);
    else
        json.null();
}

void writeRun(JsonWriter &json, const SimulateRun &run, const SimulateTotals &totals) {
    json.beginObject();
    json.key("policy").text(cache::nameOf(run.policy));
    writeSize(json, "capacity_bytes", run.capacity);
    writeSize(json, "entry_limit_bytes", run.entryLimit);
    writeNumbers(json, totals);
    json.endObject();
}

void writeProblems(JsonWriter &json, const Simulated &simulated) {
    using Kind = replay::TraceProblem::Kind;
    json.key("skipped").whole(simulated.problems.skipped());
    json.key("problems").beginArray();
    for (const replay::TraceProblem &problem : simulated.problems.first) {
        json.beginObject();
        json.key("kind").text(explain::idOf(problem.kind));
        json.key("record").whole(problem.record);
        json.key("byte_offset").whole(problem.byteOffset);
        json.key("column");
        if (problem.column == replay::TraceColumn::Skip)
            json.null();
        else
            json.text(explain::idOf(problem.column));
        json.key("text").text(explain::sentenceOf(problem, simulated.format));
        json.endObject();
    }
    json.endArray();
    json.key("problem_counts").beginObject();
    for (std::size_t i = 0; i < static_cast<std::size_t>(Kind::Count); ++i) {
        const auto kind = static_cast<Kind>(i);
        if (simulated.problems.count(kind) > 0)
            json.key(explain::idOf(kind)).whole(simulated.problems.count(kind));
    }
    json.endObject();
}

void writeTrace(JsonWriter &json, const SimulationView &view) {
    const Simulated &simulated = *view.simulated;
    json.key("trace").beginObject();
    json.key("file").text(view.trace);
    json.key("format").text(replay::nameOf(simulated.format));
    json.key("columns").beginArray();
    for (std::size_t i = 1; i < static_cast<std::size_t>(replay::TraceColumn::Count); ++i) {
        const auto column = static_cast<replay::TraceColumn>(i);
        if (simulated.columns.has(column))
            json.text(explain::idOf(column));
    }
    json.endArray();
    json.key("duration_s").seconds(Duration(simulated.lastTime - simulated.firstTime));
    json.key("whole").truth(view.unpackedWhole && view.unpackedInLimit);
    writeProblems(json, simulated);
    json.endObject();
}

void writeModel(JsonWriter &json, const replay::SimulateSettings &settings) {
    json.key("mode").text(settings.model ? "http" : "eviction");
    json.key("model");
    if (!settings.model) {
        json.null();
        return;
    }
    json.beginObject();
    json.key("name").text(settings.model->name);
    json.key("version").text(settings.model->version);
    json.endObject();
}

void writePolicies(JsonWriter &json, const SimulationView &view) {
    json.key("policies").beginArray();
    if (view.simulated->policiesAssumed) {
        std::string_view lines = view.settings->policies.empty()
                                     ? replay::webPolicies()
                                     : std::string_view(view.settings->policies);
        while (!lines.empty()) {
            const std::size_t end = std::min(lines.find('\n'), lines.size());
            if (end > 0)
                json.text(lines.substr(0, end));
            lines.remove_prefix(std::min(end + 1, lines.size()));
        }
    }
    json.endArray();
}

} // namespace

std::string simulateJson(const SimulationView &view) {
    const Simulated &simulated = *view.simulated;
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.simulate/1");
    json.key("tool").beginObject();
    json.key("name").text("etagere");
    json.key("version").text(toolVersion());
    json.endObject();
    writeTrace(json, view);
    writeModel(json, *view.settings);
    json.key("assumptions").beginArray();
    for (const std::string &one :
         explain::assumptionsOf(simulated, !view.settings->model, view.limitsAssumed))
        json.text(one);
    json.endArray();
    writePolicies(json, view);
    json.key("complete").truth(!simulated.stopped);
    writeNumbers(json, simulated.totals.front());
    json.key("runs").beginArray();
    for (std::size_t i = 0; i < simulated.totals.size(); ++i)
        writeRun(json, view.settings->runs[i], simulated.totals[i]);
    json.endArray();
    json.endObject();
    return json.finish();
}

std::string simulateCsv(const SimulationView &view) {
    const auto sizeText = [](Bytes size) {
        return bounded(size) ? std::to_string(size.count) : std::string();
    };
    const bool http = view.settings->model.has_value();
    std::vector<std::string> cells{"model", "policy", "capacity_bytes", "entry_limit_bytes"};
    for (const SimulateNumber &number : simulateNumbers)
        cells.emplace_back(number.name);
    cells.insert(cells.end(), {"saved_bytes", "hit_ratio", "byte_hit_ratio", "complete"});
    std::string out = csvRecord(cells);
    for (std::size_t i = 0; i < view.simulated->totals.size(); ++i) {
        const SimulateTotals &totals = view.simulated->totals[i];
        const SimulateRun &run = view.settings->runs[i];
        cells = {http ? std::string(view.settings->model->name) + "/" +
                            std::string(view.settings->model->version)
                      : std::string(),
                 std::string(cache::nameOf(run.policy)), sizeText(run.capacity),
                 sizeText(run.entryLimit)};
        for (const SimulateNumber &number : simulateNumbers)
            cells.push_back(std::to_string(totals.*number.value));
        cells.push_back(std::to_string(savedBytes(totals)));
        cells.push_back(ratioText(shareOf(totals.hits, totals.requests)));
        cells.push_back(ratioText(shareOf(totals.hitBytes, totals.requestBytes)));
        cells.emplace_back(view.simulated->stopped ? "false" : "true");
        out += csvRecord(cells);
    }
    return out;
}

} // namespace etagere::report
