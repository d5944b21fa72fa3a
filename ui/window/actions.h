// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtGui/QKeySequence>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

class QAction;
class QPalette;
class QWidget;

namespace etagere::ui {

/// Everything the window can be told to do.
enum class Act : std::uint8_t {
    // File
    Open,
    AddFile,
    OpenSample,
    NewWindow,
    Save,
    SaveAs,
    Export,
    CloseCapture,
    Quit,
    // Edit
    Undo, ///< made by the window from its undo stack
    Redo,
    CopyUrl,
    CopyCurl,
    Note,
    // View
    Filter,
    NextRow,
    PreviousRow,
    NextSameUrl,
    PreviousSameUrl,
    Back,
    Forward,
    Audit,
    Develop,
    RestoreLayout,
    // Capture
    SetClock,
    // Tools
    AuditSite,
    AuditDemo,
    Browse,
    Lab,
    Probe,
    Watch,
    Settings,
    // Help
    Help,
    FilterHelp,
    Shortcuts,
    About,
    // In no menu
    Escape,
    Count
};

/// The menu an action stands in, for menus and the list of shortcuts.
enum class Group : std::uint8_t { File, Edit, View, Capture, Tools, Help, None };

/// The window's actions with their texts, keys and icons, from one table. They act while the window
/// is the active one, wherever in it the focus is.
class Actions final : public QObject {
    Q_OBJECT
public:
    explicit Actions(QWidget &window);
    [[nodiscard]] QAction *operator[](Act act) const;
    /// Puts an action that was made elsewhere (undo, redo) in the place, with the table's keys.
    void adopt(Act act, QAction *action);
    void when(Act act, std::function<void()> perform);
    void setEnabled(std::span<const Act> acts, bool enabled);
    /// The icons in the palette's colours.
    void tint(const QPalette &palette);

    [[nodiscard]] static Group groupOf(Act act);
    [[nodiscard]] static QString nameOf(Group group);

private:
    void dress(Act act);
    QWidget &m_window;
    std::array<QAction *, static_cast<std::size_t>(Act::Count)> m_actions{};
};

} // namespace etagere::ui
