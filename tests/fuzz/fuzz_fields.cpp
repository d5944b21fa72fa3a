// SPDX-License-Identifier: Apache-2.0
// The first byte picks the parser, the rest is the field value (or several lines, cut at 0x1E).
#include "core/http/age.h"
#include "core/http/cache_control.h"
#include "core/http/conditional.h"
#include "core/http/content_coding.h"
#include "core/http/content_length.h"
#include "core/http/content_range.h"
#include "core/http/content_type.h"
#include "core/http/cookie.h"
#include "core/http/etag.h"
#include "core/http/expires.h"
#include "core/http/field.h"
#include "core/http/field_lines.h"
#include "core/http/http_date.h"
#include "core/http/set_cookie.h"
#include "core/http/text.h"
#include "core/http/vary.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <vector>

using namespace etagere;
using namespace etagere::http;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

/// Views may be empty and point nowhere; all others point into the value.
void requireInside(std::string_view value, std::string_view view) {
    const std::less_equal<> notAfter;
    require(view.empty() || (notAfter(value.data(), view.data()) &&
                             notAfter(view.data() + view.size(), value.data() + value.size())));
}

void requireInside(std::string_view value, const Deviations &deviations) {
    require(deviations.size() <= 64);
    for (const Deviation &d : deviations)
        require(d.begin <= d.end && d.end <= value.size() && d.kind < DeviationKind::Count);
}

void requireComesBack(const std::optional<Instant> &time) {
    const std::string text = time ? formatHttpDate(*time) : std::string();
    require(text.empty() || parseHttpDate(text).time == time);
}

void fuzzETag(std::string_view value) {
    const ParsedETag parsed = parseETag(value);
    requireInside(value, parsed.deviations);
    require(parsed.tag.has_value() == !trimmed(value).empty());
    if (!parsed.tag)
        return;
    requireInside(value, parsed.tag->opaque);
    require(parsed.tag->opaque.find_first_of("\r\n") == std::string_view::npos);
    require(equalsWeakly(*parsed.tag, *parsed.tag));
    const bool strong = parsed.tag->strength == Strength::Strong;
    require(equalsStrongly(*parsed.tag, *parsed.tag) == strong);
    if (value.find_first_of(",\r\n") != std::string_view::npos || trimmed(value) == "*")
        return;
    require(parseETagList(value).tags.front() == *parsed.tag);
    if (!parsed.deviations.empty())
        return;
    std::string written = strong ? "\"" : "W/\"";
    written.append(parsed.tag->opaque).append("\"");
    require(written == trimmed(value));
}

void fuzzETagList(std::string_view value) {
    const ETagList list = parseETagList(value);
    requireInside(value, list.deviations);
    require(!list.any || list.tags.empty());
    for (const ETagView &tag : list.tags)
        requireInside(value, tag.opaque);
}

void fuzzDates(std::string_view value) {
    const ParsedDate date = parseHttpDate(value);
    requireInside(value, date.deviations);
    requireComesBack(date.time);
    const ParsedDate other = parseHttpDate(value, std::chrono::year(2030));
    require(date.time.has_value() == other.time.has_value() ||
            contains(date.deviations, DeviationKind::BadDate) ||
            contains(other.deviations, DeviationKind::BadDate));
    requireInside(value, parseExpires(value).deviations);
    requireComesBack(parseCookieDate(value));
}

void fuzzNumbers(std::string_view value) {
    const ParsedDeltaSeconds delta = parseDeltaSeconds(value);
    requireInside(value, delta.deviations);
    require(!delta.value || delta.value->count() <= DeltaSeconds::cap);
    requireInside(value, parseAge(value).deviations);
    requireInside(value, parseContentLength(value).deviations);
    const ParsedContentRange range = parseContentRange(value);
    requireInside(value, range.deviations);
    requireInside(value, range.unit);
    require(!range.range || range.range->first <= range.range->last);
}

