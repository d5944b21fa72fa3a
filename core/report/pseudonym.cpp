// SPDX-License-Identifier: Apache-2.0
#include "core/report/pseudonym.h"

#include "core/url/query.h"
#include "core/url/url.h"

#include <algorithm>

namespace etagere::report {

namespace {

constexpr std::size_t shortestSwept = 8;

char lowered(char character) noexcept {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                : character;
}

std::string lowered(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), [](char c) { return lowered(c); });
    return low;
}

bool isPart(char character) noexcept {
    const auto byte = static_cast<unsigned char>(character);
    const char low = lowered(character);
    return (low >= 'a' && low <= 'z') || (character >= '0' && character <= '9') || byte >= 0x80;
}

} // namespace

Pseudonyms::Pseudonyms(const RedactionKey &key)
    : m_key(key) {}

std::string Pseudonyms::of(std::string_view identifier) {
    constexpr std::size_t shownDigits = 10;
    const std::string low = lowered(identifier);
    const auto known = m_known.find(low);
    if (known != m_known.end())
        return known->second;
    std::string made = "id-" + m_key.digitsOf(low).substr(0, shownDigits);
    m_known.emplace(low, made);
    return made;
}

std::string Pseudonyms::ofParts(std::string_view value) {
    std::string out;
    if (value.starts_with("W/")) {
        out = "W/";
        value.remove_prefix(2);
    }
    while (!value.empty()) {
        const auto end = std::find_if_not(value.begin(), value.end(), isPart);
        const auto length = static_cast<std::size_t>(end - value.begin());
        if (length > 0) {
            out += of(value.substr(0, length));
            value.remove_prefix(length);
            continue;
        }
        out += value.front();
        value.remove_prefix(1);
    }
    return out;
}

std::string Pseudonyms::ofUrl(std::string_view text) {
    using Kind = url::UrlView::Kind;
    const url::UrlView parsed = url::parseUrl(text);
    const bool hierarchical = parsed.kind == Kind::Http || parsed.kind == Kind::Https ||
                              parsed.kind == Kind::WebSocket || parsed.kind == Kind::Relative;
    if (!hierarchical)
        return std::string(parsed.scheme) + ":" + of(text);
    std::string out;
    if (!parsed.scheme.empty())
        out = std::string(parsed.scheme) + "://";
    if (!parsed.userinfo.empty())
        out += ofParts(parsed.userinfo) + "@";
    out += parsed.host;
    if (parsed.port)
        out += ":" + std::to_string(*parsed.port);
    const std::size_t semicolon = std::min(parsed.path.find(';'), parsed.path.size());
    out += parsed.path.substr(0, semicolon);
    out += ofParts(parsed.path.substr(semicolon));
    char separator = '?';
    for (const url::QueryParameter &parameter : url::parseQuery(parsed.query)) {
        out += separator;
        separator = '&';
        const auto begin = static_cast<std::size_t>(parameter.name.data() - parsed.query.data());
        const std::size_t end = begin + parameter.name.size();
        const bool named = end < parsed.query.size() && parsed.query[end] == '=';
        if (named)
            out += std::string(parameter.name) + "=" +
                   ofParts(url::percentDecode(parameter.value, url::PlusSign::IsSpace));
        else
            out += ofParts(url::percentDecode(parameter.name));
    }
    if (!parsed.fragment.empty())
        out += "#" + ofParts(url::percentDecode(parsed.fragment));
    return out;
}

std::string Pseudonyms::swept(std::string_view text) const {
    std::string out(text);
    std::string low = lowered(text);
    for (const auto &[identifier, pseudonym] : m_known) {
        if (identifier.size() < shortestSwept)
            continue;
        for (std::size_t at = low.find(identifier); at != std::string::npos;
             at = low.find(identifier, at + pseudonym.size())) {
            out.replace(at, identifier.size(), pseudonym);
            low.replace(at, identifier.size(), pseudonym);
        }
    }
    return out;
}

} // namespace etagere::report
