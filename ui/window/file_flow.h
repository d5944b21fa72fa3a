// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include "core/session/workspace.h"
#include "ui/window/export_dialog.h"
#include "ui/window/pdf_report.h"

#include <functional>
#include <string>
#include <vector>

class QWidget;

namespace etagere::ui {

class MessageBar;

/// How files come into the window and leave it: what is asked before, and what is said after.
/// Every question is asked beside the event loop.
class FileFlow final : public QObject {
    Q_OBJECT
public:
    FileFlow(QWidget &window, session::Workspace &workspace, MessageBar &messages);

    void open();    ///< asks for files
    void addFile(); ///< asks for files that belong to what is open
    /// Opens them; while a capture is open, asks how they belong to it.
    void openFiles(const QStringList &paths);
    void openSample();
    void restore(); ///< what the last run left unsaved
    void save();
    void saveAs();
    void exportReport();
    void closeCapture();
    /// Does it once nothing would be lost: at once, or after the user has saved or said that they
    /// do not care. Not at all when they cancel or saving fails.
    void whenSafe(std::function<void()> then);

    /// True while files are read that belong to what is open, so that ids and flushes stay good.
    [[nodiscard]] bool isAdding() const noexcept { return m_adding; }
    [[nodiscard]] PdfReport &pdf() noexcept { return m_pdf; }

private:
    void askForFiles(const QString &title, std::function<void(const QStringList &)> then);
    void replaceBy(const QStringList &paths);
    void addAs(const QStringList &paths, const std::string &visitor);
    void askHow(const QStringList &paths);
    void askAboutChanges(std::function<void()> then);
    void saveTo(const QString &path);
    void exportTo(const QString &path, ExportFormat format, bool redacted);
    void remember();
    void tellFailures(const std::vector<audit::Input> &inputs);
    void tellExported(const QString &path);
    [[nodiscard]] QString proposedPath(const QString &extension) const;
    QWidget &m_window;
    session::Workspace &m_workspace;
    MessageBar &m_messages;
    PdfReport m_pdf;
    QStringList m_pending; ///< to be remembered once they are open
    std::function<void()> m_afterSave;
    bool m_adding = false;
    bool m_asking = false;
};

} // namespace etagere::ui
