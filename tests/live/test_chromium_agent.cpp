// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/live/chromium_agent.h"
#include "tests/wire/raw_peers.h"

#include <optional>

using namespace etagere;

class TestChromiumAgent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWindowsAgentFollowsFromTheVersion_data() {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("told");
        QTest::newRow("all but the first number is hidden")
            << QStringLiteral("156.0.8078.79") << QStringLiteral("156.0.0.0");
        QTest::newRow("before 107 nothing was")
            << QStringLiteral("106.0.5249.61") << QStringLiteral("106.0.5249.61");
        QTest::newRow("no version") << QString() << QString();
        QTest::newRow("a number alone is none") << QStringLiteral("156") << QString();
        QTest::newRow("words are none") << QStringLiteral("156.0 beta") << QString();
        QTest::newRow("nor is zero") << QStringLiteral("0.0.0.0") << QString();
        QTest::newRow("nor what fits no number")
            << QStringLiteral("99999999999.0.0.0") << QString();
    }
    void aWindowsAgentFollowsFromTheVersion() {
        QFETCH(QString, version);
        QFETCH(QString, told);
        const QString expected =
            told.isEmpty() ? QString()
                           : QStringLiteral("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 "
                                            "(KHTML, like Gecko) Chrome/%1 Safari/537.36")
                                 .arg(told);
        QCOMPARE(QString::fromStdString(live::windowAgent(version.toStdString())), expected);
    }

    void aProgramThatDoesNotSayIsAnsweredToo_data() {
        QTest::addColumn<QString>("program");
        QTest::newRow("says nothing") << QStringLiteral("/bin/true");
        QTest::newRow("says something else") << QStringLiteral("/bin/echo");
        QTest::newRow("is not there") << QStringLiteral("/nowhere/chromium");
    }
    void aProgramThatDoesNotSayIsAnsweredToo() {
        QFETCH(QString, program);
        const auto answer = std::make_shared<std::optional<std::string>>();
        live::askVersion(program.toStdString(),
                         [answer](std::string version) { *answer = std::move(version); });
        QVERIFY(!*answer); // never from within
        QVERIFY(tests::waitFor([&] { return answer->has_value(); }, std::chrono::seconds(40)));
        QCOMPARE(**answer, std::string());
    }
};

QTEST_GUILESS_MAIN(TestChromiumAgent)
#include "test_chromium_agent.moc"
