// SPDX-License-Identifier: Apache-2.0
#include "tests/live/wire_row.h"

#include "core/http/text.h"

#include <algorithm>
#include <iterator>

namespace etagere::tests {

namespace {

using traffic::ServedFrom;

QString textOf(const WireRow &row) {
    const std::string text = row.method + " " + row.url + " | If-None-Match " + row.ifNoneMatch +
                             " | If-Modified-Since " + row.ifModifiedSince + " | " +
                             std::to_string(row.status) + " | " + row.cookie;
    return QString::fromStdString(text);
}

std::vector<WireRow> without(const std::vector<WireRow> &rows, const std::vector<WireRow> &other) {
    std::vector<WireRow> left;
    std::set_difference(rows.begin(), rows.end(), other.begin(), other.end(),
                        std::back_inserter(left));
    return left;
}

} // namespace

bool wasOnWire(const live::LiveExchange &exchange) {
    const bool isHttp = exchange.url.starts_with("http:") || exchange.url.starts_with("https:") ||
                        exchange.url.starts_with("ws:");
    if (!isHttp)
        return false;
    switch (exchange.servedFrom) {
    case ServedFrom::Network:
    case ServedFrom::Validated:
    case ServedFrom::ValidatedAs200:
        return true;
    default:
        return exchange.servedFrom == ServedFrom::Unknown && exchange.isRequestAsSent;
    }
}

std::string valueOf(const std::vector<live::FieldLine> &fields, std::string_view name) {
    for (const live::FieldLine &line : fields) {
        if (http::equalsIgnoringCase(line.name, name))
            return line.value;
    }
    return {};
}

std::vector<WireRow> wireRows(const std::vector<live::LiveExchange> &exchanges) {
    std::vector<WireRow> rows;
    for (const live::LiveExchange &exchange : exchanges) {
        if (!wasOnWire(exchange))
            continue;
        WireRow row;
        row.method = exchange.method;
        row.url = exchange.url.substr(0, exchange.url.find('#'));
        if (row.url.starts_with("ws:"))
            row.url.replace(0, 2, "http");
        row.ifNoneMatch = valueOf(exchange.requestFields, "If-None-Match");
        row.ifModifiedSince = valueOf(exchange.requestFields, "If-Modified-Since");
        row.status = exchange.servedFrom == ServedFrom::ValidatedAs200 ? std::uint16_t{304}
                                                                       : exchange.status;
        row.cookie = valueOf(exchange.requestFields, "Cookie");
        rows.push_back(std::move(row));
    }
    return rows;
}

QString differences(std::vector<WireRow> served, std::vector<WireRow> captured) {
    std::sort(served.begin(), served.end());
    std::sort(captured.begin(), captured.end());
    QString text;
    for (const WireRow &row : without(served, captured))
        text += QStringLiteral("only the server has: ") + textOf(row) + QLatin1Char('\n');
    for (const WireRow &row : without(captured, served))
        text += QStringLiteral("only the capture has: ") + textOf(row) + QLatin1Char('\n');
    return text;
}

} // namespace etagere::tests
