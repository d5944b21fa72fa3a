// SPDX-License-Identifier: Apache-2.0
#include "core/http/field_lines.h"

#include "core/base/byte_block.h"
#include "core/http/field_names.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace etagere::http {

namespace {

/// Where lines end and where names do: found 64 bytes at a time, without a branch that depends on
/// how long names and values are.
class MarkScanner {
public:
    /// The marks of a block as bits.
    struct Marks {
        std::uint64_t names = 0; ///< behind each line's name: a colon, unless the line is bad
        std::uint64_t ends = 0;
    };
    /// Bytes of one block follow those of the block before.
    [[nodiscard]] Marks scan(const ByteBlock &block) noexcept {
        const std::uint64_t ends = block.whereEqual('\n');
        const std::uint64_t stops = block.whereUpToOr(' ', ':');
        // A carry runs from each line's start over all that is no stop, and sets the first.
        const std::uint64_t starts = ends << 1U | m_startsNext;
        std::uint64_t sum = 0;
        const bool over = __builtin_add_overflow(~stops, starts, &sum);
        const bool overAgain = __builtin_add_overflow(sum, m_runs, &sum);
        m_runs = over || overAgain ? 1 : 0;
        m_startsNext = ends >> 63U;
        return {sum & stops & ~ends, ends};
    }

private:
    std::uint64_t m_startsNext = 1; ///< a line starts with the next block
    std::uint64_t m_runs = 0;       ///< a line's name goes on
};

/// Nearly always one blank stands before the value, and none behind it.
std::string_view valueIn(std::string_view rest) noexcept {
    const auto isBeyondBlanks = [](char c) { return static_cast<unsigned char>(c) > ' '; };
    const bool usual =
        rest.size() > 1 && rest[0] == ' ' && isBeyondBlanks(rest[1]) && isBeyondBlanks(rest.back());
    return usual ? std::string_view(rest.data() + 1, rest.size() - 1) : trimmed(rest);
}

/// The number of a name that stands `left` bytes before the end of its text.
FieldName numberOf(std::string_view name, std::size_t left) noexcept {
    if (left < fieldNames.longest)
        return fieldNameOf(fieldNames.find(name));
    const std::size_t candidate = fieldNames.candidateFor(name);
    const bool known = fieldNames.isNumber(candidate, name.data(), name.size());
    // Not a condition: whether a name is known cannot be guessed.
    return fieldNameOf(candidate & (std::size_t{0} - std::size_t{known}));
}

/// Makes field lines of marks.
class LineReader {
public:
    LineReader(std::string_view text, std::vector<Field> &lines) noexcept
        : m_text(text)
        , m_lines(lines) {}

    /// The marks of the block at `base`; false when the section is over.
    [[nodiscard]] bool take(std::size_t base, const MarkScanner::Marks &marks) {
        for (std::uint64_t all = marks.names | marks.ends; all != 0; all &= all - 1) {
            const std::size_t at = base + static_cast<std::size_t>(std::countr_zero(all));
            if ((marks.ends & all & (~all + 1)) == 0)
                m_colon = at;
            else if (!endLine(at))
                return false;
        }
        return true;
    }
    /// The text is over; its last line may lack its end.
    void finish() {
        if (m_begin < m_text.size())
            endLine(m_text.size());
    }
    [[nodiscard]] std::size_t leftOut() const noexcept { return m_leftOut; }

private:
    static constexpr std::size_t none = std::string_view::npos;

    /// The line that ends before `end`; false when it is empty.
    bool endLine(std::size_t end) {
        const std::size_t begin = m_begin;
        const std::size_t colon = m_colon;
        m_begin = end + 1;
        m_colon = none;
        const char *const text = m_text.data();
        if (colon == none || colon == begin || text[colon] != ':')
            return leaveOut({text + begin, end - begin});
        const std::string_view name(text + begin, colon - begin);
        m_lines.push_back({name, valueIn({text + colon + 1, end - colon - 1}),
                           numberOf(name, m_text.size() - begin)});
        return true;
    }
    bool leaveOut(std::string_view line) noexcept {
        const bool empty = trimmed(line).empty();
        m_leftOut += empty ? 0 : 1;
        return !empty;
    }

    std::string_view m_text;
    std::vector<Field> &m_lines;
    std::size_t m_begin = 0;
    std::size_t m_colon = none;
    std::size_t m_leftOut = 0;
};

/// Which known names have a letter, or what is one but for case, as their first and second; a bit
/// each. Other's is set where a line may be an empty one.
struct NameStarts {
    std::array<std::uint64_t, 256> first{};
    std::array<std::uint64_t, 256> second{};

