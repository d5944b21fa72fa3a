// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/clock_scale.h"

#include <QtCore/QEvent>
#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QSlider>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionSlider>
#include <QtWidgets/QToolTip>

#include "core/explain/numbers.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace etagere::ui {

namespace {

using cache::Outcome;

constexpr int stepPositions = 50;
constexpr int pagePositions = 500;
constexpr std::array lanes{Lane::Cache, Lane::Validator, Lane::Network};

Lane laneOf(Outcome outcome) {
    switch (outcome) {
    case Outcome::FreshHit:
    case Outcome::StaleHit:
        return Lane::Cache;
    case Outcome::Revalidate:
    case Outcome::Validated:
    case Outcome::Replaced:
        return Lane::Validator;
    default:
        return Lane::Network;
    }
}

/// Whose glyph and colour stand for a lane, as in the table of exchanges.
Outcome sampleOf(Lane lane) {
    if (lane == Lane::Cache)
        return Outcome::FreshHit;
    return lane == Lane::Validator ? Outcome::Validated : Outcome::Stored;
}

/// Goes where it is pressed, and is dragged on from there.
class Scrubber final : public QSlider {
public:
    using QSlider::QSlider;

protected:
    void mousePressEvent(QMouseEvent *event) override {
        QStyleOptionSlider option;
        initStyleOption(&option);
        const QRect handle =
            style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
        if (event->button() == Qt::LeftButton && !handle.contains(event->position().toPoint()))
            setValue(QStyle::sliderValueFromPosition(
                minimum(), maximum(), static_cast<int>(event->position().x()) - handle.width() / 2,
                width() - handle.width(), option.upsideDown));
        QSlider::mousePressEvent(event);
    }
};

QFont smallFont(const QWidget &widget) {
    QFont font = widget.font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * 0.85);
    return font;
}

} // namespace

ClockScale::ClockScale(QWidget *parent)
    : QWidget(parent)
    , m_slider(new Scrubber(Qt::Horizontal, this)) {
    m_slider->setRange(0, ClockAxis::positions);
    m_slider->setSingleStep(stepPositions);
    m_slider->setPageStep(pagePositions);
    m_slider->setAccessibleName(tr("Clock"));
    setFocusProxy(m_slider);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int value) { Q_EMIT scrubbed(m_axis.instantAt(value)); });
}

void ClockScale::setLog(std::shared_ptr<const replay::Log> log) {
    m_log = std::move(log);
    m_axis = m_log ? ClockAxis(*m_log) : ClockAxis();
    m_binned = false;
    setEnabled(m_log != nullptr);
    update();
}

void ClockScale::setTime(Instant at) {
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(m_axis.positionOf(at));
}

int ClockScale::laneHeight() const { return std::max(3, fontMetrics().height() / 2); }

int ClockScale::lanesHeight() const { return laneHeight() * static_cast<int>(lanes.size()); }

int ClockScale::handleWidth() const {
    QStyleOptionSlider option;
    option.initFrom(m_slider);
    option.orientation = Qt::Horizontal;
    return style()->pixelMetric(QStyle::PM_SliderLength, &option, m_slider);
}

QSize ClockScale::sizeHint() const {
    const int times = QFontMetrics(smallFont(*this)).height();
    return {fontMetrics().averageCharWidth() * 80,
            lanesHeight() + m_slider->sizeHint().height() + times};
}

QSize ClockScale::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 24, sizeHint().height()};
}

int ClockScale::xOf(int position) const {
    return m_slider->x() + m_handle / 2 +
           QStyle::sliderPositionFromValue(0, ClockAxis::positions, position,
                                           m_slider->width() - m_handle, isRightToLeft());
}

int ClockScale::positionAt(int x) const {
    return QStyle::sliderValueFromPosition(0, ClockAxis::positions,
                                           x - m_slider->x() - m_handle / 2,
                                           m_slider->width() - m_handle, isRightToLeft());
}

void ClockScale::place() {
    const int gutter = fontMetrics().horizontalAdvance(QLatin1Char('=')) * 2;
    const int left = isRightToLeft() ? 0 : gutter;
    m_slider->setGeometry(left, lanesHeight(), width() - gutter, m_slider->sizeHint().height());
    m_handle = handleWidth();
    m_binned = false;
}

