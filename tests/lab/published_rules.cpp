// SPDX-License-Identifier: Apache-2.0
#include "tests/lab/published_rules.h"

#include "core/http/text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace etagere::tests {

namespace {

using http::FieldName;

std::string_view tagOf(const Got &got) { return got.value(FieldName::ETag); }

double entropyPerCharacter(std::string_view text) {
    std::map<char, double> counts;
    for (const char c : text)
        ++counts[c];
    double bits = 0;
    for (const auto &[c, count] : counts) {
        const double share = count / static_cast<double>(text.size());
        bits -= share * std::log2(share);
    }
    return bits;
}

bool isHexOrBase64(std::string_view text) {
    const auto isDigit = [](char c) {
        return http::isAlpha(c) || http::isDigit(c) || c == '+' || c == '/' || c == '=';
    };
    return std::all_of(text.begin(), text.end(), isDigit);
}

// Privacy Possum (src/etag.js): the first tag is kept, the second fetch decides.
bool possum(std::span<const Got> fetches) {
    return fetches.size() > 1 && !tagOf(fetches[0]).empty() && !tagOf(fetches[1]).empty() &&
           tagOf(fetches[0]) != tagOf(fetches[1]);
}

// A privacy monitor's DetectEtagTracking.
bool entropy(std::span<const Got> seen) {
    constexpr std::size_t length = 20;
    constexpr double bits = 3.5;
    return std::any_of(seen.begin(), seen.end(), [](const Got &got) {
        std::string tag(tagOf(got));
        std::erase(tag, '"');
        return tag.size() >= length && (entropyPerCharacter(tag) >= bits || isHexOrBase64(tag));
    });
}

// A supercookie check.
bool loom(std::span<const Got> fetches) {
    return fetches.size() > 1 && !tagOf(fetches[0]).empty() &&
           tagOf(fetches[0]) == tagOf(fetches[1]);
}

// OpenDoor's score: a long cache lifetime adds 10 to the 35 of a tag on a small body, and alone
// reaches no threshold.
bool openDoor(std::span<const Got> seen) {
    constexpr std::size_t small = 4096;
    return std::any_of(seen.begin(), seen.end(), [](const Got &got) {
        return !tagOf(got).empty() && got.status == 200 && got.body.size() <= small;
    });
}

bool anyTag(std::span<const Got> seen) {
    return std::any_of(seen.begin(), seen.end(),
                       [](const Got &got) { return !tagOf(got).empty(); });
}

} // namespace

std::string_view nameOf(Published rule) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Published::Count)> names{
        "R1 Privacy Possum", "R2 length and entropy", "R3 loom", "R4 OpenDoor", "R5 every tag"};
    return names[static_cast<std::size_t>(rule)];
}

Verdicts verdictsOf(const Seen &seen) {
    return {possum(seen.stripped), entropy(seen.visitor), loom(seen.clean), openDoor(seen.visitor),
            anyTag(seen.visitor)};
}

} // namespace etagere::tests
