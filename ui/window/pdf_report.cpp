// SPDX-License-Identifier: Apache-2.0
#include "ui/window/pdf_report.h"

#include <QtCore/QSaveFile>
#include <QtCore/QThread>
#include <QtGui/QPageLayout>
#include <QtGui/QPdfWriter>
#include <QtGui/QTextDocument>

#include "core/report/html_report.h"
#include "core/report/redact.h"
#include "ui/models/text.h"

namespace etagere::ui {

namespace {

class ReportDocument final : public QTextDocument {
protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

/// For paper, in what Qt's rich text knows of CSS; the page's own style is for browsers.
QString paperStyle() {
    return QStringLiteral(
        "body { color: #1d2126; font-family: sans-serif; font-size: 9.5pt; }"
        "h1 { font-size: 20pt; margin-bottom: 6px; }"
        "h2 { font-size: 14pt; margin-top: 22px; margin-bottom: 6px; }"
        "h3 { font-size: 11.5pt; margin-top: 14px; margin-bottom: 2px; }"
        "h4 { font-size: 9.5pt; color: #5b636d; margin-top: 8px; margin-bottom: 2px; }"
        ".verdict { font-size: 12pt; font-weight: bold; }"
        ".calm { color: #2c6e63; } .notice { color: #1d5f9e; }"
        ".warning { color: #8a5a00; } .alarm { color: #a8231c; }"
        ".note, .product, dt, summary, footer { color: #5b636d; }"
        "th { text-align: left; color: #5b636d; padding: 3px 8px 3px 0; }"
        "td { padding: 3px 8px 3px 0; }"
        "code { font-family: monospace; font-size: 8.5pt; }");
}

/// The figures at the top stand side by side in a browser; on paper a table does that.
void makeTable(QString &text) {
    const QString head = QStringLiteral("<dl class=\"figures\">");
    const QString tail = QStringLiteral("</dl>");
    const qsizetype begin = text.indexOf(head);
    const qsizetype end = text.indexOf(tail, begin);
    if (begin < 0 || end < begin)
        return;
    QString part = text.mid(begin + head.size(), end - begin - head.size());
    struct Change {
        const char *from, *to;
    };
    for (const Change &change :
         {Change{"<div>", "<td>"}, Change{"</div>", "</td>"}, Change{"<dt>", "<p class=\"note\">"},
          Change{"</dt>", "</p>"}, Change{"<dd>", "<p><big>"}, Change{"</dd>", "</big></p>"}})
        part.replace(QString::fromLatin1(change.from), QString::fromLatin1(change.to));
    text.replace(begin, end + tail.size() - begin,
                 QStringLiteral("<table cellpadding=\"6\"><tr>%1</tr></table>").arg(part));
}

/// Pictures, of which rich text would keep the labels only; the table below each tells the same.
void leaveOutGraphs(QString &text) {
    const QString tail = QStringLiteral("</svg>");
    qsizetype begin = text.indexOf(QStringLiteral("<svg class=\"graph\""));
    while (begin >= 0) {
        const qsizetype end = text.indexOf(tail, begin);
        const qsizetype legend = text.indexOf(QStringLiteral("<div class=\"scroll\">"), begin);
        if (end < 0 || legend < end)
            return;
        text.remove(begin, legend - begin);
        begin = text.indexOf(QStringLiteral("<svg class=\"graph\""), begin);
    }
}

/// What the browser's page is on paper.
QString onPaper(const std::string &html) {
    QString text = fromUtf8(html);
    makeTable(text);
    leaveOutGraphs(text);
    // In a browser the steps stand below the grade.
    text.replace(QStringLiteral("<span class=\"steps\""),
                 QStringLiteral("&nbsp;&nbsp;<span class=\"steps\""));
    const qsizetype begin = text.indexOf(QStringLiteral("<style>"));
    const qsizetype end = text.indexOf(QStringLiteral("</style>"));
    if (begin >= 0 && end > begin)
        text.remove(begin, end - begin + QStringLiteral("</style>").size());
    return text;
}

/// Empty when it went well.
QString print(const audit::Report &report, const QString &path, report::Identifiers identifiers) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    {
        constexpr int dotsPerInch = 300;
        constexpr double margin = 18; // millimetres
        QPdfWriter writer(&file);
        writer.setCreator(QStringLiteral("Etagere"));
        writer.setTitle(PdfReport::tr("Etagere report"));
        writer.setResolution(dotsPerInch);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout::Millimeter);
        ReportDocument document;
        document.setDefaultStyleSheet(paperStyle());
        document.setHtml(onPaper(writeHtml(report, identifiers)));
        document.print(&writer);
    }
    return file.commit() ? QString() : file.errorString();
}

} // namespace

PdfReport::PdfReport(QObject *parent)
    : QObject(parent) {
    connect(&m_job, &session::Job::started, this, &PdfReport::begun);
    connect(&m_job, &session::Job::finished, this, &PdfReport::finished);
}

void PdfReport::write(std::shared_ptr<const audit::Report> report, const QString &path,
                      bool redacted) {
    m_job.start([this, report = std::move(report), path, redacted](const StopToken &stop,
                                                                   const Progress &) {
        QString problem;
        // Laying text out asks for timers, which need a thread of Qt's own.
        const std::unique_ptr<QThread> printer(QThread::create([&] {
            using report::Identifiers;
            problem = redacted ? print(report::redacted(*report, report::RedactionKey::random()),
                                       path, Identifiers::Redacted)
                               : print(*report, path, Identifiers::Shown);
        }));
        printer->start();
        printer->wait();
        return session::Job::Finish([this, path, problem, stopped = stop.stop_requested()] {
            if (stopped)
                return;
            if (problem.isEmpty())
                Q_EMIT written(path);
            else
                Q_EMIT failed(tr("%1 cannot be written: %2").arg(path, problem));
        });
    });
}

void PdfReport::cancel() { m_job.cancel(); }

} // namespace etagere::ui
