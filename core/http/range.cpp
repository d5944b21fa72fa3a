// SPDX-License-Identifier: Apache-2.0
#include "core/http/range.h"

#include "core/http/text.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

namespace etagere::http {

namespace {

constexpr std::size_t maxMembers = 64;

/// 1*DIGIT; a number that does not fit is the largest.
std::optional<std::uint64_t> positionFrom(std::string_view text) noexcept {
    if (text.empty() || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() ? value : std::numeric_limits<std::uint64_t>::max();
}

std::optional<RangeSpec> specFrom(std::string_view member) noexcept {
    const std::size_t dash = member.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const std::string_view before = trimmed(member.substr(0, dash));
    const std::string_view after = trimmed(member.substr(dash + 1));
    RangeSpec spec;
    if (before.empty()) {
        const auto suffix = positionFrom(after);
        if (!suffix)
            return std::nullopt;
        spec.suffix = *suffix;
        return spec;
    }
    spec.first = positionFrom(before);
    if (!spec.first)
        return std::nullopt;
    if (after.empty())
        return spec;
    spec.last = positionFrom(after);
    if (!spec.last || *spec.last < *spec.first)
        return std::nullopt;
    return spec;
}

} // namespace

RequestedRanges parseRange(std::string_view value) {
    RequestedRanges ranges;
    const std::size_t equals = value.find('=');
    if (equals == std::string_view::npos)
        return ranges;
    ranges.bytes = equalsIgnoringCase(trimmed(value.substr(0, equals)), "bytes");
    if (!ranges.bytes)
        return ranges;
    ListReader members(value.substr(equals + 1));
    for (std::string_view member; members.next(member);) {
        const auto spec = specFrom(member);
        if (!spec || ranges.members.size() == maxMembers)
            return ranges;
        ranges.members.push_back(*spec);
    }
    ranges.valid = !ranges.members.empty();
    return ranges;
}

std::optional<ByteRange> satisfy(const RangeSpec &spec, std::uint64_t length) noexcept {
    if (length == 0)
        return std::nullopt;
    if (!spec.first) {
        if (spec.suffix == 0)
            return std::nullopt;
        return ByteRange{Bytes{length - std::min(spec.suffix, length)}, Bytes{length - 1}};
    }
    if (*spec.first >= length)
        return std::nullopt;
    return ByteRange{Bytes{*spec.first},
                     Bytes{std::min(spec.last.value_or(length - 1), length - 1)}};
}

std::string formatRange(std::uint64_t first, std::optional<std::uint64_t> last) {
    return "bytes=" + std::to_string(first) + "-" + (last ? std::to_string(*last) : std::string());
}

std::string formatContentRange(const ByteRange &range, std::optional<std::uint64_t> length) {
    return "bytes " + std::to_string(range.first.count) + "-" + std::to_string(range.last.count) +
           "/" + (length ? std::to_string(*length) : std::string("*"));
}

} // namespace etagere::http
