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

/// Makes field lines of marks.
class LineReader {
public:
    LineReader(std::string_view text, std::vector<Field> &lines, FieldSet wanted) noexcept
        : m_text(text)
        , m_lines(lines)
        , m_wanted(wanted) {}

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
        const std::size_t candidate = fieldNames.candidateFor(name);
        if (!m_wanted.has(fieldNameOf(candidate)))
            return true;
        const bool wide = begin + fieldNames.longest <= m_text.size();
        const bool known = wide ? fieldNames.isNumber(candidate, name.data(), name.size())
                                : fieldNames.find(name) != 0;
        // Not a condition: whether a name is known cannot be guessed.
        const FieldName number = fieldNameOf(candidate & (std::size_t{0} - std::size_t{known}));
        if (m_wanted.has(number))
            m_lines.push_back({name, valueIn({text + colon + 1, end - colon - 1}), number});
        return true;
    }
    /// Nearly always one blank stands before the value, and none behind it.
    static std::string_view valueIn(std::string_view rest) noexcept {
        const auto isBeyondBlanks = [](char c) { return static_cast<unsigned char>(c) > ' '; };
        const bool usual = rest.size() > 1 && rest[0] == ' ' && isBeyondBlanks(rest[1]) &&
                           isBeyondBlanks(rest.back());
        return usual ? std::string_view(rest.data() + 1, rest.size() - 1) : trimmed(rest);
    }
    bool leaveOut(std::string_view line) noexcept {
        const bool empty = trimmed(line).empty();
        m_leftOut += empty ? 0 : 1;
        return !empty;
    }

    std::string_view m_text;
    std::vector<Field> &m_lines;
    FieldSet m_wanted;
    std::size_t m_begin = 0;
    std::size_t m_colon = none;
    std::size_t m_leftOut = 0;
};

} // namespace

std::size_t readFieldLines(std::string_view text, std::vector<Field> &lines, FieldSet wanted) {
    lines.clear();
    MarkScanner scanner;
    LineReader reader(text, lines, wanted);
    std::size_t at = 0;
    for (; at + ByteBlock::size <= text.size(); at += ByteBlock::size) {
        if (!reader.take(at, scanner.scan(ByteBlock(text.data() + at))))
            return reader.leftOut();
    }
    std::array<char, ByteBlock::size> rest{};
    std::memcpy(rest.data(), text.data() + at, text.size() - at);
    MarkScanner::Marks last = scanner.scan(ByteBlock(rest.data()));
    last.names &= ~(~std::uint64_t{0} << (text.size() - at));
    if (reader.take(at, last))
        reader.finish();
    return reader.leftOut();
}

} // namespace etagere::http
