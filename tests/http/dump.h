// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include "core/http/deviation.h"
#include "core/http/etag.h"
#include "core/http/http_date.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Values of the room as one line of text, so that a failing row prints what differs.
namespace etagere::http::dump {

inline constexpr std::array<std::string_view, static_cast<std::size_t>(DeviationKind::Count)>
    kindNames{"EmptyValue",          "Unquoted",
              "LowercaseWeakPrefix", "MissingEndQuote",
              "SpaceInTag",          "ForbiddenCharacter",
              "SeveralTags",         "TrailingText",
              "ObsoleteDateForm",    "BadDate",
              "WrongDayName",        "NotGmt",
              "NotANumber",          "NegativeNumber",
              "NumberTooLarge",      "UnquotedArgument",
              "QuotedNumber",        "DuplicateDirective",
              "ConflictingValues",   "MalformedParameter",
              "EmptyName",           "DoubledQuotes",
              "UnusualDateForm",     "UnknownCoding",
              "ImpossibleRange",     "TooLong",
              "WildcardInList",      "NotAMediaType"};
static_assert(!kindNames.back().empty(), "every DeviationKind has a name here");

inline std::string_view view(const QByteArray &bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}
inline QByteArray bytes(std::string_view text) {
    return {text.data(), static_cast<qsizetype>(text.size())};
}

inline std::string text(const Deviations &deviations) {
    std::string all;
    for (const Deviation &d : deviations) {
        all += ' ';
        all += kindNames[static_cast<std::size_t>(d.kind)];
        all += '@' + std::to_string(d.begin) + '-' + std::to_string(d.end);
    }
    return all;
}
inline std::string text(const ETagView &tag) {
    return (tag.strength == Strength::Weak ? "weak <" : "strong <") + std::string(tag.opaque) + '>';
}
inline std::string text(const std::optional<Instant> &time) {
    return time ? formatHttpDate(*time) : "none";
}

} // namespace etagere::http::dump
