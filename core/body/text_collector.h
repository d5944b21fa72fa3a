// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/body/utf8.h"
#include "core/body/visible_text.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace etagere::body {

/// Joins pieces of text to lines with even white space, within a limit. Private to the room.
class TextCollector {
public:
    explicit TextCollector(std::size_t limit)
        : m_limit(limit) {}

    /// UTF-8; `keepsLines`: a line end ends a line, as in preformatted text.
    void add(std::string_view utf8, bool keepsLines);
    /// What follows is another word, or another line.
    void space() noexcept { m_wantsSpace = true; }
    void endLine() noexcept { m_wantsLine = true; }

    [[nodiscard]] bool isFull() const noexcept { return m_made.cut; }
    [[nodiscard]] PlainText take() { return std::move(m_made); }

private:
    void put(char32_t character, std::string_view bytes);

    std::size_t m_limit;
    PlainText m_made;
    bool m_wantsSpace = false;
    bool m_wantsLine = false;
};

} // namespace etagere::body