void fuzzContent(std::string_view value) {
    const ParsedContentCoding codings = parseContentCoding(value);
    requireInside(value, codings.deviations);
    for (const CodingView &coding : codings.codings)
        requireInside(value, coding.token);
    const ContentType type = parseContentType(value);
    requireInside(value, type.deviations);
    requireInside(value, type.charset);
    require(type.type.empty() == type.subtype.empty());
    for (const Parameter &parameter : type.parameters) {
        requireInside(value, parameter.name);
        requireInside(value, parameter.value);
    }
    require(!isTextual(type) || !type.type.empty());
}

void fuzzCacheControl(std::string_view value) {
    const ParsedCacheControl parsed = parseCacheControl(value);
    requireInside(value, parsed.deviations);
    requireInside(value, parsed.control.privateFields);
    requireInside(value, parsed.control.noCacheFields);
    require(!parsed.control.maxAge || parsed.control.has(Directive::MaxAge));
    const Field line{"cache-control", value, FieldName::CacheControl};
    require(cacheControlOf({&line, 1}) == parsed.control);
}

void fuzzVary(std::string_view value) {
    const Vary vary = parseVary(value);
    requireInside(value, vary.deviations);
    require(vary.names.size() <= 256);
    for (const std::string_view name : vary.names)
        requireInside(value, name);
}

void fuzzCookies(std::string_view value) {
    const SetCookie cookie = parseSetCookie(value);
    requireInside(value, cookie.deviations);
    for (const std::string_view part :
         {cookie.name, cookie.value, cookie.domain, cookie.path, cookie.sameSite})
        requireInside(value, part);
    const auto lives = lifetime(cookie, Instant());
    require(lives.has_value() == (cookie.maxAge || cookie.expires));
    require(!lives || lives->count() >= 0);
    for (const CookiePair &pair : parseCookie(value)) {
        requireInside(value, pair.name);
        requireInside(value, pair.value);
    }
}

void fuzzFields(std::string_view value) {
    std::vector<Field> lines;
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find('\x1e', at), value.size());
        const std::string_view line = value.substr(at, end - at);
        const std::size_t colon = std::min(line.find(':'), line.size());
        const std::string_view name = line.substr(0, colon);
        const FieldName known = fieldNameFrom(name);
        require(known == FieldName::Other || equalsIgnoringCase(spelling(known), name));
        lines.push_back({name, line.substr(std::min(colon + 1, line.size())), known});
        at = end + 1;
    }
    const Conditional asked = parseConditional(lines);
    require(asked.ifNoneMatch.has_value() == (find(lines, FieldName::IfNoneMatch) != nullptr));
    require(asked.ifRange.has_value() == (find(lines, FieldName::IfRange) != nullptr));
    const bool varies = find(lines, FieldName::Vary) != nullptr;
    std::string_view varied;
    require(varies || (!VaryNames(lines).next(varied) && !varySaysAny(lines)));
    std::vector<Field> cut;
    const std::size_t leftOut = readFieldLines(value, cut);
    require(cut.size() + leftOut <= value.size() + 1);
    for (const Field &line : cut)
        require(line.known == fieldNameFrom(line.name) && !line.name.empty());
    const FieldSet wanted{FieldName::CacheControl, FieldName::Date, FieldName::Vary};
    std::vector<Field> some;
    readFieldLines(value, some, wanted);
    std::erase_if(cut, [&wanted](const Field &line) { return !wanted.has(line.known); });
    require(std::equal(some.begin(), some.end(), cut.begin(), cut.end(),
                       [](const Field &a, const Field &b) {
                           return a.name == b.name && a.value == b.value && a.known == b.known;
                       }));
    require(parseIfRange(value).tag.has_value() || parseIfRange(value).date.has_value() ||
            trimmed(value).empty());
}

constexpr std::array<void (*)(std::string_view), 9> parsers{
    fuzzETag,         fuzzETagList, fuzzDates,   fuzzNumbers, fuzzContent,
    fuzzCacheControl, fuzzVary,     fuzzCookies, fuzzFields};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size == 0)
        return 0;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view value(reinterpret_cast<const char *>(data) + 1, size - 1);
    parsers[data[0] % parsers.size()](value);
    return 0;
}
