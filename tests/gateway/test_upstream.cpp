// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/gateway/upstream.h"

using etagere::gateway::upstreamFrom;

class TestUpstream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void urls_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << "http://example.org/a?b"
                               << "example.org 80 http://example.org example.org /a?b";
        QTest::newRow("encrypted, without a path")
            << "https://example.org"
            << "example.org 443 s https://example.org example.org /";
        QTest::newRow("a port of its own")
            << "http://Example.ORG:8080/A"
            << "example.org 8080 http://example.org:8080 example.org:8080 /A";
        QTest::newRow("the usual port written out") << "http://h:80/"
                                                    << "h 80 http://h h /";
        QTest::newRow("an IPv6 address") << "http://[::1]:81/x"
                                         << "::1 81 http://[::1]:81 [::1]:81 /x";
        QTest::newRow("a fragment is not sent") << "http://h/a#b"
                                                << "h 80 http://h h /a";
        QTest::newRow("an empty query is") << "http://h/a?#b"
                                           << "h 80 http://h h /a?";
        QTest::newRow("an escaped path stays") << "http://h/%41//b"
                                               << "h 80 http://h h /%41//b";
        QTest::newRow("a path alone") << "/a"
                                      << "";
        QTest::newRow("another scheme") << "ftp://h/"
                                        << "";
        QTest::newRow("no host") << "http://"
                                 << "";
        QTest::newRow("no port behind the colon") << "http://h:/a"
                                                  << "";
        QTest::newRow("port 0") << "http://h:0/a"
                                << "";
        QTest::newRow("a port beyond 16 bits") << "http://h:70000/a"
                                               << "";
        QTest::newRow("a user, whose name would be lost") << "http://u@h/a"
                                                          << "";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void urls() {
        QFETCH(QString, url);
        QFETCH(QString, expected);
        const auto made = upstreamFrom(url.toStdString());
        QString seen;
        if (made) {
            seen = QString::fromStdString(made->endpoint.host + " " +
                                          std::to_string(made->endpoint.port) +
                                          (made->endpoint.secure ? " s " : " ") + made->origin +
                                          " " + made->authority + " " + made->path);
        }
        QCOMPARE(seen, expected);
    }
};

QTEST_GUILESS_MAIN(TestUpstream)
#include "test_upstream.moc"
