// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "core/session/session.h"

#include <cstdint>

class QLabel;
class QProgressBar;
class QToolButton;

namespace etagere::ui {

/// What long work is doing, how far it has come, and the button that ends it. Work that takes no
/// time to speak of never shows.
class ProgressStrip final : public QWidget {
    Q_OBJECT
public:
    explicit ProgressStrip(QWidget *parent = nullptr);
    void setBusy(bool busy);
    void setProgress(session::Stage stage, std::uint64_t done, std::uint64_t total);
    /// Work of another sort, which cannot tell how far it has come.
    void setWords(const QString &words);

Q_SIGNALS:
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] static QString wordsOf(session::Stage stage);
    QLabel *m_words = nullptr;
    QProgressBar *m_bar = nullptr;
    QToolButton *m_cancel = nullptr;
    QTimer m_patience;
};

} // namespace etagere::ui
