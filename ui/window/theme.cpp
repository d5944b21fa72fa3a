// SPDX-License-Identifier: Apache-2.0
#include "ui/window/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QProxyStyle>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QToolTip>

namespace etagere::ui {

namespace {

/// The edge of what can be ticked, moved or written in: at least 3 to 1 against what lies within
/// and around it, where Fusion's own is all but invisible in the dark. Where the keyboard is, it
/// says so by another colour.
QColor edgeOf(const QStyleOption &option) {
    if (option.state & QStyle::State_HasFocus)
        return option.palette.color(QPalette::Link);
    constexpr double share = 0.55; // of the text's colour
    const QColor ink = option.palette.color(QPalette::WindowText);
    const QColor ground = option.palette.color(QPalette::Window);
    const auto mixed = [](int one, int other) {
        return static_cast<int>(one * share + other * (1 - share));
    };
    return {mixed(ink.red(), ground.red()), mixed(ink.green(), ground.green()),
            mixed(ink.blue(), ground.blue())};
}

void drawEdge(QPainter &painter, const QStyleOption &option, const QRect &rect, double radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    painter.setPen(edgeOf(option));
    painter.setBrush(Qt::NoBrush);
    painter.translate(0.5, 0.5);
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), radius, radius);
    painter.restore();
}

bool isWrittenIn(const QWidget *widget) {
    const auto *text = qobject_cast<const QPlainTextEdit *>(widget);
    return text != nullptr && !text->isReadOnly();
}

/// Fusion, with buttons that say what they do in words alone, with edges that can be seen, and
/// without the white line around tool bars, which glares in the dark.
class PlainFusion final : public QProxyStyle {
public:
    PlainFusion()
        : QProxyStyle(QStringLiteral("Fusion")) {}
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override {
        if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
            return 0;
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override {
        if (element != CE_ToolBar)
            return QProxyStyle::drawControl(element, option, painter, widget);
        painter->fillRect(option->rect, option->palette.window());
        painter->fillRect(QRect(option->rect.bottomLeft(), QSize(option->rect.width(), 1)),
                          option->palette.mid());
    }
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        if (element == PE_IndicatorCheckBox || (element == PE_Frame && isWrittenIn(widget)))
            drawEdge(*painter, *option, option->rect, 0);
        else if (element == PE_FrameLineEdit)
            drawEdge(*painter, *option, option->rect, corner);
    }
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (control == CC_SpinBox || (combo != nullptr && combo->editable))
            drawEdge(*painter, *option, option->rect, corner);
        else if (control == CC_Slider)
            drawEdge(*painter, *option,
                     proxy()->subControlRect(CC_Slider, option, SC_SliderHandle, widget), corner);
    }

private:
    static constexpr double corner = 2; ///< as Fusion rounds them
};

struct Colours {
    QColor window, base, alternate, button, ink, soft, line, highlight, link, tip, light, dark;
};

QPalette paletteOf(const Colours &colours) {
    QPalette made(colours.button, colours.window);
    made.setColor(QPalette::WindowText, colours.ink);
    made.setColor(QPalette::Base, colours.base);
    made.setColor(QPalette::AlternateBase, colours.alternate);
    made.setColor(QPalette::Text, colours.ink);
    made.setColor(QPalette::Button, colours.button);
    made.setColor(QPalette::ButtonText, colours.ink);
    made.setColor(QPalette::PlaceholderText, colours.soft);
    made.setColor(QPalette::BrightText, Qt::white);
    made.setColor(QPalette::Highlight, colours.highlight);
    made.setColor(QPalette::HighlightedText, Qt::white);
    made.setColor(QPalette::Link, colours.link);
    made.setColor(QPalette::LinkVisited, colours.link);
    made.setColor(QPalette::ToolTipBase, colours.tip);
    made.setColor(QPalette::ToolTipText, colours.ink);
    made.setColor(QPalette::Mid, colours.line);
    made.setColor(QPalette::Light, colours.light); // the edges that the style draws
    made.setColor(QPalette::Midlight, colours.light);
    made.setColor(QPalette::Dark, colours.dark);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        made.setColor(QPalette::Disabled, role, colours.soft);
    made.setColor(QPalette::Disabled, QPalette::Highlight, colours.line);
    return made;
}

/// A desktop without a theme of its own gives what the style would take anyway.
bool hasOwnPalette(const QPalette &system) {
    const QPalette standard = QApplication::style()->standardPalette();
    for (const QPalette::ColorRole role :
         {QPalette::Window, QPalette::Base, QPalette::Text, QPalette::Button}) {
        if (system.color(role) != standard.color(role))
            return true;
    }
    return false;
}

} // namespace

QPalette lightPalette() {
    return paletteOf({.window = QColor(0xf4, 0xf2, 0xed),
                      .base = QColor(0xff, 0xff, 0xff),
                      .alternate = QColor(0xf9, 0xf8, 0xf5),
                      .button = QColor(0xee, 0xeb, 0xe4),
                      .ink = QColor(0x1d, 0x21, 0x26),
                      .soft = QColor(0x5b, 0x63, 0x6d),
                      .line = QColor(0xc9, 0xc5, 0xbb),
                      .highlight = QColor(0x1d, 0x5f, 0x9e),
                      .link = QColor(0x1d, 0x5f, 0x9e),
                      .tip = QColor(0xff, 0xff, 0xf4),
                      .light = QColor(0xff, 0xff, 0xff),
                      .dark = QColor(0xa8, 0xa4, 0x9a)});
}

QPalette darkPalette() {
    return paletteOf({.window = QColor(0x28, 0x2d, 0x32),
                      .base = QColor(0x1a, 0x1d, 0x21),
                      .alternate = QColor(0x20, 0x24, 0x28),
                      .button = QColor(0x34, 0x3a, 0x41),
                      .ink = QColor(0xe7, 0xe5, 0xe0),
                      .soft = QColor(0xa9, 0xb0, 0xb8),
                      .line = QColor(0x48, 0x50, 0x58),
                      .highlight = QColor(0x2b, 0x66, 0xa3),
                      .link = QColor(0x84, 0xbd, 0xf2),
                      .tip = QColor(0x34, 0x3a, 0x41),
                      .light = QColor(0x3d, 0x44, 0x4b),
                      .dark = QColor(0x14, 0x17, 0x1a)});
}

void applyTheme(Theme theme) {
    if (dynamic_cast<PlainFusion *>(QApplication::style()) == nullptr)
        QApplication::setStyle(new PlainFusion);
    QApplication::setPalette(QPalette()); // the desktop's again
    const QPalette system = QApplication::palette();
    if (theme == Theme::Dark)
        QApplication::setPalette(darkPalette());
    else if (theme == Theme::Light || !hasOwnPalette(system))
        QApplication::setPalette(lightPalette());
    QToolTip::setPalette(QApplication::palette());
}

} // namespace etagere::ui
