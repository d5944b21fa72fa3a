// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/body/digest.h"
#include "core/body/text_code.h"

using namespace etagere::body;

namespace {

constexpr const char *pangram = "The quick brown fox jumps over the lazy dog";

struct Known {
    const char *name;
    Algorithm algorithm;
    const char *text;
    const char *hex;
};

constexpr Known known[] = {
    {"MD5 of nothing", Algorithm::Md5, "", "d41d8cd98f00b204e9800998ecf8427e"},
    {"SHA-1 of abc", Algorithm::Sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
    {"SHA-256 of abc", Algorithm::Sha256, "abc",
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"SHA-384 of abc", Algorithm::Sha384, "abc",
     "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
     "8086072ba1e7cc2358baeca134c825a7"},
    {"SHA-512 of abc", Algorithm::Sha512, "abc",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
    {"SHA3-256 of abc", Algorithm::Sha3_256, "abc",
     "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"},
    {"CRC-32, the check value", Algorithm::Crc32, "123456789", "cbf43926"},
    {"CRC-32C, the check value", Algorithm::Crc32c, "123456789", "e3069283"},
    {"Go fiber's CRC", Algorithm::Crc32Fiber, "hello, cache\n", "7890e1da"},
    {"Adler-32", Algorithm::Adler32, "Wikipedia", "11e60398"},
    {"Adler-32 of nothing", Algorithm::Adler32, "", "00000001"},
    {"FNV-1a 32", Algorithm::Fnv1a32, "foobar", "bf9cf968"},
    {"FNV-1a 64", Algorithm::Fnv1a64, "foobar", "85944171f73967e8"},
    {"xxHash 32 of nothing", Algorithm::Xxh32, "", "02cc5d05"},
    {"xxHash 64 of nothing", Algorithm::Xxh64, "", "ef46db3751d8e999"},
    {"XXH3 64 of nothing", Algorithm::Xxh3_64, "", "2d06800538d394c2"},
    {"XXH3 128 of nothing", Algorithm::Xxh3_128, "", "99aa06d3014798d86001c324468d497f"},
    {"MurmurHash3 32", Algorithm::Murmur3_32, pangram, "2e4ff723"},
    {"MurmurHash3 32, short", Algorithm::Murmur3_32, "hello", "248bfa47"},
    {"MurmurHash3 128", Algorithm::Murmur3_128, pangram, "e34bbc7bbc071b6c7a433ca9c49a9347"},
    {"MurmurHash3 128, short", Algorithm::Murmur3_128, "hello", "cbd8a7b341bd9b025b1e906a48ae1d19"},
    {"a git blob of nothing", Algorithm::GitBlob, "", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"},
};

} // namespace

class TestDigest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knownValues_data();
    void knownValues();
    void sizesAreTrue();
    void nextJsCountsUtf16();
    void joinedAsIfOne();
    void lazyOnesAgree();
};

void TestDigest::knownValues_data() {
    QTest::addColumn<int>("row");
    int row = 0;
    for (const Known &value : known)
        QTest::newRow(value.name) << row++;
}

void TestDigest::knownValues() {
    QFETCH(int, row);
    const Known &value = known[row];
    const Digest digest = digestOf(value.algorithm, value.text);
    QCOMPARE(QByteArray::fromStdString(encodeHex(digest.bytes())), QByteArray(value.hex));
}

void TestDigest::sizesAreTrue() {
    for (int i = 0; i < static_cast<int>(Algorithm::Count); ++i) {
        const auto algorithm = static_cast<Algorithm>(i);
        QCOMPARE(digestOf(algorithm, pangram).bytes().size(), digestSize(algorithm));
        QVERIFY(digestOf(algorithm, pangram) != digestOf(algorithm, "another text"));
    }
    QCOMPARE(digestSize(Algorithm::Count), std::size_t{0});
    QVERIFY(digestOf(Algorithm::Count, pangram).bytes().empty());
}

void TestDigest::nextJsCountsUtf16() {
    QCOMPARE(encodeNumber(digestOf(Algorithm::Fnv1a52, "hello, cache\n").number(), 36),
             std::string("82joch2kqf"));
    QCOMPARE(utf16Length("a\xc3\xa9\xe2\x82\xac"), std::uint64_t{3});
    QCOMPARE(utf16Length("\xf0\x9f\x8d\xaa"), std::uint64_t{2}); // one character, two units
    QCOMPARE(utf16Length("\xff\xe2\x82"), std::uint64_t{2});     // ill-formed
    // FNV-1a 64 of one UTF-16 unit U+20AC, folded.
    const std::uint64_t full = (0xcbf29ce484222325ULL ^ 0x20ACU) * 0x100000001b3ULL;
    const std::uint64_t folded = (full & ((1ULL << 52) - 1)) ^ (full >> 52);
    QCOMPARE(digestOf(Algorithm::Fnv1a52, "\xe2\x82\xac").number(), folded);
}

void TestDigest::joinedAsIfOne() {
    QCOMPARE(digestOf(Algorithm::Sha1, ".js-", "body"), digestOf(Algorithm::Sha1, ".js-body"));
    QVERIFY(digestOf(Algorithm::Crc32, "a", "b").bytes().empty());
}

void TestDigest::lazyOnesAgree() {
    LazyDigests digests(pangram);
    const Digest &first = digests.get(Algorithm::Md5);
    QCOMPARE(first, digestOf(Algorithm::Md5, pangram));
    QCOMPARE(&digests.get(Algorithm::Md5), &first);
    digests.get(Algorithm::Sha512);
    QCOMPARE(&digests.get(Algorithm::Md5), &first);
    QVERIFY(digests.get(Algorithm::Count).bytes().empty());
}

QTEST_APPLESS_MAIN(TestDigest)
#include "test_digest.moc"
