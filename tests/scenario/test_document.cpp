// SPDX-License-Identifier: Apache-2.0
#include <QRegularExpression>
#include <QTest>

#include "core/scenario/document.h"
#include "core/scenario/lessons.h"
#include "core/scenario/words.h"
#include "tests/scenario/document_text.h"

using namespace etagere;
using namespace etagere::scenario;
using test::q;
using test::wholeDocument;

namespace {

using Lines = std::vector<FieldLine>;

Scenario read(const std::string &json) {
    auto scenario = readScenario(json);
    if (!scenario)
        qWarning("%s", test::told(scenario.error()).c_str());
    return scenario ? *scenario : Scenario{};
}

const Scenario &whole() {
    static const Scenario scenario = read(wholeDocument());
    return scenario;
}

constexpr Duration seconds(double count) {
    return Duration(static_cast<std::int64_t>(count * 1e6));
}

} // namespace

/// Every member of a scenario document becomes what it says.
class TestDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void headIsRead() {
        QCOMPARE(whole().id, "whole");
        QCOMPARE(whole().number, "B9");
        QCOMPARE(whole().title.in("pt-BR"), "Tudo de uma vez");
        QCOMPARE(whole().title.in("es"), "Everything at once");
        QCOMPARE(whole().misconception.in("es"), "“One is enough.”");
        QCOMPARE(whole().intro.in("en"), "An intro.");
        QCOMPARE(whole().conclusion.in("en"), "A conclusion.");
        QCOMPARE(whole().sections, (std::vector<std::string>{"RFC 9111 4.2", "RFC 9110 13.1.2"}));
        QCOMPARE(whole().start, Instant(std::chrono::seconds(1'772'353'800)));
        QCOMPARE(
            read(q("{'schema':'etagere.scenario/1','id':'x','title':'','actors':[],'steps':[]}"))
                .start,
            Instant(std::chrono::seconds(1'767'614'400)));
    }

    void clientsAreRead() {
        const Actor &ann = whole().actors.at(0);
        QCOMPARE(ann.kind, ActorKind::Browser);
        QCOMPARE(ann.name.in("en"), "Ann");
        QCOMPARE(ann.model, "chromium");
        QCOMPARE(ann.isPartitioned, std::optional(false));
        QCOMPARE(ann.userAgent, "A/1");
        QCOMPARE(ann.address, "192.0.2.7");
        QCOMPARE(whole().actors.at(1).address, "192.0.2.8");
        QCOMPARE(whole().actors.at(2).kind, ActorKind::Monitor);
        QCOMPARE(whole().actors.at(2).address, "192.0.2.1");
    }

    void serversAreRead() {
        const auto &actors = whole().actors;
        QCOMPARE(actors.at(3).host, "shop.test");
        QCOMPARE(actors.at(5).clockShift, 1'000'000);
        QCOMPARE(actors.at(6).behind, std::vector<std::string>{"coder"});
        QCOMPARE(actors.at(6).model, "firefox");
        QCOMPARE(actors.at(7).mark, "dash-gzip");
        QCOMPARE(actors.at(7).undoesMark, false);
        QCOMPARE(actors.at(8).behind, (std::vector<std::string>{"n1", "n2"}));
        QCOMPARE(actors.at(8).balance, "random");
        QCOMPARE(actors.at(8).seed, std::uint64_t{7});
        QCOMPARE(actors.at(9).tracker, "evercookie");
        QCOMPARE(actors.at(9).seed, std::uint64_t{9});
    }

    void resourcesAreRead() {
        const Resource &script = whole().resources.at(0);
        QCOMPARE(script.on, (std::vector<std::string>{"n1", "n2"}));
        QCOMPARE(script.path, "/app.js");
        QCOMPARE(script.mediaType, "text/javascript");
        QCOMPARE(script.tag, "nginx");
        QVERIFY(script.isWeak && script.lastModified && script.gzip && !script.isWritable);
        QCOMPARE(script.mark, "drop");
        QCOMPARE(script.status, std::uint16_t{200});
        QCOMPARE(
            script.fields,
            (Lines{{"Cache-Control", "max-age=60"}, {"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}}));
        const Resource &note = whole().resources.at(1);
        QCOMPARE(note.tag, "\"a1\"");
        QVERIFY(note.isWritable && note.requiresCondition && note.ignoresConditions);
        QCOMPARE(note.varyBy, "Accept-Language");
        QCOMPARE(note.variants.at(0).value, "fr");
        QCOMPARE(note.variants.at(0).body, "Bonjour");
        QCOMPARE(note.status, std::uint16_t{203});
    }

    void versionsAreRead() {
        const auto &versions = whole().resources.at(0).versions;
        QCOMPARE(versions.size(), std::size_t{2});
        QCOMPARE(versions[0].from, Duration(-std::chrono::hours(240)));
        QCOMPARE(versions[0].body, "one");
        QVERIFY(!versions[0].modified);
        QCOMPARE(versions[1].from, seconds(12));
        QCOMPARE(versions[1].body.size(), std::size_t{100});
        QCOMPARE(versions[1].modified, std::optional(Duration(-std::chrono::minutes(90))));
        QCOMPARE(versions[0].tag, "");
        QCOMPARE(versions[1].tag, "\"b2\"");
        QCOMPARE(versions[1].fields, (Lines{{"Age", "5"}}));
        const auto &single = whole().resources.at(1).versions;
        QCOMPARE(single.size(), std::size_t{1});
        QCOMPARE(single[0].from, Duration(0));
        QCOMPARE(single[0].body, "Hello");
    }

    void stepsAreRead() {
        const Step &first = whole().steps.at(0);
        QCOMPARE(first.id, "first");
        QCOMPARE(first.at, seconds(0.5));
        QCOMPARE(first.actor, "ann");
        QCOMPARE(first.url, "http://shop.test/note");
        QCOMPARE(first.fields, (Lines{{"X", "1"}}));
        QCOMPARE(first.reload, Reload::Hard);
        QVERIFY(first.isDocument && !first.isUnconditional);
        QCOMPARE(first.page, "https://elsewhere.test/");
        QCOMPARE(first.cutAfter, std::optional<std::uint64_t>(3));
        QCOMPARE(first.text.in("en"), "The first.");
        QCOMPARE(whole().steps.at(1).id, "2");
        QCOMPARE(whole().steps.at(1).at, seconds(60));
        QVERIFY(whole().steps.at(1).isUnconditional);
        QCOMPARE(whole().steps.at(2).method, "PUT");
        QCOMPARE(whole().steps.at(2).body, "text");
        const std::array actions{Action::Flush, Action::Flush, Action::DeleteCookies, Action::Stop,
                                 Action::Start};
        for (std::size_t i = 0; i < actions.size(); ++i)
            QCOMPARE(whole().steps.at(i + 3).action, actions[i]);
    }

    void whatIfsAreRead() {
        const WhatIf &off = whole().whatIfs.at(0);
        QCOMPARE(off.text.in("en"), "What if?");
        QCOMPARE(off.edits.at(0), (Edit{"/actors/0/partitioned", "true"}));
        QCOMPARE(off.edits.at(1), (Edit{"/resources/0/fields/Cache-Control", ""}));
        QCOMPARE(off.edits.at(3).pointer, "/steps/-");
    }

    void questionsAreRead() {
        const Question &outcome = whole().questions.at(0);
        QCOMPARE(outcome.after, "first");
        QCOMPARE(outcome.why.in("en"), "Because.");
        QCOMPARE(outcome.whatIf, "off");
        QCOMPARE(outcome.reading.measure, Measure::Outcome);
        QCOMPARE(outcome.reading.step, "first");
        QCOMPARE(outcome.reading.actor, "ann");
        QCOMPARE(outcome.options.at(1).id, "bypass");
        QCOMPARE(outcome.right.outcome, "stored");
        QCOMPARE(outcome.wrong.outcome, "bypass");
        const Question &number = whole().questions.at(1);
        QCOMPARE(number.kind, QuestionKind::Number);
        QCOMPARE(number.unit, "s");
        QCOMPARE(number.reading.measure, Measure::Requests);
        QCOMPARE(number.reading.last, "put");
        QCOMPARE(number.reading.name, "o");
        QCOMPARE(number.right.number, 2.5);
        QCOMPARE(number.wrong.number, -1.0);
        const Question &edit = whole().questions.at(3);
        QCOMPARE(edit.editable.size(), std::size_t{2});
        QCOMPARE(edit.holds.kind, Condition::Kind::Is);
        QCOMPARE(edit.right.edits.at(0), (Edit{"/resources/1/fields/Vary", "\"Accept-Language\""}));
        QCOMPARE(edit.wrong.edits.at(0), (Edit{"/resources/0/fields/Cache-Control", ""}));
    }

    void conditionsAreRead() {
        const Question &pick = whole().questions.at(2);
        QCOMPARE(pick.wrong.picked, (std::vector<std::string>{"a", "b"}));
        const Condition &all = pick.options.at(0).holds;
        QCOMPARE(all.kind, Condition::Kind::All);
        QCOMPARE(all.parts.at(0).kind, Condition::Kind::Is);
        QVERIFY(all.parts.at(0).value == Value(200.0));
        QCOMPARE(all.parts.at(1).kind, Condition::Kind::IsNot);
        QVERIFY(all.parts.at(1).value == Value(std::string("error")));
        QCOMPARE(all.parts.at(2).kind, Condition::Kind::Any);
        const Condition &both = all.parts.at(2).parts.at(0);
        QCOMPARE(both.kind, Condition::Kind::All);
        QCOMPARE(both.parts.at(0).kind, Condition::Kind::Below);
        QCOMPARE(both.parts.at(1).kind, Condition::Kind::AtLeast);
        const Condition &negation = pick.options.at(1).holds;
        QCOMPARE(negation.kind, Condition::Kind::Not);
        QCOMPARE(negation.parts.at(0).kind, Condition::Kind::SameAs);
        QCOMPARE(negation.parts.at(0).reading.name, "ETag");
        QCOMPARE(negation.parts.at(0).other.measure, Measure::Sent);
    }

    /// What the page for teachers names is in the document that the tests above are about.
    void everyDocumentedMemberIsThere() {
        const QString page = QString::fromStdString(test::fileText("resources/lessons/WRITING.md"));
        const QString json = QString::fromStdString(wholeDocument());
        const QRegularExpression row(QStringLiteral("^\\| (`[^|]*)\\|"),
                                     QRegularExpression::MultilineOption);
        const QRegularExpression word(QStringLiteral("`([a-z_-]+)`"));
        int members = 0;
        auto rows = row.globalMatch(page.left(page.indexOf(QStringLiteral("## Readings"))));
        while (rows.hasNext()) {
            auto words = word.globalMatch(rows.next().captured(1));
            for (; words.hasNext(); ++members) {
                const QString name = QLatin1Char('"') + words.next().captured(1) + QLatin1Char('"');
                QVERIFY2(json.contains(name), qPrintable(name));
            }
        }
        QVERIFY(members > 50);
    }

    void theExampleOfThePageIsAScenario() {
        const Scenario example = read(test::documentedExample());
        QCOMPARE(example.id, "page-counter");
        QCOMPARE(example.questions.at(0).right.number, 412.0);
    }

    void coursesAreReadWithoutWhatTheirEditsTookAway() {
        for (const WhatIf &whatIf : whole().whatIfs) {
            const auto json = edited(wholeDocument(), whatIf.edits);
            QVERIFY(json.has_value());
            QVERIFY(!readScenario(*json).has_value()); // its own edit leads nowhere now
            const auto course = readCourse(*json, whole());
            QVERIFY(course.has_value());
            QCOMPARE(course->steps.size(), whole().steps.size() + 1);
            QVERIFY(course->whatIfs.empty() && course->questions.empty());
        }
        QVERIFY(!readCourse("{}", whole()).has_value());
    }

    void coursesOfLessonsAreScenarios_data() { lessonsAreScenarios_data(); }
    void coursesOfLessonsAreScenarios() {
        QFETCH(int, place);
        const std::string json(allLessons()[static_cast<std::size_t>(place)].json);
        const Scenario plain = read(json);
        for (const WhatIf &whatIf : plain.whatIfs) {
            const auto made = edited(json, whatIf.edits);
            QVERIFY2(made.has_value(), whatIf.id.c_str());
            const auto course = readCourse(*made, plain);
            QVERIFY2(course.has_value(), course ? "" : test::told(course.error()).c_str());
            for (const Step &step : course->steps) { // the author's words tell of another course
                const std::size_t before = stepAt(plain, step.id);
                const bool isNew = before >= plain.steps.size();
                QVERIFY2(isNew || step.text.isEmpty() || step.text != plain.steps[before].text,
                         step.id.c_str());
            }
        }
    }

    void generatedBodiesAreTheSameAndEachAnother() {
        QCOMPARE(generatedBody(1000, "/a", 1), generatedBody(1000, "/a", 1));
        QVERIFY(generatedBody(1000, "/a", 1) != generatedBody(1000, "/a", 2));
        QVERIFY(generatedBody(1000, "/a", 1) != generatedBody(1000, "/b", 1));
        QCOMPARE(generatedBody(0, "/a", 1), "");
        QCOMPARE(whole().resources.at(0).versions.at(1).body, generatedBody(100, "/app.js", 1));
    }

    void lessonsAreScenarios_data() {
        QTest::addColumn<int>("place");
        for (std::size_t i = 0; i < allLessons().size(); ++i)
            QTest::newRow(std::string(allLessons()[i].file).c_str()) << static_cast<int>(i);
    }
    void lessonsAreScenarios() {
        QFETCH(int, place);
        const Lesson &lesson = allLessons()[static_cast<std::size_t>(place)];
        const Scenario scenario = read(std::string(lesson.json));
        QVERIFY(!scenario.id.empty() && !scenario.number.empty());
        QCOMPARE(lessonOf(scenario.id), &lesson);
        QCOMPARE(lessonOf(scenario.number), &lesson);
        QCOMPARE(lessonOf(""), nullptr);
    }
};

QTEST_APPLESS_MAIN(TestDocument)
#include "test_document.moc"
