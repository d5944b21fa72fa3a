// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/simulate.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace etagere::report {

/// A number of a run under its name in JSON and CSV.
struct SimulateNumber {
    std::string_view name;
    std::uint64_t replay::SimulateTotals::*value;
};

inline constexpr std::array simulateNumbers{
    SimulateNumber{"requests", &replay::SimulateTotals::requests},
    SimulateNumber{"hits", &replay::SimulateTotals::hits},
    SimulateNumber{"stale_hits", &replay::SimulateTotals::staleHits},
    SimulateNumber{"revalidations", &replay::SimulateTotals::revalidations},
    SimulateNumber{"misses", &replay::SimulateTotals::misses},
    SimulateNumber{"replaced", &replay::SimulateTotals::replaced},
    SimulateNumber{"refetched", &replay::SimulateTotals::refetched},
    SimulateNumber{"not_stored", &replay::SimulateTotals::notStored},
    SimulateNumber{"bypasses", &replay::SimulateTotals::bypasses},
    SimulateNumber{"background_revalidations", &replay::SimulateTotals::backgroundChecks},
    SimulateNumber{"evictions", &replay::SimulateTotals::evictions},
    SimulateNumber{"resident_objects", &replay::SimulateTotals::residents},
    SimulateNumber{"requested_bytes", &replay::SimulateTotals::requestBytes},
    SimulateNumber{"hit_bytes", &replay::SimulateTotals::hitBytes},
    SimulateNumber{"revalidated_bytes", &replay::SimulateTotals::validatedBytes},
    SimulateNumber{"fetched_bytes", &replay::SimulateTotals::fetchedBytes},
    SimulateNumber{"evicted_bytes", &replay::SimulateTotals::evictedBytes},
    SimulateNumber{"resident_bytes", &replay::SimulateTotals::residentBytes},
    SimulateNumber{"memory_bytes", &replay::SimulateTotals::memoryBytes},
};

/// A part of a whole, 0 of none.
[[nodiscard]] constexpr double shareOf(std::uint64_t part, std::uint64_t whole) noexcept {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}
[[nodiscard]] constexpr std::uint64_t savedBytes(const replay::SimulateTotals &totals) noexcept {
    return totals.hitBytes + totals.validatedBytes;
}

} // namespace etagere::report
