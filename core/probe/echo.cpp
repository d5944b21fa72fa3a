// SPDX-License-Identifier: Apache-2.0
#include "core/probe/echo.h"

#include "core/analysis/token.h"
#include "core/http/set_cookie.h"
#include "core/http/text.h"
#include "core/probe/invention.h"

#include <algorithm>

namespace etagere::probe {

namespace {

constexpr std::size_t prefixLength = 8;
constexpr std::size_t mostTokens = 4096;

bool isWordChar(char c) noexcept {
    return http::isAlpha(c) || http::isDigit(c) || c == '_' || c == '-';
}

std::string lettersAndDigits(std::string_view text) {
    std::string kept;
    for (const char c : text) {
        if (http::isAlpha(c) || http::isDigit(c))
            kept += c;
    }
    return kept;
}

/// Trackers cut what they get, and drop what their files cannot be named with.
bool isSameOrCut(std::string_view sent, std::string_view got) {
    if (sent == got)
        return true;
    const std::string a = lettersAndDigits(sent);
    const std::string b = lettersAndDigits(got);
    return b.size() >= prefixLength && a.starts_with(b);
}

void addTokens(std::string_view kind, std::string_view text, std::set<std::string> &out) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size() && out.size() < mostTokens; ++i) {
        if (i < text.size() && isWordChar(text[i]))
            continue;
        const std::size_t length = i - begin;
        if (length >= analysis::shortestIdentifier && length <= analysis::longestIdentifier)
            out.insert(std::string(kind) + ' ' + std::string(text.substr(begin, length)));
        begin = i + 1;
    }
}

} // namespace

std::string_view recognisable(std::string_view sent) noexcept {
    const std::string_view opaque = opaqueOf(sent);
    return opaque.size() < prefixLength ? std::string_view() : opaque.substr(0, prefixLength);
}

Echo echoOf(const Outcome &outcome) {
    Echo echo;
    const std::string &sent = outcome.question.sent;
    if (sent.empty() || sent == "*")
        return echo;
    const bool isTag = outcome.question.validator == tags::Validator::ETag;
    const std::string_view got = outcome.value(outcome.question.validator);
    if (!got.empty())
        echo.value = isTag ? isSameOrCut(opaqueOf(sent), opaqueOf(got))
                           : http::trimmed(got) == http::trimmed(sent);
    // A date's beginning is a day's name; only the whole of it tells anything.
    const std::string_view part = isTag ? recognisable(sent) : std::string_view(sent);
    if (part.empty())
        return echo;
    for (const auto &[name, value] : outcome.answer.fields) {
        if (value.find(part) == std::string::npos)
            continue;
        echo.cookie = echo.cookie || http::equalsIgnoringCase(name, "Set-Cookie");
        echo.elsewhere = echo.elsewhere || http::equalsIgnoringCase(name, "Location");
    }
    echo.elsewhere = echo.elsewhere || outcome.text.find(part) != std::string::npos;
    return echo;
}

bool isMatch(const Outcome &outcome) {
    constexpr std::uint16_t notModified = 304;
    constexpr std::uint16_t ok = 200;
    const bool same = echoOf(outcome).value;
    if (outcome.answer.status == notModified)
        return same || outcome.value(outcome.question.validator).empty();
    return outcome.answer.status == ok && same;
}

std::set<std::string> ownDataOf(const Outcome &outcome) {
    std::set<std::string> data;
    for (const auto &[name, value] : outcome.answer.fields) {
        if (http::equalsIgnoringCase(name, "Location"))
            addTokens("location", value, data);
        if (!http::equalsIgnoringCase(name, "Set-Cookie"))
            continue;
        const http::SetCookie cookie = http::parseSetCookie(value);
        addTokens("cookie " + std::string(cookie.name), cookie.value, data);
    }
    addTokens("content", outcome.text, data);
    return data;
}

} // namespace etagere::probe
