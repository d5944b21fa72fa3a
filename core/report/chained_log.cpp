// SPDX-License-Identifier: Apache-2.0
#include "core/report/chained_log.h"

#include "core/explain/numbers.h"
#include "core/report/json.h"
#include "core/report/manifest.h"

#include <simdjson.h>

#include <optional>

namespace etagere::report {

namespace {

/// On a line of its own and in ASCII, whatever it holds.
std::string jsonText(std::string_view text) {
    JsonWriter json;
    json.text(text);
    return json.drain();
}

std::string member(std::string_view name, const std::string &json) {
    return ", \"" + std::string(name) + "\": " + json;
}

struct Line {
    std::uint64_t number = 0;
    std::string_view event, previous;
    std::optional<LoggedFile> file;
};

using simdjson::dom::element;

template <class Value>
bool read(const element &object, std::string_view name, Value &value) {
    return object[name].get(value) == simdjson::SUCCESS;
}

std::optional<Line> lineOf(const element &object) {
    Line line;
    std::string_view time;
    if (!object.is_object() || !read(object, "n", line.number) || !read(object, "time", time) ||
        !read(object, "event", line.event) || !read(object, "previous", line.previous))
        return std::nullopt;
    if (line.event != "file")
        return line;
    std::string_view path;
    std::string_view sha256;
    LoggedFile file;
    if (!read(object, "path", path) || !read(object, "bytes", file.bytes) ||
        !read(object, "sha256", sha256))
        return std::nullopt;
    file.path = path;
    file.sha256 = sha256;
    line.file = std::move(file);
    return line;
}

} // namespace

std::string ChainedLog::begun(Instant time, std::string_view event) const {
    return "{\"n\": " + std::to_string(m_lines + 1) +
           member("time", jsonText(explain::rfc3339(time))) + member("event", jsonText(event));
}

void ChainedLog::append(std::string line) {
    line += member("previous", "\"" + m_previous + "\"") + "}";
    m_previous = sha256Of(line);
    m_text += line + "\n";
    ++m_lines;
}

void ChainedLog::add(Instant time, std::string_view event, std::initializer_list<Detail> details) {
    std::string line = begun(time, event);
    for (const Detail &detail : details)
        line += member(detail.first, jsonText(detail.second));
    append(std::move(line));
}

void ChainedLog::addFile(Instant time, std::string_view path, std::uint64_t bytes,
                         std::string_view sha256) {
    append(begun(time, "file") + member("path", jsonText(path)) +
           member("bytes", std::to_string(bytes)) + member("sha256", jsonText(sha256)));
}

Result<std::vector<LoggedFile>, ChainError> checkChain(std::string_view log) {
    using Kind = ChainError::Kind;
    std::vector<LoggedFile> files;
    std::string previous(64, '0');
    std::size_t number = 0;
    simdjson::dom::parser parser;
    while (!log.empty() || number == 0) {
        ++number;
        const auto failed = [number](Kind kind) {
            return Failure<ChainError>(ChainError{kind, number});
        };
        const std::size_t end = log.find('\n');
        if (end == std::string_view::npos || log.size() > logLimit)
            return failed(Kind::NotALine);
        const std::string_view text = log.substr(0, end);
        element object;
        if (parser.parse(simdjson::padded_string(text)).get(object) != simdjson::SUCCESS)
            return failed(Kind::NotALine);
        std::optional<Line> line = lineOf(object);
        if (!line)
            return failed(Kind::NotALine);
        if (line->number != number)
            return failed(Kind::WrongNumber);
        if (line->previous != previous)
            return failed(Kind::BrokenChain);
        if (line->file)
            files.push_back(*std::move(line->file));
        previous = sha256Of(text);
        log.remove_prefix(end + 1);
    }
    return files;
}

} // namespace etagere::report
