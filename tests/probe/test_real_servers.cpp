// SPDX-License-Identifier: Apache-2.0
#include <QCoreApplication>
#include <QTest>

#include "core/lab/server.h"
#include "core/probe/runner.h"
#include "tests/probe/probe_case.h"
#include "tests/probe/real_server.h"

// Real servers, where they are installed, are asked everything and accused of nothing.
using namespace etagere;
using tests::RealServer;

namespace {

std::vector<analysis::Finding> probed(const std::string &url, probe::Prober &prober) {
    wire::Loop loop;
    probe::RunOptions options;
    options.clock = lab::systemTime;
    QFile certificate(QStringLiteral(ETAGERE_TEST_DATA "/wire/localhost.pem"));
    if (certificate.open(QIODevice::ReadOnly))
        options.trusted = certificate.readAll().toStdString();
    probe::Runner runner(loop, prober, options);
    bool done = false;
    runner.start([&done] { done = true; });
    if (!tests::waitFor([&done] { return done; }))
        return {};
    return probe::judge({probe::trafficOf(prober.outcomes(), url), prober.outcomes()});
}

/// 304 to its own tag, and no accusation.
void judge(const std::string &url, bool answersOwn = true) {
    probe::Options options;
    options.waits = false;
    probe::Prober prober(*probe::planFor(url, options));
    const auto findings = probed(url, prober);
    const QByteArray evidence = tests::evidenceOf(findings);
    QVERIFY(!findings.empty());
    QCOMPARE(prober.end(), probe::End::Done);
    QVERIFY2(tests::worstOf(findings) <= 1, evidence.constData());
    QVERIFY2(evidence.contains("never-issued-refused"), evidence.constData());
    QVERIFY2(!answersOwn || !evidence.contains("own-tag-never-matches"), evidence.constData());
}

} // namespace

class TestRealServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nginx_data();
    void nginx();
    void apache();
    void lighttpd();
    void caddy();
    void express_data();
    void express();
};

void TestRealServers::nginx_data() {
    QTest::addColumn<bool>("secure");
    QTest::newRow("http") << false;
    QTest::newRow("https, with a certificate that is trusted for this") << true;
}

