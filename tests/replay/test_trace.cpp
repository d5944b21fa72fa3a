// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/replay/trace_reader.h"
#include "core/replay/trace_writer.h"
#include "tests/replay/trace_file.h"

#include <cstring>

using namespace etagere;
using namespace etagere::replay;

namespace {

using Kind = TraceProblem::Kind;

struct Read {
    std::vector<TraceRequest> requests;
    TraceProblems problems;
    TraceColumns columns;
    std::vector<std::string> policies;
    std::optional<TraceError> error;
};

Read readAll(std::string_view bytes, const TraceReading &reading = {}, std::size_t block = 3) {
    Read read;
    auto reader = TraceReader::open(bytes, reading);
    if (!reader) {
        read.error = reader.error();
        return read;
    }
    std::vector<TraceRequest> requests(block);
    for (auto got = reader->read(requests); !got.empty(); got = reader->read(requests))
        read.requests.insert(read.requests.end(), got.begin(), got.end());
    read.problems = reader->problems();
    read.columns = reader->columns();
    read.policies = reader->policies();
    return read;
}

constexpr std::int64_t second = 1'000'000;

TraceRequest request(std::uint64_t key, std::int64_t seconds, std::uint64_t size) {
    TraceRequest made;
    made.key = key;
    made.time = seconds * second;
    made.size = size;
    return made;
}

template <class Number>
void append(std::string &out, Number number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    out.append(bytes, sizeof number);
}

std::string oracle(std::uint32_t time, std::uint64_t key, std::uint32_t size, std::int64_t next) {
    std::string out;
    append(out, time);
    append(out, key);
    append(out, size);
    append(out, next);
    return out;
}

} // namespace

class TestTrace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textsAreRead_data();
    void textsAreRead();
    void timesHaveTheUnitTheirLengthTells_data();
    void timesHaveTheUnitTheirLengthTells();
    void wordsBecomeKeys();
    void quotesKeepCommas();
    void whatHttpNeedsIsRead();
    void everyMaxAgeIsAPolicy();
    void hostileMaxAgesStayFew();
    void problemsNameTheirPlace_data();
    void problemsNameTheirPlace();
    void aTraceThatCannotBeReadSaysWhy_data();
    void aTraceThatCannotBeReadSaysWhy();
    void oracleGeneralIsRead();
    void aCutRecordIsReported();
    void aGarbledRecordIsLeftOut();
    void ourFormatKeepsEverything();
    void ourFormatIsChecked_data();
    void ourFormatIsChecked();
    void columnsCanBeSaid();
};

void TestTrace::textsAreRead_data() {
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) {
        QTest::newRow(name) << QByteArray(text);
    };
    row("names, as gentrace writes them", "time,obj,size\n1,7,100\n2,8,200\n");
    row("our names, in another order", "size,time,key\n100,1,7\n200,2,8\n");
    row("no names", "1,7,100\n2,8,200\n");
    row("webcachesim", "1 7 100\n2 8 200\n");
    row("several blanks and a last line without end", "1   7  100\n  2 8 200");
    row("tabs", "1\t7\t100\n2\t8\t200\n");
    row("semicolons, DOS lines", "Timestamp;ID;Size\r\n1;7;100\r\n2;8;200\r\n");
    row("a byte order mark, remarks and empty lines",
        "\xEF\xBB\xBF# a trace\n\ntime,id,size\n1,7,100\n# between\n\n2,8,200\n");
    row("columns that nobody knows",
        "time,cluster,id,op,size,who\n1,x,7,GET,100,me\n2,x,8,get,200,\n");
    row("quotes", "time,id,size\n\"1\",\"7\",\"100\"\n2,8,\"200\"\n");
}