void ClockScale::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    place();
}

void ClockScale::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::LayoutDirectionChange) {
        updateGeometry();
        place();
    }
}

void ClockScale::bin() {
    m_binned = true;
    m_bins.assign(static_cast<std::size_t>(std::max(width(), 1)), Bin{});
    if (!m_log)
        return;
    for (const replay::Row &row : m_log->rows) {
        const int x = std::clamp(xOf(m_axis.positionOf(row.at)), 0, width() - 1);
        ++m_bins[static_cast<std::size_t>(x)]
                [static_cast<std::size_t>(laneOf(row.decision.outcome))];
    }
}

void ClockScale::paintEvent(QPaintEvent * /*event*/) {
    if (!m_binned)
        bin();
    QPainter painter(this);
    painter.setFont(smallFont(*this));
    paintDivider(painter);
    paintLanes(painter);
    paintFolds(painter);
    paintMarks(painter);
    paintFlushes(painter);
    paintTimes(painter);
}

void ClockScale::paintLanes(QPainter &painter) const {
    const int height = laneHeight();
    const int gutter = width() - m_slider->width();
    const int gutterX = isRightToLeft() ? m_slider->width() : 0;
    const int from = xOf(0);
    const int to = xOf(m_axis.divider());
    for (const Lane lane : lanes) {
        const int top = static_cast<int>(lane) * height;
        painter.fillRect(std::min(from, to), top + height - 1, std::abs(to - from), 1,
                         palette().color(QPalette::Midlight));
        painter.setPen(colourOf(sampleOf(lane), palette()));
        painter.drawText(QRect(gutterX, top - height / 2, gutter, height * 2), Qt::AlignCenter,
                         glyphOf(sampleOf(lane)));
    }
}

void ClockScale::paintMarks(QPainter &painter) const {
    std::uint32_t most = 1;
    for (const Bin &bin : m_bins)
        most = std::max(most, *std::max_element(bin.begin(), bin.end()));
    const int height = laneHeight();
    for (const Lane lane : lanes) {
        const auto index = static_cast<std::size_t>(lane);
        const int bottom = (static_cast<int>(index) + 1) * height - 1;
        const QColor colour = colourOf(sampleOf(lane), palette());
        for (std::size_t x = 0; x < m_bins.size(); ++x) {
            if (m_bins[x][index] == 0)
                continue;
            const double share = std::log2(1.0 + m_bins[x][index]) / std::log2(1.0 + most);
            const int bar = std::max(height / 2, static_cast<int>(share * (height - 1)));
            painter.fillRect(static_cast<int>(x), bottom - bar, 2, bar, colour);
        }
    }
}