    consteval NameStarts() {
        for (std::size_t c = 0; c < first.size(); ++c)
            second[c] = other;
        for (std::size_t c = 0; c <= ' '; ++c)
            first[c] = other;
        for (std::size_t number = 1; number < fieldNameCount; ++number) {
            const std::string_view name = fieldNameRows[number].lower;
            const std::uint64_t bit = std::uint64_t{1} << number;
            for (const unsigned capital : {0x20U, 0U}) {
                first[static_cast<unsigned char>(name[0]) & ~capital] |= bit;
                second[static_cast<unsigned char>(name[1]) & ~capital] |= bit;
            }
        }
    }
    static constexpr std::uint64_t other = 1;
};
constexpr NameStarts nameStarts;

/// Keeps the lines of some fields. How a line starts tells nearly always that it is none of them.
class WantedReader {
public:
    WantedReader(std::string_view text, std::vector<Field> &lines, FieldSet wanted) noexcept
        : m_text(text)
        , m_lines(lines)
        , m_wanted(wanted.bits() | NameStarts::other) {}

    /// The ends of lines in the block at `base`; false when the section is over.
    [[nodiscard]] bool take(std::size_t base, std::uint64_t ends) {
        for (; ends != 0; ends &= ends - 1) {
            if (!endLine(base + static_cast<std::size_t>(std::countr_zero(ends))))
                return false;
        }
        return true;
    }
    /// The text is over; its last line may lack its end.
    void finish() {
        if (m_text.size() - std::min(m_begin, m_text.size()) > 1)
            endLine(m_text.size());
    }

private:
    bool endLine(std::size_t end) {
        const std::size_t begin = m_begin;
        m_begin = end + 1;
        // A line of one character has its end for a second one.
        const auto first = static_cast<unsigned char>(m_text[begin]);
        const auto second = static_cast<unsigned char>(m_text[begin + (begin < end ? 1 : 0)]);
        const std::uint64_t may = nameStarts.first[first] & nameStarts.second[second] & m_wanted;
        return may == 0 || keep({m_text.data() + begin, end - begin}, may);
    }
    /// A line that may be one of some fields; false when it is empty.
    bool keep(std::string_view line, std::uint64_t may) {
        if ((may & NameStarts::other) != 0)
            return !trimmed(line).empty();
        const auto left = static_cast<std::size_t>(m_text.data() + m_text.size() - line.data());
        for (; may != 0; may &= may - 1) {
            const auto number = static_cast<std::size_t>(std::countr_zero(may));
            const std::size_t length = fieldNames.lengthOf(number);
            if (length >= line.size() || line[length] != ':')
                continue;
            const std::string_view name = line.substr(0, length);
            const bool is = left >= fieldNames.longest
                                ? fieldNames.isNumber(number, name.data(), length)
                                : fieldNames.find(name) == number;
            if (!is)
                continue;
            m_lines.push_back({name, valueIn(line.substr(length + 1)), fieldNameOf(number)});
            break;
        }
        return true;
    }

    std::string_view m_text;
    std::vector<Field> &m_lines;
    std::uint64_t m_wanted;
    std::size_t m_begin = 0;
};

/// What is left of a text behind its last whole block, and zeros.
using LastBlock = std::array<char, ByteBlock::size>;
LastBlock lastBlock(std::string_view rest) noexcept {
    LastBlock block{};
    std::memcpy(block.data(), rest.data(), rest.size());
    return block;
}

} // namespace

std::size_t readFieldLines(std::string_view text, std::vector<Field> &lines) {
    lines.clear();
    MarkScanner scanner;
    LineReader reader(text, lines);
    std::size_t at = 0;
    for (; at + ByteBlock::size <= text.size(); at += ByteBlock::size) {
        if (!reader.take(at, scanner.scan(ByteBlock(text.data() + at))))
            return reader.leftOut();
    }
    MarkScanner::Marks last = scanner.scan(ByteBlock(lastBlock(text.substr(at)).data()));
    last.names &= ~(~std::uint64_t{0} << (text.size() - at));
    if (reader.take(at, last))
        reader.finish();
    return reader.leftOut();
}

void readFieldLines(std::string_view text, std::vector<Field> &lines, FieldSet wanted) {
    if (wanted.has(FieldName::Other)) {
        readFieldLines(text, lines);
        return;
    }
    lines.clear();
    WantedReader reader(text, lines, wanted);
    std::size_t at = 0;
    for (; at + ByteBlock::size <= text.size(); at += ByteBlock::size) {
        if (!reader.take(at, ByteBlock(text.data() + at).whereEqual('\n')))
            return;
    }
    if (reader.take(at, ByteBlock(lastBlock(text.substr(at)).data()).whereEqual('\n')))
        reader.finish();
}

} // namespace etagere::http
