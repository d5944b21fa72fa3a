// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/traffic/document_pack.h"

#include <string>

using namespace etagere::traffic;

class TestDocumentPack : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void piecesComeBack() {
        Packer packer;
        for (const std::size_t size : {0U, 1U, 127U, 128U, 5000U, 131072U, 1000003U, 100U}) {
            const std::string text(size, 'x');
            const auto packed = packer.pack(text);
            QCOMPARE(packed.packing == Packing::Zstd, size >= 128);
            QVERIFY(unpack(packed.bytes, packed.packing, size) == text);
            QVERIFY(!unpack(packed.bytes, packed.packing, size + 1));
            if (size > 0)
                QVERIFY(!unpack(packed.bytes, packed.packing, size - 1));
        }
    }

    void whatDoesNotShrinkStaysPlain() {
        std::string noise;
        std::uint32_t state = 1;
        for (int i = 0; i < 4096; ++i) {
            state = state * 1664525U + 1013904223U;
            noise += static_cast<char>(state >> 24U);
        }
        QVERIFY(Packer().pack(noise).packing == Packing::Plain);
    }

    void brokenFramesAreNothing() {
        Packer packer;
        const std::string text(100000, 'x');
        const std::string packed(packer.pack(text).bytes);
        for (std::size_t size = 0; size < packed.size(); ++size)
            QVERIFY(!unpack(std::string_view(packed).substr(0, size), Packing::Zstd, text.size()));
        QVERIFY(!unpack("no frame", Packing::Zstd, 8));
    }

    void numbersComeBack() {
        std::string text;
        const auto numbers = {0U, 1U, 127U, 128U, 16383U, 16384U, 0x7fffffffU, 0xffffffffU};
        for (const std::uint32_t number : numbers)
            appendNumber(text, number);
        std::string_view rest = text;
        for (const std::uint32_t number : numbers)
            QVERIFY(takeNumber(rest) == number);
        QVERIFY(rest.empty() && !takeNumber(rest));
    }

    void numbersThatAreNoneAreNothing() {
        using namespace std::string_view_literals;
        for (std::string_view text : {"\x80"sv, "\xff\xff\xff\xff\xff"sv, "\xff\xff\xff\xff\x1f"sv,
                                      "\x80\x80\x80\x80\x80\x00"sv})
            QVERIFY(!takeNumber(text));
    }
};

QTEST_APPLESS_MAIN(TestDocumentPack)
#include "test_document_pack.moc"
