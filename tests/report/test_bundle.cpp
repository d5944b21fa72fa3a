// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/report/chained_log.h"
#include "core/report/evidence_archive.h"
#include "core/report/manifest.h"
#include "core/report/verification_report.h"
#include "tests/report/bundle_case.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

using namespace etagere;
using namespace etagere::report;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

QByteArray joined(const std::vector<std::string> &texts) {
    QByteArray all;
    for (const std::string &text : texts)
        all += (all.isEmpty() ? "" : "; ") + bytes(text);
    return all;
}

std::string zeros() { return std::string(64, '0'); }

} // namespace

class TestBundle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_case = std::make_unique<test::BundleCase>();
        m_hash = m_case->write("b");
        QCOMPARE(m_hash.size(), std::size_t{64});
    }

    void whatWasWrittenVerifies() {
        QCOMPARE(joined(m_case->problemsOf("b")), QByteArray());
        const auto verification = verifyBundle(m_case->path("b"));
        QCOMPARE(bytes(verification->manifestSha256), bytes(m_hash));
        QCOMPARE(verification->files, std::uint64_t{5});
        QVERIFY(test::contentOf(m_case->path("b/COVER.html")) == "<p>" + m_hash + "</p>");
        QCOMPARE(bytes(sha256Of(test::contentOf(m_case->path("b/MANIFEST.sha256")))),
                 bytes(m_hash));
    }

    void anArchiveHoldsTheSame() {
        QVERIFY(!m_case->write("b.zip").empty());
        QCOMPARE(joined(m_case->problemsOf("b.zip")), QByteArray());
        const std::string archive = test::contentOf(m_case->path("b.zip"));
        const auto files = readArchive(archive);
        QVERIFY(files.has_value());
        QCOMPARE(files->size(), m_case->filesOf("b").size());
    }

    void onlyTheOwnerMayReadIt() {
        QVERIFY(!m_case->write("b.zip").empty());
        struct stat seen {};
        for (const auto &[name, mode] : {std::pair("b", 0700U),
                                         {"b/inputs", 0700U},
                                         {"b/report.json", 0600U},
                                         {"b/MANIFEST.sha256", 0600U},
                                         {"b.zip", 0600U}}) {
            QCOMPARE(::stat(m_case->path(name).c_str(), &seen), 0);
            QVERIFY2((seen.st_mode & 07777U) == mode, name);
        }
    }

    void nothingIsOverwrittenAndNothingLeftBehind() {
        QVERIFY(m_case->write("b").empty());
        {
            auto writer = BundleWriter::create(m_case->path("given-up"), [] { return Instant(); });
            QVERIFY(writer && writer->add("a.txt", "a"));
        }
        std::vector<std::string> left;
        for (const auto &entry : std::filesystem::directory_iterator(m_case->path("")))
            left.push_back(entry.path().filename().string());
        QCOMPARE(joined(left), QByteArray("b"));
    }

    void everyChangedByteIsFound() {
        for (const std::string &name : m_case->filesOf("b")) {
            const auto path = m_case->path("b/" + name);
            const std::string whole = test::contentOf(path);
            for (std::size_t i = 0; i < whole.size(); ++i) {
                std::string damaged = whole;
                damaged[i] = static_cast<char>(damaged[i] ^ (i % 2 == 0 ? 1 : 0x80));
                test::overwrite(path, damaged);
                QVERIFY2(!m_case->problemsOf("b").empty(), (name + std::to_string(i)).c_str());
            }
            test::overwrite(path, whole);
            QCOMPARE(joined(m_case->problemsOf("b")), QByteArray());
        }
    }

    void everyChangedByteOfAnArchiveIsFound() {
        QVERIFY(!m_case->write("b.zip").empty());
        const auto path = m_case->path("b.zip");
        const std::string whole = test::contentOf(path);
        for (std::size_t i = 0; i < whole.size(); ++i) {
            std::string damaged = whole;
            damaged[i] = static_cast<char>(damaged[i] ^ 1);
            test::overwrite(path, damaged);
            QVERIFY2(!m_case->problemsOf("b.zip").empty(), std::to_string(i).c_str());
        }
        for (const std::string &other : {whole + "x", "x" + whole, whole.substr(1),
                                         whole.substr(0, whole.size() - 1), whole + whole}) {
            test::overwrite(path, other);
            QVERIFY(!m_case->problemsOf("b.zip").empty());
        }
    }

    void damage_data() {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *expected) {
            QTest::newRow(name) << QByteArray(expected);
        };
        row("a removed file", "missing law.txt");
        row("an added file", "extra more.txt");
        row("an added folder", "extra more");
        row("a file in a deeper folder", "extra inputs/deep");
        row("a renamed file", "extra law2.txt; missing law.txt");
        row("a truncated file", "wrong-size report.json");
        row("a lengthened file", "wrong-size report.json");
        row("a file that became a link", "not-plain law.txt");
        row("a file that became a folder", "not-plain law.txt");
        row("no manifest", "missing MANIFEST.sha256");
        row("no log", "missing log.jsonl");
        row("no cover", "missing COVER.html");
        row("no template of the cover", "missing cover.template.html");
        row("an enormous file costs no reading", "wrong-size report.json");
        row("an enormous manifest is not read", "too-large MANIFEST.sha256");
    }
    void damage() {
        const QByteArray row = QTest::currentDataTag();
        const auto at = [this](const char *name) { return m_case->path(std::string("b/") + name); };
        namespace fs = std::filesystem;
        if (row == "a removed file" || row == "a file that became a folder" ||
            row == "a file that became a link")
            fs::remove(at("law.txt"));
        if (row == "a file that became a folder")
            fs::create_directory(at("law.txt"));
        if (row == "a file that became a link")
            fs::create_symlink("report.json", at("law.txt"));
        if (row == "an added file")
            test::overwrite(at("more.txt"), "more");
        if (row == "an added folder")
            fs::create_directory(at("more"));
        if (row == "a file in a deeper folder") {
            fs::create_directory(at("inputs/deep"));
            test::overwrite(at("inputs/deep/x"), "x");
        }
        if (row == "a renamed file")
            fs::rename(at("law.txt"), at("law2.txt"));
        if (row == "a truncated file")
            test::overwrite(at("report.json"), "{}");
        if (row == "a lengthened file")
            test::overwrite(at("report.json"), "{}\n\n");
        if (row == "an enormous file costs no reading")
            fs::resize_file(at("report.json"), std::uintmax_t{1} << 40U);
        if (row == "an enormous manifest is not read")
            fs::resize_file(at("MANIFEST.sha256"), std::uintmax_t{1} << 40U);
        for (const auto &[name, file] : {std::pair("no manifest", "MANIFEST.sha256"),
                                         {"no log", "log.jsonl"},
                                         {"no cover", "COVER.html"},
                                         {"no template of the cover", "cover.template.html"}}) {
            if (row == name)
                fs::remove(at(file));
        }
        QTEST(joined(m_case->problemsOf("b")), "expected");
    }

    void aManifestMadeAnewIsGivenAwayByTheLog() {
        const auto at = [this](const char *name) { return m_case->path(std::string("b/") + name); };
        std::string manifest = test::contentOf(at("MANIFEST.sha256"));
        const std::string before = sha256Of("l");
        manifest.replace(manifest.find(before), before.size(), sha256Of("m"));
        test::overwrite(at("law.txt"), "m");
        test::overwrite(at("MANIFEST.sha256"), manifest);
        test::overwrite(at("COVER.html"), "<p>" + sha256Of(manifest) + "</p>");
        QCOMPARE(joined(m_case->problemsOf("b")), QByteArray("log-disagrees law.txt"));
        QVERIFY(bytes(verifyBundle(m_case->path("b"))->manifestSha256) != bytes(m_hash));
    }

    void whatIsNoBundleCannotBeRead_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("a text") << QByteArray("hello");
        QTest::newRow("an empty file") << QByteArray("");
        QTest::newRow("the end of an archive only") << QByteArray("PK\x05\x07");
    }
    void whatIsNoBundleCannotBeRead() {
        QFETCH(QByteArray, content);
        test::overwrite(m_case->path("x.zip"), content.toStdString());
        QCOMPARE(joined(m_case->problemsOf("x.zip")), QByteArray("unread"));
        QCOMPARE(joined(m_case->problemsOf("nowhere")), QByteArray("unread"));
    }

    void otherArchivesAreRefused() {
        // As a general program packs it: a time, a compressed size, a name that leads out.
        const std::string digest = zeros();
        std::string evil("PK\x03\x04\x14\0\x08\0\x08\0\0\0\0\0", 14);
        evil += std::string("\0\0\0\0\x10\0\0\0\xff\xff\xff\x7f\x0b\0\0\0", 16) + "../evil.txt";
        test::overwrite(m_case->path("x.zip"), evil + digest);
        QCOMPARE(joined(m_case->problemsOf("x.zip")), QByteArray("bad-archive "));
    }

    void names_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *why, const QByteArray &name, bool allowed) {
            QTest::newRow(why) << name << allowed;
        };
        row("a file", "report.json", true);
        row("in a folder", "inputs/001-a_b.har", true);
        row("nothing", "", false);
        row("absolute", "/etc/passwd", false);
        row("up", "../x", false);
        row("up inside", "a/../../x", false);
        row("here", "./x", false);
        row("hidden", ".bashrc", false);
        row("an option", "-rf", false);
        row("an empty part", "a//b", false);
        row("a folder", "a/", false);
        row("a backslash", "a\\b", false);
        row("a drive", "C:x", false);
        row("a space", "a b", false);
        row("a line end", "a\nb", false);
        row("a null", QByteArray("a\0b", 3), false);
        row("no ASCII", "\xc3\xa9", false);
        row("endless", QByteArray(256, 'a'), false);
    }
    void names() {
        QFETCH(QByteArray, name);
        QTEST(isBundleName(name.toStdString()), "allowed");
    }

    void manifests_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        const QByteArray digest = bytes(zeros());
        const auto row = [](const char *why, const QByteArray &text, int line) {
            QTest::newRow(why) << text << line;
        };
        row("one file", digest + "  a\n", 0);
        row("sorted", digest + "  a\n" + digest + "  b\n", 0);
        row("empty", "", 1);
        row("no line end", digest + "  a", 1);
        row("one space", digest + " a\n", 1);
        row("binary mode", digest + " *a\n", 1);
        row("upper case", digest.left(63) + "A  a\n", 1);
        row("a short digest", digest.left(63) + "  a\n", 1);
        row("an escaped name", "\\" + digest + "  a\n", 1);
        row("a carriage return", digest + "  a\r\n", 1);
        row("no name", digest + "  \n", 1);
        row("not sorted", digest + "  b\n" + digest + "  a\n", 2);
        row("twice", digest + "  a\n" + digest + "  a\n", 2);
        row("a name that leads out", digest + "  a\n" + digest + "  b/../c\n", 2);
    }
    void manifests() {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        const auto read = readManifest(text.toStdString());
        QCOMPARE(read ? 0 : static_cast<int>(read.error().line), line);
        if (read)
            QCOMPARE(bytes(writeManifest(*read)), text);
    }

    void chains_data() {
        QTest::addColumn<int>("take"); ///< of the lines 0 to 3: which is damaged
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *why, int take, const char *from, const char *to, int line,
                            ChainError::Kind kind) {
            QTest::newRow(why) << take << QByteArray(from) << QByteArray(to) << line
                               << static_cast<int>(kind);
        };
        using Kind = ChainError::Kind;
        row("an event is another one", 1, "second", "zweite", 3, Kind::BrokenChain);
        row("a time is another one", 0, "2024", "2023", 2, Kind::BrokenChain);
        row("a number is another one", 2, "\"n\": 3", "\"n\": 4", 3, Kind::WrongNumber);
        row("a line is no JSON", 1, "{", "(", 2, Kind::NotALine);
        row("a member is missing", 1, "\"time\"", "\"tome\"", 2, Kind::NotALine);
        row("a number is a text", 1, "\"n\": 2", "\"n\": \"2\"", 2, Kind::NotALine);
        row("the first line claims a line before", 0, "0000", "0001", 1, Kind::BrokenChain);
    }
    void chains() {
        ChainedLog log;
        for (const char *event : {"first", "second", "third"})
            log.add(Instant(std::chrono::seconds(1'709'296'496)), event, {{"a", "\"\n\xff"}});
        log.addFile(Instant(), "report.json", 3, zeros());
        const auto whole = checkChain(log.text());
        QVERIFY(whole.has_value());
        QCOMPARE(whole->size(), std::size_t{1});
        QVERIFY((whole->front() == LoggedFile{"report.json", 3, zeros()}));
        QByteArrayList lines = bytes(log.text()).split('\n');
        QFETCH(int, take);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QVERIFY(lines[take].contains(from));
        lines[take].replace(lines[take].indexOf(from), from.size(), to);
        const auto damaged = checkChain(lines.join('\n').toStdString());
        QVERIFY(!damaged.has_value());
        QTEST(static_cast<int>(damaged.error().line), "line");
        QTEST(static_cast<int>(damaged.error().kind), "kind");
    }

    void aLineTakenOutOfTheLogIsFound() {
        ChainedLog log;
        for (const char *event : {"first", "second", "third"})
            log.add(Instant(), event);
        QByteArrayList lines = bytes(log.text()).split('\n');
        lines.removeAt(1);
        QVERIFY(!checkChain(lines.join('\n').toStdString()).has_value());
        QVERIFY(!checkChain("").has_value());
    }

    void problemsAreToldInWords() {
        std::filesystem::remove(m_case->path("b/law.txt"));
        test::overwrite(m_case->path("b/report.json"), "[]\n");
        const auto verification = verifyBundle(m_case->path("b"));
        const QByteArray text = bytes(writeVerificationText(*verification, "b"));
        QVERIFY2(text.startsWith("b does not verify: 2 problems."), text);
        QVERIFY(text.contains("law.txt is missing"));
        QVERIFY(
            text.contains("report.json was changed: its SHA-256 is " + bytes(sha256Of("[]\n"))));
        const QByteArray json = bytes(writeVerificationJson(*verification, "b"));
        QVERIFY(json.contains("\"schema\": \"etagere.verification/1\""));
        QVERIFY(json.contains("\"problem\": \"wrong-hash\""));
    }

private:
    std::unique_ptr<test::BundleCase> m_case;
    std::string m_hash;
};

QTEST_APPLESS_MAIN(TestBundle)
#include "test_bundle.moc"
