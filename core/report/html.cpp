// SPDX-License-Identifier: Apache-2.0
#include "core/report/html.h"

#include "core/explain/printable.h"

#include <algorithm>

namespace etagere::report {

namespace {

constexpr std::size_t longestValue = 4000;

void appendEscaped(std::string &out, char character) {
    switch (character) {
    case '&':
        out += "&amp;";
        break;
    case '<':
        out += "&lt;";
        break;
    case '>':
        out += "&gt;";
        break;
    case '"':
        out += "&quot;";
        break;
    case '\'':
        out += "&#39;";
        break;
    default:
        out += character;
    }
}

} // namespace

std::string htmlText(std::string_view text) {
    std::string out;
    for (const char character : explain::printable(text))
        appendEscaped(out, character);
    return out;
}

std::string htmlLines(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        out += htmlText(text.substr(0, end)) + "\n";
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string htmlElement(std::string_view name, std::string_view cssClass, std::string_view text) {
    std::string out = "<" + std::string(name);
    if (!cssClass.empty())
        out += " class=\"" + htmlText(cssClass) + "\"";
    return out + ">" + htmlText(text) + "</" + std::string(name) + ">";
}

std::string htmlCode(std::string_view recorded) {
    return "<code><bdi>" + htmlText(explain::shortened(recorded, longestValue)) + "</bdi></code>";
}

} // namespace etagere::report
