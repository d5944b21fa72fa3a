// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/readers/gzip_file.h"
#include "core/readers/sniff.h"
#include "tests/readers/har_fixture.h"

#include <zlib.h>

#include <stdexcept>
#include <string>

using namespace etagere;
using namespace etagere::readers;

Q_DECLARE_METATYPE(etagere::readers::FileKind)

namespace {

std::string gzipped(const std::string &text) {
    z_stream state{};
    if (::deflateInit2(&state, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("deflate");
    std::string input = text;
    std::string out(::deflateBound(&state, static_cast<uLong>(text.size())) + 64, '\0');
    state.next_in = reinterpret_cast<Bytef *>(input.data());
    state.avail_in = static_cast<uInt>(input.size());
    state.next_out = reinterpret_cast<Bytef *>(out.data());
    state.avail_out = static_cast<uInt>(out.size());
    ::deflate(&state, Z_FINISH);
    out.erase(out.size() - state.avail_out);
    ::deflateEnd(&state);
    return out;
}

std::string manyEntries(int count) {
    std::string entries;
    for (int i = 0; i < count; ++i)
        entries += (i > 0 ? "," : "") + fixture::entry("https://a.example/" + std::to_string(i));
    return fixture::har(entries);
}

} // namespace

class TestSniff : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsKinds_data();
    void tellsKinds();
    void gzipIsRead();
    void aCutGzipIsReadUpToTheCut();
    void severalMembersAreOneFile();
    void aBombEndsAtTheLimit();
    void gzipOfRubbishIsRefused();
};

void TestSniff::tellsKinds_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<FileKind>("kind");
    const auto row = [](const char *name, const std::string &head, FileKind kind) {
        QTest::newRow(name) << QByteArray::fromStdString(head) << kind;
    };
    row("nothing", "", FileKind::Empty);
    row("white space", " \n\t", FileKind::Empty);
    row("a byte order mark alone", "\xEF\xBB\xBF", FileKind::Empty);
    row("a HAR", R"({"log":)", FileKind::Har);
    row("white space before", "\r\n {", FileKind::Har);
    row("a byte order mark before", "\xEF\xBB\xBF{", FileKind::Har);
    row("in a call", "onInputData({", FileKind::Har);
    row("in a call of a member, with spaces", "a.b_$ ( {", FileKind::Har);
    row("a list", "[1]", FileKind::Unknown);
    row("words", "hello (world)", FileKind::Unknown);
    row("a capture document", std::string("SQLite format 3\0x", 17), FileKind::Capture);
    row("a gzipped HAR", gzipped(R"({"log":{}})"), FileKind::GzippedHar);
    row("the beginning of a gzipped HAR", gzipped(manyEntries(50)).substr(0, 200),
        FileKind::GzippedHar);
    row("a gzip of something else", gzipped("hello"), FileKind::Unknown);
    row("a gzip that ends in its header", "\x1f\x8b\x08", FileKind::GzippedHar);
    row("a gzip in a gzip", gzipped(gzipped("{}")), FileKind::Unknown);
}

void TestSniff::tellsKinds() {
    QFETCH(QByteArray, head);
    QFETCH(FileKind, kind);
    QCOMPARE(static_cast<int>(sniff(head.toStdString())), static_cast<int>(kind));
}

void TestSniff::gzipIsRead() {
    fixture::Capture capture;
    const auto imported = capture.read(gzipped(manyEntries(100)));
    QVERIFY(imported.has_value());
    QCOMPARE(imported->log.imported, 100U);
    QCOMPARE(capture.body(99), std::string("hi"));
    const traffic::RepairedEntry expected{traffic::Repair::CompressedFile,
                                          traffic::RepairedEntry::wholeFile};
    QVERIFY(std::find(imported->log.repaired.begin(), imported->log.repaired.end(), expected) !=
            imported->log.repaired.end());
}

void TestSniff::aCutGzipIsReadUpToTheCut() {
    const std::string whole = gzipped(manyEntries(2'000));
    fixture::Capture capture;
    const auto imported = capture.read(whole.substr(0, whole.size() / 2));
    QVERIFY(imported.has_value());
    QVERIFY(imported->log.imported > 100 && imported->log.imported < 2'000);
    QCOMPARE(imported->log.imported + imported->log.skipped.size(),
             std::size_t{imported->log.entries});
}

void TestSniff::severalMembersAreOneFile() {
    const std::string text = manyEntries(10);
    fixture::Capture capture;
    const auto imported = capture.read(gzipped(text.substr(0, 300)) + gzipped(text.substr(300)));
    QVERIFY(imported.has_value());
    QCOMPARE(imported->log.imported, 10U);
}

void TestSniff::aBombEndsAtTheLimit() {
    const std::string bomb = gzipped(std::string(5'000'000, ' '));
    const auto inflated = inflateFile(bomb, 1'000'000, {});
    QVERIFY(inflated.has_value());
    QVERIFY(inflated->tooLarge && !inflated->whole);
    QCOMPARE(inflated->file.bytes().size(), std::size_t{1'000'000});
    QCOMPARE(inflateLimit(1000), std::uint64_t{256} << 20U);
    QCOMPARE(inflateLimit(10'000'000), std::uint64_t{1'000'000'000});
    QCOMPARE(inflateLimit(~std::uint64_t{0}), std::uint64_t{64} << 30U);
}

void TestSniff::gzipOfRubbishIsRefused() {
    fixture::Capture capture;
    const auto damaged = capture.read("\x1f\x8b\x08 this is no gzip");
    QVERIFY(!damaged.has_value());
    QCOMPARE(static_cast<int>(damaged.error().kind),
             static_cast<int>(ImportError::Kind::Unreadable));
    const auto words = capture.read(gzipped("just words"));
    QVERIFY(!words.has_value());
    QCOMPARE(static_cast<int>(words.error().kind), static_cast<int>(ImportError::Kind::NotJson));
    QCOMPARE(capture.traffic.sourceCount(), std::size_t{0});
}

QTEST_APPLESS_MAIN(TestSniff)
#include "test_sniff.moc"
