// SPDX-License-Identifier: Apache-2.0
#include "core/http/set_cookie.h"

#include "core/http/delta_seconds.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>

namespace etagere::http {

namespace {

using Kind = DeviationKind;
using std::chrono::seconds;
constexpr std::size_t mostPairBytes = 4096;
constexpr std::size_t mostAttributeBytes = 1024;

/// One attribute on its way into the cookie: both parts are views into `line`.
struct Attribute {
    std::string_view line;
    std::string_view name;
    std::string_view value;
};

void setExpires(SetCookie &cookie, const Attribute &attribute) {
    if (const auto time = parseCookieDate(attribute.value))
        cookie.expires = time;
    else
        note(cookie.deviations, Kind::BadDate, attribute.line, attribute.value);
}

void setMaxAge(SetCookie &cookie, const Attribute &attribute) {
    const bool negative = attribute.value.substr(0, 1) == "-";
    const std::string_view digits = attribute.value.substr(negative ? 1 : 0);
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), isDigit)) {
        note(cookie.deviations, Kind::NotANumber, attribute.line, attribute.value);
        return;
    }
    const ParsedDeltaSeconds parsed = parseDeltaSeconds(digits);
    if (contains(parsed.deviations, Kind::NumberTooLarge))
        note(cookie.deviations, Kind::NumberTooLarge, attribute.line, digits);
    const seconds count = parsed.value.value_or(DeltaSeconds()).seconds();
    cookie.maxAge = negative ? -count : count;
}

void setDomain(SetCookie &cookie, const Attribute &attribute) {
    const std::string_view domain = attribute.value;
    cookie.domain = domain.substr(domain.substr(0, 1) == "." ? 1 : 0);
}

void setPath(SetCookie &cookie, const Attribute &attribute) {
    const bool absolute = attribute.value.substr(0, 1) == "/";
    cookie.path = absolute ? attribute.value : std::string_view();
    if (!absolute)
        note(cookie.deviations, Kind::MalformedParameter, attribute.line, attribute.value);
}

void setSameSite(SetCookie &cookie, const Attribute &attribute) {
    cookie.sameSite = attribute.value;
}
void setSecure(SetCookie &cookie, const Attribute & /*bare*/) { cookie.secure = true; }
void setHttpOnly(SetCookie &cookie, const Attribute & /*bare*/) { cookie.httpOnly = true; }
void setPartitioned(SetCookie &cookie, const Attribute & /*bare*/) { cookie.partitioned = true; }

struct AttributeRow {
    std::string_view name;
    void (*set)(SetCookie &, const Attribute &) = nullptr;
};
constexpr std::array<AttributeRow, 8> attributeRows{{
    {"Expires", setExpires},
    {"Max-Age", setMaxAge},
    {"Domain", setDomain},
    {"Path", setPath},
    {"SameSite", setSameSite},
    {"Secure", setSecure},
    {"HttpOnly", setHttpOnly},
    {"Partitioned", setPartitioned},
}};

void readAttribute(SetCookie &cookie, const Attribute &attribute) {
    if (attribute.value.size() > mostAttributeBytes) {
        note(cookie.deviations, Kind::TooLong, attribute.line, attribute.value);
        return;
    }
    for (const AttributeRow &row : attributeRows) {
        if (equalsIgnoringCase(attribute.name, row.name)) {
            row.set(cookie, attribute);
            return;
        }
    }
}

/// The part before the first '=' and the part after it; `missing` stands for a part without one.
Attribute cut(std::string_view line, std::string_view text) noexcept {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos)
        return {line, trimmed(text), text.substr(text.size())};
    return {line, trimmed(text.substr(0, equals)), trimmed(text.substr(equals + 1))};
}

void readPair(SetCookie &cookie, std::string_view line, std::string_view pair) {
    const Attribute parts = cut(line, pair);
    const bool bare = pair.find('=') == std::string_view::npos;
    cookie.name = bare ? parts.value : parts.name;
    cookie.value = bare ? parts.name : parts.value;
    if (cookie.name.empty())
        note(cookie.deviations, cookie.value.empty() ? Kind::EmptyValue : Kind::EmptyName, line,
             pair);
    if (cookie.name.size() + cookie.value.size() > mostPairBytes)
        note(cookie.deviations, Kind::TooLong, line, pair);
    cookie.ignored = (cookie.name.empty() && cookie.value.empty()) ||
                     cookie.name.size() + cookie.value.size() > mostPairBytes;
}

bool isForbidden(char c) noexcept { return c != '\t' && isControl(c); }

} // namespace

SetCookie parseSetCookie(std::string_view value) {
    SetCookie cookie;
    const std::string_view text = trimmed(value);
    std::size_t at = std::min(text.find(';'), text.size());
    readPair(cookie, value, text.substr(0, at));
    const auto forbidden = std::find_if(text.begin(), text.end(), isForbidden);
    if (forbidden != text.end()) {
        const auto index = static_cast<std::size_t>(forbidden - text.begin());
        note(cookie.deviations, Kind::ForbiddenCharacter, value, text.substr(index, 1));
        cookie.ignored = true;
    }
    while (at < text.size()) {
        const std::size_t end = std::min(text.find(';', at + 1), text.size());
        readAttribute(cookie, cut(value, text.substr(at + 1, end - at - 1)));
        at = end;
    }
    return cookie;
}

std::optional<seconds> lifetime(const SetCookie &cookie, Instant now) noexcept {
    if (cookie.maxAge)
        return std::max(*cookie.maxAge, seconds(0));
    if (cookie.expires)
        return std::max(std::chrono::floor<seconds>(*cookie.expires - now), seconds(0));
    return std::nullopt;
}

} // namespace etagere::http
