// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QString>

#include "core/base/units.h"
#include "core/replay/log.h"

#include <optional>
#include <vector>

namespace etagere::ui {

/// Where an instant lies on the clock's scale. The capture takes the first part: evenly where
/// something was exchanged, while what is idle for long (the night between two visits) is folded.
/// After its end time runs ever faster (1 min, 1 h, 1 d, 30 d, 1 y), so that one can watch what a
/// long lifetime keeps.
class ClockAxis {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::ClockAxis)
public:
    static constexpr int positions = 10'000; ///< the scale goes from 0 to this
    ClockAxis() = default;
    ClockAxis(Instant begin, Instant end); ///< an `end` before `begin` counts as `begin`
    /// With idle stretches folded. Sorts the times once: a million take less than a tenth of a
    /// second.
    explicit ClockAxis(const replay::Log &log);

    /// A stretch of the capture on the scale.
    struct Piece {
        Instant begin{};
        Instant end{};
        int from = 0;
        int to = 0;
        bool folded = false;
    };
    [[nodiscard]] const std::vector<Piece> &pieces() const noexcept { return m_pieces; }
    [[nodiscard]] Instant begin() const noexcept { return m_begin; }
    [[nodiscard]] Instant end() const noexcept { return m_end; }     ///< the capture's
    [[nodiscard]] int divider() const noexcept { return m_divider; } ///< where the capture ends
    /// What is outside the scale lies at its ends.
    [[nodiscard]] int positionOf(Instant at) const noexcept;
    [[nodiscard]] Instant instantAt(int position) const noexcept;

    /// A place on the scale with its name.
    struct Tick {
        int position = 0;
        QString name;
    };
    /// Of the capture, at round times, about `most`, or where activity begins again; then of the
    /// time after it.
    [[nodiscard]] std::vector<Tick> captureTicks(int most) const;
    [[nodiscard]] std::vector<Tick> laterTicks() const;
    /// "12.3 s after the beginning", "1 h 20 min after the end".
    [[nodiscard]] QString placeOf(Instant at) const;

private:
    Instant m_begin{};
    Instant m_end{};
    int m_divider = 0;
    std::vector<Piece> m_pieces; ///< without holes, in order
};

/// A time as somebody types it: "+90 min" and "-5 s" from the clock on, "2 h 30 min" from the
/// beginning, or a date with a time, "2026-03-01 12:00", UTC unless it says otherwise. Nothing for
/// any other text.
[[nodiscard]] std::optional<Instant> instantFrom(const QString &typed, Instant begin,
                                                 Instant clock);

} // namespace etagere::ui
