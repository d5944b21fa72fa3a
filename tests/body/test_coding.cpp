// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/body/coding.h"

#include <zlib.h>
#include <zstd.h>

#include <array>
#include <string>

using namespace etagere;
using namespace etagere::body;

namespace {

constexpr Bytes plenty{std::size_t{1} << 24};

std::string deflated(const std::string &text, int windowBits) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    std::string out(text.size() + 1024, '\0');
    std::string in = text;
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.erase(out.size() - stream.avail_out);
    deflateEnd(&stream);
    return out;
}

std::string gzipped(const std::string &text) { return deflated(text, MAX_WBITS + 16); }

std::string zstandard(const std::string &text) {
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

const std::string greeting = "hello, cache\n";
/// The greeting, and ten million zeros, by another brotli.
const std::string brotliGreeting =
    QByteArray::fromHex("0b068068656c6c6f2c2063616368650a03").toStdString();
const std::string brotliBomb =
    QByteArray::fromHex("cbffff3ff82700e2b14020f7fe2fff2c31f04f00c46111808e2306").toStdString();

struct Coded {
    const char *name;
    Coding coding;
    std::string bytes;
};
std::array<Coded, 6> greetings() {
    return {Coded{"identity", Coding::Identity, greeting},
            Coded{"gzip", Coding::Gzip, gzipped(greeting)},
            Coded{"zlib", Coding::Deflate, deflated(greeting, MAX_WBITS)},
            Coded{"raw deflate", Coding::Deflate, deflated(greeting, -MAX_WBITS)},
            Coded{"brotli", Coding::Brotli, brotliGreeting},
            Coded{"zstd", Coding::Zstd, zstandard(greeting)}};
}

} // namespace

class TestCoding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void undone();
    void everyCutIsTruncatedOrMalformed();
    void limitIsKept();
    void bombsStop();
    void concatenatedMembers();
    void namesOfCodings();
    void listsAreUndoneFromTheEnd();
};

void TestCoding::undone() {
    for (const Coded &row : greetings()) {
        const auto text = decode(row.coding, row.bytes, plenty);
        QVERIFY2(text.has_value(), row.name);
        QCOMPARE(QByteArray::fromStdString(*text), QByteArray::fromStdString(greeting));
    }
    QCOMPARE(decode(Coding::Identity, "", plenty).value(), std::string());
}

void TestCoding::everyCutIsTruncatedOrMalformed() {
    for (const Coded &row : greetings()) {
        if (row.coding == Coding::Identity)
            continue;
        for (std::size_t size = 0; size < row.bytes.size(); ++size) {
            const auto text = decode(row.coding, row.bytes.substr(0, size), plenty);
            // An empty zstd stream has no frame and is no error of zstd's.
            if (text && size == 0)
                continue;
            QVERIFY2(!text.has_value(), row.name);
            QVERIFY(text.error().kind == CodingError::Kind::Truncated ||
                    text.error().kind == CodingError::Kind::Malformed);
            QVERIFY(text.error().byteOffset <= size);
        }
    }
    QCOMPARE(decode(Coding::Gzip, "no gzip at all", plenty).error().kind,
             CodingError::Kind::Malformed);
    QCOMPARE(decode(Coding::Zstd, "no zstd at all", plenty).error().kind,
             CodingError::Kind::Malformed);
}

void TestCoding::limitIsKept() {
    for (const Coded &row : greetings()) {
        QVERIFY2(decode(row.coding, row.bytes, Bytes{greeting.size()}).has_value(), row.name);
        const auto cut = decode(row.coding, row.bytes, Bytes{greeting.size() - 1});
        QVERIFY2(!cut.has_value(), row.name);
        QCOMPARE(cut.error().kind, CodingError::Kind::TooLarge);
    }
}

void TestCoding::bombsStop() {
    const std::string zeros(10'000'000, '\0');
    const Coded bombs[] = {{"gzip", Coding::Gzip, gzipped(zeros)},
                           {"raw deflate", Coding::Deflate, deflated(zeros, -MAX_WBITS)},
                           {"brotli", Coding::Brotli, brotliBomb},
                           {"zstd", Coding::Zstd, zstandard(zeros)}};
    for (const Coded &row : bombs) {
        QCOMPARE(decode(row.coding, row.bytes, Bytes{100'000}).error().kind,
                 CodingError::Kind::TooLarge);
        QCOMPARE(decode(row.coding, row.bytes, plenty).value().size(), zeros.size());
    }
}

void TestCoding::concatenatedMembers() {
    const std::string two = gzipped("one ") + gzipped("two");
    QCOMPARE(decode(Coding::Gzip, two, plenty).value(), std::string("one two"));
    QCOMPARE(decode(Coding::Gzip, two + std::string(7, '\0'), plenty).value(),
             std::string("one two"));
    QCOMPARE(decode(Coding::Gzip, two, Bytes{5}).error().kind, CodingError::Kind::TooLarge);
    const std::string frames = zstandard("one ") + zstandard("two");
    QCOMPARE(decode(Coding::Zstd, frames, plenty).value(), std::string("one two"));
}

void TestCoding::namesOfCodings() {
    QCOMPARE(codingFrom("GZip"), std::optional(Coding::Gzip));
    QCOMPARE(codingFrom(" x-gzip\t"), std::optional(Coding::Gzip));
    QCOMPARE(codingFrom("br"), std::optional(Coding::Brotli));
    QCOMPARE(codingFrom(""), std::optional(Coding::Identity));
    QVERIFY(!codingFrom("compress"));
    QVERIFY(!codingFrom("gzip2"));
}

void TestCoding::listsAreUndoneFromTheEnd() {
    const std::string twice = zstandard(gzipped(greeting));
    QCOMPARE(decodeAll("gzip, zstd", twice, plenty).value(), greeting);
    QVERIFY(!decodeAll("zstd, gzip", twice, plenty).has_value());
    QCOMPARE(decodeAll("", greeting, plenty).value(), greeting);
    QCOMPARE(decodeAll(",identity,", greeting, plenty).value(), greeting);
    QCOMPARE(decodeAll("gzip, sdch", twice, plenty).error().kind, CodingError::Kind::Unknown);
    QCOMPARE(decodeAll("gzip,gzip,gzip,gzip,gzip", twice, plenty).error().kind,
             CodingError::Kind::Unknown);
}

QTEST_APPLESS_MAIN(TestCoding)
#include "test_coding.moc"
