// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace etagere::fidelity {

/// One way to go on, and how often it is taken relative to its neighbours.
struct Choice {
    unsigned weight = 1;
    std::string_view text;
};

/// Chance that is the same on every machine and in every release of a library: splitmix64. A seed
/// names a sequence for good.
class Random {
public:
    explicit Random(std::uint64_t seed) noexcept
        : m_state(seed * 0x9e3779b97f4a7c15ULL + 1) {}

    std::uint64_t next() noexcept {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }

    /// 0 to count - 1; count is at least 1.
    unsigned below(unsigned count) noexcept { return static_cast<unsigned>(next() % count); }

    /// True in that many of a hundred cases.
    bool percent(unsigned share) noexcept { return below(100) < share; }

    /// One of the choices, by weight. There is at least one, with a weight.
    std::string_view pick(std::span<const Choice> choices) noexcept {
        unsigned total = 0;
        for (const Choice &c : choices)
            total += c.weight;
        unsigned left = below(total);
        for (const Choice &c : choices) {
            if (left < c.weight)
                return c.text;
            left -= c.weight;
        }
        return choices.back().text;
    }

private:
    std::uint64_t m_state;
};

} // namespace etagere::fidelity
