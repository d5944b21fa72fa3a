// SPDX-License-Identifier: Apache-2.0
#include "ui/window/file_flow.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include "ui/delegates/icons.h"
#include "ui/models/text.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/import_words.h"
#include "ui/window/preferences.h"
#include "ui/window/sample.h"
#include "ui/window/second_file_dialog.h"

#include <utility>

namespace etagere::ui {

namespace {

const QString captureExtension = QStringLiteral(".etagere");

std::vector<session::InputFile> inputsOf(const QStringList &paths, const std::string &visitor) {
    std::vector<session::InputFile> inputs;
    for (const QString &path : paths)
        inputs.push_back({QFile::encodeName(path).toStdString(), visitor});
    return inputs;
}

std::vector<std::string> visitorsIn(const session::Workspace &workspace) {
    std::vector<std::string> names;
    const auto traffic = workspace.traffic();
    for (std::size_t i = 0; traffic && i < traffic->visitorCount(); ++i)
        names.emplace_back(traffic->visitor(traffic::VisitorId::fromSize(i)).name);
    return names;
}

} // namespace

FileFlow::FileFlow(QWidget &window, session::Workspace &workspace, MessageBar &messages)
    : QObject(&window)
    , m_window(window)
    , m_workspace(workspace)
    , m_messages(messages)
    , m_pdf(this) {
    using session::Workspace;
    connect(&m_workspace, &Workspace::captureChanged, this, &FileFlow::remember);
    connect(&m_workspace, &Workspace::inputsFailed, this, &FileFlow::tellFailures);
    connect(&m_workspace, &Workspace::busyChanged, this, [this] {
        if (!m_workspace.isBusy())
            m_adding = false;
    });
    const auto fail = [this](const QString &sentence) {
        m_afterSave = nullptr;
        m_messages.tell({.tone = MessageBar::Tone::Error, .sentence = sentence});
    };
    connect(&m_workspace, &Workspace::failed, this, fail);
    connect(&m_pdf, &PdfReport::failed, this, fail);
    connect(&m_workspace, &Workspace::saved, this, [this](const QString &path) {
        addRecentFile(path);
        if (const auto then = std::exchange(m_afterSave, nullptr))
            then();
    });
    connect(&m_workspace, &Workspace::exported, this, &FileFlow::tellExported);
    connect(&m_pdf, &PdfReport::written, this, &FileFlow::tellExported);
}

void FileFlow::askForFiles(const QString &title, std::function<void(const QStringList &)> then) {
    auto *dialog = new QFileDialog(&m_window, title, lastFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Recordings and captures (*.har *.har.gz *.json *.etagere)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this,
            [then = std::move(then)](const QStringList &paths) {
                rememberFolderOf(paths.value(0));
                then(paths);
            });
    dialog->open();
}

void FileFlow::open() {
    askForFiles(tr("Open"), [this](const QStringList &paths) { openFiles(paths); });
}

void FileFlow::addFile() {
    askForFiles(tr("Add files"), [this](const QStringList &paths) { openFiles(paths); });
}

void FileFlow::openFiles(const QStringList &paths) {
    if (paths.isEmpty() || m_asking)
        return;
    if (m_workspace.isEmpty())
        replaceBy(paths);
    else
        askHow(paths);
}

void FileFlow::replaceBy(const QStringList &paths) {
    m_messages.dismiss();
    m_pending = paths;
    m_adding = false;
    m_workspace.open(inputsOf(paths, {}));
}

void FileFlow::addAs(const QStringList &paths, const std::string &visitor) {
    m_messages.dismiss();
    m_pending = paths;
    m_adding = true;
    m_workspace.add(inputsOf(paths, visitor));
}

void FileFlow::askHow(const QStringList &paths) {
    m_asking = true;
    auto *dialog = new SecondFileDialog(paths, visitorsIn(m_workspace), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this] { m_asking = false; });
    connect(dialog, &QDialog::accepted, this, [this, dialog, paths] {
        m_asking = false;
        if (dialog->answer() == SecondFileDialog::Answer::NewSession)
            whenSafe([this, paths] { replaceBy(paths); });
        else
            addAs(paths, dialog->visitor());
    });
    dialog->open();
}

void FileFlow::openSample() {
    const QString path = sampleFile();
    if (path.isEmpty()) {
        m_messages.tell({.tone = MessageBar::Tone::Error,
                         .sentence = tr("The sample cannot be written to your data folder.")});
        return;
    }
    whenSafe([this, path] {
        replaceBy({path});
        m_pending.clear(); // nobody has to be reminded of it
    });
}

