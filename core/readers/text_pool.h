// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <string>

namespace etagere::readers {

/// Lends out strings for one round of work and takes them all back at once, keeping their memory.
class TextPool {
public:
    /// An empty string, valid until the pool is cleared.
    std::string &take() {
        if (m_used == m_texts.size())
            m_texts.emplace_back();
        return m_texts[m_used++];
    }
    void clear() {
        constexpr std::size_t worthKeeping = std::size_t{1} << 14U;
        for (; m_used > 0; --m_used) {
            std::string &text = m_texts[m_used - 1];
            text.clear();
            if (text.capacity() > worthKeeping)
                text.shrink_to_fit();
        }
        constexpr std::size_t mostKept = 256;
        if (m_texts.size() > mostKept)
            m_texts.resize(mostKept);
    }

private:
    std::deque<std::string> m_texts;
    std::size_t m_used = 0;
};

} // namespace etagere::readers
