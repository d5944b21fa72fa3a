// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtTest/QTest>

#include "tests/support/capture_builder.h"
#include "ui/models/text.h"
#include "ui/panes/copy_text.h"

using namespace etagere;

/// Recorded bytes on their way into a clipboard, and from there into a shell.
class TestCopyText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void urlsAreSafeToPaste_data();
    void urlsAreSafeToPaste();
    void quotedTextReachesAProgramUnchanged_data();
    void quotedTextReachesAProgramUnchanged();
    void curlAsksTheSameAgain();
    void curlLeavesOutWhatItCannotSend_data();
    void curlLeavesOutWhatItCannotSend();

private:
    /// An exchange with this URL, method and fields.
    [[nodiscard]] static traffic::Traffic asking(std::string_view url, std::string_view method,
                                                 const std::vector<http::Field> &fields);
};

traffic::Traffic TestCopyText::asking(std::string_view url, std::string_view method,
                                      const std::vector<http::Field> &fields) {
    traffic::Traffic made;
    const traffic::SourceId source = made.addSource({}, nullptr);
    traffic::Visit visit;
    visit.visitor = made.visitor("A");
    visit.source = source;
    traffic::Exchange exchange;
    exchange.visit = made.addVisit(visit);
    exchange.url = made.internUrl(url);
    exchange.method = method;
    exchange.requestFields = fields;
    made.append(exchange);
    return made;
}

void TestCopyText::urlsAreSafeToPaste_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("copied");
    const auto row = [](const char *name, const QByteArray &url, const char *copied) {
        QTest::newRow(name) << url << QString::fromLatin1(copied);
    };
    row("an ordinary URL stays", "https://a.example/x?y=1&z=%20#f",
        "https://a.example/x?y=1&z=%20#f");
    row("a line end does not end a command", "https://a/\nrm -rf ~", "https://a/%0Arm%20-rf%20~");
    row("an escape does nothing to a terminal", "https://a/\x1b[2J", "https://a/%1B[2J");
    row("a bidirectional mark is seen", "https://a/\xe2\x80\xaegpj", "https://a/%E2%80%AEgpj");
    row("bytes that are no UTF-8 stay bytes", "https://a/\xff", "https://a/%FF");
}

void TestCopyText::urlsAreSafeToPaste() {
    QFETCH(QByteArray, url);
    QFETCH(QString, copied);
    QCOMPARE(ui::copiedUrl({url.constData(), static_cast<std::size_t>(url.size())}), copied);
}

void TestCopyText::quotedTextReachesAProgramUnchanged_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("a b");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("quotes") << QByteArray("it's \"so\"");
    QTest::newRow("what a shell would run") << QByteArray("$(touch x); `id` && $HOME ! * ?");
    QTest::newRow("a backslash") << QByteArray("a\\n\\");
    QTest::newRow("quote and backslash beside a control") << QByteArray("'\\'\n\\''");
    QTest::newRow("line ends and tabs") << QByteArray("a\r\n\tb\n");
    QTest::newRow("an escape sequence") << QByteArray("\x1b]0;owned\x07");
    QTest::newRow("a control before a digit") << QByteArray("\x01"
                                                            "7\x1b"
                                                            "0");
    QTest::newRow("beyond ASCII") << QByteArray("\xc3\xa9tag\xc3\xa8re \xff");
}

void TestCopyText::quotedTextReachesAProgramUnchanged() {
    QFETCH(QByteArray, text);
    const QString bash = QStandardPaths::findExecutable(QStringLiteral("bash"));
    if (bash.isEmpty())
        QSKIP("There is no bash here.");
    const QString quoted =
        ui::shellQuoted({text.constData(), static_cast<std::size_t>(text.size())});
    for (const QChar c : quoted)
        QVERIFY2(c >= u' ' && c <= u'~', "only visible ASCII");
    QProcess shell;
    shell.start(bash, {QStringLiteral("-c"), QStringLiteral("printf %s ") + quoted});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardOutput(), text);
}

void TestCopyText::curlAsksTheSameAgain() {
    const auto made = asking("https://a.example/x?[1-3]", "POST",
                             {{"Accept", "text/html"},
                              {"Host", "a.example"},
                              {"Content-Length", "4"},
                              {"X-Empty", ""},
                              {"Accept-Encoding", "br", http::FieldName::AcceptEncoding},
                              {"If-None-Match", "\"it's\""}});
    const auto command = ui::curlCommand(made, traffic::ExchangeId(0));
    QVERIFY(command.has_value());
    QCOMPARE(*command, QStringLiteral("curl --globoff --path-as-is --include -X 'POST' \\\n"
                                      "  --url 'https://a.example/x?[1-3]' \\\n"
                                      "  -H 'Accept: text/html' \\\n"
                                      "  -H 'X-Empty;' \\\n"
                                      "  -H 'Accept-Encoding: br' \\\n"
                                      "  --compressed \\\n"
                                      "  -H 'If-None-Match: \"it'\\''s\"'"));
}

void TestCopyText::curlLeavesOutWhatItCannotSend_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("possible");
    const QByteArray web("https://a.example/");
    QTest::newRow("a file of this machine")
        << QByteArray("file:///etc/passwd") << QByteArray("GET") << QByteArray() << false;
    QTest::newRow("data in the URL")
        << QByteArray("data:text/plain,x") << QByteArray("GET") << QByteArray() << false;
    QTest::newRow("a method that is an option")
        << web << QByteArray("GET -o /tmp/x") << QByteArray() << false;
    QTest::newRow("a field name that reads a file")
        << web << QByteArray("GET") << QByteArray("@/etc/passwd") << true;
    QTest::newRow("a pseudo field of HTTP/2")
        << web << QByteArray("GET") << QByteArray(":authority") << true;
}

void TestCopyText::curlLeavesOutWhatItCannotSend() {
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, field);
    QFETCH(bool, possible);
    std::vector<http::Field> fields;
    if (!field.isEmpty())
        fields.push_back({field.constData(), "value"});
    const auto made = asking(url.constData(), method.constData(), fields);
    const auto command = ui::curlCommand(made, traffic::ExchangeId(0));
    QCOMPARE(command.has_value(), possible);
    if (command)
        QVERIFY(!command->contains(QStringLiteral("-H")));
}

QTEST_GUILESS_MAIN(TestCopyText)
#include "test_copy_text.moc"
