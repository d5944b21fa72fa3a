// SPDX-License-Identifier: Apache-2.0
#include "core/body/visible_text.h"

#include "core/body/html_shape.h"
#include "core/body/html_tree.h"
#include "core/body/text_collector.h"

#include <algorithm>
#include <array>

namespace etagere::body {

namespace {

/// Elements nobody sees the text of.
constexpr std::array unseen{GUMBO_TAG_HEAD,     GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,
                            GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_IFRAME,
                            GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED,  GUMBO_TAG_CANVAS,
                            GUMBO_TAG_AUDIO,    GUMBO_TAG_VIDEO,    GUMBO_TAG_OBJECT,
                            GUMBO_TAG_TITLE,    GUMBO_TAG_DESC,     GUMBO_TAG_DATALIST};
/// Elements within a line.
constexpr std::array inlined{
    GUMBO_TAG_A,      GUMBO_TAG_ABBR,   GUMBO_TAG_B,    GUMBO_TAG_BDI,   GUMBO_TAG_BDO,
    GUMBO_TAG_BIG,    GUMBO_TAG_CITE,   GUMBO_TAG_CODE, GUMBO_TAG_DATA,  GUMBO_TAG_DEL,
    GUMBO_TAG_DFN,    GUMBO_TAG_EM,     GUMBO_TAG_FONT, GUMBO_TAG_I,     GUMBO_TAG_IMG,
    GUMBO_TAG_INS,    GUMBO_TAG_KBD,    GUMBO_TAG_MARK, GUMBO_TAG_NOBR,  GUMBO_TAG_Q,
    GUMBO_TAG_RUBY,   GUMBO_TAG_S,      GUMBO_TAG_SAMP, GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,
    GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_SUB,  GUMBO_TAG_SUP,   GUMBO_TAG_TIME,
    GUMBO_TAG_TT,     GUMBO_TAG_U,      GUMBO_TAG_VAR,  GUMBO_TAG_WBR};
/// Elements that stand beside each other in a line.
constexpr std::array apart{GUMBO_TAG_TD,    GUMBO_TAG_TH,     GUMBO_TAG_BUTTON,   GUMBO_TAG_INPUT,
                           GUMBO_TAG_LABEL, GUMBO_TAG_SELECT, GUMBO_TAG_OPTION,   GUMBO_TAG_SVG,
                           GUMBO_TAG_METER, GUMBO_TAG_OUTPUT, GUMBO_TAG_PROGRESS, GUMBO_TAG_RP,
                           GUMBO_TAG_RT,    GUMBO_TAG_MATH,   GUMBO_TAG_UNKNOWN};

template <std::size_t N>
bool isIn(const std::array<GumboTag, N> &tags, GumboTag tag) noexcept {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool isElement(const GumboNode &node) noexcept {
    return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}

/// `display: none` and `visibility: hidden` in a style of the element's own.
bool hides(std::string_view style) {
    std::string even;
    for (const char c : style) {
        if (c >= 'A' && c <= 'Z')
            even.push_back(static_cast<char>(c + ('a' - 'A')));
        else if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f')
            even.push_back(c);
    }
    for (const std::string_view rule : {"display:none", "visibility:hidden"}) {
        const std::size_t at = even.find(rule);
        if (at != std::string::npos && (at == 0 || even[at - 1] == ';'))
            return true;
    }
    return false;
}

bool isUnseen(const GumboElement &element) {
    if (isIn(unseen, element.tag))
        return true;
    if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr)
        return true;
    const GumboAttribute *const style = gumbo_get_attribute(&element.attributes, "style");
    return style != nullptr && hides(style->value);
}

/// Walks the tree without recursion: documents decide how deep it is.
class TextWalk {
public:
    explicit TextWalk(TextCollector &collector)
        : m_collector(collector) {}

    void run(const GumboNode *root) {
        const GumboNode *node = root;
        while (node != nullptr && !m_collector.isFull()) {
            const bool descends = enter(*node) && node->v.element.children.length > 0;
            node = descends ? child(*node, 0) : next(node, root);
        }
    }

private:
    static const GumboNode *child(const GumboNode &node, std::size_t index) noexcept {
        return static_cast<const GumboNode *>(node.v.element.children.data[index]);
    }

    /// The node behind this one and its descendants.
    const GumboNode *next(const GumboNode *node, const GumboNode *root) {
        for (; node != root; node = node->parent) {
            leave(*node);
            const GumboNode *const parent = node->parent;
            if (node->index_within_parent + 1 < parent->v.element.children.length)
                return child(*parent, node->index_within_parent + 1);
        }
        return nullptr;
    }

    void separate(GumboTag tag) {
        if (isIn(apart, tag))
            m_collector.space();
        else if (!isIn(inlined, tag))
            m_collector.endLine();
    }

    /// Whether its children are of interest.
    bool enter(const GumboNode &node) {
        if (!isElement(node)) {
            const bool hasText = node.type == GUMBO_NODE_TEXT ||
                                 node.type == GUMBO_NODE_WHITESPACE ||
                                 node.type == GUMBO_NODE_CDATA;
            if (hasText)
                m_collector.add(node.v.text.text, m_preformatted > 0);
            return false;
        }
        const GumboElement &element = node.v.element;
        if (isUnseen(element))
            return false;
        separate(element.tag);
        m_preformatted += isPreformatted(element) ? 1 : 0;
        return true;
    }

    void leave(const GumboNode &node) {
        if (!isElement(node) || isUnseen(node.v.element))
            return;
        separate(node.v.element.tag);
        m_preformatted -= isPreformatted(node.v.element) ? 1 : 0;
    }

    static bool isPreformatted(const GumboElement &element) noexcept {
        return element.tag == GUMBO_TAG_PRE || element.tag == GUMBO_TAG_TEXTAREA ||
               element.tag == GUMBO_TAG_LISTING;
    }

    TextCollector &m_collector;
    int m_preformatted = 0;
};

} // namespace

Result<PlainText, TextRefusal> visibleText(std::string_view html, const TextLimits &limits) {
    if (html.size() > limits.document.count)
        return Failure<TextRefusal>(TextRefusal::TooLarge);
    const HtmlShape shape = shapeOf(html, limits.depth);
    if (shape.depth > limits.depth || shape.attributes > limits.depth)
        return Failure<TextRefusal>(TextRefusal::TooDeep);
    const HtmlTree tree(html, limits.memory);
    if (tree.root() == nullptr)
        return Failure<TextRefusal>(TextRefusal::TooCostly);
    TextCollector collector(static_cast<std::size_t>(limits.text.count));
    TextWalk(collector).run(tree.root());
    return collector.take();
}

} // namespace etagere::body
