// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include <cstddef>

class QAction;
class QCompleter;
class QLabel;
class QLineEdit;
class QStringListModel;
class QTimer;
class QToolButton;

namespace etagere::ui {

class FilterHelp;

/// The line where exchanges are filtered: the query with completion, what is wrong with it, how
/// many rows it lets through, its help. Escape clears it; Down and Return go on to the rows.
class FilterBar final : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);
    [[nodiscard]] QString text() const;
    /// Announces the text at once when it is another.
    void setText(const QString &text);
    /// Adds a term, or takes away the same one; quotes its value where it must.
    void addTerm(const QString &key, const QString &value, bool negated = false);
    /// The term in place of all others of its key; without values it only takes those away.
    void setTerm(const QString &key, const QStringList &values);
    void setCounts(std::size_t shown, std::size_t total);
    void focusField();
    /// What was typed elsewhere goes on here, behind what is there.
    void goOnWith(const QString &typed);
    void showHelp();

Q_SIGNALS:
    /// A tenth of a second after the last key, or at once when it was not typed.
    void textChanged(const QString &text);
    void leftForRows(); ///< Down or Return

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpField();
    void setUpHelp();
    void setUpCompleter();
    void layOut();
    void announce();
    void check();
    void complete();
    void insertCompletion(const QString &completion);
    void underline(qsizetype begin, qsizetype end);
    void tint();
    bool handleKey(int key);

    QLineEdit *m_field = nullptr;
    QAction *m_glass = nullptr;
    QLabel *m_counts = nullptr;
    QLabel *m_errorGlyph = nullptr;
    QLabel *m_error = nullptr;
    QWidget *m_errorRow = nullptr;
    QToolButton *m_help = nullptr;
    QCompleter *m_completer = nullptr;
    QStringListModel *m_completions = nullptr;
    QTimer *m_delay = nullptr;
    FilterHelp *m_helpWindow = nullptr;
    QString m_announced;
};

} // namespace etagere::ui
