// SPDX-License-Identifier: Apache-2.0
#include "ui/window/actions.h"

#include <QtGui/QAction>
#include <QtGui/QPalette>
#include <QtWidgets/QWidget>

#include "ui/delegates/icons.h"

namespace etagere::ui {

namespace {

struct Line {
    Act act;
    Group group;
    const char *text; ///< empty: the action brings its own
    const char *keys; ///< portable; several are parted by a semicolon and a blank
    const char *icon;
    const char *tip; ///< what it does, for the status bar; may be empty
};

#define ETAGERE_WORDS(text) QT_TRANSLATE_NOOP("etagere::ui::Actions", text)

constexpr std::array lines{
    Line{Act::Open, Group::File, ETAGERE_WORDS("&Open…"), "Ctrl+O", "open",
         ETAGERE_WORDS("Open HAR files or a capture")},
    Line{Act::AddFile, Group::File, ETAGERE_WORDS("Add &file…"), "Ctrl+Shift+A", "plus",
         ETAGERE_WORDS("Add a later visit, or another visitor's, to what is open")},
    Line{Act::OpenSample, Group::File, ETAGERE_WORDS("Open the sa&mple"), "", "play",
         ETAGERE_WORDS("A small shop, recorded for two visitors: something to try everything on")},
    Line{Act::NewWindow, Group::File, ETAGERE_WORDS("&New window"), "Ctrl+Shift+O", "", ""},
    Line{Act::Save, Group::File, ETAGERE_WORDS("&Save"), "Ctrl+S", "save",
         ETAGERE_WORDS("Save exchanges, clock, flushes, notes and filter as one capture")},
    Line{Act::SaveAs, Group::File, ETAGERE_WORDS("Save &as…"), "Ctrl+Shift+S", "", ""},
    Line{Act::Export, Group::File, ETAGERE_WORDS("&Export report…"), "Ctrl+E", "export",
         ETAGERE_WORDS("Write the report as HTML, PDF, JSON, CSV, text or HAR")},
    Line{Act::CloseCapture, Group::File, ETAGERE_WORDS("&Close"), "Ctrl+W", "", ""},
    Line{Act::Quit, Group::File, ETAGERE_WORDS("&Quit"), "Ctrl+Q", "", ""},
    Line{Act::Undo, Group::Edit, "", "Ctrl+Z", "undo", ""},
    Line{Act::Redo, Group::Edit, "", "Ctrl+Shift+Z; Ctrl+Y", "redo", ""},
    Line{Act::CopyUrl, Group::Edit, ETAGERE_WORDS("Copy UR&L"), "Ctrl+Shift+U", "copy", ""},
    Line{Act::CopyCurl, Group::Edit, ETAGERE_WORDS("Copy as &cURL"), "Ctrl+Shift+C", "",
         ETAGERE_WORDS("A command for a shell that asks the same again")},
    Line{Act::Note, Group::Edit, ETAGERE_WORDS("&Note…"), "Ctrl+M", "note",
         ETAGERE_WORDS("Write something about this exchange")},
    Line{Act::Filter, Group::View, ETAGERE_WORDS("&Filter"), "Ctrl+F", "filter", ""},
    Line{Act::NextRow, Group::View, ETAGERE_WORDS("&Next exchange"), "F8", "next", ""},
    Line{Act::PreviousRow, Group::View, ETAGERE_WORDS("&Previous exchange"), "F7", "previous", ""},
    Line{Act::NextSameUrl, Group::View, ETAGERE_WORDS("Next of the same &URL"), "Ctrl+]", "", ""},
    Line{Act::PreviousSameUrl, Group::View, ETAGERE_WORDS("Previous of the same U&RL"), "Ctrl+[",
         "", ""},
    Line{Act::Back, Group::View, ETAGERE_WORDS("&Back"), "Alt+Left", "",
         ETAGERE_WORDS("To the exchange looked at before")},
    Line{Act::Forward, Group::View, ETAGERE_WORDS("F&orward"), "Alt+Right", "", ""},
    Line{Act::Audit, Group::View, ETAGERE_WORDS("Arrange for an &audit"), "Ctrl+1", "",
         ETAGERE_WORDS("Findings and evidence first")},
    Line{Act::Develop, Group::View, ETAGERE_WORDS("Arrange for &development"), "Ctrl+2", "",
         ETAGERE_WORDS("The table and the inspector first")},
    Line{Act::RestoreLayout, Group::View, ETAGERE_WORDS("Restore &layout"), "", "restore-layout",
         ETAGERE_WORDS("Panes and columns as they were at first")},
    Line{Act::SetClock, Group::Capture, ETAGERE_WORDS("Set the &clock…"), "Ctrl+T", "clock",
         ETAGERE_WORDS("Look at the caches as they are at another time")},
    Line{Act::AuditSite, Group::Tools, ETAGERE_WORDS("&Audit a site…"), "Ctrl+Shift+L", "",
         ETAGERE_WORDS("Visit it as several people, and find what knows them again")},
    Line{Act::AuditDemo, Group::Tools, ETAGERE_WORDS("Audit the &demo site"), "", "",
         ETAGERE_WORDS("A shop with a cluster and a tracker, served by this program alone")},
    Line{Act::Browse, Group::Tools, ETAGERE_WORDS("&Browse as several people…"), "Ctrl+Shift+B",
         "visit", ETAGERE_WORDS("Each with cookies and a cache of their own, side by side")},
    Line{Act::Lab, Group::Tools, ETAGERE_WORDS("&Lab: lessons and scenarios"), "Ctrl+3", "lab",
         ETAGERE_WORDS("Learn how caches work by turning a clock, and try headers out")},
    Line{Act::Probe, Group::Tools, ETAGERE_WORDS("&Probe a URL…"), "Ctrl+Shift+P", "",
         ETAGERE_WORDS("Ask a server whether its tags stand for visitors")},
    Line{Act::Watch, Group::Tools, ETAGERE_WORDS("&Watch pages…"), "Ctrl+Shift+W", "",
         ETAGERE_WORDS("Ask pages from time to time, and see what changed")},
    Line{Act::Settings, Group::Tools, ETAGERE_WORDS("&Settings…"), "Ctrl+,", "settings", ""},
    Line{Act::Help, Group::Help, ETAGERE_WORDS("&Rules and pages"), "F1", "help",
         ETAGERE_WORDS("Every rule of the cache with its explanation")},
    Line{Act::FilterHelp, Group::Help, ETAGERE_WORDS("&Filter help"), "", "", ""},
    Line{Act::Shortcuts, Group::Help, ETAGERE_WORDS("Keyboard &shortcuts"), "Ctrl+/", "", ""},
    Line{Act::About, Group::Help, ETAGERE_WORDS("&About Etagere"), "", "info", ""},
    Line{Act::Escape, Group::None, ETAGERE_WORDS("Cancel, dismiss, or clear the filter"), "Esc", "",
         ""}};

#undef ETAGERE_WORDS

const Line &lineOf(Act act) { return lines[static_cast<std::size_t>(act)]; }

constexpr bool isInOrder() {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].act != static_cast<Act>(i))
            return false;
    }
    return lines.size() == static_cast<std::size_t>(Act::Count);
}
static_assert(isInOrder(), "every action has its own line, in order");

} // namespace

