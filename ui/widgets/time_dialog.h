// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QDialog>

#include "core/base/units.h"
#include "ui/widgets/clock_axis.h"

#include <chrono>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace etagere::ui {

/// How long after a capture's end the clock can still be set (session::Workspace::clock).
inline constexpr Duration clockReach = std::chrono::hours(24 * 365 * 100);

/// Asks for a time of the clock: an offset or a date. Says at once which instant the text means,
/// or what is expected.
class TimeDialog final : public QDialog {
    Q_OBJECT
public:
    TimeDialog(ClockAxis axis, Instant clock, QWidget *parent = nullptr);
    /// The time that the text means now; none while it means nothing the clock can show.
    [[nodiscard]] std::optional<Instant> chosen() const;

private:
    void check();
    ClockAxis m_axis;
    Instant m_clock;
    QLineEdit *m_field = nullptr;
    QLabel *m_meaning = nullptr;
    QPushButton *m_set = nullptr;
};

} // namespace etagere::ui
