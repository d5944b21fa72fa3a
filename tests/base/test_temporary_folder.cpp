// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>

#include "core/base/temporary_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace etagere;
namespace fs = std::filesystem;

class TestTemporaryFolder : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_parent;

    [[nodiscard]] fs::path parent() const { return m_parent->path().toStdString(); }
    /// As a program that was killed left it, an hour ago.
    [[nodiscard]] fs::path abandoned(const char *name) const {
        fs::path folder = parent() / name;
        fs::create_directory(folder);
        std::ofstream(folder / "capture") << "secret";
        fs::last_write_time(folder, fs::file_time_type::clock::now() - std::chrono::hours(1));
        return folder;
    }

private Q_SLOTS:
    void init() {
        m_parent = std::make_unique<QTemporaryDir>();
        ::setenv("TMPDIR", m_parent->path().toLocal8Bit().constData(), 1);
    }
    void cleanup() { ::unsetenv("TMPDIR"); }

    void itGoesWithEverythingInIt() {
        fs::path path;
        {
            const auto folder = TemporaryFolder::make();
            QVERIFY(folder != nullptr);
            path = folder->path();
            QCOMPARE(fs::status(path).permissions(), fs::perms::owner_all);
            std::ofstream(path / "capture") << "secret";
        }
        QVERIFY(!fs::exists(path));
    }

    void whatAKilledProgramLeftGoesWithTheNext() {
        const fs::path left = abandoned("etagere-aBcDeF");
        const auto folder = TemporaryFolder::make();
        QVERIFY(folder != nullptr && !fs::exists(left));
    }

    void whatSomebodyHoldsStays() {
        const auto other = TemporaryFolder::make();
        fs::last_write_time(other->path(),
                            fs::file_time_type::clock::now() - std::chrono::hours(1));
        const auto folder = TemporaryFolder::make();
        QVERIFY(fs::exists(other->path()) && fs::exists(folder->path()));
    }

    void whatIsNotItsOwnStays() {
        const fs::path longer = abandoned("etagere-browser-aBcDeF");
        const fs::path other = abandoned("somebody-aBcDeF");
        const fs::path target = abandoned("target");
        fs::create_directory_symlink(target, parent() / "etagere-linked");
        std::ofstream(parent() / "etagere-filled") << "a file";
        const fs::path fresh = parent() / "etagere-freshx";
        fs::create_directory(fresh); // its maker may not have got to its lock yet
        const auto folder = TemporaryFolder::make();
        for (const fs::path &path : {longer, other, target / "capture", fresh,
                                     parent() / "etagere-linked", parent() / "etagere-filled"})
            QVERIFY2(fs::exists(path), path.c_str());
    }
};

QTEST_APPLESS_MAIN(TestTemporaryFolder)
#include "test_temporary_folder.moc"
