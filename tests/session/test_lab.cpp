// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>

#include "core/session/lab.h"
#include "core/session/lab_course.h"

#include <array>
#include <filesystem>
#include <stop_token>

using namespace etagere;
using session::LabFailure;
using Kind = LabFailure::Kind;

class TestLab : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lessonsByIdAndNumber();
    void filesBeforeAnythingElseWithASlash();
    void failures_data();
    void failures();
    void anEndlessFileIsCutOff();
    void aModelIsTheBrowsers();
    void aWhatIfIsAnotherCourse();
    void onlyTheFirstSteps();
    void aCourseIsStopped();
    void modelsAreCompared();
    void languageOfTheEnvironment_data();
    void languageOfTheEnvironment();
};

void TestLab::lessonsByIdAndNumber() {
    for (const char *name : {"1", "freshness-clock"}) {
        const auto lesson = session::openLab(name);
        QVERIFY(lesson);
        QVERIFY(lesson->isBuiltIn);
        QCOMPARE(lesson->scenario.id, std::string("freshness-clock"));
        QCOMPARE(lesson->name, std::string("freshness-clock"));
    }
}

/// Whoever closes the window does not wait for a long scenario.
void TestLab::aCourseIsStopped() {
    const auto lesson = session::openLab("1");
    QVERIFY(lesson);
    const auto whole = session::playLab(lesson->json, "en");
    QVERIFY(whole);
    QCOMPARE((*whole)->trace.outcomes.size(), lesson->scenario.steps.size());
    std::stop_source source;
    source.request_stop();
    const auto stopped = session::playLab(lesson->json, "en", source.get_token());
    QVERIFY(stopped);
    QVERIFY((*stopped)->trace.outcomes.empty());
    const auto edited = session::playEditedLab(**whole, lesson->json, "en", source.get_token());
    QVERIFY(edited);
    QVERIFY((*edited)->trace.outcomes.empty());
    const std::array models{&cache::rfc9111()};
    const auto compared = session::compareLab(*whole, models, source.get_token());
    QCOMPARE(compared.steps.front().front().outcome, cache::Outcome::Count);
    const scenario::Question &question = lesson->scenario.questions.front();
    QVERIFY(session::judgeLab(**whole, 0, question.right).isRight);
    QVERIFY(!session::judgeLab(**whole, 0, question.right, source.get_token()).isRight);
}

void TestLab::filesBeforeAnythingElseWithASlash() {
    const std::string path = ETAGERE_SOURCE_DIR "/resources/lessons/01-freshness-clock.json";
    const auto read = session::openLab(path);
    QVERIFY(read);
    QVERIFY(!read->isBuiltIn);
    QCOMPARE(read->name, path);
}

void TestLab::failures_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *told, const char *name, Kind kind) {
        QTest::newRow(told) << QByteArray(name) << static_cast<int>(kind);
    };
    row("no lesson and no file", "nothing-of-that-name", Kind::NoSuchLesson);
    row("no such file", "nowhere/nothing.json", Kind::Unreadable);
    row("a folder", "/", Kind::Unreadable);
    row("empty", "/dev/null", Kind::NotAScenario);
    row("no name at all", "", Kind::NoSuchLesson);
    row("a path upwards", "../../../../../../nothing", Kind::Unreadable);
}

void TestLab::failures() {
    QFETCH(QByteArray, name);
    QFETCH(int, kind);
    const auto failed = session::openLab(name.toStdString());
    QVERIFY(!failed);
    QCOMPARE(static_cast<int>(failed.error().kind), kind);
    const std::vector<std::string> sentences = session::sentencesOf(failed.error());
    QVERIFY(!sentences.empty());
    QVERIFY(!sentences.front().empty());
}

void TestLab::anEndlessFileIsCutOff() {
    if (!std::filesystem::exists("/dev/zero"))
        QSKIP("there is no /dev/zero");
    const auto failed = session::openLab("/dev/zero");
    QVERIFY(!failed);
    QVERIFY(failed.error().kind == Kind::NotAScenario);
    QVERIFY(failed.error().problems.front().fault == scenario::Fault::TooLarge);
}

