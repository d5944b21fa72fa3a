// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/store/database.h"
#include "core/traffic/document.h"
#include "sample.h"

#include <filesystem>

using namespace etagere::traffic;
using namespace etagere::traffic::test;
using etagere::store::Database;
using etagere::store::OpenMode;
namespace fs = std::filesystem;
using Kind = DocumentError::Kind;

class TestDocumentAttachments : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    fs::path at(const char *name) const { return fs::path(m_folder.path().toStdString()) / name; }
    static void change(const fs::path &path, const std::string &sql) {
        auto database = Database::open(path, {.mode = OpenMode::ReadWrite});
        QVERIFY(database.has_value());
        QVERIFY(database->execute(sql).has_value());
    }

private Q_SLOTS:
    void theyComeBackWithTheCapture() {
        const Attachments attachments{{"session", "{}"},
                                      {"", "no name"},
                                      {"\xc3\xa9", "\0\xff\xfe"s},
                                      {"empty", ""},
                                      {"large", std::string(3'000'000, 'x')}};
        QVERIFY(saveCapture(oddTraffic(), at("all"), {}, {}, attachments).has_value());
        const auto opened = openCapture(at("all"));
        QVERIFY(opened.has_value());
        QVERIFY(opened->attachments == attachments);
        QCOMPARE(QByteArray::fromStdString(dump(opened->traffic)),
                 QByteArray::fromStdString(dump(oddTraffic())));
        Traffic appended;
        Attachments found{{"old", "gone"}};
        QVERIFY(appendCapture(appended, at("all"), {}, {}, &found).has_value());
        QVERIFY(found == attachments);
        QVERIFY(appendCapture(appended, at("all")).has_value()); // nobody asks
    }

    void aCaptureMayHaveNone() {
        QVERIFY(saveCapture(oddTraffic(), at("none")).has_value());
        QVERIFY(openCapture(at("none"))->attachments.empty());
    }

    void aFileOfTheFirstVersionOpens() {
        QVERIFY(saveCapture(oddTraffic(), at("old")).has_value());
        change(at("old"), "DROP TABLE attachment; PRAGMA user_version=1");
        const auto opened = openCapture(at("old"));
        QVERIFY(opened.has_value());
        QVERIFY(opened->attachments.empty());
        QCOMPARE(QByteArray::fromStdString(dump(opened->traffic)),
                 QByteArray::fromStdString(dump(oddTraffic())));
        const auto database = Database::open(at("old"), {.mode = OpenMode::Frozen});
        QCOMPARE(database->number("PRAGMA user_version").value_or(-1), std::int64_t{1});
    }

    void tooMuchIsNotSaved() {
        QVERIFY(saveCapture(oddTraffic(), at("full")).has_value());
        const Attachments most{{"four", std::string(maxAttachmentBytes - 4, 'x')}};
        QVERIFY(saveCapture(Traffic{}, at("most"), {}, {}, most).has_value());
        QVERIFY(openCapture(at("most"))->attachments == most);
        const Attachments more{{"four", std::string(maxAttachmentBytes - 4, 'x')}, {"a", ""}};
        const auto saved = saveCapture(Traffic{}, at("full"), {}, {}, more);
        QVERIFY(!saved);
        QVERIFY(saved.error().kind == Kind::TooLarge);
        QCOMPARE(openCapture(at("full"))->traffic.exchangeCount(), std::size_t{4}); // as before
    }

    void tooMuchInAFileIsLeftOut() {
        QVERIFY(saveCapture(oddTraffic(), at("hostile"), {}, {}, {{"a", "first"}}).has_value());
        change(at("hostile"), "INSERT INTO attachment VALUES('huge', zeroblob(100000000));"
                              "INSERT INTO attachment VALUES('half', zeroblob(10000000));"
                              "INSERT INTO attachment VALUES('other half', zeroblob(10000000));"
                              "INSERT INTO attachment VALUES('z', x'6c617374')");
        const auto opened = openCapture(at("hostile"));
        QVERIFY(opened.has_value());
        QVERIFY(
            (opened->attachments ==
             Attachments{{"a", "first"}, {"half", std::string(10'000'000, '\0')}, {"z", "last"}}));
        QCOMPARE(opened->traffic.exchangeCount(), std::size_t{4});
    }
};

QTEST_APPLESS_MAIN(TestDocumentAttachments)
#include "test_document_attachments.moc"
