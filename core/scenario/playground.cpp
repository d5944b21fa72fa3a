// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/playground.h"

#include "core/http/http_date.h"
#include "core/http/text.h"
#include "core/scenario/json_tree.h"
#include "core/scenario/time_text.h"

#include <algorithm>
#include <utility>

namespace etagere::scenario {

namespace {

constexpr std::string_view url = "http://playground.test/";

Json textJson(std::string_view text) {
    Json json;
    json.kind = Json::Kind::Text;
    json.text = text;
    return json;
}

Json numberJson(std::string text) {
    Json json;
    json.kind = Json::Kind::Number;
    json.text = std::move(text);
    return json;
}

Json truthJson() {
    Json json;
    json.kind = Json::Kind::Truth;
    json.truth = true;
    return json;
}

Json listOf(std::vector<Json> values) {
    Json json;
    json.kind = Json::Kind::List;
    json.values = std::move(values);
    return json;
}

Json object() {
    Json json;
    json.kind = Json::Kind::Object;
    return json;
}

void put(Json &object, std::string_view name, Json value) {
    object.keys.push_back({std::string(name)});
    object.values.push_back(std::move(value));
}

/// Lines of the same name become one member with a list.
Json fieldsJson(const std::vector<FieldLine> &fields) {
    Json json = object();
    for (const auto &[name, value] : fields) {
        const auto place = memberOf(json, name);
        if (!place) {
            put(json, name, textJson(value));
            continue;
        }
        Json &there = json.values[*place];
        if (there.kind != Json::Kind::List)
            there = listOf({std::move(there)});
        there.values.push_back(textJson(value));
    }
    return json;
}

/// The value of the one line of that name, which is taken out; nothing when there are several.
std::optional<std::string> takeOnly(std::vector<FieldLine> &fields, std::string_view name) {
    const auto isIt = [name](const FieldLine &line) {
        return http::equalsIgnoringCase(line.first, name);
    };
    if (std::count_if(fields.begin(), fields.end(), isIt) != 1)
        return std::nullopt;
    const auto found = std::find_if(fields.begin(), fields.end(), isIt);
    std::string value = std::move(found->second);
    fields.erase(found);
    return value;
}

/// A text that a document takes for a tag or a media type.
bool isLine(std::string_view text) {
    constexpr std::size_t longest = 1000;
    return text.size() <= longest && std::none_of(text.begin(), text.end(), http::isControl);
}

/// The date, if it is one that a server writes and a document can state.
std::optional<Instant> dateIn(const std::string &value) {
    const auto time = http::parseHttpDate(value).time;
    const bool isKept = time && http::formatHttpDate(*time) == value && *time >= Instant{} &&
                        *time < std::chrono::sys_days(std::chrono::January / 1 / 2100);
    return isKept ? time : std::nullopt;
}

/// RFC 3339, whole seconds.
std::string startText(Instant time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    const auto digits = [](auto number, std::size_t width) {
        std::string text = std::to_string(number);
        return std::string(width - std::min(width, text.size()), '0') + text;
    };
    return digits(static_cast<int>(date.year()), 4) + "-" +
           digits(static_cast<unsigned>(date.month()), 2) + "-" +
           digits(static_cast<unsigned>(date.day()), 2) + "T" + digits(clock.hours().count(), 2) +
           ":" + digits(clock.minutes().count(), 2) + ":" + digits(clock.seconds().count(), 2) +
           "Z";
}

/// A server that gives the response as it was pasted. The validators and the dates become what the
/// server does, so that it also answers to them.
class Server {
public:
    Server(std::uint16_t status, std::vector<FieldLine> fields)
        : m_status(status)
        , m_fields(std::move(fields)) {
        takeDate();
        takeTag();
        takeModified();
        takeType();
    }
    [[nodiscard]] const std::optional<Instant> &start() const noexcept { return m_start; }
    [[nodiscard]] Json resource() const {
        Json json = object();
        put(json, "on", textJson("server"));
        put(json, "path", textJson("/"));
        put(json, "type", textJson(m_type));
        if (m_status != 200)
            put(json, "status", numberJson(std::to_string(m_status)));
        put(json, "tag", textJson(m_tag));
        if (m_modified)
            put(json, "last_modified", truthJson());
        put(json, "fields", fieldsJson(m_fields));
        Json version = object();
        put(version, "from", numberJson("0"));
        put(version, "body", textJson("What the server shows."));
        if (m_modified)
            put(version, "modified", numberJson(timeJson(*m_modified)));
        put(json, "versions", listOf({std::move(version)}));
        return json;
    }

private:
    void takeDate() {
        const std::vector<FieldLine> all = m_fields;
        const auto date = takeOnly(m_fields, "Date");
        m_start = date ? dateIn(*date) : std::nullopt;
        if (!m_start)
            m_fields = all;
    }
    void takeTag() {
        const std::vector<FieldLine> all = m_fields;
        const auto tag = takeOnly(m_fields, "ETag");
        if (tag && isLine(*tag) && (tag->starts_with('"') || tag->starts_with("W/")))
            m_tag = *tag;
        else
            m_fields = all;
    }
    void takeModified() {
        const std::vector<FieldLine> all = m_fields;
        const auto date = takeOnly(m_fields, "Last-Modified");
        const auto time = date ? dateIn(*date) : std::nullopt;
        if (time && !m_start && *time > defaultStart)
            m_start = time; // no file is from after its answer
        const Duration since = time ? *time - m_start.value_or(defaultStart) : Duration(0);
        if (time && since <= longestTime && since >= -longestTime)
            m_modified = since;
        else
            m_fields = all;
    }
    void takeType() {
        const std::vector<FieldLine> all = m_fields;
        const auto type = takeOnly(m_fields, "Content-Type");
        if (type && isLine(*type) && type->find('/') != std::string::npos)
            m_type = *type;
        else
            m_fields = all;
    }

