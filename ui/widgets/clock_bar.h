// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/base/units.h"
#include "core/replay/log.h"

#include <memory>

class QHBoxLayout;
class QToolButton;

namespace etagere::ui {

class ClockScale;
class ElidedLabel;

/// The virtual clock: a scale from the capture's first exchange to a while after its last, with a
/// mark per outcome, that is scrubbed by mouse and keys; and steps beyond it: +1 min, +1 h, +1 d,
/// to a time typed in.
class ClockBar final : public QWidget {
    Q_OBJECT
public:
    explicit ClockBar(QWidget *parent = nullptr);
    /// What the scale shows; without a log the bar is disabled. The clock is put within it.
    void setLog(std::shared_ptr<const replay::Log> log);
    [[nodiscard]] Instant clock() const noexcept;
    void setClock(Instant at); ///< emits nothing

Q_SIGNALS:
    void scrubbed(etagere::Instant at);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *addButton(QHBoxLayout *row, const QString &text, const QString &name);
    void addSteps(QHBoxLayout *row);
    void step(Duration by);
    void go(Instant at);
    void askForTime();
    void showTime();
    [[nodiscard]] Instant within(Instant at) const;
    std::shared_ptr<const replay::Log> m_log;
    Instant m_clock{};
    ClockScale *m_scale = nullptr;
    ElidedLabel *m_place = nullptr;
    ElidedLabel *m_absolute = nullptr;
};

} // namespace etagere::ui
