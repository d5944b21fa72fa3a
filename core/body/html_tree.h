// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <gumbo.h>

#include <csetjmp>
#include <cstddef>
#include <string_view>

namespace etagere::body {

/// A parsed document within a bound of memory. Private to the room. The library knows no end of
/// memory and frees its tree by recursion; here both are left to a pool that is dropped as a whole.
class HtmlTree {
public:
    /// Borrows `html`, and needs up to `memory` bytes.
    HtmlTree(std::string_view html, Bytes memory);
    HtmlTree(const HtmlTree &) = delete;
    HtmlTree &operator=(const HtmlTree &) = delete;
    ~HtmlTree();

    /// The document's root; null when the memory did not do.
    [[nodiscard]] const GumboNode *root() const noexcept { return m_root; }

private:
    struct Chunk {
        Chunk *next = nullptr;
    };
    static void *allocate(void *tree, std::size_t size);
    static void release(void *, void *) {}
    [[nodiscard]] void *take(std::size_t size) noexcept;
    [[nodiscard]] bool grow(std::size_t size) noexcept;

    Chunk *m_chunks = nullptr;
    std::size_t m_left = 0; ///< bytes of the newest chunk
    char *m_next = nullptr;
    std::size_t m_budget;
    std::jmp_buf m_full{};
    const GumboNode *m_root = nullptr;
};

} // namespace etagere::body
