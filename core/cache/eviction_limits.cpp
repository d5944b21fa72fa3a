// SPDX-License-Identifier: Apache-2.0
#include "core/cache/eviction_limits.h"

#include <algorithm>

namespace etagere::cache {

namespace {

constexpr std::uint64_t kibibyte = 1024;
constexpr std::uint64_t mebibyte = 1024 * kibibyte;
constexpr std::uint64_t entryShare = 8;

} // namespace

StorageLimits storageLimitsOf(std::string_view model) noexcept {
    if (model == "chromium")
        return storageLimitsOf(model, {320 * mebibyte});
    if (model == "firefox")
        return storageLimitsOf(model, {256000 * kibibyte});
    if (model == "safari")
        return storageLimitsOf(model, {500 * mebibyte});
    return {};
}

StorageLimits storageLimitsOf(std::string_view model, Bytes capacity) noexcept {
    StorageLimits limits;
    limits.capacity = capacity;
    if (model == "chromium") {
        limits.policy = EvictionPolicy::ChromiumDisk;
        limits.entry.count = std::max(5 * mebibyte, capacity.count / entryShare);
    } else if (model == "firefox") {
        limits.policy = EvictionPolicy::FirefoxDisk;
        limits.entry.count = std::min(50 * mebibyte, capacity.count / entryShare);
    } else if (model == "safari") {
        limits.assumed = true;
    }
    return limits;
}

} // namespace etagere::cache
