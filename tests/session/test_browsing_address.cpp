// SPDX-License-Identifier: Apache-2.0
// What somebody may write into an address bar.
#include <QTest>

#include "core/session/browsing_address.h"

using namespace etagere;

class TestBrowsingAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsMeant_data();
    void whatIsMeant();
};

void TestBrowsingAddress::whatIsMeant_data() {
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("url"); // empty: nothing that can be visited
    const auto row = [](const char *name, const char *address, const char *url) {
        QTest::newRow(name) << QByteArray(address) << QByteArray(url);
    };
    row("a URL stays as it is", "http://a.example/x?y#z", "http://a.example/x?y#z");
    row("https as well", "https://a.example:8443/", "https://a.example:8443/");
    row("its scheme may be in capitals", "HTTP://a.example/", "HTTP://a.example/");
    row("a host is meant by https", "example.org", "https://example.org");
    row("with a page of it", "example.org/page?x=1", "https://example.org/page?x=1");
    row("with a port", "localhost:8080/x", "https://localhost:8080/x");
    row("in another script",
        "b\xc3\xbc"
        "cher.example",
        "https://b\xc3\xbc"
        "cher.example");
    row("blanks around it do not count", "  example.org \n", "https://example.org");
    row("nothing", "", "");
    row("blanks alone", "   ", "");
    row("a script", "javascript:alert(1)", "");
    row("a file", "file:///etc/passwd", "");
    row("a path", "/etc/passwd", "");
    row("an address of mail", "mailto:a@b.example", "");
    row("a name and a password", "a@b.example", "");
    row("a page of the browser's own", "about:blank", "");
    row("a page in the address", "data:text/html,x", "");
    row("words", "what is an entity tag", "");
    row("no host", "http://", "");
    row("no port after the colon", "example.org:/x", "");
}

void TestBrowsingAddress::whatIsMeant() {
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, url);
    const auto meant = session::visitableUrl(address.toStdString());
    QCOMPARE(QByteArray::fromStdString(meant.value_or("")), url);
    QCOMPARE(meant.has_value(), !url.isEmpty());
}

QTEST_GUILESS_MAIN(TestBrowsingAddress)
#include "test_browsing_address.moc"
