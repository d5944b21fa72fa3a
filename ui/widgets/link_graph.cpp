// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/link_graph.h"

#include <QtCore/QEvent>
#include <QtCore/QStringList>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include "ui/delegates/palette.h"
#include "ui/models/text.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

namespace {

constexpr std::size_t mostTokens = 12; ///< drawn; the matrix counts them all
constexpr std::size_t mostSites = 24;
constexpr std::size_t nameLimit = 120;
constexpr double tokenShare = 0.30; ///< of the width, for the names of tags
constexpr double siteShare = 0.62;  ///< where the sites begin

constexpr auto linkedGrade = analysis::Grade::Respawn; ///< whose colour says "linked"

} // namespace

LinkGraph::LinkGraph(QWidget *parent)
    : QWidget(parent) {
    setAccessibleName(tr("Which sites the tag links"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSizePolicy(policy);
}

void LinkGraph::setLinkability(std::optional<analysis::Linkability> linkability) {
    m_linkability = std::move(linkability);
    m_groups.assign(m_linkability ? m_linkability->sites.size() : 0, -1);
    describe();
    updateGeometry();
    update();
}

void LinkGraph::setLinked(const std::vector<std::vector<std::uint32_t>> &groups) {
    std::fill(m_groups.begin(), m_groups.end(), -1);
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (const std::uint32_t site : groups[group]) {
            if (site < m_groups.size())
                m_groups[site] = static_cast<int>(group);
        }
    }
    describe();
    update();
}

int LinkGraph::rowHeight() const { return fontMetrics().height() * 7 / 4; }

int LinkGraph::rows() const {
    if (!m_linkability)
        return 0;
    const std::size_t sites = std::min(m_linkability->sites.size(), mostSites) +
                              (m_linkability->siteCount > mostSites ? 1U : 0U);
    return static_cast<int>(std::max(sites, std::min(m_linkability->tokens.size(), mostTokens)));
}

QSize LinkGraph::sizeHint() const {
    return {fontMetrics().averageCharWidth() * 70, rows() * rowHeight() + rowHeight() / 2};
}

QSize LinkGraph::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 40, sizeHint().height()};
}

/// Both columns are as high as the widget, their entries spread evenly.
double LinkGraph::yOf(std::size_t row, std::size_t of) const {
    const double step = static_cast<double>(height()) / static_cast<double>(of);
    return (static_cast<double>(row) + 0.5) * step;
}

bool LinkGraph::isLinked(std::size_t site) const {
    return site < m_groups.size() && m_groups[site] >= 0;
}

void LinkGraph::paintEvent(QPaintEvent *event) {
    Q_UNUSED(event)
    if (!m_linkability || m_linkability->sites.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintEdges(painter);
    paintTokens(painter);
    paintSites(painter);
}

void LinkGraph::paintEdges(QPainter &painter) const {
    const std::size_t tokens = std::min(m_linkability->tokens.size(), mostTokens);
    const std::size_t sites = static_cast<std::size_t>(rows());
    const double left = width() * tokenShare + rowHeight() / 2.0;
    const double right = width() * siteShare - rowHeight() / 2.0;
    for (const analysis::LinkabilityEdge &edge : m_linkability->edges) {
        if (edge.token >= tokens || edge.site >= std::min(sites, mostSites))
            continue;
        const bool linked = isLinked(edge.site);
        QPen pen(linked ? colourOf(linkedGrade, palette()) : mutedText(palette()));
        pen.setWidthF(linked ? 2.0 : 1.0);
        pen.setStyle(linked ? Qt::SolidLine : Qt::DashLine);
        const QPointF from(left, yOf(edge.token, tokens));
        const QPointF to(right, yOf(edge.site, sites));
        const double bend = (right - left) / 2;
        QPainterPath path(from);
        path.cubicTo(from + QPointF(bend, 0), to - QPointF(bend, 0), to);
        painter.strokePath(path, pen);
    }
}

void LinkGraph::paintTokens(QPainter &painter) const {
    const std::size_t tokens = std::min(m_linkability->tokens.size(), mostTokens);
    const int wide = static_cast<int>(width() * tokenShare);
    painter.setPen(palette().color(QPalette::Text));
    for (std::size_t i = 0; i < tokens; ++i) {
        const int top = static_cast<int>(yOf(i, tokens)) - rowHeight() / 2;
        const QString name = fontMetrics().elidedText(shown(m_linkability->tokens[i], nameLimit),
                                                      Qt::ElideMiddle, wide);
        painter.drawText(QRect(0, top, wide, rowHeight()), Qt::AlignRight | Qt::AlignVCenter, name);
    }
}

void LinkGraph::paintSites(QPainter &painter) const {
    const std::size_t listed = std::min(m_linkability->sites.size(), mostSites);
    const std::size_t all = static_cast<std::size_t>(rows());
    const double radius = fontMetrics().height() * 0.28;
    const double left = width() * siteShare;
    const int textLeft = static_cast<int>(left + radius * 3);
    for (std::size_t i = 0; i < all; ++i) {
        const double y = yOf(i, all);
        const QRect line(textLeft, static_cast<int>(y) - rowHeight() / 2, width() - textLeft,
                         rowHeight());
        if (i >= listed) {
            painter.setPen(mutedText(palette()));
            if (i == listed && m_linkability->siteCount > listed)
                painter.drawText(line, Qt::AlignVCenter,
                                 tr("and %n more", nullptr,
                                    static_cast<int>(m_linkability->siteCount - listed)));
            continue;
        }
        const QColor colour = isLinked(i) ? colourOf(linkedGrade, palette()) : mutedText(palette());
        painter.setPen(QPen(colour, 1.5));
        painter.setBrush(isLinked(i) ? QBrush(colour) : QBrush(Qt::NoBrush));
        painter.drawEllipse(QPointF(left + radius, y), radius, radius);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(line, Qt::AlignVCenter,
                         fontMetrics().elidedText(shown(m_linkability->sites[i], nameLimit),
                                                  Qt::ElideMiddle, line.width()));
    }
}

void LinkGraph::describe() {
    QStringList linked;
    QStringList apart;
    for (std::size_t i = 0; m_linkability && i < m_linkability->sites.size(); ++i)
        (isLinked(i) ? linked : apart).append(shown(m_linkability->sites[i], nameLimit));
    setAccessibleDescription(
        tr("Linked: %1. Not linked: %2.")
            .arg(linked.isEmpty() ? tr("none") : linked.join(QStringLiteral(", ")),
                 apart.isEmpty() ? tr("none") : apart.join(QStringLiteral(", "))));
}

void LinkGraph::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace etagere::ui