void TestLab::aModelIsTheBrowsers() {
    const auto lesson = session::openLab("1");
    QVERIFY(lesson);
    session::LabRunRequest request;
    request.model = cache::modelFrom("firefox");
    const auto run = session::runLab(*lesson, request);
    QVERIFY(run);
    QCOMPARE(run->scenario.actors.front().model, std::string("firefox"));
}

void TestLab::aWhatIfIsAnotherCourse() {
    const auto lesson = session::openLab("1");
    QVERIFY(lesson);
    session::LabRunRequest request;
    request.whatIf = "no-age";
    const auto run = session::runLab(*lesson, request);
    QVERIFY(run);
    QVERIFY(run->trace.outcomes.back().status == 200);
    QVERIFY(!run->trace.outcomes.back().asked);
    request.whatIf = "never";
    const auto failed = session::runLab(*lesson, request);
    QVERIFY(!failed);
    QVERIFY(failed.error().kind == Kind::NoSuchWhatIf);
}

void TestLab::onlyTheFirstSteps() {
    const auto lesson = session::openLab("1");
    QVERIFY(lesson);
    session::LabRunRequest request;
    request.steps = 2;
    const auto run = session::runLab(*lesson, request);
    QVERIFY(run);
    QCOMPARE(run->trace.outcomes.size(), std::size_t{2});
}

void TestLab::modelsAreCompared() {
    const auto lesson =
        session::openLab("8"); // immutable, which Chromium does not heed at a reload
    QVERIFY(lesson);
    const auto course = session::playLab(lesson->json, "en");
    QVERIFY(course);
    const std::array models{cache::modelFrom("rfc9111"), cache::modelFrom("chromium"),
                            cache::modelFrom("rfc9111")};
    const session::LabComparison found = session::compareLab(*course, models);
    const auto differing = [&found](std::size_t model) {
        std::size_t count = 0;
        for (std::size_t step = 0; step < found.steps.size(); ++step)
            count += found.differs(step, model) ? 1U : 0U;
        return count;
    };
    QCOMPARE(found.steps.size(), lesson->scenario.steps.size());
    QCOMPARE(differing(0), std::size_t{0});
    QVERIFY(differing(1) > 0);
    QCOMPARE(differing(2), std::size_t{0});
    // Whatever differs is told in words.
    for (std::size_t step = 0; step < found.steps.size(); ++step)
        QCOMPARE(labCellText(found.steps[step][0], "en") != labCellText(found.steps[step][1], "en"),
                 found.differs(step, 1));
}

void TestLab::languageOfTheEnvironment_data() {
    QTest::addColumn<QByteArray>("language");
    QTest::addColumn<QByteArray>("all");
    QTest::addColumn<QByteArray>("lang");
    QTest::addColumn<QByteArray>("found");
    const auto row = [](const char *told, std::array<const char *, 4> cells) {
        QTest::newRow(told) << QByteArray(cells[0]) << QByteArray(cells[1]) << QByteArray(cells[2])
                            << QByteArray(cells[3]);
    };
    row("nothing is English", {"", "", "", "en"});
    row("LANG alone", {"", "", "es_MX.UTF-8", "es-MX"});
    row("LC_ALL before LANG", {"", "pt_BR", "es_MX.UTF-8", "pt-BR"});
    row("LANGUAGE before both", {"pt:en", "", "es_MX.UTF-8", "pt"});
    row("but not in the C locale", {"pt", "C", "es_MX.UTF-8", "en"});
    row("nor in C.UTF-8", {"pt", "", "C.UTF-8", "en"});
    row("a modifier is none of it", {"", "", "es_ES@euro", "es-ES"});
}

void TestLab::languageOfTheEnvironment() {
    QFETCH(QByteArray, language);
    QFETCH(QByteArray, all);
    QFETCH(QByteArray, lang);
    QFETCH(QByteArray, found);
    qputenv("LANGUAGE", language);
    qputenv("LC_ALL", all);
    qputenv("LC_MESSAGES", "");
    qputenv("LANG", lang);
    QCOMPARE(QByteArray::fromStdString(session::environmentLanguage()), found);
}

QTEST_APPLESS_MAIN(TestLab)
#include "test_lab.moc"
