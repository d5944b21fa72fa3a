// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/wire/address.h"

#include <unistd.h>

#include <string>

using namespace etagere::wire;

class TestAddress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void texts_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("address and port") << "127.0.0.1:80"
                                          << "127.0.0.1:80";
        QTest::newRow("no port") << "127.0.0.1"
                                 << "127.0.0.1:0";
        QTest::newRow("the usual name") << "localhost:8080"
                                        << "127.0.0.1:8080";
        QTest::newRow("IPv6") << "[::1]:8080"
                              << "[::1]:8080";
        QTest::newRow("IPv6 without port") << "[::1]"
                                           << "[::1]:0";
        QTest::newRow("IPv6 without brackets") << "::1"
                                               << "[::1]:0";
        QTest::newRow("a name") << "example.org:80"
                                << "";
        QTest::newRow("a port beyond 16 bits") << "127.0.0.1:70000"
                                               << "";
        QTest::newRow("an empty port") << "127.0.0.1:"
                                       << "";
        QTest::newRow("a port with more behind it") << "127.0.0.1:80x"
                                                    << "";
        QTest::newRow("an open bracket") << "[::1:80"
                                         << "";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void texts() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto address = addressFrom(text.toStdString());
        QCOMPARE(address ? QString::fromStdString(textOf(*address)) : QString(), expected);
    }

    void loopback() {
        QVERIFY(isLoopback("127.0.0.1") && isLoopback("127.9.9.9") && isLoopback("::1"));
        QVERIFY(!isLoopback("0.0.0.0") && !isLoopback("10.0.0.1") && !isLoopback("::"));
        QVERIFY(!isLoopback("::ffff:127.0.0.1") && !isLoopback("localhost") && !isLoopback(""));
    }

    void aTakenPortIsTold() {
        const auto first = listenOn({"127.0.0.1", 0});
        QVERIFY(first.has_value());
        const Address address = localAddressOf(*first);
        QVERIFY(address.port != 0);
        const auto second = listenOn(address);
        QVERIFY(!second.has_value());
        QCOMPARE(second.error().kind, WireError::Kind::AddressInUse);
        ::close(*first);
    }

    void anAddressOfNobodyIsTold() {
        const auto made = listenOn({"192.0.2.1", 0});
        QVERIFY(!made.has_value());
        QCOMPARE(made.error().kind, WireError::Kind::BadAddress);
    }
};

QTEST_GUILESS_MAIN(TestAddress)
#include "test_address.moc"
