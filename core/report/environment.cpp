// SPDX-License-Identifier: Apache-2.0
#include "core/report/environment.h"

#include "core/analysis/rule.h"
#include "core/explain/bundle_text.h"
#include "core/explain/numbers.h"
#include "core/report/json.h"
#include "core/report/version.h"

#include <algorithm>
#include <cctype>

namespace etagere::report {

namespace {

namespace words = explain::bundle_text;

bool isPlain(char character) noexcept {
    constexpr std::string_view harmless = "-_./=:,@%+";
    return std::isalnum(static_cast<unsigned char>(character)) != 0 ||
           harmless.find(character) != std::string_view::npos;
}

std::string quoted(const std::string &word) {
    if (!word.empty() && std::all_of(word.begin(), word.end(), isPlain))
        return word;
    std::string out = "'";
    for (const char character : word)
        out += character == '\'' ? std::string("'\\''") : std::string(1, character);
    return out + "'";
}

void writeKnown(JsonWriter &json, std::string_view key, const std::string &value) {
    json.key(key);
    if (value.empty())
        json.null();
    else
        json.text(value);
}

void writeClock(JsonWriter &json, const Environment &environment) {
    json.key("clock").beginObject();
    writeKnown(json, "source", environment.clockSource);
    json.key("synchronised").truth(environment.synchronised);
    json.key("estimated_error_s");
    if (environment.clockError)
        json.seconds(*environment.clockError);
    else
        json.null();
    json.key("offset_s").null();
    json.key("text").text(environment.clockError ? text(words::clockSynchronised,
                                                        explain::duration(*environment.clockError))
                                                 : text(words::offsetUnknown));
    json.endObject();
}

void writeTool(JsonWriter &json) {
    json.key("tool").beginObject();
    json.key("name").text("etagere");
    json.key("version").text(toolVersion());
    json.key("commit").text(toolCommit());
    json.key("ruleset").text(analysis::rulesetVersion);
    json.endObject();
}

} // namespace

std::string shellLine(const std::vector<std::string> &words) {
    std::string line;
    for (const std::string &word : words)
        line += (line.empty() ? "" : " ") + quoted(word);
    return line;
}

std::string writeEnvironment(const Environment &environment, Identifiers identifiers) {
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.environment/1");
    writeTool(json);
    writeKnown(json, "operator", environment.operatorName);
    const bool named = identifiers != Identifiers::Redacted;
    writeKnown(json, "machine", named ? environment.machine : std::string());
    json.key("system").text(environment.system);
    writeKnown(json, "distribution", environment.distribution);
    writeClock(json, environment);
    json.key("started").text(explain::rfc3339(environment.started));
    json.key("ended").text(explain::rfc3339(environment.ended));
    json.key("replay").text(shellLine(environment.command));
    json.key("command").beginArray();
    for (const std::string &word : environment.command)
        json.text(word);
    json.endArray();
    json.key("seeds").beginArray();
    json.endArray();
    json.key("seeds_text").text(text(words::noSeeds));
    json.key("redaction").text(nameOf(identifiers));
    json.endObject();
    return json.finish();
}

} // namespace etagere::report
