// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include <cstddef>
#include <vector>

class QSlider;

namespace etagere::ui {

/// A strip under a slider with a mark for each step of a scenario: filled when it was taken. For
/// the eye only; the slider says the same in words.
class StepMarks final : public QWidget {
    Q_OBJECT
public:
    explicit StepMarks(QSlider &slider, QWidget *parent = nullptr);
    /// Positions of the slider.
    void setMarks(std::vector<int> positions);
    void setTaken(std::size_t taken);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QSlider &m_slider;
    std::vector<int> m_positions;
    std::size_t m_taken = 0;
};

} // namespace etagere::ui
