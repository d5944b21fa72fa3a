// SPDX-License-Identifier: Apache-2.0
#include "core/http/content_type.h"

#include "core/http/text.h"

#include <algorithm>
#include <array>

namespace etagere::http {

namespace {

using Kind = DeviationKind;
constexpr auto npos = std::string_view::npos;

constexpr std::array<std::string_view, 20> textualSubtypes{
    "json",         "xml",        "javascript",   "ecmascript",  "x-javascript",
    "x-ecmascript", "typescript", "x-typescript", "graphql",     "x-www-form-urlencoded",
    "x-ndjson",     "ndjson",     "yaml",         "x-yaml",      "toml",
    "sql",          "x-sh",       "x-mpegurl",    "x-httpd-php", "vnd.apple.mpegurl"};

bool isToken(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

/// Where the next ';' outside quotes stands, or the end.
std::size_t parameterEnd(std::string_view text, std::size_t from) noexcept {
    bool inQuotes = false;
    for (std::size_t i = from; i < text.size(); ++i) {
        if (text[i] == '"')
            inQuotes = !inQuotes;
        else if (text[i] == '\\' && inQuotes)
            ++i;
        else if (text[i] == ';' && !inQuotes)
            return i;
    }
    return text.size();
}

/// A value without its quotes; noted when the second is missing.
std::string_view unquoted(std::string_view text, std::string_view whole, Deviations &deviations) {
    if (text.empty() || text.front() != '"')
        return text;
    if (text.size() == 1 || text.back() != '"') {
        note(deviations, Kind::MissingEndQuote, whole, text);
        return text.substr(1);
    }
    return text.substr(1, text.size() - 2);
}

void readParameter(std::string_view text, std::string_view whole, ContentType &parsed) {
    if (text.empty())
        return;
    const std::size_t equals = text.find('=');
    const std::string_view name = trimmed(text.substr(0, equals));
    if (equals == npos || !isToken(name)) {
        note(parsed.deviations, equals == 0 ? Kind::EmptyName : Kind::MalformedParameter, whole,
             text);
        return;
    }
    const std::string_view value =
        unquoted(trimmed(text.substr(equals + 1)), whole, parsed.deviations);
    parsed.parameters.push_back({name, value});
    if (parsed.charset.empty() && equalsIgnoringCase(name, "charset"))
        parsed.charset = value;
}

bool endsWithIgnoringCase(std::string_view text, std::string_view end) noexcept {
    return text.size() >= end.size() &&
           equalsIgnoringCase(text.substr(text.size() - end.size()), end);
}

} // namespace

bool ContentType::is(std::string_view essence) const noexcept {
    const std::size_t slash = essence.find('/');
    return slash != npos && equalsIgnoringCase(type, essence.substr(0, slash)) &&
           equalsIgnoringCase(subtype, essence.substr(slash + 1));
}

ContentType parseContentType(std::string_view value) {
    ContentType parsed;
    ListReader members(value);
    std::string_view text;
    if (!members.next(text)) {
        note(parsed.deviations, Kind::EmptyValue, {0, value.size()});
        return parsed;
    }
    const std::size_t end = parameterEnd(text, 0);
    const std::string_view essence = trimmed(text.substr(0, end));
    const std::size_t slash = essence.find('/');
    if (slash != npos && isToken(essence.substr(0, slash)) && isToken(essence.substr(slash + 1))) {
        parsed.type = essence.substr(0, slash);
        parsed.subtype = essence.substr(slash + 1);
    } else {
        note(parsed.deviations, Kind::NotAMediaType, value, essence);
    }
    for (std::size_t at = end + 1; at < text.size();) {
        const std::size_t next = parameterEnd(text, at);
        readParameter(trimmed(text.substr(at, next - at)), value, parsed);
        at = next + 1;
    }
    if (std::string_view other; members.next(other))
        note(parsed.deviations, Kind::TrailingText, {offsetIn(value, other), value.size()});
    return parsed;
}

bool isTextual(const ContentType &type) noexcept {
    if (equalsIgnoringCase(type.type, "text"))
        return true;
    if (endsWithIgnoringCase(type.subtype, "+json") || endsWithIgnoringCase(type.subtype, "+xml"))
        return true;
    return equalsIgnoringCase(type.type, "application") &&
           std::any_of(textualSubtypes.begin(), textualSubtypes.end(), [&](std::string_view known) {
               return equalsIgnoringCase(type.subtype, known);
           });
}

} // namespace etagere::http
