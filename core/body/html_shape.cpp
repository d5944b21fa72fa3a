// SPDX-License-Identifier: Apache-2.0
#include "core/body/html_shape.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace etagere::body {

namespace {

constexpr char lowered(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
constexpr bool isLetter(char c) noexcept { return lowered(c) >= 'a' && lowered(c) <= 'z'; }
constexpr bool isSpace(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/// Elements that are never open, or that end where the next of their kind begins.
constexpr std::array<std::string_view, 28> shallow{
    "area",  "base",   "basefont", "body", "br",    "col",   "colgroup", "dd",   "dt",     "embed",
    "head",  "hr",     "html",     "img",  "input", "li",    "link",     "meta", "option", "p",
    "param", "source", "tbody",    "td",   "th",    "track", "tr",       "wbr"};
/// Elements whose content has no tags.
constexpr std::array<std::string_view, 8> raw{"iframe", "noembed",  "noframes", "script",
                                              "style",  "textarea", "title",    "xmp"};

template <std::size_t N>
bool isIn(const std::array<std::string_view, N> &names, std::string_view name) noexcept {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Walks the tags of a document.
class ShapeReader {
public:
    ShapeReader(std::string_view html, std::size_t enough)
        : m_html(html)
        , m_enough(enough) {}

    HtmlShape read() {
        while (m_shape.depth <= m_enough && m_shape.attributes <= m_enough) {
            m_at = m_html.find('<', m_at);
            if (m_at >= m_html.size())
                break;
            ++m_at;
            if (m_html.substr(m_at, 3) == "!--")
                skipComment();
            else if (m_at < m_html.size() && isLetter(m_html[m_at]))
                open();
            else if (m_at + 1 < m_html.size() && m_html[m_at] == '/' && isLetter(m_html[m_at + 1]))
                close();
        }
        return m_shape;
    }

private:
    void skipComment() {
        const std::size_t end = m_html.find("-->", m_at + 1);
        // One without an end may be read otherwise: what follows is counted.
        if (end != std::string_view::npos)
            m_at = end + 3;
    }

    std::string readName() {
        std::string name;
        while (m_at < m_html.size() && !isSpace(m_html[m_at]) && m_html[m_at] != '/' &&
               m_html[m_at] != '>')
            name.push_back(lowered(m_html[m_at++]));
        return name;
    }

    /// To behind the tag's end; whether it closes itself.
    bool skipAttributes() {
        std::size_t attributes = 0;
        char quote = 0;
        for (; m_at < m_html.size(); ++m_at) {
            const char c = m_html[m_at];
            if (quote != 0) {
                quote = c == quote ? '\0' : quote;
                continue;
            }
            if (c == '>')
                break;
            if (isSpace(c) || c == '/')
                ++attributes;
            else if ((c == '"' || c == '\'') && m_html[m_at - 1] == '=') {
                quote = c;
                ++attributes;
            }
        }
        m_shape.attributes = std::max(m_shape.attributes, attributes);
        const bool closesItself = m_at < m_html.size() && m_html[m_at - 1] == '/';
        m_at = std::min(m_at + 1, m_html.size());
        return closesItself;
    }

    [[nodiscard]] bool isForeign() const noexcept { return m_foreign > 0 || m_mixed; }

    void open() {
        const std::string name = readName();
        const bool closesItself = skipAttributes();
        const bool entersForeign = name == "svg" || name == "math";
        if ((isForeign() || entersForeign) && closesItself && !m_mixed)
            return;
        if (!isForeign() && isIn(raw, name)) {
            skipRaw(name);
            return;
        }
        if (!isForeign() && isIn(shallow, name))
            return;
        ++m_open[name];
        ++m_depth;
        if (entersForeign)
            ++m_foreign;
        if (m_foreign > 0)
            ++m_inside;
        m_shape.depth = std::max(m_shape.depth, m_depth);
    }

    void close() {
        ++m_at;
        const std::string name = readName();
        skipAttributes();
        const auto found = m_open.find(name);
        if (found == m_open.end() || found->second == 0)
            return;
        --found->second;
        --m_depth;
        if (m_foreign == 0)
            return;
        --m_inside;
        if (name != "svg" && name != "math")
            return;
        --m_foreign;
        // Where tags do not pair, the builder may be inside still; no exception counts from here.
        m_mixed = m_mixed || (m_foreign == 0 && m_inside != 0);
        m_inside = m_foreign == 0 ? 0 : m_inside;
    }

    void skipRaw(const std::string &name) {
        for (std::size_t at = m_html.find("</", m_at); at != std::string_view::npos;
             at = m_html.find("</", at + 1)) {
            const std::string_view tag = m_html.substr(at + 2, name.size());
            if (std::equal(tag.begin(), tag.end(), name.begin(), name.end(),
                           [](char a, char b) { return lowered(a) == b; })) {
                m_at = at;
                return;
            }
        }
        m_at = m_html.size();
    }

    std::string_view m_html;
    std::size_t m_enough;
    std::size_t m_at = 0;
    HtmlShape m_shape;
    std::unordered_map<std::string, std::size_t> m_open;
    std::size_t m_depth = 0;
    std::size_t m_foreign = 0; ///< svg and math elements that are open
    std::size_t m_inside = 0;  ///< elements opened since the outermost of them, itself included
    bool m_mixed = false;
};

} // namespace

HtmlShape shapeOf(std::string_view html, std::size_t enough) {
    return ShapeReader(html, enough).read();
}

} // namespace etagere::body
