// SPDX-License-Identifier: Apache-2.0
#include "core/explain/page.h"

#include "core/explain/page_table.h"

#include <algorithm>

namespace etagere::explain {

std::string_view pageOf(std::string_view id) noexcept {
    const std::span<const Page> pages = allPages();
    const auto found = std::lower_bound(
        pages.begin(), pages.end(), id,
        [](const Page &page, std::string_view wanted) { return page.id < wanted; });
    return found == pages.end() || found->id != id ? std::string_view() : found->markdown;
}

} // namespace etagere::explain
