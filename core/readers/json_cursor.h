// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::readers {

/// Walks the members of objects and the elements of arrays in JSON text that may be damaged or end
/// anywhere. It checks no more than it needs, and takes missing and surplus commas for no harm.
/// Nothing is kept of the nesting: whoever enters a container calls nextMember() or nextElement()
/// until End. Borrows the text.
class JsonCursor {
public:
    enum class Step : std::uint8_t {
        Item,  ///< stands at a value
        End,   ///< the container is closed, the cursor stands behind it
        Cut,   ///< the text ends
        Broken ///< something that belongs in no JSON stands here
    };

    explicit JsonCursor(std::string_view text, std::size_t at = 0) noexcept
        : m_text(text)
        , m_at(at) {}

    [[nodiscard]] std::size_t at() const noexcept { return m_at; }
    void moveTo(std::size_t at) noexcept { m_at = at; }
    /// The byte the cursor stands at; 0 at the end of the text.
    [[nodiscard]] char peek() const noexcept { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    /// Behind the bracket of the object or array that the cursor stands at.
    void enter() noexcept { ++m_at; }
    /// The next member of the object that was entered: `key` is the inside of its name, escapes
    /// and all.
    Step nextMember(std::string_view &key);
    Step nextElement();
    /// Over the value that the cursor stands at, which is returned; cut or broken, the text to its
    /// end is.
    std::string_view skipValue();

private:
    Step step(char closing);

    std::string_view m_text;
    std::size_t m_at;
};

/// What a JSON string stands for; empty for any other value.
[[nodiscard]] std::string stringOf(std::string_view value);

/// The value of a member of the object in `object`, the last one of that name; empty when there
/// is none.
[[nodiscard]] std::string_view memberOf(std::string_view object, std::string_view name);

} // namespace etagere::readers
