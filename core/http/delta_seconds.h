// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/deviation.h"

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

// RFC 9111 §1.2.2
//   delta-seconds = 1*DIGIT
namespace etagere::http {

/// Whole seconds as HTTP writes them: never negative, and 2^31 when the digits do not fit
/// (RFC 9111 §1.2.2).
class DeltaSeconds {
public:
    static constexpr std::uint32_t cap = std::uint32_t{1} << 31;
    constexpr DeltaSeconds() noexcept = default;
    /// More than the cap is the cap.
    constexpr explicit DeltaSeconds(std::uint64_t count) noexcept
        : m_count(count < cap ? static_cast<std::uint32_t>(count) : cap) {}
    [[nodiscard]] constexpr std::uint32_t count() const noexcept { return m_count; }
    [[nodiscard]] constexpr std::chrono::seconds seconds() const noexcept {
        return std::chrono::seconds(m_count);
    }
    friend constexpr auto operator<=>(DeltaSeconds, DeltaSeconds) noexcept = default;

private:
    std::uint32_t m_count = 0;
};

struct ParsedDeltaSeconds {
    std::optional<DeltaSeconds> value;
    Deviations deviations;
};

/// Total. No value for what is no number or negative; such a freshness is best taken as stale
/// (RFC 9111 §4.2.1). Blanks and quotes around it are allowed for.
[[nodiscard]] ParsedDeltaSeconds parseDeltaSeconds(std::string_view text);

} // namespace etagere::http
