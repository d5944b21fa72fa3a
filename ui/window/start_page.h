// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QScrollArea>

class QAction;
class QLabel;
class QListWidget;
class QVBoxLayout;

namespace etagere::ui {

class LargeButton;

/// What the window shows while nothing is open: what this is, the ways to begin, the files opened
/// last, and what the last run left unsaved.
class StartPage final : public QScrollArea {
    Q_OBJECT
public:
    /// What the large buttons do.
    struct Ways {
        QAction *open = nullptr;
        QAction *sample = nullptr;
        QAction *audit = nullptr;
        QAction *browse = nullptr;
        QAction *lab = nullptr;
    };
    explicit StartPage(const Ways &ways, QWidget *parent = nullptr);
    void setRecentFiles(const QStringList &paths);
    /// Files that are offered to be opened again as they were left; none: nothing is.
    void setUnsaved(const QStringList &paths);

Q_SIGNALS:
    void fileChosen(const QString &path);
    void restoreRequested();
    void forgetRequested(); ///< the recent files

protected:
    void changeEvent(QEvent *event) override;

private:
    LargeButton *addButton(QVBoxLayout &column, const QString &text, const QString &description);
    void addTitle(QVBoxLayout &column);
    void addWays(QVBoxLayout &column, const Ways &ways);
    void addRecent(QVBoxLayout &column);
    void tint();
    QLabel *m_mark = nullptr;
    QLabel *m_line = nullptr;
    QLabel *m_hint = nullptr;
    LargeButton *m_open = nullptr;
    LargeButton *m_sample = nullptr;
    LargeButton *m_audit = nullptr;
    LargeButton *m_browse = nullptr;
    LargeButton *m_lab = nullptr;
    LargeButton *m_restore = nullptr;
    QWidget *m_recentPart = nullptr;
    QListWidget *m_recent = nullptr;
};

} // namespace etagere::ui
