// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QMap>
#include <QtGui/QAccessible>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QVBoxLayout>

#include "tests/ui/accessible_names.h"
#include "tests/ui/window_fixture.h"
#include "ui/delegates/palette.h"
#include "ui/window/actions.h"
#include "ui/window/english_plurals.h"
#include "ui/window/preferences.h"
#include "ui/window/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace etagere;
using namespace etagere::tests;

/// What the window is for those who do not see it or do not use a mouse, and how it looks in each
/// theme.
class TestWindowAccess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everyControlHasAName();
    void everyDialogsControlsHaveNames_data();
    void everyDialogsControlsHaveNames();
    void noKeyMeansTwoThings();
    void everyMenuEntryCanBeReachedByLetter();
    void everyToolHasItsIcon();
    void tabGoesThroughTheWindowAndBack();
    void themesAreReadable_data();
    void themesAreReadable();
    void edgesAreSeen_data();
    void edgesAreSeen();
    void aThemeIsShownAtOnceAndTakenBack();
    void theLayoutIsKept();
    void aLayoutThatWasMovedIsRestored();
    void numbersAgreeWithTheirWords_data();
    void numbersAgreeWithTheirWords();

private:
    [[nodiscard]] bool openShop() { return m_desktop->isReady() && m_desktop->open({shopHar}); }
    std::unique_ptr<Home> m_home;
    std::unique_ptr<Desktop> m_desktop;
};

namespace {

double luminance(const QColor &colour) {
    const auto part = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) +
           0.0722 * part(colour.blueF());
}

