// SPDX-License-Identifier: Apache-2.0
#include "core/body/text_diff.h"

#include "core/body/sequence_diff.h"

#include <algorithm>
#include <unordered_map>

namespace etagere::body {

namespace {

constexpr std::string_view ellipsis = "\xE2\x80\xA6";
constexpr std::size_t wordsAround = 4; ///< words shown on both sides of a change

using Pieces = std::vector<std::string_view>;

Pieces split(std::string_view text, char separator) {
    Pieces pieces;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0)
            pieces.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return pieces;
}

/// Two lists of pieces as numbers: the same number for the same text.
struct Numbered {
    std::vector<std::uint32_t> before;
    std::vector<std::uint32_t> after;
};

Numbered numbered(const Pieces &before, const Pieces &after) {
    std::unordered_map<std::string_view, std::uint32_t> known;
    const auto convert = [&known](const Pieces &pieces) {
        std::vector<std::uint32_t> numbers;
        numbers.reserve(pieces.size());
        for (const std::string_view piece : pieces)
            numbers.push_back(
                known.emplace(piece, static_cast<std::uint32_t>(known.size())).first->second);
        return numbers;
    };
    Numbered made;
    made.before = convert(before);
    made.after = convert(after);
    return made;
}

std::vector<Edit> editsOf(const Pieces &before, const Pieces &after) {
    const Numbered numbers = numbered(before, after);
    return editsBetween(numbers.before, numbers.after);
}

bool hasDigit(std::string_view word) noexcept {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool haveDigits(const Pieces &words, std::size_t begin, std::size_t end) noexcept {
    return std::all_of(words.begin() + static_cast<std::ptrdiff_t>(begin),
                       words.begin() + static_cast<std::ptrdiff_t>(end), hasDigit);
}

/// Which words of a line are worth showing.
using Shown = std::vector<bool>;

void show(Shown &shown, std::size_t begin, std::size_t end) {
    const std::size_t first = begin - std::min(begin, wordsAround);
    const std::size_t last = std::min(shown.size(), end + wordsAround);
    for (std::size_t i = first; i < last; ++i)
        shown[i] = true;
}

/// The start of `text`, no longer than `width` bytes, and no character torn.
std::string_view startOf(std::string_view text, std::size_t width) noexcept {
    if (text.size() <= width)
        return text;
    while (width > 0 && (static_cast<unsigned char>(text[width]) & 0xC0U) == 0x80)
        --width;
    return text.substr(0, width);
}

std::string joined(const Pieces &words, const Shown &shown, std::size_t width) {
    std::string line;
    bool leftOut = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!shown[i] || line.size() >= width) {
            leftOut = true;
            continue;
        }
        if (leftOut)
            line.append(line.empty() ? "" : " ").append(ellipsis);
        leftOut = false;
        line.append(line.empty() ? "" : " ").append(startOf(words[i], width));
        line.append(startOf(words[i], width).size() < words[i].size() ? ellipsis : "");
    }
    if (leftOut)
        line.append(line.empty() ? "" : " ").append(ellipsis);
    return line;
}

/// Puts the difference together, edit by edit.
class Builder {
public:
    Builder(const Pieces &before, const Pieces &after, const DiffLimits &limits)
        : m_before(before)
        , m_after(after)
        , m_limits(limits) {
        m_diff.onlyNumbers = true;
    }

    void add(const Edit &edit) {
        m_diff.removed += edit.beforeEnd - edit.beforeBegin;
        m_diff.added += edit.afterEnd - edit.afterBegin;
        const std::size_t pairs =
            std::min(edit.beforeEnd - edit.beforeBegin, edit.afterEnd - edit.afterBegin);
        for (std::size_t i = 0; i < pairs; ++i)
            addPair(m_before[edit.beforeBegin + i], m_after[edit.afterBegin + i]);
        for (std::size_t i = edit.beforeBegin + pairs; i < edit.beforeEnd; ++i)
            addWhole(DiffLine::Kind::Removed, m_before[i]);
        for (std::size_t i = edit.afterBegin + pairs; i < edit.afterEnd; ++i)
            addWhole(DiffLine::Kind::Added, m_after[i]);
    }

    TextDiff take() { return std::move(m_diff); }

private:
    [[nodiscard]] bool isFull() const noexcept {
        return m_diff.lines.size() >= m_limits.lines && !m_diff.onlyNumbers;
    }

    void put(DiffLine::Kind kind, std::string text) {
        if (m_diff.lines.size() < m_limits.lines)
            m_diff.lines.push_back({kind, std::move(text)});
    }

    void addWhole(DiffLine::Kind kind, std::string_view line) {
        if (isFull())
            return;
        const Pieces words = split(line, ' ');
        m_diff.onlyNumbers = m_diff.onlyNumbers && haveDigits(words, 0, words.size());
        put(kind, joined(words, Shown(words.size(), true), m_limits.width));
    }

    void addPair(std::string_view before, std::string_view after) {
        if (isFull())
            return;
        const Pieces old = split(before, ' ');
        const Pieces fresh = split(after, ' ');
        Shown shownOld(old.size(), before.size() <= m_limits.width);
        Shown shownFresh(fresh.size(), after.size() <= m_limits.width);
        for (const Edit &edit : editsOf(old, fresh)) {
            m_diff.onlyNumbers = m_diff.onlyNumbers &&
                                 haveDigits(old, edit.beforeBegin, edit.beforeEnd) &&
                                 haveDigits(fresh, edit.afterBegin, edit.afterEnd);
            show(shownOld, edit.beforeBegin, edit.beforeEnd);
            show(shownFresh, edit.afterBegin, edit.afterEnd);
        }
        put(DiffLine::Kind::Removed, joined(old, shownOld, m_limits.width));
        put(DiffLine::Kind::Added, joined(fresh, shownFresh, m_limits.width));
    }

    const Pieces &m_before;
    const Pieces &m_after;
    DiffLimits m_limits;
    TextDiff m_diff;
};

} // namespace

TextDiff diffTexts(std::string_view before, std::string_view after, const DiffLimits &limits) {
    const Pieces old = split(before, '\n');
    const Pieces fresh = split(after, '\n');
    Builder builder(old, fresh, limits);
    for (const Edit &edit : editsOf(old, fresh))
        builder.add(edit);
    TextDiff diff = builder.take();
    diff.onlyNumbers = diff.onlyNumbers && !diff.empty();
    return diff;
}

} // namespace etagere::body
