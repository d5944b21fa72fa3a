// SPDX-License-Identifier: Apache-2.0
#include "core/http/content_range.h"

#include "core/http/text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace etagere::http {

namespace {

using Kind = DeviationKind;

/// Digits and nothing else that fit 63 bits.
std::optional<Bytes> readNumber(std::string_view text) noexcept {
    text = trimmed(text);
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size() || text.front() == '-')
        return std::nullopt;
    return Bytes{static_cast<std::uint64_t>(count)};
}

bool isPossible(const ByteRange &range, const std::optional<Bytes> &length) noexcept {
    return range.first <= range.last && (!length || range.last < *length);
}

/// The part before the slash.
std::optional<ByteRange> readRange(std::string_view positions) noexcept {
    const std::size_t dash = positions.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const auto first = readNumber(positions.substr(0, dash));
    const auto last = readNumber(positions.substr(dash + 1));
    if (!first || !last)
        return std::nullopt;
    return ByteRange{*first, *last};
}

} // namespace

ParsedContentRange parseContentRange(std::string_view value) {
    ParsedContentRange parsed;
    const std::string_view text = trimmed(value);
    const auto unitEnd = std::find_if_not(text.begin(), text.end(), isTokenChar);
    parsed.unit = text.substr(0, static_cast<std::size_t>(unitEnd - text.begin()));
    if (text.empty() || parsed.unit.empty()) {
        note(parsed.deviations, text.empty() ? Kind::EmptyValue : Kind::EmptyName,
             {0, value.size()});
        return parsed;
    }
    if (!equalsIgnoringCase(parsed.unit, "bytes"))
        return parsed;
    const std::string_view rest = text.substr(parsed.unit.size());
    const std::size_t slash = rest.find('/');
    const std::string_view positions = trimmed(rest.substr(0, slash));
    const std::string_view length =
        slash == std::string_view::npos ? std::string_view() : trimmed(rest.substr(slash + 1));
    parsed.completeLength = readNumber(length);
    const auto range = readRange(positions);
    if ((!range && positions != "*") || (!parsed.completeLength && length != "*")) {
        note(parsed.deviations, Kind::NotANumber, value, rest);
        return parsed;
    }
    if (range && isPossible(*range, parsed.completeLength))
        parsed.range = range;
    else if (range)
        note(parsed.deviations, Kind::ImpossibleRange, value, positions);
    return parsed;
}

} // namespace etagere::http
