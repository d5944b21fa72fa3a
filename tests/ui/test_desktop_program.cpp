// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QProcess>
#include <QtTest/QTest>

/// The program as a shell starts it, before there is a window.
class TestDesktopProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void speaksOnTheCommandLine_data();
    void speaksOnTheCommandLine();
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

QTEST_GUILESS_MAIN(TestDesktopProgram)
#include "test_desktop_program.moc"
