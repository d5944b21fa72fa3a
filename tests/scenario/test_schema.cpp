// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/scenario/lessons.h"
#include "core/scenario/words.h"
#include "tests/scenario/document_text.h"

#include <rapidjson/document.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

#include <memory>

using namespace etagere;
using test::q;
using test::wholeDocument;

namespace {

/// Where the document does not keep to the schema; empty when it does.
std::string wrongIn(const std::string &json) {
    static const auto schema = [] {
        QByteArray text = QByteArray::fromStdString(
            test::fileText("resources/schema/etagere.scenario.schema.json"));
        text.replace("#/$defs/", "#/%24defs/"); // RapidJSON takes a $ there for no URI
        rapidjson::Document document;
        document.Parse(text.constData());
        return std::make_unique<rapidjson::SchemaDocument>(document);
    }();
    rapidjson::Document document;
    document.Parse(json.c_str());
    if (document.HasParseError())
        return "no JSON";
    rapidjson::SchemaValidator validator(*schema);
    if (document.Accept(validator))
        return {};
    rapidjson::StringBuffer place;
    validator.GetInvalidDocumentPointer().StringifyUriFragment(place);
    return place.GetString();
}

} // namespace

/// The schema for editors and other programs says what the program reads.
class TestSchema : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lessonsKeepToIt_data() {
        QTest::addColumn<int>("place");
        for (std::size_t i = 0; i < scenario::allLessons().size(); ++i)
            QTest::newRow(std::string(scenario::allLessons()[i].file).c_str())
                << static_cast<int>(i);
    }
    void lessonsKeepToIt() {
        QFETCH(int, place);
        const auto &lesson = scenario::allLessons()[static_cast<std::size_t>(place)];
        QCOMPARE(wrongIn(std::string(lesson.json)), "");
    }

    void documentsKeepToIt() {
        QCOMPARE(wrongIn(wholeDocument()), "");
        QCOMPARE(wrongIn(test::documentedExample()), "");
    }

    void wordsAreInIt() {
        std::vector<std::string_view> words(scenario::modelWords());
        words.insert(words.end(), scenario::outcomeWords().begin(), scenario::outcomeWords().end());
        words.insert(words.end(), scenario::marks.begin(), scenario::marks.end());
        words.insert(words.end(), scenario::balances.begin(), scenario::balances.end());
        const auto add = [&words]<class Kind>(Kind) {
            for (std::size_t i = 0; i < static_cast<std::size_t>(Kind::Count); ++i)
                words.push_back(scenario::nameOf(static_cast<Kind>(i)));
        };
        add(scenario::ActorKind{});
        add(scenario::Action{});
        add(scenario::Reload{});
        add(scenario::Measure{});
        add(scenario::QuestionKind{});
        const std::string schema = test::fileText("resources/schema/etagere.scenario.schema.json");
        for (const std::string_view word : words)
            QVERIFY2(schema.find('"' + std::string(word) + '"') != std::string::npos,
                     std::string(word).c_str());
    }

    void timesKeepToIt() {
        for (const char *time :
             {"'1 minute'", "'2 days 1 hour 30 minutes'", "' -5 sec '", "'1h30min'"}) {
            const scenario::Edit edit{"/resources/0/versions/1/from", q(time)};
            QCOMPARE(wrongIn(*scenario::edited(wholeDocument(), std::span(&edit, 1))), "");
        }
    }

    void whatIsWrongIsFound_data() {
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("put");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const char *at, const char *put, const char *place) {
            QTest::newRow(name) << QString::fromUtf8(at) << QString::fromUtf8(put)
                                << QString::fromUtf8(place);
        };
        row("no id", "/id", "", "#");
        row("an unknown member", "/stepps", "[]", "#/stepps");
        row("another schema", "/schema", "'x'", "#/schema");
        row("an unknown kind", "/actors/0/kind", "'x'", "#/actors/0");
        row("another kind's member", "/actors/0/tracker", "'x'", "#/actors/0");
        row("no body", "/resources/1/body", "", "#/resources/1");
        row("a body and versions", "/resources/0/body", "'x'", "#/resources/0");
        row("a step without a URL", "/steps/0/url", "", "#/steps/0");
        row("a time that is none", "/steps/0/at", "'soon'", "#/steps/0");
        row("an edit that does nothing", "/what_ifs/0/edits/0/put", "", "#/what_ifs/0/edits/0");
        row("no comparison", "/questions/3/holds/is", "", "#/questions/3");
    }
    void whatIsWrongIsFound() {
        QFETCH(QString, at);
        QFETCH(QString, put);
        const scenario::Edit edit{at.toStdString(), q(put.toStdString())};
        const std::string json = *scenario::edited(wholeDocument(), std::span(&edit, 1));
        QTEST(QString::fromStdString(wrongIn(json)), "place");
        QVERIFY(!scenario::readScenario(json).has_value());
    }
};

QTEST_APPLESS_MAIN(TestSchema)
#include "test_schema.moc"
