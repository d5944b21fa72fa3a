// SPDX-License-Identifier: Apache-2.0
#include "core/http/content_length.h"

#include "core/http/text.h"

#include <charconv>
#include <cstdint>

namespace etagere::http {

namespace {

using Kind = DeviationKind;

std::optional<Bytes> readLength(std::string_view digits, std::string_view value,
                                Deviations &deviations) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (error == std::errc::result_out_of_range) {
        note(deviations, Kind::NumberTooLarge, value, digits);
        return std::nullopt;
    }
    if (error != std::errc() || end != digits.data() + digits.size()) {
        note(deviations, Kind::NotANumber, value, digits);
        return std::nullopt;
    }
    if (digits.front() == '-') {
        note(deviations, Kind::NegativeNumber, value, digits);
        return std::nullopt;
    }
    return Bytes{static_cast<std::uint64_t>(count)};
}

} // namespace

ParsedContentLength parseContentLength(std::string_view value) {
    ParsedContentLength parsed;
    ListReader members(value);
    std::string_view member;
    if (!members.next(member)) {
        note(parsed.deviations, Kind::EmptyValue, {0, value.size()});
        return parsed;
    }
    parsed.length = readLength(member, value, parsed.deviations);
    while (parsed.length && members.next(member)) {
        if (readLength(member, value, parsed.deviations) == parsed.length)
            continue;
        note(parsed.deviations, Kind::ConflictingValues, value, member);
        parsed.length.reset();
    }
    return parsed;
}

} // namespace etagere::http
