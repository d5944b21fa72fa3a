// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/readable.h"

#include "core/explain/printable.h"
#include "core/readers/json_text.h"
#include "ui/models/text.h"

#include <algorithm>

namespace etagere::ui {

namespace {

void appendBroken(const QString &line, QString &lines) {
    qsizetype from = 0;
    while (line.size() - from > longestLine) {
        qsizetype length = longestLine;
        if (line[from + length].isLowSurrogate())
            --length;
        lines += QStringView(line).mid(from, length);
        lines += u'\n';
        from += length;
    }
    lines += QStringView(line).mid(from);
}

QString readableLine(std::string_view line) {
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    QString text;
    for (;;) {
        const std::size_t tab = line.find('\t');
        text += fromUtf8(explain::printable(line.substr(0, tab)));
        if (tab == std::string_view::npos)
            return text;
        text += u'\t';
        line.remove_prefix(tab + 1);
    }
}

void appendHex(std::uint64_t number, int digits, QString &text) {
    constexpr std::string_view hex = "0123456789abcdef";
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        text += QLatin1Char(hex[number >> static_cast<unsigned>(shift) & 0xFU]);
}

void appendDumpLine(std::string_view bytes, std::uint64_t offset, QString &text) {
    constexpr std::size_t width = 16;
    appendHex(offset, 8, text);
    text += u' ';
    for (std::size_t i = 0; i < width; ++i) {
        text += i % 8 == 0 ? QStringLiteral("  ") : QStringLiteral(" ");
        if (i < bytes.size())
            appendHex(static_cast<unsigned char>(bytes[i]), 2, text);
        else
            text += QStringLiteral("  ");
    }
    text += QStringLiteral("  |");
    for (const char c : bytes)
        text += c >= ' ' && c <= '~' ? QLatin1Char(c) : QLatin1Char('.');
    text += u'|';
}

/// Writes JSON with line ends and indentation, token by token.
class JsonIndenter {
public:
    explicit JsonIndenter(std::string_view json)
        : m_json(json) {}

    std::string indented() {
        while (m_at < m_json.size())
            step(m_json[m_at]);
        return std::move(m_out);
    }

private:
    void step(char c) {
        if (c == '"')
            return copyString();
        ++m_at;
        if (c == '{' || c == '[')
            open(c);
        else if (c == '}' || c == ']')
            close(c);
        else if (c == ',')
            newLine(c);
        else if (c == ':')
            m_out += ": ";
        else if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            m_out += c;
    }

    void copyString() {
        const std::size_t begin = m_at++;
        while (m_at < m_json.size() && m_json[m_at] != '"')
            m_at += m_json[m_at] == '\\' ? 2U : 1U;
        m_at = std::min(m_at + 1, m_json.size());
        m_out += m_json.substr(begin, m_at - begin);
    }

    void open(char c) {
        const std::size_t next = m_json.find_first_not_of(" \t\r\n", m_at);
        const bool isEmpty =
            next != std::string_view::npos && (m_json[next] == '}' || m_json[next] == ']');
        m_out += c;
        if (isEmpty) {
            m_out += m_json[next];
            m_at = next + 1;
            return;
        }
        ++m_depth;
        indent();
    }

    void close(char c) {
        m_depth -= m_depth > 0 ? 1U : 0U;
        indent();
        m_out += c;
    }

    void newLine(char c) {
        m_out += c;
        indent();
    }

    void indent() {
        constexpr std::size_t deepest = 32;
        m_out += '\n';
        m_out.append(std::min(m_depth, deepest) * 2, ' ');
    }

    std::string_view m_json;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    std::string m_out;
};

/// The end of the text's part that begins at `begin`.
std::size_t partEnd(std::string_view bytes, std::size_t begin) {
    const std::size_t farthest = std::min(begin + partBytes, bytes.size());
    std::size_t afterLine = begin;
    std::size_t lines = 0;
    for (std::size_t at = begin; at < farthest && lines < partLines; ++at) {
        if (bytes[at] != '\n')
            continue;
        afterLine = at + 1;
        ++lines;
    }
    if (farthest == bytes.size() && lines < partLines)
        return farthest;
    if (afterLine > begin)
        return afterLine;
    std::size_t cut = farthest;
    while (cut > farthest - 3 && (static_cast<unsigned char>(bytes[cut]) & 0xC0U) == 0x80U)
        --cut;
    return cut;
}

} // namespace

QString readableLines(std::string_view bytes) {
    QString lines;
    lines.reserve(static_cast<qsizetype>(bytes.size()));
    for (;;) {
        const std::size_t end = bytes.find('\n');
        appendBroken(readableLine(bytes.substr(0, end)), lines);
        if (end == std::string_view::npos)
            return lines;
        lines += u'\n';
        bytes.remove_prefix(end + 1);
    }
}

QString hexDump(std::string_view bytes, std::uint64_t firstOffset) {
    constexpr std::size_t width = 16;
    QString text;
    text.reserve(static_cast<qsizetype>(bytes.size() / width + 1) * 80);
    for (std::size_t at = 0; at < bytes.size(); at += width) {
        if (at > 0)
            text += u'\n';
        appendDumpLine(bytes.substr(at, width), firstOffset + at, text);
    }
    return text;
}

bool isText(std::string_view bytes) {
    const auto controls = std::count_if(bytes.begin(), bytes.end(), [](char c) {
        return (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == '\x7f';
    });
    return static_cast<std::size_t>(controls) * 100 <= bytes.size() && readers::isUtf8(bytes);
}

std::string indentedJson(std::string_view json) { return JsonIndenter(json).indented(); }

std::vector<std::size_t> partsOf(std::string_view bytes, bool asDump) {
    std::vector<std::size_t> begins{0};
    for (;;) {
        const std::size_t begin = begins.back();
        const std::size_t end =
            asDump ? std::min(begin + dumpBytes, bytes.size()) : partEnd(bytes, begin);
        if (end >= bytes.size())
            return begins;
        begins.push_back(end);
    }
}

} // namespace etagere::ui
