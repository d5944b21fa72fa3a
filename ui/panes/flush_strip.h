// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QFrame>

#include "core/replay/log.h"
#include "ui/panes/entry_words.h"

#include <cstddef>

class QLabel;
class QPushButton;
class QToolButton;

namespace etagere::ui {

/// What the last flush did, with the way back: how many stored responses it ended, what their next
/// request would have sent, and, where the capture goes on to ask for them, what the replay shows
/// it to send now.
class FlushStrip final : public QFrame {
    Q_OBJECT
public:
    explicit FlushStrip(QWidget *parent = nullptr);
    /// Shows itself with the `index`th flush of the log.
    void tell(const Played &played, const replay::Flush &flush, std::size_t index);

Q_SIGNALS:
    void undoRequested();

private:
    [[nodiscard]] static QString result(const Played &played, const replay::Flush &flush,
                                        const replay::FlushEffect &effect);
    [[nodiscard]] static QString proof(const Played &played, const replay::Flush &flush,
                                       const replay::FlushEffect &effect);
    QLabel *m_text = nullptr;
    QPushButton *m_undo = nullptr;
    QToolButton *m_close = nullptr;
};

} // namespace etagere::ui
