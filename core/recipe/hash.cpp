// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/hash.h"

#include <array>
#include <chrono>

namespace etagere::recipe {

namespace {

constexpr std::uint32_t golden = 0x9e3779b9;

/// Bob Jenkins' 96-bit mix, which folds two words into the third.
std::uint32_t mixed(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    struct Shifts {
        int c = 0;
        int a = 0;
        int b = 0;
    };
    constexpr std::array rounds{Shifts{13, 8, 13}, Shifts{12, 16, 5}, Shifts{3, 10, 15}};
    for (const Shifts &by : rounds) {
        a = (a - b - c) ^ (c >> by.c);
        b = (b - c - a) ^ (a << by.a);
        c = (c - a - b) ^ (b >> by.b);
    }
    return c;
}

class TermHash {
public:
    void addTuple(std::uint32_t arity) { add(arity, 0, golden * 9); }
    void addInteger(std::uint64_t number) {
        constexpr std::uint64_t smallLimit = std::uint64_t{1} << 27;
        if (number < smallLimit)
            add(static_cast<std::uint32_t>(number), 0, golden);
        else
            add(static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32),
                golden * 11);
    }
    [[nodiscard]] std::uint32_t value() const { return m_hash; }

private:
    void add(std::uint32_t first, std::uint32_t second, std::uint32_t constant) {
        m_hash = mixed(constant + first, constant + second, m_hash);
    }
    std::uint32_t m_hash = 0;
};

} // namespace

std::uint32_t erlangHash(std::uint64_t size, std::int64_t modifiedSecond) noexcept {
    using namespace std::chrono;
    const sys_seconds instant{seconds(modifiedSecond)};
    const auto day = floor<days>(instant);
    const year_month_day date(day);
    const hh_mm_ss time(instant - day);
    TermHash hash;
    hash.addTuple(2);
    hash.addInteger(size);
    hash.addTuple(2);
    hash.addTuple(3);
    hash.addInteger(static_cast<std::uint64_t>(static_cast<int>(date.year())));
    hash.addInteger(static_cast<unsigned>(date.month()));
    hash.addInteger(static_cast<unsigned>(date.day()));
    hash.addTuple(3);
    hash.addInteger(static_cast<std::uint64_t>(time.hours().count()));
    hash.addInteger(static_cast<std::uint64_t>(time.minutes().count()));
    hash.addInteger(static_cast<std::uint64_t>(time.seconds().count()));
    return hash.value();
}

std::uint32_t lighttpdHash(const LighttpdFile &file) noexcept {
    const std::array words{file.inode, file.size, file.second, file.nanosecond};
    std::uint32_t hash = sizeof words;
    for (const std::uint64_t word : words) {
        for (unsigned shift = 0; shift < 64; shift += 8)
            hash = (hash << 5) ^ (hash >> 27) ^ static_cast<std::uint8_t>(word >> shift);
    }
    return hash;
}

} // namespace etagere::recipe
