// SPDX-License-Identifier: Apache-2.0
#include "core/readers/json_cursor.h"

#include "core/readers/json_scan.h"
#include "core/readers/json_text.h"

namespace etagere::readers {

namespace {

constexpr std::string_view firstOfScalars = "-0123456789tfn";

} // namespace

JsonCursor::Step JsonCursor::step(char closing) {
    m_at = skipSpace(m_text, m_at);
    while (peek() == ',')
        m_at = skipSpace(m_text, m_at + 1);
    if (m_at >= m_text.size())
        return Step::Cut;
    if (peek() != closing)
        return Step::Item;
    ++m_at;
    return Step::End;
}

JsonCursor::Step JsonCursor::nextMember(std::string_view &key) {
    const Step found = step('}');
    if (found != Step::Item)
        return found;
    if (peek() != '"')
        return Step::Broken;
    const std::size_t begin = m_at;
    const ValueEnd name = skipString(m_text, begin);
    m_at = skipSpace(m_text, name.end);
    if (!name.closed || m_at >= m_text.size())
        return Step::Cut;
    if (peek() != ':')
        return Step::Broken;
    key = m_text.substr(begin + 1, name.end - begin - 2);
    m_at = skipSpace(m_text, m_at + 1);
    if (m_at >= m_text.size())
        return Step::Cut;
    const bool starts = peek() == '{' || peek() == '[' || peek() == '"' ||
                        firstOfScalars.find(peek()) != std::string_view::npos;
    return starts ? Step::Item : Step::Broken;
}

JsonCursor::Step JsonCursor::nextElement() { return step(']'); }

std::string_view JsonCursor::skipValue() {
    const std::size_t begin = m_at;
    if (begin >= m_text.size())
        return {};
    m_at = readers::skipValue(m_text, begin).end;
    if (m_at == begin)
        ++m_at; // a byte that begins no value: over it, or no loop would end
    return m_text.substr(begin, m_at - begin);
}

std::string stringOf(std::string_view value) {
    std::string text;
    constexpr std::size_t limit = std::size_t{1} << 20U;
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        static_cast<void>(appendUnescaped(value.substr(1, value.size() - 2), limit, text));
    return text;
}

std::string_view memberOf(std::string_view object, std::string_view name) {
    JsonCursor cursor(object);
    std::string_view found;
    if (cursor.peek() != '{')
        return found;
    cursor.enter();
    for (std::string_view key; cursor.nextMember(key) == JsonCursor::Step::Item;) {
        const std::string_view value = cursor.skipValue();
        if (key == name)
            found = value;
    }
    return found;
}

} // namespace etagere::readers
