// SPDX-License-Identifier: Apache-2.0
#include "core/live/browser.h"

#include <algorithm>
#include <array>

namespace etagere::live {

namespace {

// In the order of their enumerators.
constexpr std::array<std::string_view, static_cast<std::size_t>(Engine::Count)> engines{
    "embedded", "chromium", "firefox"};
constexpr std::array<std::string_view, 4> ends{"loaded", "timed-out", "failed", "crashed"};

template <class Enum, std::size_t Count>
std::string_view nameIn(const std::array<std::string_view, Count> &names, Enum value) noexcept {
    const auto at = static_cast<std::size_t>(value);
    return at < Count ? names[at] : std::string_view();
}

template <class Enum, std::size_t Count>
std::optional<Enum> valueIn(const std::array<std::string_view, Count> &names,
                            std::string_view name) noexcept {
    const auto *const found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<Enum>(found - names.begin()));
}

} // namespace

std::string_view nameOf(Engine engine) noexcept { return nameIn(engines, engine); }

std::optional<Engine> engineFrom(std::string_view name) noexcept {
    return valueIn<Engine>(engines, name);
}

std::string_view nameOf(VisitSummary::End end) noexcept { return nameIn(ends, end); }

std::optional<VisitSummary::End> visitEndFrom(std::string_view name) noexcept {
    return valueIn<VisitSummary::End>(ends, name);
}

} // namespace etagere::live
