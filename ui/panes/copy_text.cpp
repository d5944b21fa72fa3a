// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/copy_text.h"

#include "core/http/text.h"
#include "core/url/url.h"
#include "ui/models/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace etagere::ui {

namespace {

constexpr Bytes bodyLimit{std::uint64_t{64} * 1024};

bool isVisibleAscii(char c) { return c > ' ' && c < '\x7f'; }

std::string hex(char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return {digits[byte >> 4U], digits[byte & 0x0fU]};
}

/// Always three digits: what follows is never taken for a part of it.
std::string octal(char c) {
    const auto byte = static_cast<unsigned char>(c);
    const auto digit = [](unsigned value) { return static_cast<char>('0' + (value & 7U)); };
    return {'\\', digit(byte >> 6U), digit(byte >> 3U), digit(byte)};
}

bool isToken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), http::isTokenChar);
}

/// What curl writes itself, from the URL and the body, or what belongs to the old connection.
bool isMadeByCurl(std::string_view name) {
    constexpr std::array<std::string_view, 5> names{"host", "content-length", "connection",
                                                    "transfer-encoding", "proxy-connection"};
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view one) { return http::equalsIgnoringCase(one, name); });
}

QString headerOption(const http::Field &field) {
    // "Name;" is how curl is told to send an empty field; "Name:" would take the field away.
    const std::string line = field.value.empty()
                                 ? std::string(field.name) + ";"
                                 : std::string(field.name) + ": " + std::string(field.value);
    return QStringLiteral(" \\\n  -H ") + shellQuoted(line);
}

QString bodyOption(const traffic::Traffic &traffic, const traffic::Exchange &exchange) {
    if (exchange.requestBody.form == traffic::BodyForm::Absent)
        return {};
    const auto body = traffic.loadBody(exchange.requestBody, bodyLimit);
    if (!body || body->empty() || body->find('\0') != std::string::npos)
        return {};
    return QStringLiteral(" \\\n  --data-raw ") + shellQuoted(*body);
}

} // namespace

QString copiedUrl(std::string_view url) {
    std::string out;
    out.reserve(url.size());
    for (const char c : url) {
        if (isVisibleAscii(c) && c != '"' && c != '<' && c != '>' && c != '`') {
            out += c;
        } else {
            out += '%';
            out += hex(c);
        }
    }
    return fromUtf8(out);
}

QString shellQuoted(std::string_view text) {
    const bool plain =
        std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || isVisibleAscii(c); });
    std::string out = plain ? "'" : "$'";
    for (const char c : text) {
        if (c == '\'')
            out += plain ? "'\\''" : "\\'";
        else if (c == '\\' && !plain)
            out += "\\\\";
        else if (c == ' ' || isVisibleAscii(c))
            out += c;
        else if (c != '\0')
            out += octal(c);
    }
    return fromUtf8(out + "'");
}

std::optional<QString> curlCommand(const traffic::Traffic &traffic, traffic::ExchangeId exchange) {
    using Kind = url::UrlView::Kind;
    const traffic::Exchange &asked = traffic.exchange(exchange);
    const std::string_view text = traffic.urlText(asked.url);
    const Kind kind = url::parseUrl(text).kind;
    if ((kind != Kind::Http && kind != Kind::Https) || !isToken(asked.method))
        return std::nullopt;
    // Brackets and braces in a URL are no patterns here, and "/../" stays as it was recorded.
    QString command = QStringLiteral("curl --globoff --path-as-is --include");
    if (asked.method == "HEAD")
        command += QStringLiteral(" --head");
    else if (asked.method != "GET")
        command += QStringLiteral(" -X ") + shellQuoted(asked.method);
    command += QStringLiteral(" \\\n  --url ") + shellQuoted(toUtf8(copiedUrl(text)));
    for (const http::Field &field : asked.requestFields) {
        if (isToken(field.name) && !isMadeByCurl(field.name))
            command += headerOption(field);
        if (field.known == http::FieldName::AcceptEncoding)
            command += QStringLiteral(" \\\n  --compressed");
    }
    return command + bodyOption(traffic, asked);
}

} // namespace etagere::ui
