// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QWidget>

class QTextBrowser;
class QToolButton;
class QUrl;

namespace etagere::ui {

/// Opens a web page of ours in the user's browser. For links that the user activated; anything but
/// https is left alone.
void openOutside(const QUrl &link);

/// An explanation page (explain::pageOf) shown in place, with the way back: to the page before, and
/// from the first one to what it was opened from. Hidden until a page is shown.
class PageView final : public QWidget {
    Q_OBJECT
public:
    explicit PageView(QWidget *parent = nullptr);
    /// Shows the page of that id; false when there is none.
    bool showPage(const QString &id);
    void goBack();
    void closePages();

Q_SIGNALS:
    void closed(); ///< by the user; the keyboard's focus belongs to whatever the page explained

protected:
    void changeEvent(QEvent *event) override;

private:
    void load(const QString &id);
    void follow(const QUrl &link);
    QStringList m_pages; ///< the way here, the shown one last
    QToolButton *m_back = nullptr;
    QTextBrowser *m_text = nullptr;
};

} // namespace etagere::ui