Actions::Actions(QWidget &window)
    : QObject(&window)
    , m_window(window) {
    for (const Line &line : lines) {
        m_actions[static_cast<std::size_t>(line.act)] = new QAction(this);
        dress(line.act);
    }
}

QAction *Actions::operator[](Act act) const { return m_actions[static_cast<std::size_t>(act)]; }

void Actions::dress(Act act) {
    const Line &line = lineOf(act);
    QAction *action = (*this)[act];
    if (*line.text != '\0')
        action->setText(tr(line.text));
    if (*line.keys != '\0')
        action->setShortcuts(QKeySequence::listFromString(QString::fromLatin1(line.keys)));
    if (*line.tip != '\0') {
        action->setStatusTip(tr(line.tip));
        action->setWhatsThis(tr(line.tip));
    }
    m_window.addAction(action);
}

void Actions::adopt(Act act, QAction *action) {
    QAction *&place = m_actions[static_cast<std::size_t>(act)];
    delete place;
    place = action;
    dress(act);
}

void Actions::when(Act act, std::function<void()> perform) {
    connect((*this)[act], &QAction::triggered, this, [perform = std::move(perform)] { perform(); });
}

void Actions::setEnabled(std::span<const Act> acts, bool enabled) {
    for (const Act act : acts)
        (*this)[act]->setEnabled(enabled);
}

void Actions::tint(const QPalette &palette) {
    for (const Line &line : lines) {
        if (*line.icon != '\0')
            (*this)[line.act]->setIcon(icon(QString::fromLatin1(line.icon), palette));
    }
}

Group Actions::groupOf(Act act) { return lineOf(act).group; }

QString Actions::nameOf(Group group) {
    switch (group) {
    case Group::File:
        return tr("&File");
    case Group::Edit:
        return tr("&Edit");
    case Group::View:
        return tr("&View");
    case Group::Capture:
        return tr("&Capture");
    case Group::Tools:
        return tr("&Tools");
    case Group::Help:
        return tr("&Help");
    case Group::None:
        break;
    }
    return tr("Everywhere");
}

} // namespace etagere::ui