void FileFlow::restore() {
    m_messages.dismiss();
    m_workspace.recover();
}

void FileFlow::remember() {
    QStringList failed;
    for (const audit::Input &input : m_workspace.inputs()) {
        if (input.failure)
            failed.append(QFile::decodeName(QByteArray::fromStdString(input.file)));
    }
    for (const QString &path : std::exchange(m_pending, {})) {
        if (!failed.contains(path))
            addRecentFile(path);
    }
}

void FileFlow::save() {
    if (m_workspace.path().isEmpty())
        saveAs();
    else
        m_workspace.save(m_workspace.path());
}

QString FileFlow::proposedPath(const QString &extension) const {
    QString name = QFileInfo(m_workspace.title()).completeBaseName();
    if (name.isEmpty())
        name = QStringLiteral("capture");
    return QDir(lastFolder()).filePath(name + extension);
}

void FileFlow::saveAs() {
    auto *dialog = new QFileDialog(&m_window, tr("Save"), proposedPath(captureExtension),
                                   tr("Captures (*.etagere)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(captureExtension.mid(1));
    connect(dialog, &QFileDialog::fileSelected, this, &FileFlow::saveTo);
    connect(dialog, &QDialog::rejected, this, [this] { m_afterSave = nullptr; });
    dialog->open();
}

void FileFlow::saveTo(const QString &path) {
    rememberFolderOf(path);
    m_workspace.save(path);
}

void FileFlow::exportReport() {
    auto *dialog = new ExportDialog(proposedPath({}), loadPreferences().redactExports, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { exportTo(dialog->path(), dialog->format(), dialog->redacted()); });
    dialog->open();
}

void FileFlow::exportTo(const QString &path, ExportFormat format, bool redacted) {
    using session::ReportFormat;
    rememberFolderOf(path);
    m_messages.dismiss();
    switch (format) {
    case ExportFormat::Pdf:
        if (const auto report = m_workspace.report())
            m_pdf.write(report, path, redacted);
        return;
    case ExportFormat::Html:
        return m_workspace.exportReport(path, ReportFormat::Html, redacted);
    case ExportFormat::Json:
        return m_workspace.exportReport(path, ReportFormat::Json, redacted);
    case ExportFormat::Csv:
        return m_workspace.exportReport(path, ReportFormat::Csv, redacted);
    case ExportFormat::Text:
        return m_workspace.exportReport(path, ReportFormat::Text, redacted);
    case ExportFormat::Har:
        return m_workspace.exportReport(path, ReportFormat::Har, redacted);
    case ExportFormat::Count:
        return;
    }
}

void FileFlow::closeCapture() {
    whenSafe([this] { m_workspace.close(); });
}

void FileFlow::whenSafe(std::function<void()> then) {
    if (!m_workspace.isModified())
        then();
    else if (!m_asking)
        askAboutChanges(std::move(then));
}

void FileFlow::askAboutChanges(std::function<void()> then) {
    m_asking = true;
    auto *box = new QMessageBox(&m_window);
    box->setObjectName(QStringLiteral("unsaved"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    const int side = box->fontMetrics().height() * 2;
    box->setIconPixmap(icon(QStringLiteral("save"), box->palette())
                           .pixmap(QSize(side, side), box->devicePixelRatioF()));
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Unsaved work"));
    box->setText(tr("%1 has changes that are not saved.").arg(shown(toUtf8(m_workspace.title()))));
    box->setInformativeText(tr("Clock, flushes, notes and filter are kept in a capture."));
    box->setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    box->setDefaultButton(QMessageBox::Save);
    connect(box, &QMessageBox::finished, this, [this, then = std::move(then)](int answer) {
        m_asking = false;
        if (answer == QMessageBox::Discard)
            then();
        if (answer == QMessageBox::Save) {
            m_afterSave = then;
            save();
        }
    });
    box->open();
}

void FileFlow::tellFailures(const std::vector<audit::Input> &inputs) {
    const ImportWords words = wordsOn(inputs);
    if (words.sentence.isEmpty())
        return;
    m_messages.tell({.tone = words.failed ? MessageBar::Tone::Error : MessageBar::Tone::Warning,
                     .sentence = words.sentence,
                     .details = words.details});
}

void FileFlow::tellExported(const QString &path) {
    m_messages.tell({.tone = MessageBar::Tone::Done,
                     .sentence = tr("The report is in %1.").arg(shown(toUtf8(path))),
                     .action = tr("Show the folder"),
                     .perform = [folder = QFileInfo(path).absolutePath()] {
                         QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
                     }});
}

} // namespace etagere::ui
