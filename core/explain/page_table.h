// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace etagere::explain {

struct Page {
    std::string_view id;
    std::string_view markdown;
};

/// Every page of resources/explain, by id. The table is made by pages.cmake.
[[nodiscard]] std::span<const Page> allPages() noexcept;

} // namespace etagere::explain
