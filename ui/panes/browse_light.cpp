// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/browse_light.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>

#include "core/analysis/finding.h"
#include "core/explain/grades.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/widgets/elided_label.h"

namespace etagere::ui {

namespace {

using Light = BrowseLight::Light;
using analysis::Grade;

Light lightOf(const session::BrowsingVerdict &verdict) {
    if (!verdict.isKnown)
        return Light::Off;
    if (verdict.grade >= static_cast<std::uint8_t>(Grade::IdentifierCapable))
        return Light::Red;
    return verdict.grade > 0 ? Light::Amber : Light::Green;
}

QColor inkOf(Light light, const QPalette &palette) {
    switch (light) {
    case Light::Green:
        return colourOf(cache::Outcome::FreshHit, palette);
    case Light::Amber:
        return colourOf(Grade::IdentifierCapable, palette);
    case Light::Red:
        return colourOf(Grade::Recognition, palette);
    case Light::Off:
        break;
    }
    return mutedText(palette);
}

QString textOf(const session::BrowsingVerdict &verdict) {
    if (!verdict.isKnown)
        return BrowseLight::tr("Not judged yet");
    if (verdict.grade == 0)
        return BrowseLight::tr("Nothing found");
    const QString grade = fromUtf8(explain::nameOf(static_cast<Grade>(verdict.grade)));
    const QString headline = shown(toUtf8(verdict.headline));
    return headline.isEmpty() ? grade : QStringLiteral("%1: %2").arg(grade, headline);
}

} // namespace

/// A ring while it is off, a disc for green, a triangle for amber, a square for red.
class BrowseLight::Lamp final : public QWidget {
public:
    explicit Lamp(QWidget *parent)
        : QWidget(parent) {}
    void setLight(Light light) {
        m_light = light;
        update();
    }
    [[nodiscard]] QSize sizeHint() const override {
        return {fontMetrics().height(), fontMetrics().height()};
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor colour = inkOf(m_light, palette());
        const qreal side = fontMetrics().ascent();
        QRectF rect(0, 0, side, side);
        rect.moveCenter(QRectF(this->rect()).center());
        painter.setPen(QPen(colour, side / 8));
        painter.setBrush(m_light == Light::Off ? QBrush(Qt::NoBrush) : QBrush(colour));
        const qreal inset = side / 10;
        rect.adjust(inset, inset, -inset, -inset);
        if (m_light == Light::Amber)
            painter.drawPolygon(QPolygonF(
                {QPointF(rect.center().x(), rect.top()), rect.bottomRight(), rect.bottomLeft()}));
        else if (m_light == Light::Red)
            painter.drawRect(rect);
        else
            painter.drawEllipse(rect);
    }

private:
    Light m_light = Light::Off;
};

BrowseLight::BrowseLight(QWidget *parent)
    : QWidget(parent)
    , m_lamp(new Lamp(this))
    , m_words(new ElidedLabel(this)) {
    setObjectName(QStringLiteral("browseLight"));
    QFont bold = font();
    bold.setBold(true);
    m_words->setFont(bold);
    m_lamp->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_lamp);
    line->addWidget(m_words, 1);
    setVerdict({});
}

void BrowseLight::setVerdict(const session::BrowsingVerdict &verdict) {
    m_light = lightOf(verdict);
    m_text = textOf(verdict);
    m_lamp->setLight(m_light);
    m_words->setWholeText(m_text);
    const auto grade = static_cast<Grade>(verdict.grade);
    m_lamp->setToolTip(verdict.isKnown ? neverRich(fromUtf8(explain::meaningOf(grade)))
                                       : tr("A page is judged once it was visited"));
    setAccessibleName(tr("What this page's tags give away: %1").arg(m_text));
    tint();
}

QString BrowseLight::words() const { return m_text; }

void BrowseLight::tint() {
    QPalette tinted = palette();
    tinted.setColor(QPalette::WindowText, inkOf(m_light, palette()));
    m_words->setPalette(tinted);
}

void BrowseLight::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

} // namespace etagere::ui