/// As WCAG 2.1 defines it.
double contrast(const QColor &a, const QColor &b) {
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

void TestWindowAccess::init() {
    m_home = std::make_unique<Home>();
    m_desktop = std::make_unique<Desktop>();
}

void TestWindowAccess::cleanup() {
    m_desktop.reset();
    m_home.reset();
    ui::applyTheme(ui::Theme::System);
}

void TestWindowAccess::everyControlHasAName() {
    QVERIFY(m_desktop->isReady());
    QCOMPARE(namelessControls(**m_desktop), QStringList());
    QVERIFY(m_desktop->open({shopHar}));
    QCOMPARE(namelessControls(**m_desktop), QStringList());
    for (QDockWidget *dock : (*m_desktop)->findChildren<QDockWidget *>()) {
        dock->show();
        dock->raise();
        QTRY_VERIFY(!dock->visibleRegion().isEmpty());
        QCOMPARE(namelessControls(**m_desktop), QStringList());
    }
    for (int tab = 0; tab < 5; ++tab) {
        m_desktop->press(static_cast<Qt::Key>(Qt::Key_1 + tab), Qt::AltModifier);
        QCOMPARE(namelessControls(**m_desktop), QStringList());
    }
}

void TestWindowAccess::everyDialogsControlsHaveNames_data() {
    QTest::addColumn<int>("act");
    const auto row = [](const char *name, ui::Act act) {
        QTest::newRow(name) << static_cast<int>(act);
    };
    row("export", ui::Act::Export);
    row("note", ui::Act::Note);
    row("clock", ui::Act::SetClock);
    row("settings", ui::Act::Settings);
    row("rules", ui::Act::Help);
    row("filter help", ui::Act::FilterHelp);
    row("shortcuts", ui::Act::Shortcuts);
    row("about", ui::Act::About);
}

void TestWindowAccess::everyDialogsControlsHaveNames() {
    QFETCH(int, act);
    QVERIFY(openShop());
    m_desktop->clickRow(m_desktop->table(), 3);
    (*m_desktop)->actions()[static_cast<ui::Act>(act)]->trigger();
    QDialog *dialog = nullptr;
    for (QDialog *one : (*m_desktop)->findChildren<QDialog *>()) {
        if (one->isVisible())
            dialog = one;
    }
    QVERIFY(dialog != nullptr);
    QVERIFY(!dialog->windowTitle().isEmpty());
    QCOMPARE(namelessControls(*dialog), QStringList());
    dialog->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestWindowAccess::noKeyMeansTwoThings() {
    QVERIFY(openShop());
    QMap<QString, QString> meanings;
    for (const QAction *action : (*m_desktop)->QWidget::actions()) {
        for (const QKeySequence &key : action->shortcuts()) {
            const QString name = key.toString();
            QVERIFY2(
                !meanings.contains(name),
                qPrintable(
                    QStringLiteral("%1: %2, %3").arg(name, meanings.value(name), action->text())));
            meanings.insert(name, action->text());
        }
    }
    QVERIFY(meanings.size() > 30);
    QVERIFY(!meanings.contains(QStringLiteral("Shift+F10"))); // opens context menus
}

void TestWindowAccess::everyMenuEntryCanBeReachedByLetter() {
    QVERIFY(openShop());
    for (QAction *top : (*m_desktop)->menuBar()->actions()) {
        QVERIFY2(top->text().contains(u'&'), qPrintable(top->text()));
        Q_EMIT top->menu()->aboutToShow();
        QSet<QChar> letters;
        for (const QAction *entry : top->menu()->actions()) {
            const qsizetype at = entry->text().indexOf(u'&');
            if (entry->isSeparator())
                continue;
            QVERIFY2(at >= 0, qPrintable(entry->text()));
            const QChar letter = entry->text().at(at + 1).toLower();
            QVERIFY2(!letters.contains(letter), qPrintable(top->text() + entry->text()));
            letters.insert(letter);
        }
    }
}

void TestWindowAccess::everyToolHasItsIcon() {
    auto *tools = m_desktop->find<QToolBar>("tools");
    for (const QAction *action : tools->actions())
        QVERIFY2(action->isSeparator() || !action->icon().isNull(), qPrintable(action->text()));
    QVERIFY(tools->actions().size() > 8);
}

void TestWindowAccess::tabGoesThroughTheWindowAndBack() {
    QVERIFY(openShop());
    m_desktop->filter()->setFocus();
    QSet<QWidget *> reached;
    // Texts take several: one for each of their links.
    constexpr int most = 200;
    int pressed = 0;
    do {
        reached.insert(QApplication::focusWidget());
        m_desktop->press(Qt::Key_Tab);
        ++pressed;
    } while (QApplication::focusWidget() != m_desktop->filter() && pressed < most);
    QVERIFY2(pressed < most, "the way does not come back to where it began");
    QVERIFY(reached.contains(m_desktop->table()));
    QVERIFY(reached.contains(m_desktop->find<QTableView>("visits")));
    QVERIFY(reached.contains(m_desktop->find<QTableView>("origins")));
    QVERIFY(reached.contains(m_desktop->find("filterHelp")));
    QVERIFY(reached.size() > 8);
}

void TestWindowAccess::themesAreReadable_data() {
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << ui::lightPalette() << false;
    QTest::newRow("dark") << ui::darkPalette() << true;
}

void TestWindowAccess::themesAreReadable() {
    QFETCH(QPalette, palette);
    QFETCH(bool, dark);
    QCOMPARE(ui::isDark(palette), dark);
    struct Pair {
        QPalette::ColorRole ink, ground;
    };
    constexpr double least = 4.5;
    for (const Pair &pair :
         {Pair{QPalette::WindowText, QPalette::Window}, Pair{QPalette::Text, QPalette::Base},
          Pair{QPalette::Text, QPalette::AlternateBase},
          Pair{QPalette::ButtonText, QPalette::Button},
          Pair{QPalette::PlaceholderText, QPalette::Base}, Pair{QPalette::Link, QPalette::Base},
          Pair{QPalette::Link, QPalette::Window},
          Pair{QPalette::HighlightedText, QPalette::Highlight},
          Pair{QPalette::ToolTipText, QPalette::ToolTipBase}}) {
        const double ratio = contrast(palette.color(pair.ink), palette.color(pair.ground));
        QVERIFY2(
            ratio >= least,
            qPrintable(QStringLiteral("%1 on %2: %3").arg(pair.ink).arg(pair.ground).arg(ratio)));
    }
}

void TestWindowAccess::edgesAreSeen_data() {
    QTest::addColumn<int>("theme");
    QTest::newRow("light") << static_cast<int>(ui::Theme::Light);
    QTest::newRow("dark") << static_cast<int>(ui::Theme::Dark);
}

/// What can be ticked or written in has an edge of 3 to 1 against what lies around and within.
void TestWindowAccess::edgesAreSeen() {
    QFETCH(int, theme);
    ui::applyTheme(static_cast<ui::Theme>(theme));
    QWidget room;
    auto *column = new QVBoxLayout(&room);
    const std::array<QWidget *, 4> all{new QCheckBox(&room), new QLineEdit(&room),
                                       new QPlainTextEdit(&room), new QSpinBox(&room)};
    for (QWidget *one : all)
        column->addWidget(one);
    room.resize(300, 400);
    constexpr double least = 3;
    for (QWidget *one : all) {
        one->setFocusPolicy(Qt::NoFocus);
        const QImage image = room.grab().toImage();
        // Down the middle of what stands at the left, from above it into it.
        const QRect rect = one->geometry();
        const int x = rect.left() + (one == all.front() ? 6 : 40);
        double most = 0;
        for (int y = rect.top(); y < rect.center().y(); ++y) {
            const QColor edge = image.pixelColor(x, y);
            most = std::max(most, std::min(contrast(edge, room.palette().color(QPalette::Window)),
                                           contrast(edge, room.palette().color(QPalette::Base))));
        }
        QVERIFY2(most >= least,
                 qPrintable(QStringLiteral("%1: %2")
                                .arg(QString::fromLatin1(one->metaObject()->className()))
                                .arg(most)));
    }
}

void TestWindowAccess::aThemeIsShownAtOnceAndTakenBack() {
    ui::applyTheme(ui::Theme::Light);
    QVERIFY(m_desktop->isReady());
    const QIcon before = (*m_desktop)->actions()[ui::Act::Open]->icon();
    (*m_desktop)->actions()[ui::Act::Settings]->trigger();
    auto *dialog = m_desktop->dialog("settings");
    QVERIFY(dialog != nullptr);
    auto *theme = dialog->findChild<QComboBox *>(QStringLiteral("theme"));
    theme->setCurrentIndex(static_cast<int>(ui::Theme::Dark));
    QVERIFY(ui::isDark(QApplication::palette()));
    QTRY_VERIFY((*m_desktop)->actions()[ui::Act::Open]->icon().cacheKey() != before.cacheKey());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!ui::isDark(QApplication::palette()));
    QCOMPARE(ui::loadPreferences().theme, ui::Theme::System);
}

void TestWindowAccess::theLayoutIsKept() {
    QVERIFY(openShop());
    m_desktop->find<QDockWidget>("visits")->hide();
    m_desktop->table()->setColumnHidden(1, true);
    (*m_desktop)->close();
    m_desktop = std::make_unique<Desktop>();
    QVERIFY(openShop());
    QVERIFY(!m_desktop->find<QDockWidget>("visits")->isVisible());
    QVERIFY(m_desktop->find<QDockWidget>("inspector")->isVisible());
    QVERIFY(m_desktop->table()->isColumnHidden(1));
    // While nothing is open no dock is in the way, and afterwards they are where they were.
    (*m_desktop)->actions()[ui::Act::CloseCapture]->trigger();
    QTRY_VERIFY(m_desktop->find("startPage")->isVisible());
    QVERIFY(!m_desktop->find<QDockWidget>("inspector")->isVisible());
    QVERIFY(m_desktop->open({shopHar}));
    QVERIFY(m_desktop->find<QDockWidget>("inspector")->isVisible());
    QVERIFY(!m_desktop->find<QDockWidget>("visits")->isVisible());
}

void TestWindowAccess::aLayoutThatWasMovedIsRestored() {
    QVERIFY(openShop());
    m_desktop->find<QDockWidget>("inspector")->setFloating(true);
    m_desktop->find<QDockWidget>("findings")->hide();
    m_desktop->table()->setColumnHidden(1, true);
    (*m_desktop)->actions()[ui::Act::RestoreLayout]->trigger();
    QVERIFY(!m_desktop->find<QDockWidget>("inspector")->isFloating());
    QTRY_VERIFY(!m_desktop->find<QDockWidget>("findings")->visibleRegion().isEmpty());
    QVERIFY(!m_desktop->table()->isColumnHidden(1));
}

void TestWindowAccess::numbersAgreeWithTheirWords_data() {
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << QStringLiteral("0 visits");
    QTest::newRow("one") << 1 << QStringLiteral("1 visit");
    QTest::newRow("many") << 100 << QStringLiteral("100 visits");
}

void TestWindowAccess::numbersAgreeWithTheirWords() {
    QFETCH(int, number);
    QFETCH(QString, text);
    ui::EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    QCOMPARE(QCoreApplication::translate("anywhere", "%n visit(s)", nullptr, number), text);
    QCOMPARE(QCoreApplication::translate("anywhere", "f(s)"), QStringLiteral("f(s)"));
    QCoreApplication::removeTranslator(&plurals);
}

QTEST_MAIN(TestWindowAccess)
#include "test_window_access.moc"
