// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

#include "tests/ui/cache_har.h"
#include "ui/models/contents_model.h"
#include "ui/panes/contents_pane.h"
#include "ui/panes/flush_choices.h"
#include "ui/panes/flush_dialog.h"

namespace etagere::tests {

/// A pane of contents that is seen, with what a test needs to use it as a person does.
class ContentsRoom {
public:
    OpenWorkspace open;
    ui::Focus focus;
    ui::ContentsPane pane{open.workspace, focus};

    ContentsRoom() {
        pane.resize(1200, 500);
        pane.show();
    }

    /// Two visitors. A gets two resources of one origin, one of its CDN, and one of another site;
    /// app is asked for again after 200 s.
    void openShop() {
        const Seen app{
            .url = "https://shop.test/app.js", .etag = "\"app-1\"", .cacheControl = "max-age=60"};
        Seen again = app;
        again.at = 200;
        open.record(QStringLiteral("A"), {app,
                                          {.url = "https://shop.test/logo.svg",
                                           .at = 1,
                                           .etag = "\"logo-1\"",
                                           .cacheControl = "max-age=86400"},
                                          {.url = "https://cdn.shop.test/a.css",
                                           .at = 2,
                                           .etag = "\"css-1\"",
                                           .cacheControl = "max-age=60"},
                                          {.url = "https://other.test/p.gif",
                                           .at = 3,
                                           .etag = "\"p-1\"",
                                           .cacheControl = "no-cache"},
                                          again});
        open.record(QStringLiteral("B"), {app});
        open.open(10);
        QTRY_COMPARE(table()->model()->rowCount(), 5);
    }

    [[nodiscard]] QTableView *table() const { return pane.findChild<QTableView *>(); }

    [[nodiscard]] QString cell(int row, ui::ContentsModel::Column column) const {
        return table()->model()->index(row, static_cast<int>(column)).data().toString();
    }

    [[nodiscard]] int rowOf(const QString &url) const {
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            if (cell(row, ui::ContentsModel::Column::Url) == url)
                return row;
        }
        return -1;
    }

    [[nodiscard]] QPushButton *button(const QString &name) const {
        for (auto *one : pane.findChildren<QPushButton *>()) {
            if (one->accessibleName() == name)
                return one;
        }
        return nullptr;
    }

    /// Opens the flush menu as a click does, and takes the choice.
    [[nodiscard]] ui::FlushDialog *chooseFlush(flush::By by) const {
        QMenu *menu = button(QStringLiteral("Flush stored responses"))->menu();
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->data().value<ui::FlushChoice>().scope.by == by)
                action->trigger();
        }
        return pane.findChild<ui::FlushDialog *>();
    }

    [[nodiscard]] static QString textsOf(const QWidget &widget) {
        QString all;
        for (const auto *label : widget.findChildren<QLabel *>())
            all += label->text() + QLatin1Char('\n');
        return all;
    }
};

} // namespace etagere::tests
