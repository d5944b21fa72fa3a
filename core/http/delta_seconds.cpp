// SPDX-License-Identifier: Apache-2.0
#include "core/http/delta_seconds.h"

#include "core/http/text.h"

#include <algorithm>

namespace etagere::http {

namespace {

using Kind = DeviationKind;

std::string_view withoutQuotes(std::string_view text, std::string_view whole,
                               Deviations &deviations) {
    if (text.empty() || text.front() != '"')
        return text;
    note(deviations, Kind::QuotedNumber, whole, text);
    text.remove_prefix(1);
    if (!text.empty() && text.back() == '"')
        text.remove_suffix(1);
    return trimmed(text);
}

} // namespace

ParsedDeltaSeconds parseDeltaSeconds(std::string_view text) {
    ParsedDeltaSeconds parsed;
    std::string_view digits = trimmed(text);
    if (digits.empty()) {
        note(parsed.deviations, Kind::EmptyValue, {0, text.size()});
        return parsed;
    }
    digits = withoutQuotes(digits, text, parsed.deviations);
    const bool negative = !digits.empty() && digits.front() == '-';
    const std::string_view number = negative ? digits.substr(1) : digits;
    constexpr std::uint64_t beyond = std::uint64_t{DeltaSeconds::cap} + 1;
    std::uint64_t count = 0;
    bool digitsOnly = !number.empty();
    for (const char c : number) { // all of them: how many there are cannot be guessed, nor twice
        digitsOnly = digitsOnly && isDigit(c);
        count = std::min(count * 10 + (static_cast<unsigned char>(c) & 0x0FU), beyond);
    }
    if (!digitsOnly) {
        note(parsed.deviations, Kind::NotANumber, text, digits);
        return parsed;
    }
    if (negative) {
        note(parsed.deviations, Kind::NegativeNumber, text, digits);
        return parsed;
    }
    if (count > DeltaSeconds::cap)
        note(parsed.deviations, Kind::NumberTooLarge, text, number);
    parsed.value = DeltaSeconds(count);
    return parsed;
}

} // namespace etagere::http
