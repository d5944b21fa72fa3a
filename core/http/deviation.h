// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace etagere::http {

/// What a sender did that the grammar forbids. The value is read all the same, as browsers do.
enum class DeviationKind : std::uint8_t {
    EmptyValue,          ///< the field is there and says nothing
    Unquoted,            ///< an entity tag without its quotes (RFC 9110 §8.8.3)
    LowercaseWeakPrefix, ///< `w/` for `W/`; the prefix is case-sensitive
    MissingEndQuote,
    SpaceInTag,         ///< etagc allows none
    ForbiddenCharacter, ///< a control character, or a quote inside the tag
    SeveralTags,        ///< a list where one tag belongs; the first is taken
    TrailingText,       ///< something follows what was read
    ObsoleteDateForm,   ///< RFC 850 or asctime (RFC 9110 §5.6.7)
    BadDate,            ///< no browser would read it as a date
    WrongDayName,
    NotGmt, ///< a zone other than GMT; read with its offset where it has one
    NotANumber,
    NegativeNumber,
    NumberTooLarge,     ///< saturated (RFC 9111 §1.2.2)
    UnquotedArgument,   ///< a list argument without quotes
    QuotedNumber,       ///< max-age="5": browsers accept it
    DuplicateDirective, ///< the first counts
    ConflictingValues,  ///< several lines that disagree
    MalformedParameter,
    EmptyName,
    DoubledQuotes,   ///< `""abc""`: read without the second pair
    UnusualDateForm, ///< no day name, a one-digit day, letters in another case
    UnknownCoding,   ///< no content coding: "utf-8"
    ImpossibleRange, ///< the last byte before the first, or beyond the length
    TooLong,         ///< more than browsers keep (RFC 6265bis §5.6)
    WildcardInList,  ///< "*" beside other members (RFC 9110 §12.5.5, §13.1.2)
    NotAMediaType,   ///< no "type/subtype" (RFC 9110 §8.3.1)
    Count
};

/// One deviation and where in the field value it stands, in bytes.
struct Deviation {
    DeviationKind kind{};
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    friend bool operator==(const Deviation &, const Deviation &) = default;
};

using Deviations = std::vector<Deviation>;

} // namespace etagere::http
