// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/time_dialog.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/numbers.h"
#include "ui/models/text.h"

#include <utility>

namespace etagere::ui {

TimeDialog::TimeDialog(ClockAxis axis, Instant clock, QWidget *parent)
    : QDialog(parent)
    , m_axis(std::move(axis))
    , m_clock(clock)
    , m_field(new QLineEdit(this))
    , m_meaning(new QLabel(this)) {
    setWindowTitle(tr("Set the clock"));
    auto *label = new QLabel(tr("&Time:"), this);
    label->setBuddy(m_field);
    m_field->setAccessibleName(tr("Time"));
    m_field->setPlaceholderText(tr("+90 min"));
    m_field->setMaxLength(80);
    m_field->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
    auto *forms = new QLabel(tr("“+90 min” or “-5 s”: from the clock on\n"
                                "“2 h 30 min”: after the beginning of the capture\n"
                                "“2026-03-01 12:00”: a date with a time, UTC\n"
                                "Units: ms, s, min, h, d, w, months, y"),
                             this);
    forms->setTextFormat(Qt::PlainText);
    m_meaning->setTextFormat(Qt::PlainText);
    m_meaning->setWordWrap(true);
    m_meaning->setMinimumHeight(fontMetrics().lineSpacing() * 2);
    m_meaning->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_set = buttons->addButton(tr("Set the clock"), QDialogButtonBox::AcceptRole);
    m_set->setDefault(true);

    auto *column = new QVBoxLayout(this);
    column->addWidget(label);
    column->addWidget(m_field);
    column->addWidget(m_meaning);
    column->addWidget(forms);
    column->addWidget(buttons);
    connect(m_field, &QLineEdit::textChanged, this, &TimeDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_field->setText(fromUtf8(explain::rfc3339(clock)));
    m_field->selectAll();
    check();
}

std::optional<Instant> TimeDialog::chosen() const {
    const std::optional<Instant> meant = instantFrom(m_field->text(), m_axis.begin(), m_clock);
    if (!meant || *meant < m_axis.begin() || *meant > m_axis.end() + clockReach)
        return std::nullopt;
    return meant;
}

void TimeDialog::check() {
    const std::optional<Instant> meant = instantFrom(m_field->text(), m_axis.begin(), m_clock);
    m_set->setEnabled(chosen().has_value());
    QString said;
    if (!meant)
        said = tr("That is no time. Expected is an offset such as “+90 min” or a date with a "
                  "time such as “2026-03-01 12:00”.");
    else if (*meant < m_axis.begin())
        said = tr("That is before the capture begins, at %1.")
                   .arg(fromUtf8(explain::rfc3339(m_axis.begin())));
    else if (!chosen())
        said = tr("That is more than 100 years after the capture.");
    else
        said = tr("%1: %2").arg(m_axis.placeOf(*meant), fromUtf8(explain::rfc3339(*meant)));
    m_meaning->setText(said);
    m_field->setAccessibleDescription(said);
}

} // namespace etagere::ui
