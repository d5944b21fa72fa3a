// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/replay/log.h"
#include "ui/widgets/clock_axis.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

class QSlider;

namespace etagere::ui {

/// What the exchanges of a place on the scale came to, one lane each.
enum class Lane : std::uint8_t {
    Cache,     ///< answered without the network
    Validator, ///< asked with a validator
    Network,   ///< fetched whole, or failed
    Count
};

/// The slider of the clock, above it where the exchanges lie and below it the times. A million
/// exchanges are binned once per width.
class ClockScale final : public QWidget {
    Q_OBJECT
public:
    explicit ClockScale(QWidget *parent = nullptr);
    void setLog(std::shared_ptr<const replay::Log> log);
    [[nodiscard]] const ClockAxis &axis() const noexcept { return m_axis; }
    [[nodiscard]] QSlider *slider() const noexcept { return m_slider; }
    /// The position of the slider, without a signal.
    void setTime(Instant at);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void scrubbed(etagere::Instant at);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    using Bin = std::array<std::uint32_t, static_cast<std::size_t>(Lane::Count)>;
    void place();
    void bin();
    void paintLanes(QPainter &painter) const;
    void paintMarks(QPainter &painter) const;
    void paintFlushes(QPainter &painter) const;
    void paintTimes(QPainter &painter) const;
    void paintDivider(QPainter &painter) const;
    void paintFolds(QPainter &painter) const;
    [[nodiscard]] int laneHeight() const;
    [[nodiscard]] int lanesHeight() const;
    [[nodiscard]] int handleWidth() const;
    [[nodiscard]] int xOf(int position) const; ///< of the slider's handle
    [[nodiscard]] int positionAt(int x) const;
    [[nodiscard]] QString wordsAt(int x) const;
    std::shared_ptr<const replay::Log> m_log;
    ClockAxis m_axis;
    QSlider *m_slider = nullptr;
    int m_handle = 0;        ///< how wide the slider's handle is
    std::vector<Bin> m_bins; ///< by pixel
    bool m_binned = false;
};

} // namespace etagere::ui
