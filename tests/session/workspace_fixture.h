// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/session/workspace.h"
#include "tests/session/har_text.h"

#include <string>
#include <vector>

/// Sanitizers slow everything down; nothing here waits for longer than it must.
#define EVENTUALLY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 60'000)

namespace etagere::tests {

inline constexpr const char *idOfA = "k7f2q9zx4mvb1";
inline constexpr const char *idOfB = "w3hn8t05ydcrj";

/// A folder of its own with files to open.
class Files {
public:
    [[nodiscard]] QString path(const char *name) const {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    session::InputFile write(const char *name, const QByteArray &bytes,
                             const char *visitor = "") const {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
        return input(name, visitor);
    }
    [[nodiscard]] session::InputFile input(const char *name, const char *visitor = "") const {
        return {QFile::encodeName(path(name)).toStdString(), visitor};
    }
    [[nodiscard]] QByteArray read(const char *name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] bool has(const char *name) const { return QFile::exists(path(name)); }

    [[nodiscard]] session::InputFile visitOfA(const char *name = "a.har") const {
        return write(name, har(entry("01", idOfA, idOfA)), "alice");
    }
    [[nodiscard]] session::InputFile visitOfB(const char *name = "b.har") const {
        return write(name, har(entry("02", idOfB, idOfB)), "bob");
    }
    /// Two visits of one visitor to the same URL.
    [[nodiscard]] session::InputFile twoVisits(const char *name = "two.har") const {
        return write(name, har(entry("01", idOfA, idOfA) + "," + entry("05", idOfA, idOfA)));
    }
    /// Takes a while to read.
    [[nodiscard]] session::InputFile large(const char *name = "large.har") const {
        QByteArray entries = entry("01", idOfA, idOfA);
        const QByteArray another = "," + entries;
        constexpr int count = 20'000;
        entries.reserve(another.size() * count);
        for (int i = 1; i < count; ++i)
            entries += another;
        return write(name, har(entries));
    }

private:
    QTemporaryDir m_folder;
};

/// A workspace and what it said, in order.
struct Watched {
    Watched() {
        using session::Workspace;
        const auto note = [this](const char *what) {
            return [this, what] { said << QString::fromLatin1(what); };
        };
        QObject::connect(&workspace, &Workspace::captureChanged, note("capture"));
        QObject::connect(&workspace, &Workspace::logChanged, note("log"));
        QObject::connect(&workspace, &Workspace::reportChanged, note("report"));
        QObject::connect(&workspace, &Workspace::failed, [this](const QString &sentence) {
            said << QStringLiteral("failed");
            failures << sentence;
        });
        QObject::connect(&workspace, &Workspace::inputsFailed,
                         [this](const std::vector<audit::Input> &all) {
                             said << QStringLiteral("inputs");
                             inputsFailed = all;
                         });
        QObject::connect(&workspace, &Workspace::busyChanged, [this] {
            said << (workspace.isBusy() ? QStringLiteral("busy") : QStringLiteral("idle"));
        });
        QObject::connect(&workspace, &Workspace::saved, note("saved"));
        QObject::connect(&workspace, &Workspace::exported, note("exported"));
    }
    /// Waits until nothing goes on any more.
    void settle() { EVENTUALLY(!workspace.isBusy()); }
    /// Returns to the test right after that was said, with the next work just begun.
    void runUntil(const QString &word) {
        while (!said.contains(word))
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    void open(const std::vector<session::InputFile> &files) {
        workspace.open(files);
        settle();
    }
    void add(const std::vector<session::InputFile> &files) {
        workspace.add(files);
        settle();
    }
    void save(const QString &path) {
        workspace.save(path);
        settle();
    }

    QStringList said;
    QStringList failures;
    std::vector<audit::Input> inputsFailed;
    session::Workspace workspace;
};

/// Flushes everything at an instant.
inline replay::Flush flushAt(Instant at) { return {at, {flush::By::Everything, {}, {}}}; }

/// What a log decided, as text.
inline QString dump(const replay::Log &log) {
    QStringList lines;
    const auto number = [](auto id) {
        return id.isValid() ? QString::number(id.index()) : QStringLiteral("-");
    };
    for (const replay::Row &row : log.rows) {
        QString rules;
        for (const cache::Rule rule : row.decision.reasons)
            rules += QLatin1Char(' ') + QString::fromStdString(std::string(cache::rowOf(rule).id));
        lines << QString::fromStdString(std::string(nameOf(row.decision.outcome))) + rules +
                     QStringLiteral(" | ") + number(row.considered) + QLatin1Char(' ') +
                     number(row.result);
    }
    for (const replay::Version &version : log.versions)
        lines << number(version.response) + QLatin1Char(' ') + number(version.renewal) +
                     QLatin1Char(' ') + QString::number(int(version.ending));
    return lines.join(QLatin1Char('\n'));
}

} // namespace etagere::tests
