// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTest>
#include <QXmlStreamReader>

#include "tests/cli/program.h"

#include <memory>

using namespace etagere::test;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

/// The whole example of the documentation for teachers: an API with a version counter and two
/// editors.
QByteArray documented() {
    QFile file(s(ETAGERE_SOURCE_DIR "/resources/lessons/WRITING.md"));
    const QByteArray page = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const QByteArray begin = "```json\n";
    const qsizetype at = page.indexOf(begin) + begin.size();
    return page.mid(at, page.indexOf("```", at) - at);
}

bool isXml(const QByteArray &bytes) {
    QXmlStreamReader reader(bytes);
    while (!reader.atEnd())
        reader.readNext();
    return !reader.hasError();
}

} // namespace

class TestLab : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_program = std::make_unique<Program>();
        m_program->write(s("counter.json"), documented());
    }

    void lessonsAreListed() {
        const Outcome text = m_program->run({s("lab"), s("list"), s("--language"), s("en")});
        QCOMPARE(text.status, 0);
        QVERIFY2(text.out.contains("The freshness clock"), text.out);
        const Outcome spanish = m_program->run({s("lab"), s("list"), s("--language"), s("es")});
        QVERIFY2(spanish.out.contains("El reloj de la frescura"), spanish.out);
    }

    void lessonsAreListedAsJson() {
        const QJsonObject root = m_program->run({s("lab"), s("list"), s("-f"), s("json")}).json();
        QCOMPARE(root[s("schema")].toString(), s("etagere.lab-list/1"));
        const QJsonObject first = root[s("lessons")].toArray()[0].toObject();
        QCOMPARE(first[s("number")].toString(), s("1"));
        QCOMPARE(first[s("questions")].toInt(), 3);
    }

    void aLessonIsADocumentToBeginWith() {
        const Outcome shown = m_program->run({s("lab"), s("show"), s("1")});
        QCOMPARE(shown.status, 0);
        m_program->write(s("mine.json"), shown.out);
        QCOMPARE(m_program->run({s("lab"), s("check"), s("mine.json")}).status, 0);
    }

    void everyLessonIsAllRight() {
        const Outcome outcome = m_program->run({s("lab"), s("check")});
        QVERIFY2(outcome.status == 0, outcome.err);
        QVERIFY2(outcome.out.contains("freshness-clock: all right, 3 questions"), outcome.out);
    }

    void everyLessonIsTheSameOverSockets() {
        const Outcome outcome = m_program->run({s("lab"), s("check"), s("--sockets"), s("all")});
        QVERIFY2(outcome.status == 0, outcome.err);
    }

    void aNewScenarioFromTheDocumentationWorks() {
        const Outcome outcome = m_program->run({s("lab"), s("check"), s("counter.json")});
        QVERIFY2(outcome.status == 0, outcome.err);
        QCOMPARE(outcome.out, QByteArray("counter.json: all right, 1 question\n"));
        // Or from standard input.
        QCOMPARE(m_program->run({s("lab"), s("check"), s("-")}, documented()).status, 0);
    }

    void aQuestionThatFailsIsToldAndEndsWith1() {
        m_program->write(s("wrong.json"), documented().replace("\"right\": 412", "\"right\": 200"));
        const Outcome outcome = m_program->run({s("lab"), s("check"), s("wrong.json")});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.err.contains("wrong.json, question status: the answer that it calls right "
                                      "is judged wrong; what happens is: 412"),
                 outcome.err);
        const QJsonObject root =
            m_program->run({s("lab"), s("check"), s("-f"), s("json"), s("wrong.json")}).json();
        QCOMPARE(root[s("schema")].toString(), s("etagere.lab-check/1"));
        const QJsonObject one = root[s("scenarios")].toArray()[0].toObject();
        QCOMPARE(one[s("fine")].toBool(), false);
        QCOMPARE(one[s("failures")].toArray()[0].toObject()[s("kind")].toString(),
                 s("right-fails"));
    }

    void aBrokenDocumentIsToldWithItsLineAndEndsWith3() {
        m_program->write(s("slip.json"), documented().replace("\"actor\": \"ben\", \"url\"",
                                                              "\"autor\": \"ben\", \"url\""));
        const Outcome outcome = m_program->run({s("lab"), s("check"), s("slip.json"), s("1")});
        QCOMPARE(outcome.status, 3);
        QVERIFY2(outcome.err.contains("slip.json, line 15, column"), outcome.err);
        QVERIFY2(outcome.err.contains("autor"), outcome.err);
        QVERIFY2(outcome.out.contains("freshness-clock: all right"), outcome.out);
        for (const char *command : {"run", "handout", "show"})
            QCOMPARE(m_program->run({s("lab"), s(command), s("slip.json")}).status, 3);
    }

    void whatIsNotThereIsTold_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char *name, const char *line, int status, const char *told) {
            QTest::newRow(name) << s(line).split(QLatin1Char(' ')) << status << QByteArray(told);
        };
        row("a slip in a lesson's id", "lab run freshnes-clock", 3, "freshness-clock");
        row("no such file", "lab run nowhere.json", 3, "nowhere.json");
        row("no such what-if", "lab run 1 --what-if never", 2, "never");
        row("no such model", "lab run 1 --model mosaic", 2, "rfc9111");
        row("one drawing of several courses", "lab run 1 --model all -f svg", 2, "svg");
        row("one recording of several courses", "lab run 1 --model all --save a.har", 2, "--save");
        row("answers without answers", "lab handout 1 --answers --questions", 2, "--answers");
        row("no scenario", "lab run", 2, "SCENARIO");
        row("a folder", "lab run .", 3, "");
    }
    void whatIsNotThereIsTold() {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, told);
        const Outcome outcome = m_program->run(arguments);
        QCOMPARE(outcome.status, status);
        QVERIFY2(outcome.err.contains(told), outcome.err);
        QVERIFY(outcome.out.isEmpty());
    }

    void aRunIsToldWithItsReasons() {
        const Outcome outcome =
            m_program->run({s("lab"), s("run"), s("1"), s("--language"), s("en")});
        QCOMPARE(outcome.status, 0);
        const QByteArray flowed = outcome.out.simplified().replace("\u00a0", " ");
        QVERIFY2(flowed.contains("1. The freshness clock"), flowed);
        QVERIFY2(flowed.contains("Browser \u2192 Shop GET /prices If-None-Match: \"a1\""), flowed);
        QVERIFY2(flowed.contains("Shop 304 Not Modified"), flowed);
        QVERIFY2(flowed.contains("age 59 s of 60 s"), flowed);
        QVERIFY2(flowed.contains("(RFC 9111 \u00a74.2.1)"), flowed);
        QVERIFY(!outcome.out.contains('\x1b'));
    }

    void onlyTheFirstSteps() {
        const Outcome outcome = m_program->run({s("lab"), s("run"), s("1"), s("--steps"), s("2")});
        QVERIFY2(outcome.out.contains("+30 s") && !outcome.out.contains("+39 s"), outcome.out);
    }

    void aRunAsJson() {
        const QJsonObject root =
            m_program->run({s("lab"), s("run"), s("1"), s("-f"), s("json")}).json();
        QCOMPARE(root[s("schema")].toString(), s("etagere.lab-run/1"));
        const QJsonArray steps = root[s("courses")].toArray()[0].toObject()[s("steps")].toArray();
        QCOMPARE(steps.size(), 4);
        const QJsonObject last = steps[3].toObject();
        QCOMPARE(last[s("at_s")].toInt(), 40);
        QCOMPARE(last[s("asked")].toBool(), true);
        QCOMPARE(last[s("messages")].toArray()[1].toObject()[s("status")].toInt(), 304);
        const QJsonObject decision = last[s("decisions")].toArray()[0].toObject();
        QCOMPARE(decision[s("outcome")].toString(), s("validated"));
        QCOMPARE(decision[s("age_s")].toInt(), 60);
        QVERIFY(!decision[s("reasons")].toArray().isEmpty());
    }

    void coursesStandSideBySide() {
        const QStringList arguments{s("lab"),       s("run"),        s("1"),
                                    s("--what-if"), s("-"),          s("--what-if"),
                                    s("no-age"),    s("--language"), s("en")};
        const Outcome text = m_program->run(arguments);
        QCOMPARE(text.status, 0);
        QVERIFY2(text.out.contains("as it stands") && text.out.contains("no-age"), text.out);
        QVERIFY2(text.out.contains("\u2260 \u2022 Fresh hit"), text.out);
        const QJsonObject root = m_program->run(arguments + QStringList{s("-f"), s("json")}).json();
        const QJsonArray courses = root[s("courses")].toArray();
        QCOMPARE(courses.size(), 2);
        const QJsonArray steps = courses[1].toObject()[s("steps")].toArray();
        QCOMPARE(steps[1].toObject()[s("differs")].toBool(), false);
        QCOMPARE(steps[3].toObject()[s("differs")].toBool(), true);
    }

    void modelsStandSideBySide() {
        const Outcome outcome = m_program->run(
            {s("lab"), s("run"), s("1"), s("--model"), s("all"), s("--language"), s("en")});
        QCOMPARE(outcome.status, 0);
        QVERIFY2(outcome.out.contains("rfc9111") && outcome.out.contains("firefox"), outcome.out);
    }

    void diagramsAreDrawn() {
        const Outcome svg = m_program->run({s("lab"), s("run"), s("1"), s("--output"), s("a.svg")});
        QCOMPARE(svg.status, 0);
        QVERIFY(isXml(m_program->read(s("a.svg"))));
        QVERIFY(m_program->read(s("a.svg")).startsWith("<svg"));
        const Outcome mermaid = m_program->run({s("lab"), s("run"), s("1"), s("-f"), s("mermaid")});
        QVERIFY2(mermaid.out.startsWith("sequenceDiagram\n"), mermaid.out);
    }

    void whatHappenedCanBeExplained() {
        for (const char *name : {"a.har", "a.etagere"}) {
            QCOMPARE(m_program->run({s("lab"), s("run"), s("1"), s("--save"), s(name)}).status, 0);
            const Outcome outcome = m_program->run({s("explain"), s(name)});
            QCOMPARE(outcome.status, 0);
            QVERIFY2(outcome.out.startsWith("4 exchanges of 1 visitor"), outcome.out);
            QVERIFY2(outcome.out.contains("Validated (304)"), outcome.out);
        }
    }

    void handoutKeepsTheAnswersApart() {
        const Outcome whole =
            m_program->run({s("lab"), s("handout"), s("1"), s("--language"), s("en")});
        QCOMPARE(whole.status, 0);
        const qsizetype answers = whole.out.indexOf("class=\"answers\"");
        QVERIFY(answers > 0);
        const QByteArray why = "It still has the body and its tag";
        QVERIFY(!whole.out.left(answers).contains(why));
        QVERIFY2(whole.out.mid(answers).contains(why), whole.out);
        QVERIFY(whole.out.left(answers).contains("What will the browser&#39;s cache do"));
        QVERIFY(
            !m_program->run({s("lab"), s("handout"), s("1"), s("--questions")}).out.contains(why));
        QVERIFY(!m_program->run({s("lab"), s("handout"), s("1"), s("--answers")})
                     .out.contains("class=\"room\""));
    }

    void languageOfTheEnvironment() {
        qputenv("LC_ALL", "pt_BR.UTF-8");
        const Outcome outcome = m_program->run({s("lab"), s("list")});
        qputenv("LC_ALL", "C");
        QVERIFY2(outcome.out.contains("O rel\u00f3gio do frescor"), outcome.out);
        QVERIFY(m_program->run({s("lab"), s("list")}).out.contains("The freshness clock"));
    }

private:
    std::unique_ptr<Program> m_program;
};

QTEST_GUILESS_MAIN(TestLab)
#include "test_lab.moc"
