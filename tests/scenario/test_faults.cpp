// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/scenario/document.h"
#include "core/scenario/expected.h"
#include "tests/scenario/document_text.h"

#include <algorithm>

using namespace etagere;
using namespace etagere::scenario;
using test::q;

namespace {

/// One edit of the whole document, and the problem that it makes.
struct Row {
    const char *name;
    const char *at;  ///< the edit's pointer
    const char *put; ///< with ' for "; empty: taken away
    Fault fault;
    const char *pointer; ///< of the problem
    std::string_view detail = "";
    const char *near = "";
};

using enum Fault;
constexpr std::array rows{
    // the head
    Row{"no schema", "/schema", "", NotASchema, ""},
    Row{"another schema", "/schema", "'etagere.audit/1'", NotASchema, "/schema", "etagere.audit/1"},
    Row{"no id", "/id", "", Missing, "", "id"},
    Row{"no actors", "/actors", "", Missing, "", "actors"},
    Row{"an id with a space", "/id", "'a b'", WrongType, "/id", expected::id},
    Row{"an empty id", "/id", "''", WrongType, "/id", expected::id},
    Row{"an unknown member", "/stepps", "[]", Unknown, "/stepps", "stepps", "steps"},
    Row{"a member that is like none", "/xyzzy", "1", Unknown, "/xyzzy", "xyzzy"},
    Row{"a title that is a number", "/title", "5", WrongType, "/title", expected::localText},
    Row{"a language that is none", "/title/English", "'x'", WrongType, "/title/English",
        expected::language},
    Row{"a translation that is no text", "/title/es", "true", WrongType, "/title/es",
        expected::text},
    Row{"a start without a day", "/start", "'2026-01'", WrongType, "/start", expected::instant},
    Row{"a start before 1970", "/start", "'1969-12-31T00:00:00Z'", WrongType, "/start",
        expected::instant},
    Row{"sections that are an object", "/sections", "{}", WrongType, "/sections",
        expected::textOrList},
    Row{"steps that are an object", "/steps", "{}", WrongType, "/steps", expected::list},
    Row{"the whole is a list", "", "[]", WrongType, "", expected::object},
    // actors
    Row{"an actor that is a text", "/actors/2", "'mo'", WrongType, "/actors/2", expected::object},
    Row{"an unknown kind", "/actors/0/kind", "'browsr'", NotOneOf, "/actors/0/kind",
        "browser, editor, monitor, origin, shared-cache, coding-proxy, balancer, tracker",
        "browser"},
    Row{"an unknown model", "/actors/0/model", "'chrome'", NotOneOf, "/actors/0/model",
        "rfc9111, chromium, firefox, safari", "chromium"},
    Row{"an actor twice", "/actors/2/id", "'ed'", Twice, "/actors/2/id", "ed"},
    Row{"a host twice", "/actors/6/host", "'SHOP.test'", Twice, "/actors/6/host", "shop.test"},
    Row{"a host with a port", "/actors/6/host", "'cdn.test:80'", WrongType, "/actors/6/host",
        expected::host},
    Row{"a model for a tracker", "/actors/9/model", "'safari'", Unknown, "/actors/9/model",
        "model"},
    Row{"an unknown tracker", "/actors/9/tracker", "'evercooki'", NotOneOf, "/actors/9/tracker",
        "*", "evercookie"},
    Row{"no upstream", "/actors/7/upstream", "", Missing, "/actors/7", "upstream"},
    Row{"an upstream that nobody is", "/actors/6/upstream", "'codr'", NoSuch, "/actors/6/upstream",
        "codr", "coder"},
    Row{"a browser for an upstream", "/actors/7/upstream", "'ann'", NotOneOf, "/actors/7/upstream",
        "o, n1, n2, shared, coder, both, spy"},
    Row{"a circle", "/actors/7/upstream", "'shared'", Circle, "/actors/6/upstream", "shared"},
    Row{"behind itself", "/actors/7/upstream", "'coder'", Circle, "/actors/7/upstream", "coder"},
    Row{"a balancer in a circle", "/actors/8/nodes/1", "'both'", Circle, "/actors/8/nodes", "both"},
    Row{"no nodes", "/actors/8/nodes", "[]", Missing, "/actors/8/nodes", "nodes"},
    Row{"an unknown balance", "/actors/8/balance", "'robin'", NotOneOf, "/actors/8/balance",
        "round-robin, random, sticky"},
    Row{"a negative seed", "/actors/8/seed", "-1", WrongType, "/actors/8/seed", expected::whole},
    Row{"an unknown mark", "/actors/7/mark", "'gzip'", NotOneOf, "/actors/7/mark",
        "keep, weaken, dash-gzip, double-dash, semicolon-gz, drop"},
    Row{"partitioned in quotes", "/actors/0/partitioned", "'true'", WrongType,
        "/actors/0/partitioned", expected::truth},
    Row{"an address on two lines", "/actors/0/address", "'1\\n2'", WrongType, "/actors/0/address",
        expected::oneLine},
    // resources
    Row{"an origin that nobody is", "/resources/1/on", "'p'", NoSuch, "/resources/1/on", "p"},
    Row{"a balancer for an origin", "/resources/1/on", "'both'", NotOneOf, "/resources/1/on",
        "o, n1, n2"},
    Row{"a path without its slash", "/resources/1/path", "'note'", WrongType, "/resources/1/path",
        expected::path},
    Row{"a path with a query", "/resources/1/path", "'/a?b'", WrongType, "/resources/1/path",
        expected::path},
    Row{"a path twice", "/resources/-", "{'on':'n2','path':'/app.js','body':''}", Twice,
        "/resources/2/path", "/app.js"},
    Row{"an unknown tag", "/resources/1/tag", "'ngin'", NotOneOf, "/resources/1/tag", "*", "nginx"},
    Row{"a recipe without a formula", "/resources/1/tag", "'universal'", NotOneOf,
        "/resources/1/tag", "*", ""},
    Row{"a media type without a slash", "/resources/1/type", "'html'", WrongType,
        "/resources/1/type", expected::mediaType},
    Row{"a status of 304 seconds", "/resources/1/status", "1000", WrongType, "/resources/1/status",
        expected::status},
    Row{"no body", "/resources/1/body", "", Missing, "/resources/1", "body"},
    Row{"a body and bytes", "/resources/1/bytes", "5", Twice, "/resources/1/bytes", "body"},
    Row{"a body and versions", "/resources/0/body", "'x'", Twice, "/resources/0/body", "versions"},
    Row{"no versions", "/resources/0/versions", "[]", Missing, "/resources/0/versions", "versions"},
    Row{"versions out of order", "/resources/0/versions/0/from", "12", NotInOrder,
        "/resources/0/versions/1/from"},
    Row{"a file from before 1970", "/resources/0/versions/1/modified", "'-30000 d'", WrongType,
        "/resources/0/versions/1/modified", expected::instant},
    Row{"too many bytes", "/resources/0/versions/1/bytes", "2000000", TooLarge,
        "/resources/0/versions/1/bytes", "1048576 bytes"},
    Row{"variants of nothing", "/resources/1/vary_by", "", Missing, "/resources/1", "vary_by"},
    Row{"a field that is a number", "/resources/0/fields/Age", "5", WrongType,
        "/resources/0/fields/Age", expected::text},
    Row{"a field that ends its line", "/resources/0/fields/Age", "'5\\r\\nX: 1'", WrongType,
        "/resources/0/fields/Age", expected::fieldValue},
    Row{"a field's name with a space", "/resources/0/fields/Max Age", "'5'", WrongType,
        "/resources/0/fields/Max Age", expected::fieldName},
    // steps
    Row{"no time", "/steps/0/at", "", Missing, "/steps/0", "at"},
    Row{"a time before the start", "/steps/0/at", "-1", WrongType, "/steps/0/at",
        expected::timeFromStart},
    Row{"a time that is none", "/steps/0/at", "'soon'", WrongType, "/steps/0/at", expected::time},
    Row{"steps out of order", "/steps/0/at", "61", NotInOrder, "/steps/1/at"},
    Row{"a slip of the pen", "/steps/0/autor", "'ann'", Unknown, "/steps/0/autor", "autor",
        "actor"},
    Row{"an actor that nobody is", "/steps/2/actor", "'edd'", NoSuch, "/steps/2/actor", "edd",
        "ed"},
    Row{"an origin that asks", "/steps/2/actor", "'o'", NotOneOf, "/steps/2/actor", "ann, ed, mo"},
    Row{"an editor without a cache", "/steps/3/actor", "'ed'", NotOneOf, "/steps/3/actor",
        "ann, shared"},
    Row{"a browser that stops", "/steps/6/actor", "'ann'", NotOneOf, "/steps/6/actor",
        "o, n1, n2, shared, coder, both, spy"},
    Row{"a step twice", "/steps/2/id", "'first'", Twice, "/steps/2/id", "first"},
    Row{"a step whose number is another's id", "/steps/0/id", "'2'", Twice, "/steps/1", "2"},
    Row{"an unknown action", "/steps/0/do", "'requst'", NotOneOf, "/steps/0/do",
        "request, flush, delete-cookies, stop, start", "request"},
    Row{"a method for a stop", "/steps/6/method", "'GET'", Unknown, "/steps/6/method", "method"},
    Row{"a method in small letters", "/steps/0/method", "'put'", NotOneOf, "/steps/0/method",
        "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", "PUT"},
    Row{"a method with a space", "/steps/0/method", "'GE T'", WrongType, "/steps/0/method",
        expected::method},
    Row{"no URL", "/steps/0/url", "", Missing, "/steps/0", "url"},
    Row{"a URL without a host", "/steps/0/url", "'/note'", WrongType, "/steps/0/url",
        expected::url},
    Row{"a URL of another scheme", "/steps/0/url", "'file:///etc/passwd'", WrongType,
        "/steps/0/url", expected::url},
    Row{"a URL with a line end", "/steps/0/url", "'http://shop.test/\\r\\nX: 1'", WrongType,
        "/steps/0/url", expected::url},
    Row{"a host that nobody has", "/steps/0/url", "'http://shop.tset/'", NoHost, "/steps/0/url",
        "shop.tset", "shop.test"},
    Row{"an unknown reload", "/steps/0/reload", "'harder'", NotOneOf, "/steps/0/reload",
        "no, normal, hard, back", "hard"},
    // what-ifs
    Row{"an edit that leads nowhere", "/what_ifs/0/edits/0/at", "'/actor/0/model'", NoSuchPlace,
        "/what_ifs/0/edits/0/at", "/actor/0/model", "/actors/0/model"},
    Row{"an edit that does nothing", "/what_ifs/0/edits/1/remove", "", WrongType,
        "/what_ifs/0/edits/1", expected::putOrRemove},
    Row{"an edit that does both", "/what_ifs/0/edits/0/remove", "true", WrongType,
        "/what_ifs/0/edits/0", expected::putOrRemove},
    Row{"a what-if twice", "/what_ifs/-", "{'id':'off','text':'','edits':[]}", Twice,
        "/what_ifs/1/id", "off"},
    // questions
    Row{"no right answer", "/questions/0/right", "", Missing, "/questions/0", "right"},
    Row{"a question behind no step", "/questions/0/after", "'frist'", NoSuch, "/questions/0/after",
        "frist", "first"},
    Row{"a question about no course", "/questions/0/what_if", "'of'", NoSuch,
        "/questions/0/what_if", "of", "off"},
    Row{"an unknown outcome", "/questions/0/right", "'storde'", NotOneOf, "/questions/0/right", "*",
        "stored"},
    Row{"an outcome that is not offered", "/questions/0/right", "'error'", NotAnAnswer,
        "/questions/0/right", "error"},
    Row{"an outcome of an editor", "/questions/0/actor", "'ed'", NotOneOf, "/questions/0/actor",
        "ann, shared"},
    Row{"a number in quotes", "/questions/1/right", "'2'", WrongType, "/questions/1/right",
        expected::number},
    Row{"a number that is a truth", "/questions/1/reading", "{'measure':'asked','step':'first'}",
        NotAnAnswer, "/questions/1/reading", "asked"},
    Row{"a span that goes back", "/questions/1/reading",
        "{'measure':'requests','step':'put','last':'first'}", NotInOrder,
        "/questions/1/reading/last"},
    Row{"an option that is not there", "/questions/2/right/0", "'c'", NoSuch,
        "/questions/2/right/0", "c"},
    Row{"an option twice", "/questions/2/options/1/id", "'a'", Twice, "/questions/2/options/1/id",
        "a"},
    Row{"a place that is a number", "/questions/3/editable/0", "'/actors/8/seed'", WrongType,
        "/questions/3/editable/0", expected::pointer},
    Row{"a place that is not there", "/questions/3/editable/0", "'/resources/7/tag'", NoSuchPlace,
        "/questions/3/editable/0", "/resources/7/tag"},
    Row{"an answer elsewhere", "/questions/3/right/0/at", "'/id'", NotAnAnswer,
        "/questions/3/right", "/id"},
    // conditions
    Row{"an unknown measure", "/questions/3/holds/measure", "'askd'", NotOneOf,
        "/questions/3/holds/measure", "*", "asked"},
    Row{"no comparison", "/questions/3/holds/is", "", Missing, "/questions/3/holds", "is"},
    Row{"a truth compared with a text", "/questions/3/holds/is", "'true'", WrongType,
        "/questions/3/holds/is", expected::truth},
    Row{"a truth below something", "/questions/3/holds/below", "1", WrongType,
        "/questions/3/holds/below", expected::comparable},
    Row{"a status in quotes", "/questions/2/options/0/holds/all/0/is", "'200'", WrongType,
        "/questions/2/options/0/holds/all/0/is", expected::number},
    Row{"an unknown outcome in a condition", "/questions/2/options/0/holds/all/1/is_not",
        "'errors'", NotOneOf, "/questions/2/options/0/holds/all/1/is_not", "*", "error"},
    Row{"a text the same as a number", "/questions/2/options/1/holds/not/same_as",
        "{'measure':'age','step':'first'}", WrongType, "/questions/2/options/1/holds/not/same_as",
        expected::comparable},
    Row{"a field without a name", "/questions/2/options/1/holds/not/name", "", Missing,
        "/questions/2/options/1/holds/not", "name"},
    Row{"a name where there is none", "/questions/3/holds/name", "'x'", Unknown,
        "/questions/3/holds/name", "name"},
    Row{"an unknown rule", "/questions/3/holds",
        "{'measure':'reason','step':'first','name':'fresh-max-agee','is':true}", NotOneOf,
        "/questions/3/holds/name", "*", "*"},
    Row{"a tracker that is none", "/questions/3/holds",
        "{'measure':'known-as','step':'first','name':'o','is':''}", NotOneOf,
        "/questions/3/holds/name", "spy"},
    Row{"a condition that joins and compares", "/questions/3/holds/all", "[]", Unknown,
        "/questions/3/holds/measure", "measure"},
};

std::string edit(const Row &row) {
    const Edit edit{row.at, q(row.put)};
    return *edited(test::wholeDocument(), std::span(&edit, 1));
}

std::vector<Problem> problemsOf(const std::string &json) {
    auto read = readScenario(json);
    return read ? std::vector<Problem>() : read.error();
}

bool isMeant(const Problem &problem, const Row &row) {
    return problem.fault == row.fault && problem.pointer == row.pointer &&
           (row.detail == "*" || problem.detail == row.detail) &&
           (std::string_view(row.near) == "*" ? !problem.near.empty() : problem.near == row.near);
}

/// The text of a line, from 1.
std::string lineOf(const std::string &text, std::size_t line) {
    std::size_t begin = 0;
    for (; line > 1; --line)
        begin = text.find('\n', begin) + 1;
    return text.substr(begin, text.find('\n', begin) - begin);
}

} // namespace