void TestTrace::textsAreRead() {
    QFETCH(QByteArray, text);
    const Read read =
        readAll(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QVERIFY(!read.error);
    QCOMPARE(read.problems.first.size(), 0U);
    QVERIFY(read.requests == (std::vector{request(7, 1, 100), request(8, 2, 200)}));
}

void TestTrace::timesHaveTheUnitTheirLengthTells_data() {
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<qlonglong>("microseconds");
    const auto row = [](const char *time, std::int64_t microseconds) {
        QTest::newRow(time) << QByteArray(time) << qlonglong(microseconds);
    };
    row("0", 0);
    row("12", 12 * second);
    row("12.5", 12 * second + 500'000);
    row("1700000000", 1'700'000'000 * second);
    row("1700000000.0000019", 1'700'000'000 * second + 1);
    row("1700000000123", 1'700'000'000'123'000);
    row("1700000000123456", 1'700'000'000'123'456);
    row("1700000000123456789", 1'700'000'000'123'456);
}

void TestTrace::timesHaveTheUnitTheirLengthTells() {
    QFETCH(QByteArray, time);
    QFETCH(qlonglong, microseconds);
    const Read read = readAll(time.toStdString() + ",1,1\n");
    QCOMPARE(read.requests.size(), 1U);
    QCOMPARE(read.requests.front().time, microseconds);
}

void TestTrace::wordsBecomeKeys() {
    const Read read = readAll("https://a.example/x?y=1\nhttps://a.example/z\n"
                              "https://a.example/x?y=1\n");
    QCOMPARE(read.requests.size(), 3U);
    QCOMPARE(read.requests[0].key, read.requests[2].key);
    QVERIFY(read.requests[0].key != read.requests[1].key);
    QVERIFY(!read.columns.has(TraceColumn::Size));
}

void TestTrace::quotesKeepCommas() {
    const Read read = readAll("time,url,size\n1,\"/a,\"\"b\",5\n2,/c,6\n");
    QVERIFY(read.requests ==
            (std::vector{request(traceKeyOf("/a,\"b"), 1, 5), request(traceKeyOf("/c"), 2, 6)}));
}

void TestTrace::whatHttpNeedsIsRead() {
    const Read read = readAll("time,key,size,method,status,client,vary,version\n"
                              "1,7,100,POST,201,3,br,v1\n"
                              "2,7,100,get,304,4,gzip,v1\n");
    std::vector expected{request(7, 1, 100), request(7, 2, 100)};
    expected[0].method = cache::Method::Post;
    expected[0].status = 201;
    expected[0].client = 3;
    expected[1].status = 304;
    expected[1].client = 4;
    for (std::size_t i = 0; i < expected.size(); ++i) { // words become some numbers
        expected[i].variant = read.requests.at(i).variant;
        expected[i].version = read.requests.at(0).version;
    }
    QVERIFY(read.requests == expected);
    QVERIFY(expected[0].variant != expected[1].variant);
}

void TestTrace::everyMaxAgeIsAPolicy() {
    const Read read = readAll("time,key,max-age\n1,7,60\n2,8,3600\n3,9,60\n");
    QCOMPARE(read.requests.size(), 3U);
    QCOMPARE(read.policies.size(), 2U);
    QCOMPARE(read.requests[0].policy, read.requests[2].policy);
    const auto policies = readPolicies(read.policies[read.requests[1].policy], cache::rfc9111());
    QVERIFY(policies && policies->front().facts.maxAge);
    QCOMPARE(policies->front().facts.maxAge->count(), 3600);
}

void TestTrace::hostileMaxAgesStayFew() {
    std::string text = "key,max-age\n";
    for (int i = 0; i < 80'000; ++i)
        text += "1," + std::to_string(i * 1001) + "\n";
    const Read read = readAll(text, {}, 4096);
    QCOMPARE(read.requests.size(), 80'000U);
    QVERIFY(read.policies.size() <= policyLimit);
    QCOMPARE(read.policies[read.requests.back().policy], maxAgePolicy(80'000'000));
}

void TestTrace::problemsNameTheirPlace_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("byte");
    const auto row = [](const char *name, const char *text, Kind kind, TraceColumn column, int line,
                        int byte) {
        QTest::newRow(name) << QByteArray(text) << int(kind) << int(column) << line << byte;
    };
    row("a time that is no number", "1,1,1\nx,1,1\n", Kind::BadNumber, TraceColumn::Time, 2, 6);
    row("a negative size", "1,1,1\n\n2,1,-1\n", Kind::BadNumber, TraceColumn::Size, 3, 7);
    row("a size beyond 64 bits", "1,1,1\n2,1,99999999999999999999\n", Kind::BadNumber,
        TraceColumn::Size, 2, 6);
    row("no key", "1,1,1\n2,,1\n", Kind::BadNumber, TraceColumn::Key, 2, 6);
    row("a line that ends early", "1,1,1\n2,1\n", Kind::TooFewFields, TraceColumn::Size, 2, 6);
    row("an unknown method", "time,key,method\n1,1,FETCH\n", Kind::BadMethod, TraceColumn::Method,
        2, 16);
    row("a status of four digits", "time,key,status\n1,1,2000\n", Kind::BadNumber,
        TraceColumn::Status, 2, 16);
    row("time goes back", "5,1,1\n4,1,1\n", Kind::TimeGoesBack, TraceColumn::Time, 2, 0);
}

void TestTrace::problemsNameTheirPlace() {
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    QFETCH(int, column);
    QFETCH(int, line);
    QFETCH(int, byte);
    const Read read = readAll(text.toStdString());
    QVERIFY(!read.error);
    QCOMPARE(read.problems.first.size(), 1U);
    const TraceProblem expected{Kind(kind), TraceColumn(column), std::uint64_t(line),
                                std::uint64_t(byte)};
    QVERIFY(read.problems.first.front() == expected);
    QCOMPARE(read.problems.count(expected.kind), 1U);
    const bool kept = expected.kind == Kind::TimeGoesBack;
    QCOMPARE(read.problems.skipped(), kept ? 0U : 1U);
    if (kept)
        QCOMPARE(read.requests.back().time, 5 * second);
}

void TestTrace::aTraceThatCannotBeReadSaysWhy_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const QByteArray &bytes, TraceError::Kind kind) {
        QTest::newRow(name) << bytes << int(kind);
    };
    using Why = TraceError::Kind;
    row("nothing", "", Why::Empty);
    row("nothing but remarks", "# one\n\n#two\n", Why::Empty);
    row("bytes of another kind",
        QByteArray("\x7f"
                   "ELF\0\0\0\0\xff\xfe\xfd\0",
                   12),
        Why::UnknownFormat);
    row("names without a key", "time,size\n1,2\n", Why::NoKeyColumn);
    row("the key twice", "time,key,id\n1,2,3\n", Why::WrongColumns);
    row("our format, cut in its head",
        QByteArray("\x89"
                   "ETRACE\n\1\0",
                   10),
        Why::BadHeader);
}

void TestTrace::aTraceThatCannotBeReadSaysWhy() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    const Read read = readAll(bytes.toStdString());
    QVERIFY(read.error);
    QCOMPARE(int(read.error->kind), kind);
}

void TestTrace::oracleGeneralIsRead() {
    const std::string bytes =
        oracle(1, 7, 100, 3) + oracle(2, 0xFFFFFFFFFFFFFFFF, 200, -1) + oracle(2, 7, 100, -1);
    const Read read = readAll(bytes);
    QVERIFY(!read.error);
    QVERIFY(read.requests == (std::vector{request(7, 1, 100), request(0xFFFFFFFFFFFFFFFF, 2, 200),
                                          request(7, 2, 100)}));
    QVERIFY(read.columns.has(TraceColumn::Size));
}

void TestTrace::aCutRecordIsReported() {
    const std::string bytes = oracle(1, 7, 100, 2) + oracle(2, 7, 100, -1);
    const Read read = readAll(std::string_view(bytes).substr(0, 40));
    QCOMPARE(read.requests.size(), 1U);
    QVERIFY(read.problems.first.front() ==
            (TraceProblem{Kind::Truncated, TraceColumn::Skip, 2, 24}));
}

void TestTrace::aGarbledRecordIsLeftOut() {
    std::string bytes;
    for (std::uint32_t i = 0; i < 100; ++i)
        bytes += oracle(i, i, 10, -1);
    bytes[80 * 24 + 23] = '\x81'; // its next request lies 2^63 requests back
    const Read read = readAll(bytes);
    QCOMPARE(read.requests.size(), 99U);
    QVERIFY(read.problems.first.front() ==
            (TraceProblem{Kind::Garbled, TraceColumn::Skip, 81, 80 * 24}));
}

void TestTrace::ourFormatKeepsEverything() {
    const std::string text = "time,key,size,method,status,max-age,client,vary,version\n"
                             "1.25,7,9000000000,GET,200,60,1,2,3\n"
                             "2,8,5,DELETE,404,3600,4294967295,5,6\n"
                             "3,abc,0,HEAD,0,60,0,0,0\n";
    const test::TraceFolder folder;
    auto out = AtomicFile::create(folder.path("out.etrace"));
    const auto written = writeTrace(text, {}, *out, {}, {});
    QVERIFY(written);
    QCOMPARE(written->records, 3U);
    const auto file = MappedFile::open(folder.path("out.etrace"));
    QCOMPARE(sniffTrace(file->bytes()), std::optional(TraceFormat::Etagere));
    const Read before = readAll(text);
    const Read after = readAll(file->bytes());
    QVERIFY(after.requests == before.requests);
    QVERIFY(after.columns == before.columns && after.policies == before.policies);
}

void TestTrace::ourFormatIsChecked_data() {
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("byte");
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("problem");
    constexpr int none = -1;
    const auto row = [](const char *name, int offset, int byte, int error, int problem) {
        QTest::newRow(name) << offset << byte << error << problem;
    };
    row("another version", 8, 9, int(TraceError::Kind::OtherVersion), none);
    row("a dictionary longer than the file", 26, 9, int(TraceError::Kind::BadHeader), none);
    row("a policy that is not there", 80 + 36, 7, none, int(Kind::NoPolicy));
    row("a method that is none", 80 + 39, 0xF0, none, int(Kind::Garbled));
}

void TestTrace::ourFormatIsChecked() {
    QFETCH(int, offset);
    QFETCH(int, byte);
    QFETCH(int, error);
    QFETCH(int, problem);
    TraceColumns columns;
    columns.add(TraceColumn::Key);
    std::string bytes = traceHead(columns, 2, {maxAgePolicy(60)});
    QCOMPARE(bytes.size(), 80U);
    const std::vector both{request(1, 1, 1), request(2, 2, 2)};
    appendRecords(both, bytes);
    QCOMPARE(readAll(bytes).requests.size(), 2U);
    bytes[static_cast<std::size_t>(offset)] = static_cast<char>(byte);
    const Read read = readAll(bytes);
    QCOMPARE(read.error ? int(read.error->kind) : -1, error);
    if (problem < 0)
        return;
    QCOMPARE(read.requests.size(), 1U);
    QVERIFY(read.problems.first.front() == (TraceProblem{Kind(problem), TraceColumn::Skip, 1, 80}));
}

void TestTrace::columnsCanBeSaid() {
    TraceReading reading;
    reading.columns = {TraceColumn::Skip, TraceColumn::Key, TraceColumn::Size, TraceColumn::Time,
                       TraceColumn::Skip};
    const Read read = readAll("x,7,100,1\ny,8,200,2\n", reading);
    QVERIFY(read.requests == (std::vector{request(7, 1, 100), request(8, 2, 200)}));
    // Names that do not fit are a head all the same.
    const Read named = readAll("name,time,size,key\ny,8,200,2\n", reading);
    QVERIFY(named.requests == (std::vector{request(8, 2, 200)}));
}

QTEST_APPLESS_MAIN(TestTrace)
#include "test_trace.moc"
