// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace fs = std::filesystem;
using etagere::AtomicFile;
using etagere::FileError;
using etagere::MappedFile;
using etagere::SpillFile;

namespace {

void write(const fs::path &path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::string read(const fs::path &path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "unreadable";
}

mode_t modeOf(const fs::path &path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 07777U : 0;
}

int filesIn(const fs::path &folder) {
    return static_cast<int>(std::distance(fs::directory_iterator(folder), {}));
}

} // namespace

class TestFile : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    fs::path at(const char *name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void mapsAFile() {
        write(at("plain"), "some bytes");
        auto file = MappedFile::open(at("plain"));
        QVERIFY(file.has_value());
        QVERIFY(file->bytes() == "some bytes");
        file->release(0, 10);
        QVERIFY(file->bytes() == "some bytes");
        const MappedFile moved = std::move(*file);
        QVERIFY(moved.bytes() == "some bytes");
        QVERIFY(file->bytes().empty());
    }

    void aPrivateFileIsItsOwnersOnly() {
        auto file = AtomicFile::create(at("private"), AtomicFile::Access::OwnerOnly);
        QVERIFY(file.has_value());
        QVERIFY(file->commit().has_value());
        const auto mode = std::filesystem::status(at("private")).permissions();
        using std::filesystem::perms;
        QVERIFY((mode & (perms::group_all | perms::others_all)) == perms::none);
    }

    void releasedPagesAreReadAgain() {
        std::string text(100000, 'x');
        text[50000] = 'y';
        write(at("large"), text);
        const auto file = MappedFile::open(at("large"));
        QVERIFY(file.has_value());
        file->release(0, text.size());
        file->release(10, 20);         // no whole page
        file->release(90000, 1000000); // past the end
        QVERIFY(file->bytes() == text);
    }

    void mapsAnEmptyFile() {
        write(at("empty"), "");
        const auto file = MappedFile::open(at("empty"));
        QVERIFY(file.has_value());
        QVERIFY(file->bytes().empty());
    }

    void aMissingFileIsAnError() {
        const auto file = MappedFile::open(at("missing"));
        QVERIFY(!file);
        QVERIFY(file.error().step == FileError::Step::Open);
        QCOMPARE(file.error().systemError, ENOENT);
        QVERIFY(file.error().path == at("missing"));
    }

    void aFolderIsNoFile() {
        const auto file = MappedFile::open(m_folder.path().toStdString());
        QVERIFY(!file);
        QVERIFY(file.error().step == FileError::Step::Read);
        QCOMPARE(file.error().systemError, EISDIR);
    }

    void aPipeIsReadToItsEnd() {
        int ends[2] = {};
        QCOMPARE(::pipe(ends), 0);
        QCOMPARE(::write(ends[1], "through a pipe", 14), ssize_t{14});
        ::close(ends[1]);
        const auto file = MappedFile::fromStream(ends[0], "-");
        ::close(ends[0]);
        QVERIFY(file.has_value());
        QVERIFY(file->bytes() == "through a pipe");
    }

    void anUnreadableStreamIsAnError() {
        const int descriptor = ::open(at("written").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        const auto file = MappedFile::fromStream(descriptor, "name");
        ::close(descriptor);
        QVERIFY(!file);
        QVERIFY(file.error().step == FileError::Step::Read);
        QCOMPARE(file.error().systemError, EBADF);
    }

    void spilledBytesAreMapped() {
        auto spill = SpillFile::create();
        QVERIFY(spill.has_value());
        std::string expected;
        for (int i = 0; i < 1000; ++i) {
            const std::string piece = std::to_string(i);
            QVERIFY(spill->append(piece).has_value());
            expected += piece;
        }
        const auto file = std::move(*spill).map();
        QVERIFY(file.has_value());
        QVERIFY(file->bytes() == expected);
    }

    void anEmptySpillMapsToNothing() {
        auto spill = SpillFile::create();
        QVERIFY(spill.has_value());
        const auto file = std::move(*spill).map();
        QVERIFY(file.has_value() && file->bytes().empty());
    }

    void aCommitReplacesTheWholeFile() {
        write(at("old"), "the old content, which is longer");
        auto file = AtomicFile::create(at("old"));
        QVERIFY(file.has_value());
        QVERIFY(file->append("the ").has_value());
        QVERIFY(file->append("new").has_value());
        QVERIFY(read(at("old")) == "the old content, which is longer");
        QVERIFY(file->commit().has_value());
        QVERIFY(read(at("old")) == "the new");
    }

    void withoutACommitNothingHappened() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "kept";
        write(path, "kept");
        {
            auto file = AtomicFile::create(path);
            QVERIFY(file.has_value());
            QVERIFY(file->append("lost").has_value());
        }
        QVERIFY(read(path) == "kept");
        QCOMPARE(filesIn(folder.path().toStdString()), 1);
    }

    void whoIsKilledLeavesNothing() {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "report";
        const int probe = ::open(path.parent_path().c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (probe < 0)
            QSKIP("this file system has no files without names");
        ::close(probe);
        const pid_t child = ::fork();
        if (child == 0) {
            auto file = AtomicFile::create(path);
            const bool isWritten = file && file->append("half of it");
            if (isWritten)
                ::kill(::getpid(), SIGKILL);
            ::_exit(1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        QCOMPARE(filesIn(folder.path().toStdString()), 0);
    }

    void aReplacedFileKeepsItsMode() {
        write(at("private"), "x");
        ::chmod(at("private").c_str(), 0640);
        auto file = AtomicFile::create(at("private"));
        QVERIFY(file.has_value() && file->commit().has_value());
        QCOMPARE(modeOf(at("private")), mode_t{0640});
    }

    void aNewFileGetsTheUsualMode() {
        const mode_t before = ::umask(0027);
        auto file = AtomicFile::create(at("new"));
        const bool done = file.has_value() && file->commit().has_value();
        ::umask(before);
        QVERIFY(done);
        QCOMPARE(modeOf(at("new")), mode_t{0640});
    }

    void aMissingFolderIsAnError() {
        const auto file = AtomicFile::create(at("missing/file"));
        QVERIFY(!file);
        QVERIFY(file.error().step == FileError::Step::Open);
        QCOMPARE(file.error().systemError, ENOENT);
    }

    void aFolderIsNotReplaced() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "sub";
        fs::create_directory(path);
        {
            auto file = AtomicFile::create(path);
            QVERIFY(file.has_value());
            const auto done = file->commit();
            QVERIFY(!done);
            QVERIFY(done.error().step == FileError::Step::Replace);
        }
        QVERIFY(fs::is_directory(path));
        QCOMPARE(filesIn(folder.path().toStdString()), 1);
    }

    void aMovedFileIsCommittedOnce() {
        auto file = AtomicFile::create(at("moved"));
        QVERIFY(file.has_value());
        AtomicFile other = std::move(*file);
        QVERIFY(other.append("content").has_value());
        QVERIFY(other.commit().has_value());
        QVERIFY(read(at("moved")) == "content");
    }
};

QTEST_APPLESS_MAIN(TestFile)
#include "test_file.moc"
