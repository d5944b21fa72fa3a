// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/from_traffic.h"

#include "core/http/text.h"
#include "core/scenario/document.h"
#include "core/scenario/json_tree.h"
#include "core/scenario/recorded.h"
#include "core/scenario/time_text.h"
#include "core/scenario/words.h"

#include <algorithm>
#include <utility>

namespace etagere::scenario {

namespace {

/// Generated in place of contents that came again with other fields; longer ones say no more.
constexpr std::uint64_t longestStandIn = 2048;

Json textOf(std::string_view text) {
    Json json{Json::Kind::Text};
    json.text = text;
    return json;
}
Json numberOf(std::string written) {
    Json json{Json::Kind::Number};
    json.text = std::move(written);
    return json;
}
Json truth() { return Json{Json::Kind::Truth, true}; }

void add(Json &object, std::string_view name, Json value) {
    object.keys.push_back({std::string(name), 0});
    object.values.push_back(std::move(value));
}
void addUnlessEmpty(Json &object, std::string_view name, const std::string &value) {
    if (!value.empty())
        add(object, name, textOf(value));
}

/// Lines of the same name become a list.
Json fieldsOf(const std::vector<FieldLine> &lines) {
    Json object{Json::Kind::Object};
    for (const auto &[name, value] : lines) {
        const auto place = memberOf(object, name);
        if (!place) {
            add(object, name, textOf(value));
            continue;
        }
        Json &there = object.values[*place];
        if (there.kind == Json::Kind::Text) {
            Json list{Json::Kind::List};
            list.values.push_back(std::move(there));
            there = std::move(list);
        }
        there.values.push_back(textOf(value));
    }
    return object;
}

std::string idOf(std::string_view what, std::size_t place) {
    return std::string(what) + std::to_string(place + 1);
}

Json actorsOf(const Recording &recording, const FromTrafficOptions &options) {
    Json actors{Json::Kind::List};
    for (std::size_t i = 0; i < recording.visitors.size(); ++i) {
        Json actor{Json::Kind::Object};
        add(actor, "id", textOf(idOf("visitor-", i)));
        add(actor, "kind", textOf("browser"));
        if (isUtf8(recording.visitors[i]))
            addUnlessEmpty(actor, "name", recording.visitors[i]);
        add(actor, "model", textOf(options.model));
        add(actor, "address", textOf("192.0.2." + std::to_string(i + 1)));
        actors.values.push_back(std::move(actor));
    }
    for (std::size_t i = 0; i < recording.hosts.size(); ++i) {
        Json actor{Json::Kind::Object};
        add(actor, "id", textOf(idOf("server-", i)));
        add(actor, "kind", textOf("origin"));
        add(actor, "host", textOf(recording.hosts[i]));
        add(actor, "name", textOf(recording.hosts[i]));
        actors.values.push_back(std::move(actor));
    }
    return actors;
}

/// Whether a document can say it on one line.
bool isPlainLine(std::string_view text) {
    constexpr std::size_t longest = 1024;
    return isUtf8(text) && text.size() <= longest &&
           std::none_of(text.begin(), text.end(), http::isControl);
}

/// A tag that a document can say; others are not sent.
bool isLiteral(std::string_view tag) {
    return (tag.starts_with('"') || tag.starts_with("W/")) && isPlainLine(tag);
}

/// What tells contents apart when they were not recorded.
std::string contentOf(const RecordedVersion &version) {
    return version.body ? *version.body : std::to_string(version.bytes) + version.tag;
}

/// Contents that come twice are written out, for generated ones differ in each version.
void standIn(RecordedResource &resource) {
    auto &versions = resource.versions;
    std::vector<std::string> contents;
    contents.reserve(versions.size());
    for (const RecordedVersion &version : versions)
        contents.push_back(contentOf(version));
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const auto first = std::find(contents.begin(), contents.end(), contents[i]);
        const auto number = static_cast<std::size_t>(first - contents.begin());
        const bool isTwice = std::count(contents.begin(), contents.end(), contents[i]) > 1;
        if (!versions[i].body && isTwice)
            versions[i].body =
                generatedBody(std::min(versions[i].bytes, longestStandIn), resource.path, number);
    }
}

void addContent(Json &object, const RecordedVersion &version, std::uint64_t most) {
    if (version.body)
        add(object, "body", textOf(*version.body));
    else
        add(object, "bytes", numberOf(std::to_string(std::min(version.bytes, most))));
}

Json versionOf(const RecordedVersion &version, Instant start, std::uint64_t mostBytes,
               const std::vector<FieldLine> &shared) {
    Json json{Json::Kind::Object};
    add(json, "from", numberOf(timeJson(version.from)));
    if (version.modified)
        add(json, "modified", numberOf(timeJson(*version.modified - start)));
    if (isLiteral(version.tag))
        add(json, "tag", textOf(version.tag));
    if (version.fields != shared)
        add(json, "fields", fieldsOf(version.fields));
    addContent(json, version, mostBytes);
    return json;
}

/// A file's time that a scenario can say.
void dropStrangeTime(RecordedVersion &version, Instant start) {
    const bool isGood = version.modified && *version.modified >= Instant(Duration(0)) &&
                        *version.modified - start <= longestTime &&
                        start - *version.modified <= longestTime;
    if (!isGood)
        version.modified.reset();
}

Json resourceOf(RecordedResource resource, const Recording &recording, std::uint64_t mostBytes) {
    standIn(resource);
    for (RecordedVersion &version : resource.versions)
        dropStrangeTime(version, recording.start);
    resource.versions.front().from = Duration(0); // it was there before it was asked for
    const RecordedVersion &first = resource.versions.front();
    const auto host = std::find(recording.hosts.begin(), recording.hosts.end(), resource.host);
    Json json{Json::Kind::Object};
    add(json, "on",
        textOf(idOf("server-", static_cast<std::size_t>(host - recording.hosts.begin()))));
    add(json, "path", textOf(resource.path));
    const bool hasType =
        isPlainLine(first.mediaType) && first.mediaType.find('/') != std::string::npos;
    add(json, "type",
        textOf(hasType ? std::string_view(first.mediaType)
                       : std::string_view("application/octet-stream")));
    if (first.status != 200)
        add(json, "status", numberOf(std::to_string(first.status)));
    add(json, "tag", textOf(isLiteral(first.tag) ? std::string_view(first.tag) : "none"));
    const auto hasDate = [](const RecordedVersion &version) {
        return version.modified.has_value();
    };
    if (std::any_of(resource.versions.begin(), resource.versions.end(), hasDate))
        add(json, "last_modified", truth());
    const bool isShared =
        std::all_of(resource.versions.begin(), resource.versions.end(),
                    [&first](const RecordedVersion &one) { return one.fields == first.fields; });
    const std::vector<FieldLine> shared = isShared ? first.fields : std::vector<FieldLine>();
    if (!shared.empty())
        add(json, "fields", fieldsOf(shared));
    Json versions{Json::Kind::List};
    for (const RecordedVersion &version : resource.versions)
        versions.values.push_back(versionOf(version, recording.start, mostBytes, shared));
    add(json, "versions", std::move(versions));
    return json;
}

Json stepOf(const RecordedStep &step) {
    Json json{Json::Kind::Object};
    add(json, "id", textOf(step.id));
    add(json, "at", numberOf(timeJson(step.at)));
    add(json, "actor", textOf(idOf("visitor-", step.visitor)));
    if (step.method != "GET")
        add(json, "method", textOf(step.method));
    add(json, "url", textOf(step.url));
    if (!step.fields.empty())
        add(json, "fields", fieldsOf(step.fields));
    if (step.reload != Reload::No)
        add(json, "reload", textOf(nameOf(step.reload)));
    if (step.isDocument)
        add(json, "document", truth());
    addUnlessEmpty(json, "page", step.page);
    return json;
}

std::string startText(Instant start) {
    const auto day = std::chrono::floor<std::chrono::days>(start);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(start - day));
    const auto two = [](auto number) {
        const std::string digits = std::to_string(number);
        return digits.size() < 2 ? '0' + digits : digits;
    };
    return std::to_string(static_cast<int>(date.year())) + '-' +
           two(static_cast<unsigned>(date.month())) + '-' + two(static_cast<unsigned>(date.day())) +
           'T' + two(time.hours().count()) + ':' + two(time.minutes().count()) + ':' +
           two(time.seconds().count()) + 'Z';
}

