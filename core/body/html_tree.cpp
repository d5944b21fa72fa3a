// SPDX-License-Identifier: Apache-2.0
#include "core/body/html_tree.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace etagere::body {

namespace {

constexpr std::size_t chunkSize = std::size_t{256} << 10U;
constexpr std::size_t alignment = alignof(std::max_align_t);
constexpr std::size_t headerSize = alignment;

constexpr std::size_t aligned(std::size_t size) noexcept {
    return (size + alignment - 1) / alignment * alignment;
}

} // namespace

bool HtmlTree::grow(std::size_t size) noexcept {
    const std::size_t wanted = std::max(chunkSize, size + headerSize);
    if (wanted > m_budget)
        return false;
    void *const memory = std::malloc(wanted);
    if (memory == nullptr)
        return false;
    m_chunks = new (memory) Chunk{m_chunks};
    m_budget -= wanted;
    m_next = static_cast<char *>(memory) + headerSize;
    m_left = wanted - headerSize;
    return true;
}

void *HtmlTree::take(std::size_t size) noexcept {
    const std::size_t needed = aligned(std::max<std::size_t>(size, 1));
    if (needed < size || (needed > m_left && !grow(needed)))
        return nullptr;
    char *const taken = m_next;
    m_next += needed;
    m_left -= needed;
    return taken;
}

/// The library, written in C, does not look whether it got memory: only a jump leads out of it.
/// Nothing of C++ stands in between.
void *HtmlTree::allocate(void *tree, std::size_t size) {
    auto *const self = static_cast<HtmlTree *>(tree);
    void *const taken = self->take(size);
    if (taken == nullptr)
        std::longjmp(self->m_full, 1);
    return taken;
}

HtmlTree::HtmlTree(std::string_view html, Bytes memory)
    : m_budget(static_cast<std::size_t>(memory.count)) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &HtmlTree::allocate;
    options.deallocator = &HtmlTree::release;
    options.userdata = this;
    options.max_errors = 0;
    if (setjmp(m_full) != 0)
        return;
    m_root = gumbo_parse_with_options(&options, html.data(), html.size())->root;
}

HtmlTree::~HtmlTree() {
    while (m_chunks != nullptr) {
        Chunk *const next = m_chunks->next;
        std::free(m_chunks);
        m_chunks = next;
    }
}

} // namespace etagere::body
