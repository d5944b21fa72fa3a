// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/cache/outcome.h"
#include "core/cache/rule.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace etagere::cache {

/// A few rules in a row. For what a question has few answers to: they are written down beforehand,
/// one row for each, and telling of a decision costs no branches.
struct RuleRun {
    static constexpr std::size_t capacity = 8;
    std::array<Rule, capacity> rules{}; ///< behind the last, Rule{}
    std::uint8_t size = 0;

    /// Nothing when it does not hold.
    constexpr void add(Rule rule, bool holds = true) noexcept {
        if (holds)
            rules[size++] = rule;
    }
};

/// The rules of one decision in the order in which they were weighed; a byte each, no allocation.
/// The numbers they used are found again from the facts when somebody asks (core/explain).
class Reasons {
public:
    static constexpr std::size_t capacity = 29;
    constexpr Reasons() noexcept = default;
    constexpr void add(Rule rule) noexcept {
        if (m_size < capacity) // of a transaction that is sent on and on the first are told
            m_rules[m_size++] = rule;
    }
    constexpr void add(const RuleRun &run) noexcept {
        if (m_size + RuleRun::capacity <= capacity) [[likely]] {
            std::copy_n(run.rules.data(), RuleRun::capacity, m_rules.data() + m_size);
            m_size = static_cast<std::uint8_t>(m_size + run.size);
            return;
        }
        for (std::size_t i = 0; i < run.size; ++i)
            add(run.rules[i]);
    }
    /// Takes back one that turned out not to hold.
    constexpr void remove(Rule rule) noexcept {
        auto *const last = m_rules.data() + m_size;
        auto *const found = std::find(m_rules.data(), last, rule);
        if (found == last)
            return;
        std::copy(found + 1, last, found);
        m_rules[--m_size] = Rule{};
    }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return m_size; }
    [[nodiscard]] constexpr const Rule *begin() const noexcept { return m_rules.data(); }
    [[nodiscard]] constexpr const Rule *end() const noexcept { return m_rules.data() + m_size; }
    [[nodiscard]] constexpr bool contains(Rule rule) const noexcept {
        return std::find(begin(), end(), rule) != end();
    }
    friend constexpr bool operator==(const Reasons &, const Reasons &) noexcept = default;

private:
    std::array<Rule, capacity> m_rules{};
    std::uint8_t m_size = 0;
};

/// What a cache did with one exchange, and why. 48 bytes.
struct Decision {
    Outcome outcome = Outcome::Forward;
    bool inferred = false; ///< rests on an answer that was not recorded but follows from the record
    Reasons reasons;
    /// Of the stored response that was considered, when the request came; both 0 without one.
    Duration age{0};      ///< current_age (RFC 9111 §4.2.3)
    Duration lifetime{0}; ///< freshness_lifetime (RFC 9111 §4.2.1)
    friend bool operator==(const Decision &, const Decision &) = default;
};

} // namespace etagere::cache