/// What is wrong is told with its place.
class TestFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void faults_data() {
        QTest::addColumn<int>("place");
        for (std::size_t i = 0; i < rows.size(); ++i)
            QTest::newRow(rows[i].name) << static_cast<int>(i);
    }
    void faults() {
        QFETCH(int, place);
        const Row &row = rows[static_cast<std::size_t>(place)];
        const std::string json = edit(row);
        const auto problems = problemsOf(json);
        const auto found = std::find_if(problems.begin(), problems.end(),
                                        [&row](const Problem &one) { return isMeant(one, row); });
        QVERIFY2(found != problems.end(), test::told(problems).c_str());
        const std::string last = found->pointer.substr(found->pointer.rfind('/') + 1);
        const std::string line = lineOf(json, found->line);
        // A member's line has its name; an entry of a list stands by itself.
        const bool isMember = !last.empty() && last.find_first_not_of("0123456789") != last.npos;
        QVERIFY2(!isMember || line.find('"' + last + '"') != line.npos, line.c_str());
        QVERIFY(found->column > 0 && found->column <= line.size() + 1);
    }

    void everyFaultIsMade() {
        std::set<Fault> made{NotJson}; // which no edit makes
        for (const Row &row : rows)
            made.insert(row.fault);
        QCOMPARE(made.size(), static_cast<std::size_t>(Fault::Count));
    }

    void noJson_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("nothing") << QByteArray() << 1 << 1;
        QTest::newRow("a comma too many") << QByteArray("{\n \"a\": 1,\n}") << 3 << 1;
        QTest::newRow("a comma too few") << QByteArray("{\n \"a\": 1\n \"b\": 2}") << 3 << 2;
        QTest::newRow("an open text") << QByteArray("{\"é\": \"x}") << 1 << 10;
        QTest::newRow("more behind it") << QByteArray("{}\n{}") << 2 << 1;
        QTest::newRow("a zero byte") << QByteArray("{}\0{}", 5) << 1 << 3;
        QTest::newRow("bytes that are no text") << QByteArray("[\"\xff\"]") << 1 << 3;
    }
    void noJson() {
        QFETCH(QByteArray, json);
        const auto problems = problemsOf(json.toStdString());
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems[0].fault, NotJson);
        QVERIFY(!problems[0].detail.empty());
        QTEST(static_cast<int>(problems[0].line), "line");
        QTEST(static_cast<int>(problems[0].column), "column");
    }

    void aMemberTwice() {
        const auto problems = problemsOf("{\"id\": \"a\",\n\"id\": \"b\"}");
        QVERIFY(std::any_of(problems.begin(), problems.end(), [](const Problem &one) {
            return one.fault == Twice && one.pointer == "/id" && one.line == 2 && one.column == 1;
        }));
    }

    void aByteOrderMarkIsSkipped() {
        QVERIFY(readScenario("\xEF\xBB\xBF" + test::wholeDocument()).has_value());
    }

    void allIsToldInOrder() {
        std::string json = "{\"schema\": \"etagere.scenario/1\", \"id\": \"x\", \"title\": \"\",\n"
                           "\"actors\": [], \"steps\": [\n";
        for (int i = 0; i < 60; ++i)
            json +=
                std::string(i ? ",\n" : "") + "{\"at\": 0, \"actor\": \"nobody\", \"url\": \"x\"}";
        const auto problems = problemsOf(json + "]}");
        QCOMPARE(problems.size(), std::size_t{50});
        QVERIFY(std::is_sorted(problems.begin(), problems.end(),
                               [](const Problem &a, const Problem &b) {
                                   return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                               }));
        QCOMPARE(problems[0].line, std::size_t{3}); // of both faults of each step
        QCOMPARE(problems[1].line, std::size_t{3});
    }

    void whoeverIsMissedIsToldOnce() {
        for (const char *actors : {"5", ""}) {
            const std::string member =
                *actors != 0 ? std::string("\"actors\": ") + actors + "," : std::string();
            const auto problems = problemsOf(
                "{\"schema\": \"etagere.scenario/1\", \"id\": \"x\", \"title\": \"\"," + member +
                "\"steps\": [{\"at\": 0, \"actor\": \"a\", \"url\": \"http://o.test/\"}]}");
            QCOMPARE(problems.size(), std::size_t{1});
        }
    }

    void bounds_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("detail");
        const auto head = [](const QByteArray &rest) {
            return QByteArray("{\"schema\": \"etagere.scenario/1\", \"id\": \"x\", \"title\": \"\","
                              "\"actors\": [{\"id\": \"o\", \"kind\": \"origin\"}]") +
                   rest + '}';
        };
        const auto many = [](const char *one, int count) {
            QByteArray all;
            for (int i = 0; i < count; ++i)
                all += (i ? "," : "") + QByteArray(one).replace('#', QByteArray::number(i));
            return '[' + all + ']';
        };
        QTest::newRow("a huge document")
            << QByteArray(5'000'000, ' ') << QByteArray() << QByteArray("4194304 bytes");
        QTest::newRow("deep lists")
            << QByteArray(100'000, '[') << QByteArray() << QByteArray("64 levels");
        QTest::newRow("many values")
            << many("0", 300'000) << QByteArray() << QByteArray("200000 values");
        QTest::newRow("many steps") << head(",\"steps\":" + many("0", 1001)) << QByteArray("/steps")
                                    << QByteArray("1000 entries");
        QTest::newRow("many resources") << head(",\"steps\":[],\"resources\":" + many("0", 201))
                                        << QByteArray("/resources") << QByteArray("200 entries");
        QTest::newRow("many questions") << head(",\"steps\":[],\"questions\":" + many("0", 101))
                                        << QByteArray("/questions") << QByteArray("100 entries");
        QTest::newRow("many bytes of bodies")
            << head(",\"steps\":[],\"resources\":" +
                    many("{\"on\": \"o\", \"path\": \"/#\", \"bytes\": 1048576}", 17))
            << QByteArray("/resources/16/bytes") << QByteArray("16777216 bytes");
    }
    void bounds() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, detail);
        const auto problems = problemsOf(json.toStdString());
        QVERIFY2(std::any_of(problems.begin(), problems.end(),
                             [&](const Problem &one) {
                                 return one.fault == TooLarge &&
                                        one.pointer == pointer.toStdString() &&
                                        one.detail == detail.toStdString();
                             }),
                 test::told(problems).c_str());
    }
};

QTEST_APPLESS_MAIN(TestFaults)
#include "test_faults.moc"
