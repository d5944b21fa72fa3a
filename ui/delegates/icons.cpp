// SPDX-License-Identifier: Apache-2.0
#include "ui/delegates/icons.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

#include <algorithm>
#include <utility>

/// The resources stand in a static library: without being asked for they would not be linked. The
/// macro must stand outside every namespace.
static void initIconResources() { Q_INIT_RESOURCE(etagere_icons); }

namespace etagere::ui {

namespace {

/// Draws one SVG in the colours of a palette, afresh at whatever size is asked for.
class TintedSvg final : public QIconEngine {
public:
    TintedSvg(QByteArray svg, const QPalette &palette)
        : m_svg(std::move(svg))
        , m_normal(palette.color(QPalette::Active, QPalette::WindowText))
        , m_disabled(palette.color(QPalette::Disabled, QPalette::WindowText))
        , m_selected(palette.color(QPalette::Active, QPalette::HighlightedText)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override {
        QByteArray tinted = m_svg;
        tinted.replace("currentColor", colourOf(mode).name().toLatin1());
        QSvgRenderer renderer(tinted);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        renderer.render(painter, QRectF(square(rect)));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override {
        const auto key = std::pair(size.width(), std::pair(size.height(), static_cast<int>(mode)));
        const auto kept = m_pixmaps.constFind(key);
        if (kept != m_pixmaps.constEnd())
            return *kept;
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        m_pixmaps.insert(key, pixmap);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new TintedSvg(*this); }

private:
    [[nodiscard]] QColor colourOf(QIcon::Mode mode) const {
        if (mode == QIcon::Disabled)
            return m_disabled;
        return mode == QIcon::Selected ? m_selected : m_normal;
    }
    static QRect square(const QRect &rect) {
        const int side = std::min(rect.width(), rect.height());
        QRect inner(0, 0, side, side);
        inner.moveCenter(rect.center());
        return inner;
    }

    QByteArray m_svg;
    QColor m_normal, m_disabled, m_selected;
    QHash<std::pair<int, std::pair<int, int>>, QPixmap> m_pixmaps; ///< by size and mode
};

} // namespace

QIcon icon(const QString &name, const QPalette &palette) {
    initIconResources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new TintedSvg(file.readAll(), palette));
}

} // namespace etagere::ui
