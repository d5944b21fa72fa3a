// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

/// The program as a shell starts it, before there is a window.
class TestDesktopProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void speaksOnTheCommandLine_data();
    void speaksOnTheCommandLine();
    void opensTheLab();
};

void TestDesktopProgram::speaksOnTheCommandLine_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("out");
    QTest::addColumn<QByteArray>("err");
    QTest::newRow("help") << QStringList{QStringLiteral("--help")} << 0 << QByteArray("[FILE...]")
                          << QByteArray();
    QTest::newRow("version") << QStringList{QStringLiteral("--version")} << 0
                             << QByteArray("etagere-desktop 0.") << QByteArray();
    QTest::newRow("an option that there is not")
        << QStringList{QStringLiteral("--nonsense")} << 2 << QByteArray()
        << QByteArray("etagere-desktop: Unknown option");
    QTest::newRow("no display") << QStringList{QStringLiteral("file.har")} << 2 << QByteArray()
                                << QByteArray("no display");
}

void TestDesktopProgram::speaksOnTheCommandLine() {
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, out);
    QFETCH(QByteArray, err);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QString::fromLatin1(name));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(ETAGERE_DESKTOP), arguments);
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), exitCode);
    const QByteArray said = program.readAllStandardOutput();
    const QByteArray complained = program.readAllStandardError();
    QVERIFY2(out.isEmpty() ? said.isEmpty() : said.contains(out), said.constData());
    QVERIFY2(err.isEmpty() ? complained.isEmpty() : complained.contains(err),
             complained.constData());
}

/// What it opens, test_window_lab looks at: here it stays up and complains of nothing.
void TestDesktopProgram::opensTheLab() {
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        environment.insert(QString::fromLatin1(name), home.path());
    QProcess program;
    program.setProcessEnvironment(environment);
    program.setWorkingDirectory(QStringLiteral(ETAGERE_SOURCE_DIR));
    program.start(QStringLiteral(ETAGERE_DESKTOP),
                  {QStringLiteral("--lesson"), QStringLiteral("resources/demo/demo.json")});
    QVERIFY(program.waitForStarted());
    constexpr int longEnough = 4000; // milliseconds, for a window and a scenario
    QVERIFY2(!program.waitForFinished(longEnough), program.readAllStandardError().constData());
    QCOMPARE(program.state(), QProcess::Running);
    const QByteArray complained = program.readAllStandardError();
    QVERIFY2(!complained.contains("etagere"), complained.constData());
    program.terminate();
    QVERIFY(program.waitForFinished());
}

QTEST_GUILESS_MAIN(TestDesktopProgram)
#include "test_desktop_program.moc"
