// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::fidelity {

/// "3,7,20..30": numbers and ranges of them, both ends included; nothing when it is not that, or
/// more than a million.
[[nodiscard]] inline std::optional<std::vector<std::uint64_t>> readSeeds(std::string_view text) {
    const auto number = [](std::string_view digits) -> std::optional<std::uint64_t> {
        std::uint64_t value = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (read.ec != std::errc() || read.ptr != digits.data() + digits.size())
            return std::nullopt;
        return value;
    };
    std::vector<std::uint64_t> seeds;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        const auto dots = part.find("..");
        const auto from = number(part.substr(0, dots));
        const auto to = dots == std::string_view::npos ? from : number(part.substr(dots + 2));
        if (!from || !to || *to < *from || *to - *from > 1'000'000)
            return std::nullopt;
        for (std::uint64_t seed = *from; seed <= *to; ++seed)
            seeds.push_back(seed);
    }
    if (seeds.empty())
        return std::nullopt;
    return seeds;
}

} // namespace etagere::fidelity
