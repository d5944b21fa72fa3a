// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/wire/writer.h"

#include <string>
#include <vector>

using namespace etagere::wire;
namespace http = etagere::http;

namespace {

http::Field field(std::string_view name, std::string_view value) {
    return {name, value, http::fieldNameFrom(name)};
}

std::string written(const std::vector<http::Field> &fields, const BodyPlan &plan) {
    std::string out;
    writeFields(out, fields, plan);
    return out;
}

} // namespace

class TestWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lines() {
        std::string out;
        writeRequestLine(out, "M-SEARCH", "*");
        writeStatusLine(out, 204, "");
        writeStatusLine(out, 999, "Own words");
        QCOMPARE(out, std::string("M-SEARCH * HTTP/1.1\r\nHTTP/1.1 204 \r\nHTTP/1.1 999 Own "
                                  "words\r\n"));
    }

    void fieldsStayAsTheyWere() {
        QCOMPARE(written({field("b", "1"), field("A", "\xe9"), field("b", "")}, BodyPlan::none()),
                 std::string("b: 1\r\nA: \xe9\r\nb: \r\n"));
    }

    void lengthTakesItsPlace() {
        QCOMPARE(
            written({field("content-length", "7"), field("A", "1"), field("Content-Length", "7")},
                    BodyPlan::ofLength(12)),
            std::string("content-length: 12\r\nA: 1\r\n"));
        QCOMPARE(written({field("A", "1")}, BodyPlan::ofLength(0)),
                 std::string("A: 1\r\nContent-Length: 0\r\n"));
    }

    void noLengthWhereItIsUnknown() {
        QCOMPARE(written({field("Content-Length", "7"), field("Transfer-Encoding", "x")},
                         BodyPlan::unknown()),
                 std::string());
    }

    void lengthStaysWithoutBody() {
        QCOMPARE(written({field("Content-Length", "7")}, BodyPlan::none()),
                 std::string("Content-Length: 7\r\n"));
    }

    void chunkSizes() {
        std::string out;
        writeChunkSize(out, 0xBEEF);
        QCOMPARE(out, std::string("beef\r\n"));
    }

    void reasons() {
        QCOMPARE(std::string(usualReason(100)), std::string("Continue"));
        QCOMPARE(std::string(usualReason(505)), std::string("HTTP Version Not Supported"));
        QVERIFY(usualReason(299).empty() && usualReason(0).empty() && usualReason(999).empty());
    }
};

QTEST_GUILESS_MAIN(TestWriter)
#include "test_writer.moc"
