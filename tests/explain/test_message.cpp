// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/explain/message.h"

#include <string>

using namespace etagere::explain;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

} // namespace

class TestMessage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { setTranslator({}); }

    void fillsPlaceholdersOnce_data() {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("an argument takes its place")
            << QByteArray("a %1 b") << QByteArray("x") << QByteArray("a x b");
        QTest::newRow("a placeholder inside an argument is not filled")
            << QByteArray("%1|%2") << QByteArray("%2%1%n") << QByteArray("%2%1%n|second");
        QTest::newRow("the order is the translator's")
            << QByteArray("%2 %1") << QByteArray("x") << QByteArray("second x");
        QTest::newRow("a lone percent sign stays")
            << QByteArray("1 % of %1, 100%") << QByteArray("x") << QByteArray("1 % of x, 100%");
        QTest::newRow("a placeholder without an argument shows that it is missing")
            << QByteArray("%3") << QByteArray("x") << QByteArray("\xe2\x80\xa6");
        QTest::newRow("no argument is used twice for %0")
            << QByteArray("%0") << QByteArray("x") << QByteArray("%0");
    }
    void fillsPlaceholdersOnce() {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, first);
        const std::string source = pattern.toStdString();
        const Message message{"test", source, {}};
        QTEST(bytes(text(message, first.toStdString(), "second")), "expected");
    }

    void numbersDecideThePlural_data() {
        QTest::addColumn<qint64>("n");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("one") << qint64{1} << QByteArray("1 file of x");
        QTest::newRow("none is plural") << qint64{0} << QByteArray("0 files of x");
        QTest::newRow("many, with their thousands apart")
            << qint64{12345} << QByteArray("12,345 files of x");
    }
    void numbersDecideThePlural() {
        QFETCH(qint64, n);
        constexpr Message message = ETAGERE_PLURAL("test", "%n file of %1", "%n files of %1");
        QTEST(bytes(plural(message, n, "x")), "expected");
    }

    void translatorsReplaceTheEnglish() {
        constexpr Message known = ETAGERE_PLURAL("test", "%n file", "%n files");
        constexpr Message unknown = ETAGERE_TEXT("test", "as it is");
        setTranslator([](const Message &message, std::int64_t n) -> std::string {
            if (message.source != "%n file")
                return {};
            return n == 1 ? "%n Datei" : "%n Dateien";
        });
        QCOMPARE(bytes(plural(known, 2)), QByteArray("2 Dateien"));
        QCOMPARE(bytes(plural(known, 1)), QByteArray("1 Datei"));
        QCOMPARE(bytes(text(unknown)), QByteArray("as it is"));
    }
};

QTEST_APPLESS_MAIN(TestMessage)
#include "test_message.moc"
