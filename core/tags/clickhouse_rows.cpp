// SPDX-License-Identifier: Apache-2.0
#include "core/tags/clickhouse_rows.h"

#include "core/tags/ledger_schema.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace etagere::tags {

namespace {

static_assert(std::endian::native == std::endian::little, "RowBinary is little-endian");

template <class Number>
void appendNumber(std::string &out, Number number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    out.append(bytes, sizeof number);
}

void appendText(std::string &out, std::string_view text) {
    std::size_t size = text.size();
    for (; size >= 0x80; size >>= 7U)
        out += static_cast<char>(0x80U | (size & 0x7fU));
    out += static_cast<char>(size);
    out.append(text);
}

/// What the letter after a backslash stands for (ClickHouse's TabSeparated).
char unescaped(char letter) noexcept {
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case '0':
        return '\0';
    default:
        return letter;
    }
}

std::optional<std::string> textOf(std::string_view field) {
    if (field == "\\N")
        return std::nullopt;
    std::string text;
    text.reserve(field.size());
    for (std::size_t i = 0; i < field.size(); ++i) {
        if (field[i] == '\\' && i + 1 < field.size())
            text += unescaped(field[++i]);
        else
            text += field[i];
    }
    return text;
}

} // namespace

void appendRowBinary(std::string &out, const ClickHouseRow &row) {
    const LedgerEntry &entry = row.entry;
    out.append(row.key.data(), row.key.size());
    for (const std::string_view text :
         {entry.origin, entry.site, entry.url, entry.visitor, entry.source})
        appendText(out, text);
    out += static_cast<char>(entry.validator);
    appendText(out, entry.value);
    out += entry.when ? '\0' : '\1'; // 1: NULL
    if (entry.when)
        appendNumber(out, countOf(*entry.when));
    appendNumber(out, entry.status);
    appendNumber(out, entry.bodyBytes);
    appendText(out, entry.bodyDigest);
    out += entry.sentBack ? '\1' : '\0';
    const std::int64_t recorded = countOf(entry.recordedAt);
    appendNumber(out, recorded);
    appendNumber(out, row.number);
    appendNumber(out, row.batch);
    // The row that was recorded first has the highest precedence.
    appendNumber(out, std::numeric_limits<std::uint64_t>::max() / 2 -
                          static_cast<std::uint64_t>(std::max<std::int64_t>(recorded, 0)));
}

bool TabSeparatedRows::take(std::string_view part, const RowVisitor &visitor) {
    while (!part.empty() && !m_failed && !m_ended) {
        const std::size_t end = part.find('\n');
        if (end == std::string_view::npos) {
            m_line.append(part);
            m_failed = m_line.size() > mostBytes;
            return !m_failed;
        }
        bool wanted = false;
        if (m_line.empty()) {
            wanted = takeLine(part.substr(0, end), visitor);
        } else {
            m_line.append(part.substr(0, end));
            wanted = takeLine(m_line, visitor);
            m_line.clear();
        }
        m_ended = !wanted && !m_failed;
        part.remove_prefix(end + 1);
    }
    return !m_failed && !m_ended;
}

bool TabSeparatedRows::takeLine(std::string_view line, const RowVisitor &visitor) {
    m_fields.clear();
    for (std::size_t from = 0; from <= line.size();) {
        const std::size_t to = std::min(line.find('\t', from), line.size());
        m_fields.push_back(textOf(line.substr(from, to - from)));
        from = to + 1;
    }
    m_failed = m_fields.size() != m_wanted;
    return !m_failed && visitor(m_fields);
}

} // namespace etagere::tags
