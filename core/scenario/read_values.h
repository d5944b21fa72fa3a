// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/scenario/findings.h"
#include "core/scenario/scenario.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// The values of a document. Each function reads a value into `out`, or tells a problem and leaves
/// it as it was; true when it was read.
bool readText(Findings &findings, const Place &place, std::string &out);
bool readTruth(Findings &findings, const Place &place, bool &out);
bool readWhole(Findings &findings, const Place &place, std::uint64_t &out);
bool readLocalText(Findings &findings, const Place &place, LocalText &out);
bool readFields(Findings &findings, const Place &place, std::vector<FieldLine> &out);
/// Letters, digits, dashes; 1 to 64 of them.
bool readId(Findings &findings, const Place &place, std::string &out);
/// An absolute http or https URL without blanks.
bool readUrl(Findings &findings, const Place &place, std::string &out);
/// A text without line ends and other control characters.
bool readLine(Findings &findings, const Place &place, std::string &out);
enum class Since : std::uint8_t { AnyTime, Start };
bool readTime(Findings &findings, const Place &place, Duration &out, Since since);
/// A text, or a list of several, each with its place.
struct PlacedText {
    std::string text;
    Place place{};
};
[[nodiscard]] std::vector<PlacedText> readTexts(Findings &findings, const Place &place);
/// Whether it is a list of at most so many.
bool isList(Findings &findings, const Place &place, std::size_t most);

/// One of the words of an enumeration, in its order.
template <class Kind>
bool readWord(Findings &findings, const Place &place, Kind &out) {
    constexpr auto count = static_cast<std::size_t>(Kind::Count);
    std::array<std::string_view, count> words{};
    for (std::size_t i = 0; i < count; ++i)
        words[i] = nameOf(static_cast<Kind>(i));
    std::string word;
    if (!readText(findings, place, word) || !checkWord(findings, place, word, words))
        return false;
    for (std::size_t i = 0; i < count; ++i) {
        if (words[i] == word)
            out = static_cast<Kind>(i);
    }
    return true;
}

/// The value of a member when it is there, read by one of the functions above.
template <class Out, class... More>
bool readMember(Members &members, std::string_view name,
                bool (*read)(Findings &, const Place &, Out &, More...), Out &out, More... more) {
    const auto place = members.find(name);
    return place && read(members.findings(), *place, out, more...);
}

} // namespace etagere::scenario
