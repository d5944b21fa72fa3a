// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTest>

#include "tests/cli/program.h"

#include <memory>

using namespace etagere::test;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }
QString sample() { return s(ETAGERE_SOURCE_DIR "/resources/samples/shop.har"); }

} // namespace

/// Recordings become scenarios that the other commands of the lab read.
class TestLabFrom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_program = std::make_unique<Program>(); }

    void theSampleIsPlayed() {
        const Outcome made = m_program->run(
            {s("lab"), s("from"), sample(), s("--title"), s("The shop"), s("-o"), s("mine.json")});
        QVERIFY2(made.status == 0, made.err);
        QVERIFY2(made.err.contains("21 exchanges became steps of the scenario"), made.err);
        QVERIFY(made.out.isEmpty());
        const QJsonObject root = QJsonDocument::fromJson(m_program->read(s("mine.json"))).object();
        QCOMPARE(root[s("schema")].toString(), s("etagere.scenario/1"));
        QCOMPARE(root[s("title")].toString(), s("The shop"));
        QCOMPARE(root[s("steps")].toArray().size(), 21);
        const Outcome checked = m_program->run({s("lab"), s("check"), s("mine.json")});
        QVERIFY2(checked.status == 0, checked.err);
        QCOMPARE(m_program->run({s("lab"), s("run"), s("mine.json")}).status, 0);
    }

    void itComesOnStandardOutputToo() {
        const Outcome made = m_program->run(
            {s("lab"), s("from"), sample(), s("--model"), s("safari"), s("--id"), s("shop-1")});
        QCOMPARE(made.status, 0);
        QCOMPARE(made.json()[s("id")].toString(), s("shop-1"));
        const QJsonObject browser = made.json()[s("actors")].toArray()[0].toObject();
        QCOMPARE(browser[s("model")].toString(), s("safari"));
    }

    void wrongUsage() {
        QCOMPARE(m_program->run({s("lab"), s("from"), sample(), s("--id"), s("a b")}).status, 2);
        QCOMPARE(m_program->run({s("lab"), s("from"), sample(), s("--model"), s("x")}).status, 2);
        QCOMPARE(m_program->run({s("lab"), s("from")}).status, 2);
    }

    void whatCannotBePlayed() {
        m_program->write(s("empty.har"), "{\"log\": {\"version\": \"1.2\", \"entries\": []}}");
        const Outcome empty = m_program->run({s("lab"), s("from"), s("empty.har")});
        QCOMPARE(empty.status, 3);
        QVERIFY2(empty.err.contains("nothing in it that could be played"), empty.err);
        QCOMPARE(m_program->run({s("lab"), s("from"), s("missing.har")}).status, 3);
    }

private:
    std::unique_ptr<Program> m_program;
};

QTEST_APPLESS_MAIN(TestLabFrom)
#include "test_lab_from.moc"
