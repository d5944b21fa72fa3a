// SPDX-License-Identifier: Apache-2.0
#include "core/cache/eviction_policy.h"

#include <algorithm>
#include <array>

namespace etagere::cache {

namespace {

constexpr std::array<std::string_view, evictionPolicyCount> names{
    "lru", "sieve", "s3fifo", "chromium", "chromium-memory", "firefox"};

} // namespace

std::string_view nameOf(EvictionPolicy policy) noexcept {
    return names[static_cast<std::size_t>(policy)];
}

std::optional<EvictionPolicy> evictionPolicyFrom(std::string_view name) noexcept {
    const auto *found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<EvictionPolicy>(found - names.begin());
}

} // namespace etagere::cache
