// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include "tests/ui/accessible_names.h"
#include "tests/ui/window_fixture.h"
#include "ui/window/preferences.h"

using namespace etagere;
using namespace etagere::tests;

/// Going to the place where one browses, and back, in a program whose engine may not start: as
/// root, without its sandbox.
class TestWindowBrowse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_home = std::make_unique<Home>();
        m_desktop = std::make_unique<Desktop>();
        QVERIFY(m_desktop->isReady());
    }
    void cleanup() {
        m_desktop.reset();
        m_home.reset();
    }

    void theStartPageLeadsThere() {
        QVERIFY(m_desktop->find("browsePane") == nullptr);
        m_desktop->click(m_desktop->find("browse"));
        QVERIFY(m_desktop->find("browsePane")->isVisible());
        QVERIFY(!m_desktop->find("startPage")->isVisible());
        m_desktop->click(m_desktop->find("browseBack"));
        QVERIFY(m_desktop->find("startPage")->isVisible());
    }

    void itIsSaidWhyNobodyCanBrowse() {
        m_desktop->press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_desktop->find("browsePane")->isVisible());
        QVERIFY(!m_desktop->find("browseAddress")->isEnabled());
        QVERIFY(!m_desktop->find("browseAdd")->isEnabled());
        QVERIFY(!m_desktop->find("partition")->isEnabled());
        QCOMPARE(namelessControls(**m_desktop), QStringList());
        // An audit needs no window of its own.
        QPushButton *audit = nullptr;
        for (auto *button : m_desktop->find("browsePane")->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->isEnabled() &&
                button->text().contains(QStringLiteral("udit")))
                audit = button;
        }
        QVERIFY(audit != nullptr);
        m_desktop->click(audit);
        QVERIFY(m_desktop->find<QDockWidget>("audit")->isVisible());
    }

    void theCaptureComesBack() {
        QVERIFY(m_desktop->open({shopHar}));
        QVERIFY(m_desktop->find<QDockWidget>("inspector")->isVisible());
        m_desktop->press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!m_desktop->table()->isVisible());
        QVERIFY(!m_desktop->find<QDockWidget>("inspector")->isVisible());
        m_desktop->click(m_desktop->find("browseBack"));
        QVERIFY(m_desktop->table()->isVisible());
        QVERIFY(m_desktop->find<QDockWidget>("inspector")->isVisible());
        // Whatever is opened meanwhile is shown.
        m_desktop->press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        (*m_desktop)->workspace().close();
        QTRY_VERIFY(m_desktop->find("startPage")->isVisible());
    }

    void howTheCacheIsPartedIsRemembered() {
        ui::Preferences preferences = ui::loadPreferences();
        QVERIFY(preferences.partitionedCache);
        preferences.partitionedCache = false;
        ui::savePreferences(preferences);
        QVERIFY(!ui::loadPreferences().partitionedCache);
    }

private:
    std::unique_ptr<Home> m_home;
    std::unique_ptr<Desktop> m_desktop;
};

QTEST_MAIN(TestWindowBrowse)
#include "test_window_browse.moc"
