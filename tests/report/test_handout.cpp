// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>

#include "core/report/handout.h"
#include "tests/report/sequence_case.h"

namespace {

using etagere::report::Handout;
using etagere::scenario::Option;
using etagere::scenario::Question;
using etagere::scenario::QuestionKind;
using sequence_case::text;
using Part = Handout::Part;

const std::string hostile = "</p><script>alert(1)</script><img src=x onerror=y>\"'&";

Question question(QuestionKind kind, std::string ask, std::string after) {
    Question made;
    made.id = ask;
    made.kind = kind;
    made.ask = text(ask + "?");
    made.why = text("because " + ask);
    made.after = std::move(after);
    return made;
}

/// A question of each kind; the first is asked behind the first step.
struct Lesson : sequence_case::Whole {
    Lesson();
    [[nodiscard]] QByteArray html(Part part = Part::Whole, bool hasDrawings = true) const {
        Handout handout{&scenario, &trace, json, {"fresh-hit", "40", "b", ""}};
        handout.part = part;
        handout.hasDrawings = hasDrawings;
        return QByteArray::fromStdString(etagere::report::handoutHtml(handout));
    }
    std::string json = "{\"resources\": [{\"fields\": {\"Cache-Control\": \"max-age=60\"}}]}";
};

Lesson::Lesson() {
    scenario.number = "7";
    scenario.title = text("The title");
    scenario.misconception = text("What many believe");
    scenario.intro = text("The introduction");
    scenario.conclusion = text("What was learned");
    scenario.sections = {"RFC 9111 4.2.1"};
    Question outcome = question(QuestionKind::Outcome, "outcome", "1");
    outcome.options = {Option{"fresh-hit", {}, {}}, Option{"stored", {}, {}}};
    Question number = question(QuestionKind::Number, "number", "2");
    number.unit = "s";
    Question pick = question(QuestionKind::Pick, "pick", "2");
    pick.options = {Option{"a", text("statement one"), {}}, Option{"b", text("statement two"), {}}};
    Question edit = question(QuestionKind::Edit, "edit", "4");
    edit.editable = {"/resources/0/fields/Cache-Control"};
    edit.right.edits = {{"/resources/0/fields/Cache-Control", "\"no-cache\""}};
    scenario.questions = {outcome, number, pick, edit};
}

qsizetype splitOf(const QByteArray &page) { return page.indexOf("class=\"answers\""); }

} // namespace

class TestHandout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void questionsStandBeforeAnswers();
    void nothingIsGivenAwayBeforeTheAnswers();
    void answersSayWhatIsTrue();
    void partsAlone();
    void withoutDrawings();
    void hostileTextsAreShown();
    void aScenarioWithoutQuestions();
    void whatAVersionBrings_data();
    void whatAVersionBrings();
    void aBrokenConnectionIsTold();
    void theWordsBesideTheTextsAreInItsLanguage();
};

void TestHandout::questionsStandBeforeAnswers() {
    const QByteArray page = Lesson().html();
    const QByteArray first = page.left(splitOf(page));
    for (const char *told :
         {"7. The title", "What many believe", "The introduction", "outcome?", "statement one",
          "Cache-Control: max-age=60", "class=\"room\"", "X-Note: a"})
        QVERIFY2(first.contains(told), told);
    QVERIFY(page.contains("https://www.rfc-editor.org/rfc/rfc9111#section-4.2.1"));
}

void TestHandout::nothingIsGivenAwayBeforeTheAnswers() {
    const QByteArray page = Lesson().html();
    const QByteArray first = page.left(splitOf(page));
    QVERIFY(first.contains("200 OK"));            // the first step is shown
    QVERIFY(!first.contains("304 Not Modified")); // what follows is not
    for (const char *told :
         {"because", "class=\"truth\"", "class=\"holds\"", "no-cache", "What was learned"})
        QVERIFY2(!first.contains(told), told);
    QVERIFY(first.contains("http://shop.test/prices")); // but who asks for what is
}

void TestHandout::answersSayWhatIsTrue() {
    const QByteArray page = Lesson().html();
    const QByteArray second = page.mid(splitOf(page));
    for (const char *told :
         {"304 Not Modified", "because outcome", "<p class=\"truth\">Fresh hit</p>",
          "<p class=\"truth\">40 s</p>", "<li class=\"holds\">statement two</li>",
          "<li>statement one</li>", "Cache-Control: no-cache", "What was learned"})
        QVERIFY2(second.contains(told), told);
}

