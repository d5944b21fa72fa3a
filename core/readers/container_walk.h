// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/readers/json_blocks.h"
#include "core/readers/json_scan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

// In an unnamed namespace, because each file that includes this compiles it for other processors.
namespace etagere::readers {
namespace {

/// The state of one walk through a container, block by block.
/// `Blocks` reads 64 bytes at a time: read() and readString() as in json_blocks.h.
template <class Blocks>
class ContainerWalk {
public:
    ContainerWalk(std::string_view text, std::size_t begin, std::vector<LongString> *longStrings)
        : m_text(text)
        , m_at(begin)
        , m_longStrings(longStrings) {}

    ValueEnd run() {
        while (m_at + blockSize <= m_text.size()) {
            if (m_inString && staysInString()) {
                m_at += blockSize;
                continue;
            }
            if (step(Blocks::read(m_text.data() + m_at)))
                return {m_end, true};
            m_at += blockSize;
        }
        std::array<char, blockSize> rest{};
        const std::string_view tail = m_text.substr(m_at);
        std::copy(tail.begin(), tail.end(), rest.begin());
        if (step(Blocks::read(rest.data())))
            return {m_end, true};
        return {m_text.size(), false};
    }

private:
    /// Whether the string goes on behind this whole block; most blocks of a body are such.
    bool staysInString() {
        const char *at = m_text.data() + m_at;
        const BlockMasks masks = Blocks::readString(at);
        bool carried = m_escapeCarried;
        if ((masks.quotes & ~findEscaped(masks.backslashes, carried)) != 0)
            return false;
        m_escapeCarried = carried;
        return true;
    }

    /// True when the container ends in this block.
    bool step(const BlockMasks &masks) {
        const std::uint64_t escaped = findEscaped(masks.backslashes, m_escapeCarried);
        const std::uint64_t quotes = masks.quotes & ~escaped;
        const std::uint64_t inside = parityUpTo(quotes) ^ (m_inString ? ~std::uint64_t{0} : 0);
        noteStrings(quotes, (inside >> 63U) != 0);
        return countBrackets(masks.opens & ~inside, masks.closes & ~inside);
    }

    void noteStrings(std::uint64_t quotes, bool endsInString) {
        if (quotes != 0) {
            const std::size_t first = m_at + static_cast<std::size_t>(std::countr_zero(quotes));
            if (m_inString && first - m_stringBegin >= longFrom && m_longStrings != nullptr)
                m_longStrings->push_back({m_stringBegin, first - m_stringBegin});
            const auto last = static_cast<std::size_t>(63 - std::countl_zero(quotes));
            if (endsInString)
                m_stringBegin = m_at + last + 1;
        }
        m_inString = endsInString;
    }

    bool countBrackets(std::uint64_t opens, std::uint64_t closes) {
        if ((opens | closes) == 0)
            return false;
        const std::size_t closing = countBits(closes);
        if (m_depth > closing) {
            m_depth += countBits(opens);
            m_depth -= closing;
            return false;
        }
        for (std::uint64_t both = opens | closes; both != 0; both &= both - 1) {
            const std::uint64_t one = both & (~both + 1);
            if ((opens & one) != 0)
                ++m_depth;
            else if (--m_depth == 0) {
                m_end = m_at + static_cast<std::size_t>(std::countr_zero(one)) + 1;
                return true;
            }
        }
        return false;
    }

    std::string_view m_text;
    std::size_t m_at;
    std::vector<LongString> *m_longStrings;
    std::size_t m_depth = 0;
    std::size_t m_stringBegin = 0;
    std::size_t m_end = 0;
    bool m_inString = false;
    bool m_escapeCarried = false;
};

} // namespace
} // namespace etagere::readers
