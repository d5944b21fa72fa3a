// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"

#include <cstdint>
#include <vector>

namespace etagere::report {

/// All repairs of one kind in an input.
struct RepairGroup {
    traffic::Repair repair{};
    std::uint64_t count = 0;
    bool wholeFile = false;             ///< the file around the entries was mended, too
    std::vector<std::uint32_t> entries; ///< the first of them, at most 20
};

/// All entries skipped for one reason.
struct SkipGroup {
    traffic::Skip skip{};
    std::vector<std::uint32_t> entries;
};

/// In the order of the enums; reasons that do not occur are left out.
[[nodiscard]] std::vector<RepairGroup> groupRepairs(const traffic::ImportLog &log);
[[nodiscard]] std::vector<SkipGroup> groupSkips(const traffic::ImportLog &log);

} // namespace etagere::report
