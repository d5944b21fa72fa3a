// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace etagere::ui {

/// A row, or the index of a text, and the number it is sorted by.
struct KeyedRow {
    std::uint64_t key = 0;
    std::uint32_t row = 0;
};

/// By key, ascending; equal keys keep their order. Linear in the rows: a million take some tens of
/// milliseconds. `scratch` is room to work in, kept between calls.
void sortByKey(std::span<KeyedRow> rows, std::vector<KeyedRow> &scratch);

/// The place of each text among the distinct ones in the order of their bytes, from 0.
[[nodiscard]] std::vector<std::uint32_t> ranksOf(std::span<const std::string_view> texts);

} // namespace etagere::ui
