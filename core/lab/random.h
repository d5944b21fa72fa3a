// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::lab {

/// Chance that is the same on every machine: splitmix64 (Steele, Lea, Flood 2014). A seed names a
/// sequence for good.
class Random {
public:
    explicit Random(std::uint64_t seed) noexcept
        : m_state(seed) {}

    std::uint64_t next() noexcept {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    /// 0 to count - 1; `count` is at least 1.
    std::uint64_t below(std::uint64_t count) noexcept { return next() % count; }
    /// That many characters, each one of `alphabet`, which is not empty.
    std::string text(std::size_t length, std::string_view alphabet) {
        std::string out;
        out.reserve(length);
        for (std::size_t i = 0; i < length; ++i)
            out.push_back(alphabet[below(alphabet.size())]);
        return out;
    }

private:
    std::uint64_t m_state;
};

inline constexpr std::string_view hexDigits = "0123456789abcdef";
inline constexpr std::string_view base36Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
inline constexpr std::string_view base64UrlDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace etagere::lab
