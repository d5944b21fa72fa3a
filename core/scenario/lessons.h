// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace etagere::scenario {

/// A lesson that is built in: resources/lessons, in the order of its files' names.
struct Lesson {
    std::string_view file; ///< "01-freshness-clock.json"
    std::string_view json;
};
[[nodiscard]] std::span<const Lesson> allLessons() noexcept;
/// By its scenario's id or number; null when there is none.
[[nodiscard]] const Lesson *lessonOf(std::string_view idOrNumber) noexcept;

} // namespace etagere::scenario
