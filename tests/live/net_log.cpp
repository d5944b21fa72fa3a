// SPDX-License-Identifier: Apache-2.0
#include "tests/live/net_log.h"

#include "core/http/text.h"

#include <simdjson.h>

#include <charconv>
#include <fstream>
#include <map>
#include <string>

namespace etagere::tests {

namespace {

/// The events' numbers, which differ by version.
struct Types {
    std::int64_t start = -1;
    std::int64_t sent = -1;
    std::int64_t received = -1;
};

/// One line of the file without what joins it to the next; the first one is cut open.
std::string_view pieceOf(std::string_view line) {
    constexpr std::string_view begin = "{\"constants\":";
    if (line.starts_with(begin))
        line.remove_prefix(begin.size());
    while (!line.empty() && (line.back() == ',' || line.back() == '\r'))
        line.remove_suffix(1);
    return line;
}

Types typesOf(simdjson::dom::element constants) {
    Types types;
    const auto number = [&](std::string_view name, std::int64_t &to) {
        if (constants["logEventTypes"][name].get(to) != simdjson::SUCCESS)
            to = -1;
    };
    number("URL_REQUEST_START_JOB", types.start);
    number("HTTP_TRANSACTION_SEND_REQUEST_HEADERS", types.sent);
    number("HTTP_TRANSACTION_READ_RESPONSE_HEADERS", types.received);
    return types;
}

/// Reads the events of one source after the other, in the order of the file.
class Reader {
public:
    void take(simdjson::dom::element event) {
        std::int64_t type = -1;
        std::int64_t source = -1;
        if (event["type"].get(type) != simdjson::SUCCESS ||
            event["source"]["id"].get(source) != simdjson::SUCCESS)
            return;
        if (type == types.start)
            begin(source, event);
        else if (type == types.sent)
            send(source, event);
        else if (type == types.received)
            receive(source, event);
    }
    Types types;
    std::vector<WireRow> rows;

private:
    void begin(std::int64_t source, simdjson::dom::element event) {
        std::string_view url;
        std::string_view method;
        if (event["params"]["url"].get(url) != simdjson::SUCCESS)
            return;
        WireRow row;
        row.url = url.substr(0, url.find('#'));
        if (event["params"]["method"].get(method) == simdjson::SUCCESS)
            row.method = method;
        m_asked[source] = row;
    }
    void send(std::int64_t source, simdjson::dom::element event) {
        simdjson::dom::array lines;
        const auto asked = m_asked.find(source);
        if (asked == m_asked.end() || event["params"]["headers"].get(lines) != simdjson::SUCCESS)
            return;
        WireRow row = asked->second;
        for (const simdjson::dom::element line : lines)
            takeField(row, line.get_string().value());
        m_rows[source] = rows.size();
        rows.push_back(std::move(row));
    }
    void receive(std::int64_t source, simdjson::dom::element event) {
        simdjson::dom::array lines;
        const auto row = m_rows.find(source);
        if (row == m_rows.end() || event["params"]["headers"].get(lines) != simdjson::SUCCESS)
            return;
        // "HTTP/1.1 304 Not Modified"
        const std::string_view first = lines.at(0).get_string().value();
        const std::size_t at = first.find(' ') + 1;
        std::from_chars(first.data() + at, first.data() + first.size(), rows[row->second].status);
    }
    static void takeField(WireRow &row, std::string_view line) {
        const std::size_t colon = std::min(line.find(':'), line.size());
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = http::trimmed(line.substr(std::min(colon + 1, line.size())));
        if (http::equalsIgnoringCase(name, "If-None-Match"))
            row.ifNoneMatch = value;
        else if (http::equalsIgnoringCase(name, "If-Modified-Since"))
            row.ifModifiedSince = value;
        else if (http::equalsIgnoringCase(name, "Cookie"))
            row.cookie = value;
    }

    std::map<std::int64_t, WireRow> m_asked;
    std::map<std::int64_t, std::size_t> m_rows;
};

} // namespace

std::vector<WireRow> netLogRows(const std::filesystem::path &file) {
    std::ifstream lines(file);
    std::string line;
    simdjson::dom::parser parser;
    Reader reader;
    while (std::getline(lines, line)) {
        const std::string_view piece = pieceOf(line);
        simdjson::dom::element element;
        if (parser.parse(piece.data(), piece.size()).get(element) != simdjson::SUCCESS)
            continue;
        if (reader.types.start < 0)
            reader.types = typesOf(element);
        else
            reader.take(element);
    }
    return std::move(reader.rows);
}

} // namespace etagere::tests