void TestRealServers::nginx() {
    QFETCH(bool, secure);
    const QString program = RealServer::find("nginx");
    if (program.isEmpty())
        QSKIP("nginx is not installed: it is not probed");
    RealServer server;
    const QByteArray port = QByteArray::number(server.port);
    const QByteArray data = ETAGERE_TEST_DATA "/wire/localhost";
    const QByteArray listen = secure ? "listen 127.0.0.1:" + port + " ssl; ssl_certificate " +
                                           data + ".pem; ssl_certificate_key " + data + ".key;"
                                     : "listen 127.0.0.1:" + port + ";";
    QByteArray config = "worker_processes 1; daemon off; pid " + server.path("pid") +
                        "; error_log stderr;\nevents {}\nhttp { access_log off; gzip on; "
                        "gzip_types *; gzip_min_length 1; types { text/javascript js; }\n";
    for (const char *name : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        config += QByteArray(name) + "_temp_path " + server.path("tmp") + ";\n";
    server.write("nginx.conf",
                 config + "server { " + listen + " root " + server.path("www") + "; } }\n");
    QVERIFY2(
        server.start(program, {QStringLiteral("-e"), QStringLiteral("stderr"), QStringLiteral("-p"),
                               QString::fromUtf8(server.path()), QStringLiteral("-c"),
                               QString::fromUtf8(server.path("nginx.conf"))}),
        server.complaints().constData());
    judge(server.url("app.js", secure));
}

void TestRealServers::apache() {
    const QString program = RealServer::find("apache2");
    const QByteArray modules = "/usr/lib/apache2/modules/mod_";
    if (program.isEmpty() || !QFile::exists(QString::fromUtf8(modules + "deflate.so")))
        QSKIP("apache2 is not installed: it is not probed");
    RealServer server;
    QByteArray config;
    for (const char *module : {"mpm_event", "authz_core", "mime", "filter", "deflate"})
        config += QByteArray("LoadModule ") + module + "_module " + modules + module + ".so\n";
    config +=
        "ServerName localhost\nServerRoot " + server.path() + "\nPidFile " + server.path("pid") +
        "\nErrorLog /dev/stderr\nMutex pthread\nUser nobody\nGroup "
        "nogroup\nListen 127.0.0.1:" +
        QByteArray::number(server.port) + "\nDocumentRoot " + server.path("www") + "\n<Directory " +
        server.path("www") +
        ">\nRequire all granted\n</Directory>\nTypesConfig /dev/null\nAddType text/javascript "
        ".js\nAddOutputFilterByType DEFLATE text/javascript\n";
    server.write("apache.conf", config);
    QVERIFY2(server.start(program, {QStringLiteral("-X"), QStringLiteral("-f"),
                                    QString::fromUtf8(server.path("apache.conf"))}),
             server.complaints().constData());
    // Its deflate filter answers its own tag with 200.
    judge(server.url("app.js"), false);
}

void TestRealServers::lighttpd() {
    const QString program = RealServer::find("lighttpd");
    if (program.isEmpty())
        QSKIP("lighttpd is not installed: it is not probed");
    RealServer server;
    server.write("lighttpd.conf",
                 "server.document-root = \"" + server.path("www") +
                     "\"\nserver.port = " + QByteArray::number(server.port) +
                     "\nserver.bind = \"127.0.0.1\"\nserver.modules = ( \"mod_deflate\" )\n"
                     "deflate.mimetypes = ( \"text/\" )\n"
                     "deflate.allowed-encodings = ( \"gzip\" )\n"
                     "mimetype.assign = ( \".js\" => \"text/javascript\" )\n");
    QVERIFY2(server.start(program, {QStringLiteral("-D"), QStringLiteral("-f"),
                                    QString::fromUtf8(server.path("lighttpd.conf"))}),
             server.complaints().constData());
    judge(server.url("app.js"));
}

void TestRealServers::caddy() {
    const QString program = RealServer::find("caddy");
    if (program.isEmpty())
        QSKIP("caddy is not installed: it is not probed");
    RealServer server;
    server.write("Caddyfile", "{\n admin off\n auto_https off\n}\nhttp://127.0.0.1:" +
                                  QByteArray::number(server.port) + " {\n root * " +
                                  server.path("www") + "\n encode gzip\n file_server\n}\n");
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), QString::fromUtf8(server.path()));
    QVERIFY2(server.start(program,
                          {QStringLiteral("run"), QStringLiteral("--config"),
                           QString::fromUtf8(server.path("Caddyfile"))},
                          environment),
             server.complaints().constData());
    judge(server.url("app.js"));
}

void TestRealServers::express_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("a file, tagged by size and time") << QByteArray("app.js");
    QTest::newRow("an answer, tagged by its digest") << QByteArray("data");
    QTest::newRow("a session's cookie beside a digest") << QByteArray("session");
}

/// Express is looked for in the folder that ETAGERE_NODE_MODULES names, or in the user's cache.
void TestRealServers::express() {
    QFETCH(QByteArray, path);
    QString modules = qEnvironmentVariable("ETAGERE_NODE_MODULES");
    if (modules.isEmpty())
        modules = QDir::homePath() + QStringLiteral("/.cache/etagere-node/node_modules");
    const QString program = RealServer::find("node");
    if (program.isEmpty() || !QFile::exists(modules + QStringLiteral("/express")))
        QSKIP("node or express is not installed: Express is not probed");
    RealServer server;
    server.write("server.js",
                 "const express = require('express'); const app = express();\n"
                 "app.use(express.static('www'));\n"
                 "app.get('/data', (q, r) => r.json({answer: 'the same for everybody'}));\n"
                 "app.get('/session', (q, r) => { if (!q.headers.cookie) r.cookie('sid',\n"
                 "  Math.random().toString(36).slice(2) + 'session'); r.send('welcome'); });\n"
                 "app.listen(" +
                     QByteArray::number(server.port) + ", '127.0.0.1');\n");
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NODE_PATH"), modules);
    QVERIFY2(server.start(program, {QStringLiteral("server.js")}, environment),
             server.complaints().constData());
    judge(server.url(path.constData()));
}

QTEST_GUILESS_MAIN(TestRealServers)
#include "test_real_servers.moc"