void ClockScale::paintFlushes(QPainter &painter) const {
    if (!m_log)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal half = laneHeight() * 0.7;
    for (const replay::FlushEffect &flush : m_log->flushes) {
        if (flush.ended.empty() || !m_log->version(flush.ended.front()).until)
            continue;
        const qreal x = xOf(m_axis.positionOf(*m_log->version(flush.ended.front()).until)) + 0.5;
        painter.setPen(QPen(palette().color(QPalette::WindowText), 1, Qt::DotLine));
        painter.drawLine(QPointF(x, 0), QPointF(x, lanesHeight()));
        QPainterPath flag(QPointF(x - half, 0));
        flag.lineTo(x + half, 0);
        flag.lineTo(x, half * 1.4);
        flag.closeSubpath();
        painter.fillPath(flag, palette().color(QPalette::WindowText));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void ClockScale::paintDivider(QPainter &painter) const {
    const int divider = xOf(m_axis.divider());
    const int last = isRightToLeft() ? 0 : width();
    const QRect later(std::min(divider, last), 0, std::abs(last - divider), lanesHeight());
    painter.fillRect(later, palette().brush(QPalette::AlternateBase));
    painter.fillRect(divider, 0, 1, height(), palette().color(QPalette::Mid));
    const QRect words = later.adjusted(laneHeight(), 0, -laneHeight() / 2, 0);
    painter.setPen(mutedText(palette()));
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeading,
                     painter.fontMetrics().elidedText(tr("after the capture, ever faster"),
                                                      Qt::ElideRight, words.width()));
}

void ClockScale::paintFolds(QPainter &painter) const {
    for (const ClockAxis::Piece &piece : m_axis.pieces()) {
        if (!piece.folded)
            continue;
        const int from = xOf(piece.from);
        const int to = xOf(piece.to);
        const QRect place(std::min(from, to), 0, std::abs(to - from), lanesHeight());
        painter.fillRect(place, QBrush(palette().color(QPalette::Mid), Qt::BDiagPattern));
        const QString idle = fromUtf8(explain::duration(piece.end - piece.begin));
        const QFontMetrics metrics = painter.fontMetrics();
        QRect words = metrics.boundingRect(idle).adjusted(-2, 0, 2, 0);
        words.moveCenter(place.center());
        if (words.width() > place.width())
            continue;
        painter.fillRect(words, palette().color(QPalette::Window));
        painter.setPen(mutedText(palette()));
        painter.drawText(words, Qt::AlignCenter, idle);
    }
}

void ClockScale::paintTimes(QPainter &painter) const {
    if (!m_log)
        return;
    const QFontMetrics metrics = painter.fontMetrics();
    const int top = lanesHeight() + m_slider->height();
    const int space = metrics.averageCharWidth() * 2;
    std::vector<ClockAxis::Tick> ticks{{m_axis.divider(), tr("End")}};
    const int room = std::abs(xOf(m_axis.divider()) - xOf(0));
    std::vector<ClockAxis::Tick> more =
        m_axis.captureTicks(room / (metrics.averageCharWidth() * 14));
    ticks.insert(ticks.end(), more.begin(), more.end());
    more = m_axis.laterTicks();
    ticks.insert(ticks.end(), more.begin(), more.end());
    std::vector<QRect> taken;
    for (const ClockAxis::Tick &tick : ticks) {
        const int wide = metrics.horizontalAdvance(tick.name);
        const int x = xOf(tick.position);
        QRect place(x - wide / 2, top, wide, metrics.height());
        place.moveLeft(std::clamp(place.left(), 0, std::max(0, width() - wide)));
        if (std::any_of(taken.begin(), taken.end(), [&](const QRect &other) {
                return other.adjusted(-space, 0, space, 0).intersects(place);
            }))
            continue;
        taken.push_back(place);
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawLine(x, top - metrics.height() / 4, x, top);
        painter.setPen(mutedText(palette()));
        painter.drawText(place, Qt::AlignCenter, tick.name);
    }
}

QString ClockScale::wordsAt(int x) const {
    Bin sum{};
    const int reach = fontMetrics().averageCharWidth() / 2;
    for (int at = std::max(0, x - reach); at <= std::min(width() - 1, x + reach); ++at) {
        for (std::size_t lane = 0; lane < sum.size(); ++lane)
            sum[lane] += m_bins[static_cast<std::size_t>(at)][lane];
    }
    const QString place = m_axis.placeOf(m_axis.instantAt(positionAt(x)));
    const auto number = [&sum](Lane lane) {
        return static_cast<int>(sum[static_cast<std::size_t>(lane)]);
    };
    QStringList lines{place};
    if (const int n = number(Lane::Cache))
        lines << tr("%n answered from the cache", nullptr, n);
    if (const int n = number(Lane::Validator))
        lines << tr("%n asked with a validator", nullptr, n);
    if (const int n = number(Lane::Network))
        lines << tr("%n from the network", nullptr, n);
    return lines.join(QLatin1Char('\n'));
}

bool ClockScale::event(QEvent *event) {
    if (event->type() != QEvent::ToolTip || !m_log || !m_binned)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event); // what a ToolTip event is
    QToolTip::showText(help->globalPos(), wordsAt(help->pos().x()), this);
    return true;
}

void ClockScale::mousePressEvent(QMouseEvent *event) {
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_slider->setFocus(Qt::MouseFocusReason);
    m_slider->setValue(positionAt(static_cast<int>(event->position().x())));
}

void ClockScale::mouseMoveEvent(QMouseEvent *event) {
    if (event->buttons().testFlag(Qt::LeftButton))
        m_slider->setValue(positionAt(static_cast<int>(event->position().x())));
}

} // namespace etagere::ui
