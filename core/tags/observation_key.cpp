// SPDX-License-Identifier: Apache-2.0
#include "core/tags/observation_key.h"

#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <string>

namespace etagere::tags {

namespace {

void addNumber(std::string &text, std::int64_t number) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    text.append(digits.begin(), end).append(1, ' ');
}

void addText(std::string &text, std::string_view part) {
    addNumber(text, static_cast<std::int64_t>(part.size()));
    text.append(part);
}

} // namespace

ObservationKey keyOf(const traffic::Traffic &traffic, const Observation &seen) {
    std::string text;
    addText(text, sourceNameOf(traffic, seen));
    addText(text, traffic.urlText(seen.url));
    addText(text, seen.value);
    addNumber(text, traffic.exchange(seen.exchange).indexInSource);
    addNumber(text, static_cast<std::int64_t>(seen.validator));
    addNumber(text, seen.when ? 1 : 0);
    addNumber(text, seen.when ? seen.when->time_since_epoch().count() : 0);
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(text.data(), text.size()));
    ObservationKey key;
    std::copy(std::begin(canonical.digest), std::end(canonical.digest), key.begin());
    return key;
}

std::string_view sourceNameOf(const traffic::Traffic &traffic, const Observation &seen) {
    const traffic::SourceId source = traffic.visit(seen.visit).source;
    return source.isValid() ? traffic.sourceInfo(source).name : std::string_view{};
}

} // namespace etagere::tags