std::string documentOf(const Recording &recording, const FromTrafficOptions &options) {
    const Bounds bounds;
    std::size_t versions = 1;
    for (const RecordedResource &resource : recording.resources)
        versions += resource.versions.size();
    // So that all bodies together stay within what a scenario may have.
    const std::uint64_t mostBytes = std::min(bounds.bodyBytes, bounds.allBodyBytes / 2 / versions);
    Json root{Json::Kind::Object};
    add(root, "schema", textOf(schemaName));
    add(root, "id", textOf(options.id));
    add(root, "title", textOf(options.title.empty() ? options.id : options.title));
    add(root, "start", textOf(startText(recording.start)));
    add(root, "actors", actorsOf(recording, options));
    Json resources{Json::Kind::List};
    for (const RecordedResource &resource : recording.resources)
        resources.values.push_back(resourceOf(resource, recording, mostBytes));
    add(root, "resources", std::move(resources));
    Json steps{Json::Kind::List};
    for (const RecordedStep &step : recording.steps)
        steps.values.push_back(stepOf(step));
    add(root, "steps", std::move(steps));
    return writeJson(root, Layout::Indented) + '\n';
}

} // namespace

FromTraffic scenarioOf(const traffic::Traffic &traffic, std::span<const traffic::ExchangeId> chosen,
                       const FromTrafficOptions &options) {
    const Bounds bounds;
    for (std::size_t most = bounds.steps; most > 0; most /= 2) {
        const Recording recording = recordingOf(traffic, chosen, options, most);
        if (recording.steps.empty())
            break;
        FromTraffic made{documentOf(recording, options), recording.steps.size(), recording.others};
        if (made.json.size() <= bounds.documentBytes && readScenario(made.json, bounds))
            return made;
    }
    return {{}, 0, chosen.size()};
}

} // namespace etagere::scenario
