// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/subject.h"

#include "core/body/text_code.h"

#include <algorithm>
#include <cmath>

namespace etagere::recipe {

namespace {

constexpr std::uint64_t year1980 = 315'532'800;
constexpr std::uint64_t year2100 = 4'102'444'800;
/// A server may write its Date a moment after it made the tag.
constexpr std::int64_t servingSlack = 1;

std::optional<std::int64_t> secondOf(const std::optional<Instant> &instant) {
    if (!instant)
        return std::nullopt;
    return std::chrono::floor<std::chrono::seconds>(*instant).time_since_epoch().count();
}

/// The complete length of "bytes 0-9/2640" (RFC 9110 §14.4).
std::optional<std::uint64_t> completeLength(std::string_view contentRange) {
    const auto slash = contentRange.rfind('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    return body::decodeNumber(contentRange.substr(slash + 1), 10);
}

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

Subject::Subject(const Facts &facts)
    : m_facts(&facts)
    , m_text(facts.opaque)
    , m_modified(secondOf(facts.lastModified))
    , m_served(secondOf(facts.date)) {
    const bool isPartial = http::find(facts.fields, http::FieldName::ContentRange) != nullptr;
    const bool isCoded = !http::valueOf(facts.fields, http::FieldName::ContentEncoding).empty();
    addLength(completeLength(http::valueOf(facts.fields, http::FieldName::ContentRange)),
              Over::ContentRange);
    addLength(facts.identityLength, Over::Decoded);
    if (facts.decoded != nullptr && !isPartial)
        addLength(facts.decoded->bytes().size(), Over::Decoded);
    if (!isPartial)
        addLength(
            body::decodeNumber(http::valueOf(facts.fields, http::FieldName::ContentLength), 10),
            isCoded ? Over::Encoded : Over::Decoded);
    addLength(facts.encodedLength, Over::Encoded);
    if (facts.encoded != nullptr && !isPartial)
        addLength(facts.encoded->bytes().size(), Over::Encoded);
}

void Subject::addLength(std::optional<std::uint64_t> value, Over over) {
    const auto known = lengths();
    if (!value || std::any_of(known.begin(), known.end(),
                              [&](const LengthFact &fact) { return fact.value == *value; }))
        return;
    m_lengths[m_lengthCount++] = {*value, over};
}

Subject Subject::withText(std::uint32_t begin, std::uint32_t end) const {
    Subject other = *this;
    other.m_text = m_facts->opaque.substr(begin, end - begin);
    other.m_begin = begin;
    return other;
}

bool Subject::serverIs(std::string_view lowerCaseName) const {
    const std::string_view server = http::valueOf(m_facts->fields, http::FieldName::Server);
    return std::search(server.begin(), server.end(), lowerCaseName.begin(), lowerCaseName.end(),
                       [](char a, char b) { return lowered(a) == b; }) != server.end();
}

Part Subject::partAt(std::string_view piece, PartKind kind) const {
    Part part;
    part.begin = m_begin + static_cast<std::uint32_t>(piece.data() - m_text.data());
    part.end = part.begin + static_cast<std::uint32_t>(piece.size());
    part.kind = kind;
    return part;
}

Part Subject::unexplained(std::string_view piece) const {
    Part part = partAt(piece, PartKind::Unexplained);
    part.bits = capacityOf(piece);
    return part;
}

std::optional<Part> Subject::sizePart(std::string_view piece, std::uint64_t value) const {
    for (const LengthFact &fact : lengths()) {
        if (fact.value != value)
            continue;
        Part part = partAt(piece, PartKind::Size);
        part.over = fact.over;
        return part;
    }
    return std::nullopt;
}

std::optional<Part> Subject::timePart(std::string_view piece, TimeUnit unit,
                                      std::uint64_t value) const {
    const UnitScale scale = scaleOf(unit);
    const std::uint64_t whole = value / scale.perSecond;
    if (whole < scale.epoch)
        return std::nullopt;
    auto part = secondPart(piece, static_cast<std::int64_t>(whole - scale.epoch));
    if (part) {
        part->unit = unit;
        part->bits = subSecondBits(unit);
    }
    return part;
}

std::optional<Part> Subject::secondPart(std::string_view piece, std::int64_t second) const {
    if (m_modified == second)
        return partAt(piece, PartKind::ModificationTime);
    if (m_served && second <= *m_served && *m_served - second <= servingSlack)
        return partAt(piece, PartKind::ServingTime);
    return std::nullopt;
}

UnitScale scaleOf(TimeUnit unit) noexcept {
    switch (unit) {
    case TimeUnit::Milliseconds:
        return {1'000, 0};
    case TimeUnit::Microseconds:
        return {1'000'000, 0};
    case TimeUnit::Nanoseconds:
        return {1'000'000'000, 0};
    case TimeUnit::FileTime:
        return {10'000'000, 11'644'473'600};
    case TimeUnit::Ticks:
        return {10'000'000, 62'135'596'800};
    case TimeUnit::Uuid:
        return {10'000'000, 12'219'292'800};
    case TimeUnit::None:
    case TimeUnit::Seconds:
        break;
    }
    return {1, 0};
}

double subSecondBits(TimeUnit unit) noexcept {
    return std::log2(static_cast<double>(scaleOf(unit).perSecond));
}

double capacityOf(std::string_view text) noexcept {
    bool letters = false;
    bool beyondHex = false;
    bool lower = false;
    bool upper = false;
    bool other = false;
    for (const char c : text) {
        const bool isLower = c >= 'a' && c <= 'z';
        const bool isUpper = c >= 'A' && c <= 'Z';
        lower = lower || isLower;
        upper = upper || isUpper;
        letters = letters || isLower || isUpper;
        beyondHex = beyondHex || (isLower && c > 'f') || (isUpper && c > 'F');
        other = other || !(isLower || isUpper || isDigit(c));
    }
    double alphabet = 10;
    if (letters)
        alphabet = beyondHex ? 36 : 16;
    if (lower && upper)
        alphabet = 62;
    if (other)
        alphabet = 95;
    return static_cast<double>(text.size()) * std::log2(alphabet);
}

bool isPlausibleTime(TimeUnit unit, std::uint64_t value) noexcept {
    const UnitScale scale = scaleOf(unit);
    const std::uint64_t second = value / scale.perSecond;
    return second >= scale.epoch + year1980 && second <= scale.epoch + year2100;
}

bool isHexText(std::string_view text, Case letters) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), [letters](char c) {
        const bool lower = c >= 'a' && c <= 'f' && letters != Case::Upper;
        const bool upper = c >= 'A' && c <= 'F' && letters != Case::Lower;
        return isDigit(c) || lower || upper;
    });
}

bool isDecimalText(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

} // namespace etagere::recipe
