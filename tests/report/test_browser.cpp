// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include "core/report/html_report.h"
#include "tests/report/sample_report.h"

using namespace etagere;
using report::Identifiers;

namespace {

/// Every recorded text of a finding says it.
audit::Report reportThatSays(const std::string &text) {
    audit::Report report = test::sampleReport();
    for (analysis::Finding &finding : report.findings) {
        finding.origin = finding.site = text;
        finding.values = finding.urls = finding.visitors = {text, text};
        if (finding.linkability)
            finding.linkability->sites = {text, text, text};
        for (analysis::Evidence &evidence : finding.evidence) {
            for (analysis::Argument &argument : evidence.arguments) {
                if (std::holds_alternative<std::string>(argument))
                    argument = text;
            }
        }
    }
    for (analysis::ExplainedTags &tags : report.explainedTags)
        tags.origin = tags.values[0] = text;
    for (analysis::ConcurrencyNote &note : report.concurrency)
        note.url = note.method = note.value = note.writer = note.loser = text;
    for (audit::Input &input : report.inputs)
        input.file = input.creator = text;
    for (audit::VisitorSummary &visitor : report.visitors)
        visitor.name = text;
    return report;
}

} // namespace

/// The page in a real browser, with values that try to run or load something.
class TestBrowser : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_browser = QStandardPaths::findExecutable(QStringLiteral("chromium"));
        if (m_browser.isEmpty())
            QSKIP("no Chromium here");
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            ++m_loads;
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                socket->abort();
        });
    }
    void init() { m_loads = 0; }

    /// The trap works: a page that is not escaped runs its script and loads its picture.
    void theTrapShutsOnAnUnsafePage() {
        QByteArray dom;
        open("<img src='" + home() + "a.png'><script>" + mark() + "</script>", dom);
        QVERIFY2(dom.contains("<i id=\"ran\">"), dom);
        QVERIFY(m_loads > 0);
    }

    void hostileValuesDoNothing_data() {
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *why, const QByteArray &value) {
            QTest::newRow(why) << value;
        };
        row("a script", "<script>MARK</script>");
        row("out of a title", "</title><script>MARK</script>");
        row("out of a style", "</style><script>MARK</script>");
        row("out of a code", "</bdi></code><script>MARK</script>");
        row("out of an attribute", "\"><script>MARK</script>");
        row("an attribute's event", "\" onmouseover=\"MARK\" autofocus onfocus=\"MARK");
        row("a picture", "<img src=HOMEx.png onerror=\"MARK\">");
        row("a drawing", "<svg onload=\"MARK\"><image href=\"HOMEx.svg\"/></svg>");
        row("a frame", "<iframe src=\"HOMEx\" srcdoc=\"<script>MARK</script>\"></iframe>");
        row("a style sheet", "<link rel=stylesheet href=HOMEx.css><style>@import 'HOMEy';</style>");
        row("a refresh", "<meta http-equiv=refresh content=\"0;url=HOMEx\">");
        row("a base", "<base href=\"HOME\"><form action=x><input type=submit autofocus>");
        row("a preload", "<link rel=preload as=image href=HOMEx><link rel=dns-prefetch href=HOME>");
        row("a comment", "--><script>MARK</script><!--");
        row("an entity", "&lt;script&gt;MARK&lt;/script&gt;&#60;script&#62;MARK");
        row("a URL that runs", "javascript:MARK//https://a.example/");
        row("a URL of data", "data:text/html,<script>MARK</script>");
        row("UTF-7", "+ADw-script+AD4-MARK+ADw-/script+AD4-");
        row("broken UTF-8 before a quote", "\xc3\"><script>MARK</script>");
        row("control characters", QByteArray("<\0script>MARK</script>\x1b[2J\r\n\r\n<p>", 32));
        row("the direction of text", "\xe2\x80\xae<script>MARK</script>");
        row("a line separator", "\xe2\x80\xa8<script>MARK</script>");
        row("CSS out of a rule", "}</style><p style=\"background:url(HOMEx)\">{");
    }
    void hostileValuesDoNothing() {
        QFETCH(QByteArray, value);
        value.replace("HOME", home()).replace("MARK", mark());
        QByteArray dom;
        open(QByteArray::fromStdString(
                 writeHtml(reportThatSays(value.toStdString()), Identifiers::Shown)),
             dom);
        QVERIFY(dom.contains("</html>"));
        QVERIFY2(!dom.contains("<i id=\"ran\">"), dom);
        for (const char *element : {"<script", "<img", "<iframe", "<link", "<form", "<base",
                                    "<image", "<input", "http-equiv=\"refresh"})
            QVERIFY2(!dom.contains(element), element);
        QCOMPARE(m_loads, 0);
    }

private:
    [[nodiscard]] QByteArray home() const {
        return "http://127.0.0.1:" + QByteArray::number(m_server.serverPort()) + "/";
    }
    /// Leaves a mark in the page, in whatever quotes it stands.
    static QByteArray mark() {
        return "document.documentElement.insertAdjacentHTML(`beforeend`,`<i id=ran></i>`)";
    }

    /// The page as the browser has it in the end.
    void open(const QByteArray &html, QByteArray &output) {
        const QString path = m_folder.filePath(QStringLiteral("page.html"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(html), html.size());
        file.close();
        QProcess browser;
        browser.start(m_browser,
                      {QStringLiteral("--headless=new"), QStringLiteral("--no-sandbox"),
                       QStringLiteral("--disable-gpu"), QStringLiteral("--no-first-run"),
                       QStringLiteral("--user-data-dir=") + m_folder.filePath(QStringLiteral("p")),
                       QStringLiteral("--dump-dom"), QStringLiteral("file://") + path});
        // The loop runs meanwhile, so that whatever the page asks for is answered.
        QTRY_COMPARE_WITH_TIMEOUT(browser.state(), QProcess::NotRunning, 60000);
        output = browser.readAllStandardOutput();
    }

    QString m_browser;
    int m_loads = 0; ///< connections since the row began
    QTcpServer m_server;
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestBrowser)
#include "test_browser.moc"
