// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>

#include "tests/ui/home.h"
#include "ui/models/exchange_model.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/main_window.h"

#include <memory>

namespace etagere::tests {

inline const QString shopHar = QStringLiteral(ETAGERE_SOURCE_DIR "/resources/samples/shop.har");

/// The real window, as somebody sits before it.
class Desktop {
public:
    Desktop()
        : m_window(std::make_unique<ui::MainWindow>()) {
        m_window->show();
        m_window->activateWindow();
    }
    [[nodiscard]] bool isReady() {
        return QTest::qWaitForWindowActive(m_window.get()) &&
               QTest::qWaitFor([this] { return m_window->desk() != nullptr; });
    }
    ui::MainWindow *operator->() { return m_window.get(); }
    ui::MainWindow &operator*() { return *m_window; }
    /// Ends as a crash does: nothing is asked, nothing tidied up.
    void crash() { m_window.reset(); }

    template <class Widget = QWidget>
    Widget *find(const char *name) {
        return m_window->findChild<Widget *>(QString::fromLatin1(name));
    }
    QTableView *table() { return find<QTableView>("exchanges"); }
    QLineEdit *filter() { return find<QLineEdit>("filterField"); }
    ui::MessageBar *messages() { return find<ui::MessageBar>("messageBar"); }
    /// Until what was opened has been replayed and judged.
    [[nodiscard]] bool isJudged() {
        auto &workspace = m_window->workspace();
        return QTest::qWaitFor(
            [&] {
                return workspace.report() != nullptr && workspace.log() != nullptr &&
                       !workspace.isBusy();
            },
            120'000);
    }
    [[nodiscard]] bool open(const QStringList &files) {
        m_window->openFiles(files);
        return isJudged();
    }
    /// Keys for whatever has the focus.
    void keys(const QString &text) {
        for (const QChar c : text)
            QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        activate(QApplication::activeModalWidget());
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : m_window.get(), key, modifiers);
    }
    void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    void clickRow(QTableView *view, int row, int column = 1) {
        const QModelIndex index = view->model()->index(row, column);
        view->scrollTo(index);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    }
    /// The dialog of that name, once it is there.
    template <class Dialog = QDialog>
    Dialog *dialog(const char *name) {
        Dialog *found = nullptr;
        (void)QTest::qWaitFor([&] {
            for (Dialog *one : m_window->template findChildren<Dialog *>()) {
                if (one->isVisible() && one->objectName() == QLatin1String(name))
                    found = one;
            }
            return found != nullptr;
        });
        activate(found);
        return found;
    }

private:
    /// Where there is no window manager, nobody activates a window when a popup or dialog opens or
    /// closes.
    void activate(QWidget *dialog) {
        QWidget *wanted = dialog != nullptr ? dialog : m_window.get();
        if (QApplication::activeWindow() == wanted)
            return;
        wanted->activateWindow();
        (void)QTest::qWaitFor([&] { return QApplication::activeWindow() == wanted; });
    }
    std::unique_ptr<ui::MainWindow> m_window;
};

/// The text of a cell.
inline QString cell(QTableView *view, int row, int column) {
    return view->model()->index(row, column).data().toString();
}
inline QString urlCell(QTableView *view, int row) {
    return cell(view, row, static_cast<int>(ui::ExchangeModel::Column::Url));
}

} // namespace etagere::tests