    std::uint16_t m_status;
    std::vector<FieldLine> m_fields;
    std::optional<Instant> m_start;
    std::optional<Duration> m_modified;
    std::string m_tag = "none";
    std::string m_type = "text/plain";
};

Json actorJson(std::string_view id, std::string_view kind) {
    Json json = object();
    put(json, "id", textJson(id));
    put(json, "kind", textJson(kind));
    return json;
}

Json stepJson(const Experiment &experiment, std::string_view id, Duration at) {
    Json json = object();
    put(json, "id", textJson(id));
    put(json, "at", numberJson(timeJson(at)));
    put(json, "actor", textJson("browser"));
    put(json, "method", textJson(experiment.method));
    put(json, "url", textJson(url));
    put(json, "document", truthJson());
    return json;
}

std::string lineOf(const std::string &name, std::string_view value) {
    std::string line = name;
    return line.append(": ").append(value);
}

std::string quotedForShell(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'')
            quoted += "'\\''";
        else
            quoted += c;
    }
    return quoted + "'";
}

} // namespace

std::string documentOf(const Experiment &experiment) {
    const Pasted response = readPasted(experiment.response);
    const Server server(response.status != 0 ? response.status : experiment.status,
                        response.fields);
    Json document = object();
    put(document, "schema", textJson(schemaName));
    put(document, "id", textJson("playground"));
    put(document, "title", textJson("Playground"));
    if (server.start())
        put(document, "start", textJson(startText(*server.start())));
    Json origin = actorJson("server", "origin");
    put(origin, "host", textJson("playground.test"));
    put(document, "actors", listOf({actorJson("browser", "browser"), std::move(origin)}));
    put(document, "resources", listOf({server.resource()}));
    Json second = stepJson(experiment, "second", experiment.age);
    const Pasted request = readPasted(experiment.request);
    if (!request.fields.empty())
        put(second, "fields", fieldsJson(request.fields));
    if (experiment.reload != Reload::No)
        put(second, "reload", textJson(nameOf(experiment.reload)));
    put(document, "steps", listOf({stepJson(experiment, "first", Duration(0)), std::move(second)}));
    return writeJson(document, Layout::Indented) + "\n";
}

std::string commandLineOf(const Experiment &experiment) {
    const Pasted response = readPasted(experiment.response);
    std::string line = "etagere lab try";
    const auto add = [&line](std::string_view option, std::string_view value) {
        line.append(" ").append(option).append(" ").append(value);
    };
    if (experiment.method != "GET")
        add("--method", quotedForShell(experiment.method));
    const std::uint16_t status = response.status != 0 ? response.status : experiment.status;
    if (status != 200)
        add("--status", std::to_string(status));
    for (const auto &[name, value] : response.fields)
        add("--response", quotedForShell(lineOf(name, value)));
    add("--after", timeJson(experiment.age));
    for (const auto &[name, value] : readPasted(experiment.request).fields)
        add("--request", quotedForShell(lineOf(name, value)));
    if (experiment.reload != Reload::No)
        add("--reload", nameOf(experiment.reload));
    return line;
}

} // namespace etagere::scenario
