// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/readers/json_scan.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::readers {

/// One entry's JSON as the parser wants it: followed by bytes that may be read, its long strings
/// left out (they are empty there), so that nobody copies or reads a body. Knows where in the file
/// each byte came from. Made once and reused for one entry after the other. Borrows the file.
class EntryText {
public:
    /// What follows the text and may be read, as simdjson wants it.
    static constexpr std::size_t padding = 64;
    /// The most that is copied: beyond it, an entry is TooLarge even without its long strings.
    static constexpr std::size_t mostCopied = std::size_t{8} << 20U;
    /// The most places that are mended in one entry.
    static constexpr std::size_t mostMended = std::size_t{1} << 18U;

    /// What had to be mended; see mend().
    struct Mended {
        bool invalidUtf8 = false;
        bool controlCharacters = false;
        bool trailingCommas = false;
        bool tooMuch = false; ///< it was given up, the text is as it was
        [[nodiscard]] bool any() const noexcept {
            return invalidUtf8 || controlCharacters || trailingCommas;
        }
    };

    /// Takes the entry in file[begin, end), whose long strings are `longStrings`, in order. False
    /// when it is too large.
    [[nodiscard]] bool assign(std::string_view file, std::size_t begin, std::size_t end,
                              std::span<const LongString> longStrings);
    /// Replaces what is no UTF-8 by U+FFFD, control characters in strings by their escapes and
    /// others by spaces, and drops commas before a closing bracket.
    Mended mend();

    [[nodiscard]] std::string_view text() const noexcept { return m_text; }
    [[nodiscard]] std::string_view file() const noexcept { return m_file; }
    /// Where in the file the byte at `offset` of text() came from.
    [[nodiscard]] std::size_t sourceOf(std::size_t offset) const noexcept;
    /// The inside of the string in the file whose opening quote is at `quote` of text(), and
    /// `length` bytes of text() long; a long one as it is in the file.
    [[nodiscard]] LongString sourceOfString(std::size_t quote, std::size_t length) const noexcept;

private:
    /// From `offset` of the text on, bytes come from `source` of the file, up to the next one.
    struct Anchor {
        std::size_t offset = 0;
        std::size_t source = 0;
    };
    struct Elided {
        std::size_t quote = 0; ///< where its opening quote is in the text
        LongString string;
    };
    void copyPiece(std::size_t begin, std::size_t end);

    std::string_view m_file;
    std::string_view m_text;
    std::string m_copy;
    std::vector<Anchor> m_anchors;
    std::vector<Elided> m_elided;
};

} // namespace etagere::readers
