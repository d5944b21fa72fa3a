// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QFile>

#include "core/explain/error_text.h"
#include "core/explain/session_text.h"
#include "core/report/csv_report.h"
#include "core/report/html_report.h"
#include "core/report/json_report.h"
#include "core/report/redact.h"
#include "core/report/text_report.h"
#include "core/session/live_record.h"
#include "core/session/workspace_state.h"

#include <utility>

namespace etagere::session {

namespace {

namespace words = explain::session_text;
using report::Identifiers;

QString shown(const std::string &file) {
    return QFile::decodeName(QByteArray::fromStdString(file));
}

std::string sentenceOf(const traffic::DocumentError &error, const std::string &file) {
    return error.kind == traffic::DocumentError::Kind::TooLarge
               ? text(words::tooManyNotes, file)
               : explain::sentenceOf(error.cause, file);
}

std::string written(const audit::Report &report, ReportFormat format, Identifiers identifiers) {
    switch (format) {
    case ReportFormat::Json:
        return report::writeJson(report, identifiers);
    case ReportFormat::Csv:
        return report::writeCsv(report);
    case ReportFormat::Text:
        return report::writeText(report, {.verbose = true, .identifiers = identifiers});
    default:
        return report::writeHtml(report, identifiers);
    }
}

Result<void, FileError> writeWhole(const std::string &file, std::string_view bytes) {
    auto to = AtomicFile::create(file);
    if (!to)
        return Failure<FileError>(to.error());
    if (auto done = to->append(bytes); !done)
        return done;
    return to->commit();
}

/// A finished export: a sentence when it failed, or when the file lacks something.
struct Exported {
    bool whole = false; ///< the file is there
    std::string sentence;
};

Exported exportedAs(const Result<void, FileError> &done) {
    return done ? Exported{true, {}} : Exported{false, explain::sentenceOf(done.error())};
}

Exported writeHarFile(const traffic::Traffic &traffic, const std::string &file, bool redacted,
                      const Watch &watch) {
    auto to = AtomicFile::create(file);
    if (!to)
        return {false, explain::sentenceOf(to.error())};
    const auto privacy = redacted ? readers::Privacy::Strict : readers::Privacy::Full;
    const auto done = readers::writeHar(
        traffic, [&to](std::string_view bytes) { return to->append(bytes); }, {privacy}, watch.stop,
        watch.progress(Stage::Writing));
    if (!done)
        return {false, explain::sentenceOf(done.error())};
    if (done->stopped)
        return {};
    Exported exported = exportedAs(to->commit());
    if (exported.whole && done->bodiesLost > 0)
        exported.sentence = plural(words::bodiesLost, done->bodiesLost, file);
    return exported;
}

Exported writeReportFile(const audit::Report &report, const std::string &file, ReportFormat format,
                         bool redacted) {
    if (!redacted)
        return exportedAs(writeWhole(file, written(report, format, Identifiers::Shown)));
    const audit::Report safe = report::redacted(report, report::RedactionKey::random());
    return exportedAs(writeWhole(file, written(safe, format, Identifiers::Redacted)));
}

} // namespace

void Workspace::State::enqueue(WatchedWork write) {
    writes.push_back(std::move(write));
    if (!writing.job.isRunning())
        writeNext();
}

void Workspace::State::writeNext() {
    if (writes.empty() || writing.job.isRunning())
        return;
    WatchedWork next = std::move(writes.front());
    writes.pop_front();
    start(writing, std::move(next));
}

void Workspace::State::save(std::string file) {
    if (!traffic)
        return;
    enqueue([this, toSave = Saved{traffic, edits, std::move(file)},
             live = live](const Watch &watch) -> Job::Finish {
        const QByteArray session = writeSession(toSave.edits, *toSave.traffic);
        traffic::Attachments attachments{{sessionAttachment, session.toStdString()}};
        attachLive(live, attachments);
        const auto made = traffic::saveCapture(*toSave.traffic, toSave.file, watch.stop,
                                               watch.progress(Stage::Writing), attachments);
        if (!made && made.error().kind == traffic::DocumentError::Kind::Stopped)
            return {};
        if (!made)
            return [this, sentence = sentenceOf(made.error(), toSave.file)] { fail(sentence); };
        return [this, toSave, lost = made->lostBodies] {
            wasSaved(toSave);
            if (lost > 0)
                fail(plural(words::bodiesLost, lost, toSave.file));
        };
    });
}

void Workspace::State::wasSaved(const Saved &done) {
    if (traffic == done.traffic) { // and not closed or replaced meanwhile
        document = done.file;
        files = {{done.file, {}}}; // it holds all that was read
        savedEdits = done.edits;
        unsavedInputs = false;
        modified = !sameWork(edits, savedEdits);
        touchRecovery();
        Q_EMIT q.titleChanged();
    }
    Q_EMIT q.saved(shown(done.file));
}

void Workspace::State::exportReport(std::string file, ReportFormat format, bool redacted) {
    const bool har = format == ReportFormat::Har;
    if (!traffic)
        return;
    if (!har && !report) {
        fail(text(words::noReportYet));
        return;
    }
    enqueue([this, traffic = traffic, report = report, file = std::move(file), format, redacted,
             har](const Watch &watch) -> Job::Finish {
        const Exported done = har ? writeHarFile(*traffic, file, redacted, watch)
                                  : writeReportFile(*report, file, format, redacted);
        return [this, done, file] {
            if (done.whole)
                Q_EMIT q.exported(shown(file));
            if (!done.sentence.empty())
                fail(done.sentence);
        };
    });
}

} // namespace etagere::session
