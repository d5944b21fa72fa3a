// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace etagere::body {

/// One place where two sequences differ: [beforeBegin, beforeEnd) became [afterBegin, afterEnd).
/// Either may be empty, not both.
struct Edit {
    std::size_t beforeBegin = 0;
    std::size_t beforeEnd = 0;
    std::size_t afterBegin = 0;
    std::size_t afterEnd = 0;
    friend bool operator==(const Edit &, const Edit &) = default;
};

/// The shortest way from one sequence to the other (Myers 1986, "An O(ND) Difference Algorithm"),
/// in order, as long as it needs no more than `most` insertions and removals; beyond that all that
/// lies between the common beginning and the common end is one edit. Needs memory for most² numbers
/// and time for most times the length.
[[nodiscard]] std::vector<Edit> editsBetween(std::span<const std::uint32_t> before,
                                             std::span<const std::uint32_t> after,
                                             std::size_t most = 1000);

} // namespace etagere::body
