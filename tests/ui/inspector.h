// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QWidget>

#include "core/session/workspace.h"
#include "core/traffic/document.h"
#include "core/traffic/traffic.h"
#include "ui/models/focus.h"

#include <string>
#include <vector>

namespace etagere::tests {

inline const QString shopCapture = QStringLiteral(ETAGERE_SOURCE_DIR "/resources/samples/shop.har");

/// A workspace and what its user looks at, for the panes that show one exchange.
class Inspector {
public:
    session::Workspace workspace;
    ui::Focus focus;

    /// Reads the file and waits until it has been replayed and judged.
    [[nodiscard]] bool open(const QString &path) {
        workspace.open({{path.toStdString(), {}}});
        return QTest::qWaitFor(
            [this] { return workspace.report() != nullptr && workspace.log() != nullptr; }, 30'000);
    }
    /// The same by way of a capture document.
    [[nodiscard]] bool open(const traffic::Traffic &traffic) {
        const QString path = m_folder.filePath(QStringLiteral("capture.etagere"));
        return traffic::saveCapture(traffic, path.toStdString()).has_value() && open(path);
    }
    void look(std::uint32_t exchange) { focus.setExchange(traffic::ExchangeId(exchange)); }
    [[nodiscard]] QString fileIn(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// Shows it as a window with the keyboard's focus.
inline bool showActive(QWidget &pane) {
    pane.resize(pane.fontMetrics().averageCharWidth() * 70, pane.fontMetrics().height() * 45);
    pane.move(10, 10); // the wait below would go on for a second at 0, 0
    pane.show();
    pane.activateWindow();
    return QTest::qWaitForWindowActive(&pane);
}

} // namespace etagere::tests
