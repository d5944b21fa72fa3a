// SPDX-License-Identifier: Apache-2.0
#include "core/report/html.h"
#include "core/report/sequence_layout.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace etagere::report {

namespace {

using cache::Outcome;
using Row = SequenceRow;
namespace size = sequence_size;

constexpr std::string_view sansFont =
    "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";
constexpr std::string_view monoFont =
    "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";

/// A colour on light ground, and on dark.
struct Shades {
    std::string_view light;
    std::string_view dark;
    [[nodiscard]] std::string_view in(bool dark_) const { return dark_ ? dark : light; }
};
constexpr Shades paper{"#ffffff", "#1b1f23"};
constexpr Shades card{"#f6f4ee", "#262b30"};
constexpr Shades ink{"#1d2126", "#e7e5e0"};
constexpr Shades soft{"#55606a", "#b4bec8"};
constexpr Shades line{"#c9c5ba", "#4a525b"};
constexpr Shades aside{"#2c6e63", "#7fcdbf"};
constexpr Shades asideGround{"#eaf4f2", "#1c312d"};
constexpr Shades red{"#b01f24", "#ff9c94"};

/// The outcomes' colours are those of the window.
constexpr std::array<Shades, static_cast<std::size_t>(Outcome::Count)> outcomeColours{{
    {"#1b6b34", "#7fd99a"}, // FreshHit
    {"#6b5c00", "#dcc95a"}, // StaleHit
    {"#0a559c", "#8ac4ff"}, // Revalidate
    {"#55606a", "#b4bec8"}, // Forward
    {"#55606a", "#b4bec8"}, // Bypass
    {"#b01f24", "#ff9c94"}, // OnlyIfCachedFailure
    {"#0a559c", "#8ac4ff"}, // Validated
    {"#6a3aa8", "#cdb0ff"}, // Replaced
    {"#0a6068", "#6fd6de"}, // Stored
    {"#70492f", "#dcb797"}, // NotStored
    {"#b01f24", "#ff9c94"}, // Error
}};

std::string number(double value) {
    std::array<char, 32> digits{};
    const auto made =
        std::to_chars(digits.data(), digits.data() + digits.size(), std::round(value * 10) / 10);
    return {digits.data(), made.ptr};
}

/// Writes the drawing's elements. Looks are attributes of each: no style sheet that a viewer may
/// not know.
class Drawing {
public:
    Drawing(const Sequence &sequence, bool dark)
        : m_sequence(sequence)
        , m_layout(layOut(sequence))
        , m_dark(dark) {}
    std::string make(std::string_view title);

private:
    struct Face {
        std::string_view family = sansFont;
        double font = size::labelFont;
        std::string_view fill{};
        std::string_view more{}; ///< further attributes
    };
    struct Box {
        double left = 0;
        double top = 0;
        double width = 0;
        double height = 0;
    };

    [[nodiscard]] std::string_view colour(const Shades &shades) const { return shades.in(m_dark); }
    void rect(const Box &box, std::string_view fill, std::string_view more);
    void stroke(double x1, double y1, double x2, double y2, std::string_view more);
    void textAt(double x, double y, std::string_view text, const Face &face);
    /// Label and detail, centred on x; gives the y below them.
    double lines(const SequenceBlock &block, double x, double top, std::string_view fill);
    void drawHeads(double top);
    void drawTime(const SequenceBlock &block, double top);
    void drawAside(const SequenceBlock &block, double top);
    void drawBox(const SequenceBlock &block, double top);
    void drawMessage(const SequenceBlock &block, double top);
    void drawArrow(const Row &row, double y);
    void draw(const SequenceBlock &block, double top);

