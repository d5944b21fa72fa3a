// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/explain/scenario_text.h"
#include "core/scenario/expected.h"

using namespace etagere;
using scenario::Fault;
using scenario::Problem;

namespace {

struct Row {
    const char *name;
    Fault fault;
    const char *pointer;
    std::string_view detail;
    const char *near;
    const char *sentence;
};

namespace expected = scenario::expected;
using enum Fault;
constexpr std::array rows{
    Row{"no JSON", NotJson, "", "Invalid value.", "", "This is not JSON: Invalid value."},
    Row{"bytes", TooLarge, "/a", "1048576 bytes", "",
        "This is larger than the 1,048,576 bytes that are allowed here."},
    Row{"entries", TooLarge, "/steps", "1000 entries", "",
        "These are too many: 1,000 are allowed here."},
    Row{"levels", TooLarge, "", "64 levels", "",
        "Braces and brackets stand inside each other more than 64 times here."},
    Row{"values", TooLarge, "", "200000 values", "",
        "The document has more than the 200,000 values that are read."},
    Row{"no schema", NotASchema, "", "", "",
        "This does not say that it is a scenario: it needs the member “schema” with the text "
        "“etagere.scenario/1”."},
    Row{"another schema", NotASchema, "/schema", "etagere.audit/1", "",
        "“etagere.audit/1” is not a schema that is known here; it should be "
        "“etagere.scenario/1”."},
    Row{"missing in a step", Missing, "/steps/3", "url", "",
        "The member “url” is missing: a step that does this needs it."},
    Row{"missing in the document", Missing, "", "id", "",
        "The member “id” is missing: a scenario needs it."},
    Row{"an empty list", Missing, "/actors/8/nodes", "nodes", "",
        "“nodes” is empty; there has to be at least one in it."},
    Row{"a slip of the pen", Unknown, "/steps/3/autor", "autor", "actor",
        "“autor” is not a member of a step that does this. Did you mean “actor”?"},
    Row{"unknown within fields' holder", Unknown, "/resources/0/versions/1/feilds", "feilds",
        "fields", "“feilds” is not a member of a version. Did you mean “fields”?"},
    Row{"unknown in a condition", Unknown, "/questions/0/holds/all/0/nam", "nam", "name",
        "“nam” is not a member of a condition with this measure. Did you mean “name”?"},
    Row{"a wrong type", WrongType, "/steps/3/document", expected::truth, "",
        "“document” should be true or false, without quotation marks."},
    Row{"a wrong entry", WrongType, "/actors/3", expected::object, "",
        "Entry 4 of “actors” should be an object between { and }."},
    Row{"a wrong document", WrongType, "", expected::object, "",
        "The document should be an object between { and }."},
    Row{"none of the words", NotOneOf, "/actors/0/model", "rfc9111, chromium", "chromium",
        "“model” should be one of these: rfc9111, chromium. Did you mean “chromium”?"},
    Row{"nobody fits", NotOneOf, "/steps/0/actor", "", "",
        "“actor” needs an actor of another kind, and there is none."},
    Row{"no such id", NoSuch, "/actors/8/nodes/1", "n3", "n1",
        "Nothing here has the id “n3” that “nodes” names. Did you mean “n1”?"},
    Row{"twice", Twice, "/steps/3/id", "first", "", "“first” is there already."},
    Row{"out of order", NotInOrder, "/steps/3/at", "", "",
        "“at” goes back in time: what comes later has to stand further down."},
    Row{"no such host", NoHost, "/steps/3/url", "shop.tset", "shop.test",
        "No actor has the host “shop.tset” of this URL. Did you mean “shop.test”?"},
    Row{"a circle", Circle, "/actors/3/upstream", "a", "",
        "“a” stands behind itself: its requests would go round in a circle."},
    Row{"no answer", NotAnAnswer, "/questions/0/right", "error", "",
        "“error” is nothing that this question can be answered with."},
    Row{"no number", NotAnAnswer, "/questions/0/reading", "asked", "",
        "The question asks for a number, and the measure “asked” is none."},
    Row{"nowhere", NoSuchPlace, "/what_ifs/0/edits/0/at", "/actor/0", "/actors/0",
        "“/actor/0” leads to nothing in this document. Did you mean “/actors/0”?"},
    Row{"hostile text", NoSuch, "/steps/3/actor", "a\x1b[31m", "",
        "Nothing here has the id “a\\x1b[31m” that “actor” names."},
};

} // namespace

class TestScenarioText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sentences_data() {
        QTest::addColumn<int>("place");
        for (std::size_t i = 0; i < rows.size(); ++i)
            QTest::newRow(rows[i].name) << static_cast<int>(i);
    }
    void sentences() {
        QFETCH(int, place);
        const Row &row = rows[static_cast<std::size_t>(place)];
        const Problem problem{row.fault, row.pointer, 1, 1, std::string(row.detail), row.near};
        QCOMPARE(QString::fromStdString(explain::sentenceOf(problem)),
                 QString::fromUtf8(row.sentence));
    }

    void everyFaultHasASentence() {
        std::set<Fault> said;
        for (const Row &row : rows)
            said.insert(row.fault);
        QCOMPARE(said.size(), static_cast<std::size_t>(Fault::Count));
    }

    void manyWordsAreCut() {
        std::string words;
        for (int i = 0; i < 100; ++i)
            words += std::string(i ? ", " : "") + "word";
        const std::string sentence =
            explain::sentenceOf({NotOneOf, "/resources/0/tag", 1, 1, words, ""});
        QVERIFY(sentence.size() < 250);
        QVERIFY(QString::fromStdString(sentence).endsWith(QStringLiteral("word, and others.")));
    }
};

QTEST_APPLESS_MAIN(TestScenarioText)
#include "test_scenario_text.moc"