void TestHandout::partsAlone() {
    const QByteArray questions = Lesson().html(Part::Questions);
    QVERIFY(questions.contains("class=\"room\"") && !questions.contains("because"));
    const QByteArray answers = Lesson().html(Part::Answers);
    QVERIFY(!answers.contains("class=\"room\"") && answers.contains("because"));
}

void TestHandout::withoutDrawings() {
    const QByteArray page = Lesson().html(Part::Whole, false);
    QVERIFY(!page.contains("<svg"));
    QVERIFY(page.contains("<pre>+0 s"));
}

void TestHandout::hostileTextsAreShown() {
    Lesson lesson;
    lesson.scenario.title = lesson.scenario.intro = text(hostile);
    lesson.scenario.misconception = lesson.scenario.conclusion = text(hostile);
    lesson.scenario.sections = {hostile};
    lesson.scenario.resources[0].path = hostile;
    lesson.scenario.resources[0].fields = {{hostile, hostile}};
    for (Question &one : lesson.scenario.questions) {
        one.ask = one.why = text(hostile);
        one.unit = hostile;
        for (Option &option : one.options)
            option.text = text(hostile);
    }
    for (auto &step : lesson.scenario.steps) {
        step.method = hostile;
        step.text = text(hostile);
        step.fields = {{hostile, hostile}};
    }
    const QByteArray page = lesson.html();
    QVERIFY(!page.contains("<script") && !page.contains("<img") &&
            !page.contains("x onerror=y>\""));
    QVERIFY(page.contains("default-src 'none'"));
}

void TestHandout::aScenarioWithoutQuestions() {
    Lesson lesson;
    lesson.scenario.questions.clear();
    const QByteArray page = lesson.html(Part::Questions);
    QVERIFY(page.contains("304 Not Modified")); // there is nothing to find out
    QVERIFY(!page.contains("class=\"question\""));
}

void TestHandout::whatAVersionBrings_data() {
    using etagere::scenario::ResourceVersion;
    QTest::addColumn<ResourceVersion>("version");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, ResourceVersion version, const char *told) {
        version.from = std::chrono::seconds(20);
        QTest::newRow(name) << version << QByteArray(told);
    };
    row("another body", {{}, "two", {}, {}, {}}, "; new content at +20 s</li>");
    row("another field", {{}, "one", {}, {}, {{"Vary", "*"}}},
        "; from +20 s on <code><bdi>Vary: *</bdi></code></li>");
    row("the file is saved again", {{}, "one", {}, {}, {}},
        "; the same content written anew at +20 s</li>");
}

void TestHandout::whatAVersionBrings() {
    QFETCH(etagere::scenario::ResourceVersion, version);
    QFETCH(QByteArray, told);
    Lesson lesson;
    lesson.scenario.resources[0].versions = {{{}, "one", {}, {}, {}}, version};
    const QByteArray page = lesson.html();
    QVERIFY2(page.contains(told), page);
}

void TestHandout::aBrokenConnectionIsTold() {
    Lesson lesson;
    lesson.scenario.steps[1].cutAfter = 500;
    QVERIFY(lesson.html().contains("; the connection breaks after 500 B</td>"));
}

void TestHandout::theWordsBesideTheTextsAreInItsLanguage() {
    Lesson lesson;
    lesson.scenario.whatIfs = {{"w", text("What if it rained?"), {}}};
    lesson.scenario.questions[1].whatIf = "w";
    Handout handout{&lesson.scenario, &lesson.trace, lesson.json, {"fresh-hit", "40", "b", ""}};
    handout.language = "pt-BR";
    const auto page = QByteArray::fromStdString(etagere::report::handoutHtml(handout));
    for (const char *told : {"<html lang=\"pt-BR\">", "<h2>Perguntas</h2>", "<h3>Pergunta 1</h3>",
                             "Do cache, fresca", "<h2>Respostas</h2>", "Agora está assim:",
                             "Quem faz o quê", "<p class=\"note\">What if it rained?</p>"})
        QVERIFY2(page.contains(told), told);
    for (const char *english : {"Question", "Answer", "Fresh hit", "Suppose", "Stored"})
        QVERIFY2(!page.contains(english), english);
}

QTEST_APPLESS_MAIN(TestHandout)
#include "test_handout.moc"
