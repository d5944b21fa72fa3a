// SPDX-License-Identifier: Apache-2.0
#include <QRegularExpression>
#include <QTest>

#include "tests/cli/program.h"

using namespace etagere::test;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

QStringList words(const char *text) { return s(text).split(QLatin1Char(' ')); }

QStringList optionsIn(const QByteArray &help) {
    static const QRegularExpression option(QStringLiteral("^  (?:-\\w,)?(--[a-z-]+)"),
                                           QRegularExpression::MultilineOption);
    QStringList names;
    auto matches = option.globalMatch(QString::fromUtf8(help));
    while (matches.hasNext())
        names << matches.next().captured(1);
    return names;
}

} // namespace

class TestUsage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCommandHasHelpWithExamples_data() {
        QTest::addColumn<QByteArray>("command");
        for (const char *command : {"",
                                    "audit ",
                                    "explain ",
                                    "simulate ",
                                    "gateway ",
                                    "probe ",
                                    "watch ",
                                    "convert ",
                                    "tags ",
                                    "tags list ",
                                    "ledger ",
                                    "ledger info ",
                                    "ledger erase ",
                                    "ledger export ",
                                    "ledger retention ",
                                    "lab ",
                                    "lab list ",
                                    "lab show ",
                                    "lab run ",
                                    "lab check ",
                                    "lab handout ",
                                    "completion "})
            QTest::newRow(*command == '\0' ? "the program itself" : command) << QByteArray(command);
    }
    void everyCommandHasHelpWithExamples() {
        QFETCH(QByteArray, command);
        const Outcome outcome = m_program.run(words((command + "--help").constData()));
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.err.isEmpty());
        QVERIFY2(outcome.out.contains("Examples:\n  "), outcome.out);
        QVERIFY2(outcome.out.contains("Usage: etagere"), outcome.out);
    }

    void everyOptionStandsInTheManualAndTheCompletions_data() {
        everyCommandHasHelpWithExamples_data();
    }
    void everyOptionStandsInTheManualAndTheCompletions() {
        QFile page(s(ETAGERE_SOURCE_DIR "/resources/man/etagere.1"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QByteArray manual = page.readAll().replace("\\-", "-");
        const QByteArray bash = m_program.run(words("completion bash")).out;
        const QByteArray zsh = m_program.run(words("completion zsh")).out;
        const QByteArray fish = m_program.run(words("completion fish")).out;
        QFETCH(QByteArray, command);
        const QStringList options =
            optionsIn(m_program.run(words((command + "--help").constData())).out);
        QVERIFY(options.contains(s("--help")));
        for (const QString &option : options) {
            const QByteArray name = option.toUtf8();
            QVERIFY2(manual.contains(name), name);
            QVERIFY2(bash.contains(name), name);
            QVERIFY2(zsh.contains(name + "["), name);
            QVERIFY2(fish.contains("-l " + name.mid(2) + " "), name);
        }
    }

    void bashReadsItsCompletion() {
        QProcess shell;
        shell.start(s("bash"),
                    {s("-c"),
                     s("source <(\"$0\" completion bash) && COMP_WORDS=(etagere ledger '') "
                       "COMP_CWORD=2 && _etagere && echo \"${COMPREPLY[*]}\" && "
                       "COMP_WORDS=(etagere audit --format '') COMP_CWORD=3 && "
                       "COMPREPLY=() && _etagere && echo \"${COMPREPLY[*]}\""),
                     s(ETAGERE_PROGRAM)});
        if (!shell.waitForStarted())
            QSKIP("no bash here");
        QVERIFY(shell.waitForFinished(60000));
        const QByteArrayList lines = shell.readAllStandardOutput().split('\n');
        QVERIFY2(lines[0].contains("info analyse erase export retention"), lines[0]);
        QCOMPARE(lines[1], QByteArray("text json csv html sarif"));
    }

    void versionNamesTheRules() {
        const Outcome outcome = m_program.run({s("--version")});
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.out.startsWith("etagere "));
        QVERIFY(outcome.out.contains("rules of version"));
    }

    void wrongUsageIsSaidOnStandardError_data() {
        QTest::addColumn<QByteArray>("arguments");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("a mistyped command") << QByteArray("audti a.har") << QByteArray("audit");
        QTest::newRow("a mistyped command of a group")
            << QByteArray("ledger inof") << QByteArray("info");
        QTest::newRow("a group alone") << QByteArray("ledger") << QByteArray("erase");
        QTest::newRow("an unknown option")
            << QByteArray("audit --nonsense a.har") << QByteArray("nonsense");
        QTest::newRow("an unknown shell") << QByteArray("completion tcsh") << QByteArray("bash");
        QTest::newRow("a flush of what is no site")
            << QByteArray("audit --flush site:https://a.test http://127.0.0.1:1/")
            << QByteArray("site:example.org");
        QTest::newRow("a flush without a site to visit")
            << QByteArray("audit --flush everything a.har") << QByteArray("need a URL");
        QTest::newRow("to forget without a flush")
            << QByteArray("audit --forget http://127.0.0.1:1/") << QByteArray("--flush");
        QTest::newRow("a number that is none")
            << QByteArray("tags list --limit x") << QByteArray("limit");
    }
    void wrongUsageIsSaidOnStandardError() {
        QFETCH(QByteArray, arguments);
        QFETCH(QByteArray, said);
        const Outcome outcome = m_program.run(words(arguments.constData()));
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains(said), outcome.err);
        QVERIFY2(outcome.err.contains("--help"), outcome.err);
    }

    void noArgumentsAreWrongUsage() {
        const Outcome outcome = m_program.run({});
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.err.contains("a command is needed: audit, explain, convert"));
    }

    void hostileArgumentsAreShownSafely() {
        const Outcome outcome = m_program.run({s("audit"), s("\x1b[31mx.har")});
        QCOMPARE(outcome.status, 3);
        QVERIFY(!outcome.err.contains('\x1b') && !outcome.out.contains('\x1b'));
    }

private:
    Program m_program;
};

QTEST_GUILESS_MAIN(TestUsage)
#include "test_usage.moc"