    const Sequence &m_sequence;
    SequenceLayout m_layout;
    bool m_dark;
    std::string m_out;
};

void Drawing::rect(const Box &box, std::string_view fill, std::string_view more) {
    m_out.append("<rect x=\"" + number(box.left) + "\" y=\"" + number(box.top) + "\" width=\"" +
                 number(box.width) + "\" height=\"" + number(box.height) + "\" fill=\"");
    m_out.append(fill).append("\" ").append(more).append("/>\n");
}

void Drawing::stroke(double x1, double y1, double x2, double y2, std::string_view more) {
    m_out.append("<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) +
                 "\" y2=\"" + number(y2) + "\" ");
    m_out.append(more).append("/>\n");
}

void Drawing::textAt(double x, double y, std::string_view text, const Face &face) {
    m_out.append("<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-family=\"");
    m_out.append(face.family).append("\" font-size=\"" + number(face.font) + "\" fill=\"");
    m_out.append(face.fill).append("\" ").append(face.more).append(">");
    m_out.append(htmlText(text)).append("</text>\n");
}

double Drawing::lines(const SequenceBlock &block, double x, double top, std::string_view fill) {
    constexpr std::string_view bold = "font-weight=\"600\" text-anchor=\"middle\"";
    constexpr std::string_view centred = "text-anchor=\"middle\"";
    for (const std::string &one : block.label) {
        textAt(x, top + size::labelLine - 4, one, {sansFont, size::labelFont, fill, bold});
        top += size::labelLine;
    }
    for (const std::string &one : block.detail) {
        const bool isField = block.row && block.row->kind == Row::Kind::Message;
        textAt(x, top + size::detailLine - 4, one,
               {isField ? monoFont : sansFont, isField ? size::detailFont : size::remarkFont,
                colour(soft), centred});
        top += size::detailLine;
    }
    return top;
}

void Drawing::drawHeads(double top) {
    for (std::size_t i = 0; i < m_layout.heads.size(); ++i) {
        const SequenceBlock &head = m_layout.heads[i];
        const double x = m_layout.lifelines[i];
        const bool asks = scenario::isClient(m_sequence.lifelines[i].kind);
        rect({x - head.width / 2, top, head.width, m_layout.headHeight}, colour(card),
             std::string("rx=\"") + (asks ? "14" : "4") + "\" stroke=\"" +
                 std::string(colour(soft)) + "\" stroke-width=\"1.2\"");
        lines(head, x, top + (m_layout.headHeight - head.height) / 2 + size::padding * 0.6,
              colour(ink));
    }
}

void Drawing::drawTime(const SequenceBlock &block, double top) {
    const double middle = top + block.height / 2;
    const double width = m_layout.gutter - size::margin;
    stroke(m_layout.gutter, middle, m_layout.width - size::margin, middle,
           "stroke=\"" + std::string(colour(line)) + "\" stroke-dasharray=\"2 5\"");
    rect({size::margin, top, width, block.height}, colour(card),
         "rx=\"9\" stroke=\"" + std::string(colour(line)) + "\"");
    lines(block, size::margin + width / 2, top + size::padding * 0.6, colour(ink));
}

void Drawing::drawAside(const SequenceBlock &block, double top) {
    const double left = m_layout.gutter + size::padding;
    rect({left, top, m_layout.width - size::margin - left, block.height}, colour(asideGround),
         "rx=\"3\"");
    rect({left, top, 3, block.height}, colour(aside), "rx=\"1.5\"");
    double y = top + size::padding * 0.6;
    for (const std::string &one : block.label) {
        textAt(left + size::padding * 1.4, y + size::labelLine - 4, one,
               {sansFont, size::labelFont, colour(ink), {}});
        y += size::labelLine;
    }
}

void Drawing::drawBox(const SequenceBlock &block, double top) {
    const Row &row = *block.row;
    const bool isDecision = row.kind == Row::Kind::Decision;
    const auto place = static_cast<std::size_t>(row.outcome);
    const std::string_view edge =
        isDecision && place < outcomeColours.size() ? colour(outcomeColours[place]) : colour(soft);
    const double x = m_layout.lifelines[row.from];
    const std::string dashes = isDecision ? "" : " stroke-dasharray=\"4 3\"";
    rect({x - block.width / 2, top, block.width, block.height}, colour(paper),
         "rx=\"7\" stroke=\"" + std::string(edge) + "\" stroke-width=\"1.6\"" + dashes);
    lines(block, x, top + size::padding * 0.6, isDecision ? edge : colour(ink));
}

/// A line with a head at its end, or a cross where nothing arrived.
void Drawing::drawArrow(const Row &row, double y) {
    const double from = m_layout.lifelines[row.from];
    const double to = m_layout.lifelines[row.to];
    const double way = to < from ? -1 : 1;
    const std::string look = std::string(row.isFailure ? colour(red) : colour(ink));
    const double end = row.isFailure ? from + (to - from) * 0.8 : to - way * 2;
    std::string dashes;
    if (row.isBackground)
        dashes = " stroke-dasharray=\"1.5 4\" stroke-linecap=\"round\"";
    else if (row.isResponse)
        dashes = " stroke-dasharray=\"6 4\"";
    stroke(from + way * 2, y, end - (row.isFailure ? 0 : way * 8), y,
           "stroke=\"" + look + "\" stroke-width=\"1.6\"" + dashes);
    if (!row.isFailure) {
        m_out += "<path d=\"M" + number(end) + " " + number(y) + "l" + number(-way * 10) +
                 " -5v10z\" fill=\"" + look + "\"/>\n";
        return;
    }
    const std::string cross = "stroke=\"" + look + "\" stroke-width=\"2\"";
    stroke(end - 5, y - 5, end + 5, y + 5, cross);
    stroke(end - 5, y + 5, end + 5, y - 5, cross);
}

void Drawing::drawMessage(const SequenceBlock &block, double top) {
    const Row &row = *block.row;
    const double middle = (m_layout.lifelines[row.from] + m_layout.lifelines[row.to]) / 2;
    const double labels = static_cast<double>(block.label.size()) * size::labelLine;
    const double arrow = top + labels + 3;
    SequenceBlock above = block;
    above.detail.clear();
    SequenceBlock below = block;
    below.label.clear();
    const auto ground = [&](double y, double height) { // for the lifelines that the text crosses
        if (height > 0)
            rect({middle - block.width / 2 - 3, y, block.width + 6, height}, colour(paper), {});
    };
    ground(top, labels);
    ground(arrow + 4, block.height - labels - size::padding);
    lines(above, middle, top, row.isFailure ? colour(red) : colour(ink));
    drawArrow(row, arrow);
    lines(below, middle, arrow + 4, {});
}

void Drawing::draw(const SequenceBlock &block, double top) {
    switch (block.row->kind) {
    case Row::Kind::Time:
        drawTime(block, top);
        break;
    case Row::Kind::Note:
        block.row->isAuthors ? drawAside(block, top) : drawBox(block, top);
        break;
    case Row::Kind::Message:
        drawMessage(block, top);
        break;
    case Row::Kind::Decision:
        drawBox(block, top);
        break;
    }
}

std::string Drawing::make(std::string_view title) {
    const std::string width = number(m_layout.width);
    const std::string height = number(m_layout.height);
    m_out = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + width +
            "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height + "\">\n";
    m_out += htmlElement("title", {}, title) + "\n" + "<desc>" +
             htmlLines(sequenceText(m_sequence)) + "</desc>\n";
    rect({0, 0, m_layout.width, m_layout.height}, colour(paper), {});
    const double first = size::margin + m_layout.headHeight;
    for (const double x : m_layout.lifelines)
        stroke(x, first, x, m_layout.height - size::margin,
               "stroke=\"" + std::string(colour(line)) + "\" stroke-width=\"1.5\"");
    drawHeads(size::margin);
    double top = first + size::rowGap;
    for (const SequenceBlock &block : m_layout.blocks) {
        draw(block, top);
        top += block.height + size::rowGap;
    }
    return std::move(m_out) + "</svg>\n";
}

} // namespace

std::string sequenceSvg(const Sequence &sequence, std::string_view title, bool dark) {
    return Drawing(sequence, dark).make(title);
}

} // namespace etagere::report
