// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QStringList>
#include <QtGui/QUndoStack>
#include <QtWidgets/QWidget>

#include "core/session/job.h"
#include "ui/panes/lab_export.h"

#include <string>

class QComboBox;
class QHBoxLayout;
class QMenu;
class QTabWidget;
class QTableView;
class QToolButton;

namespace etagere::ui {

class LabBench;
class LabHeaders;
class LabPlayground;
class LabStage;
class LabTasks;
class LessonModel;
class MessageBar;

/// The lab: lessons and scenarios that are played step by step under a virtual clock, with their
/// questions, what-ifs and header editor, and a playground for response headers.
///
/// What was done and the language are kept in the settings. Scenario files may come from anywhere:
/// their texts are shown as plain text, and they are played on a thread.
class LabPane final : public QWidget {
    Q_OBJECT
public:
    explicit LabPane(QWidget *parent = nullptr);
    ~LabPane() override;
    /// By id or number, or the demo site ("demo"); false when there is none.
    bool openLesson(const QString &idOrNumber);
    void openFile(const QString &path);
    /// The first lesson that was not done, unless something is open or on its way.
    void beginSomewhere();
    /// A scenario that was made elsewhere: from exchanges, or in the playground.
    void openText(const std::string &json);
    [[nodiscard]] LabBench &bench() noexcept { return *m_bench; }
    [[nodiscard]] QUndoStack &undo() noexcept;
    void setClock(); ///< asks for a time
    /// Takes away what was told; stops playing.
    void escape();
    /// Writes what is on the stage, on a thread; tells how it went.
    void exportTo(LabFormat format, const QString &path);

Q_SIGNALS:
    void leaveRequested();

private:
    void layOut();
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QWidget *makeLessons();
    [[nodiscard]] QWidget *makeScenario();
    void addLanguages();
    void fillExports(QMenu &menu);
    void connectBench();
    void askForFile();
    void askForExport(LabFormat format);
    void chooseLesson(int row);
    void showCurrentLesson();
    void complete(const QString &scenario);
    void tell(const QStringList &sentences, bool isEdit);
    void tellExport(const QString &path, const QString &problem);
    void tint();
    void changeEvent(QEvent *event) override;

    LabBench *m_bench = nullptr;
    LessonModel *m_lessons = nullptr;
    MessageBar *m_notice = nullptr;
    QTabWidget *m_tabs = nullptr;
    QTableView *m_list = nullptr;
    QComboBox *m_language = nullptr;
    QToolButton *m_open = nullptr;
    QToolButton *m_export = nullptr;
    LabStage *m_stage = nullptr;
    LabTasks *m_tasks = nullptr;
    LabPlayground *m_playground = nullptr;
    QTabWidget *m_side = nullptr;
    QStringList m_done;
    session::Job m_writing;
};

} // namespace etagere::ui
