// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/scenario/playground.h"
#include "core/scenario/run.h"
#include "tests/scenario/document_text.h"

#include <algorithm>

using namespace etagere;
using scenario::Experiment;
using scenario::FieldLine;
using scenario::Pasted;
using Why = scenario::UnusedLine::Why;

namespace {

std::string dump(const Pasted &pasted) {
    std::string text = std::to_string(pasted.status);
    for (const auto &[name, value] : pasted.fields)
        text += "|" + name + "=" + value;
    for (const auto &line : pasted.unused)
        text += "!" + std::to_string(line.line) + ":" + std::to_string(static_cast<int>(line.why));
    return text;
}

struct Row {
    const char *name;
    std::string text;
    std::string read;
};

} // namespace

class TestPasted : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHeadIsRead_data();
    void aHeadIsRead();
    void hugeTextIsBounded();
    void theDocumentIsAScenario_data();
    void theDocumentIsAScenario();
    void dateTagAndModifiedBecomeTheServers();
    void theFileKeepsItsDate();
    void theCommandLineIsQuoted();
};

void TestPasted::aHeadIsRead_data() {
    static const Row rows[] = {
        {"nothing", "", "0"},
        {"one field", "Cache-Control: max-age=60", "0|Cache-Control=max-age=60"},
        {"a status line stands first", "HTTP/1.1 404 Not Found\r\nAge: 1\r\n", "404|Age=1"},
        {"a status line of HTTP/2 has no reason", "HTTP/2 301\nLocation: /a\n", "301|Location=/a"},
        {"a pseudo field is the status", ":status: 410\nAge: 2", "410|Age=2"},
        {"what curl writes before a line goes", "< HTTP/1.1 200 OK\n< ETag: \"a\"\n<",
         "200|ETag=\"a\"!3:3"},
        {"empty lines before the head are nothing", "\r\n\n Age: 3\n", "0|Age=3"},
        {"the body is left out", "Age: 4\n\n<html>\nAge: 5\n", "0|Age=4!2:3"},
        {"a folded line goes on", "Cache-Control: max-age=1,\n  private\n",
         "0|Cache-Control=max-age=1, private"},
        {"a line folded behind a refused one goes with it", "Age: 6\nbad line\n more\n",
         "0|Age=6!2:0"},
        {"a line without a colon is no field", "max-age=60", "0!1:0"},
        {"a name that no document takes is no field", std::string(65, 'A') + ": b", "0!1:0"},
        {"a name with a blank is no field", "Cache Control: a", "0!1:0"},
        {"a value may be empty", "Vary:", "0|Vary="},
        {"control characters are refused", std::string("A: b\x01") + "c\nB: d", "0|B=d!1:0"},
        {"bytes that are no UTF-8 are refused", "A: \xff\nB: \xc3\xa9", "0|B=\xc3\xa9!1:0"},
        {"framing follows from the message",
         "Content-Length: 5\nTransfer-Encoding: chunked\nconnection: close\nAge: 7",
         "0|Age=7!1:1!2:1!3:1"},
        {"an interim status is none", "HTTP/1.1 103 Early Hints\nAge: 8", "0|Age=8!1:2"},
        {"a status of four digits is none", "HTTP/1.1 2000 OK", "0!1:2"},
        {"two lines of a name stay two", "Vary: a\nVary: b", "0|Vary=a|Vary=b"},
    };
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("read");
    for (const Row &row : rows)
        QTest::newRow(row.name) << QByteArray::fromStdString(row.text)
                                << QByteArray::fromStdString(row.read);
}

void TestPasted::aHeadIsRead() {
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, read);
    QCOMPARE(QByteArray::fromStdString(dump(scenario::readPasted(text.toStdString()))), read);
}

void TestPasted::hugeTextIsBounded() {
    std::string many;
    for (int i = 0; i < 5000; ++i)
        many += "A: b\n";
    const Pasted pasted = scenario::readPasted(many);
    QCOMPARE(pasted.fields.size(), scenario::mostPastedFields);
    QCOMPARE(pasted.unused.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(pasted.unused.front().why), static_cast<int>(Why::TooMuch));
    const Pasted longest = scenario::readPasted("A: " + std::string(1U << 22U, 'x'));
    QVERIFY(longest.fields.empty());
    QCOMPARE(longest.unused.front().text.size(), std::size_t{80});
    // Folded lines do not get round the bound of a value.
    std::string folded = "A: b\n";
    for (int i = 0; i < 60; ++i)
        folded += " " + std::string(1000, 'y') + "\n";
    QVERIFY(scenario::readPasted(folded).fields.front().second.size() <= (16U << 10U));
}

void TestPasted::theDocumentIsAScenario_data() {
    static const Row rows[] = {
        {"nothing pasted", "", ""},
        {"a date, a tag and a modification",
         "Date: Mon, 05 Jan 2026 10:00:00 GMT\nETag: \"a\"\nLast-Modified: Sun, 04 Jan 2026 "
         "10:00:00 GMT\nCache-Control: max-age=60",
         ""},
        {"dates that are none",
         "Date: yesterday\nLast-Modified: 1\nExpires: 0\nETag: unquoted\nContent-Type: text", ""},
        {"dates that no document can state",
         "Date: Mon, 01 Jan 0001 00:00:00 GMT\nLast-Modified: Fri, 31 Dec 9999 23:59:59 GMT", ""},
        {"a file changed before 1970", "Last-Modified: Wed, 01 Jan 1969 00:00:00 GMT\nAge: 1", ""},
        {"fields that come several times", "Vary: a\nVary: b\nvary: c\nETag: \"a\"\nETag: \"b\"",
         ""},
        {"a tag and a type too long to be the server's",
         "ETag: \"" + std::string(5000, 'a') + "\"\nContent-Type: a/" + std::string(5000, 'b'), ""},
        {"a tag with a tab", "ETag: \"\ta\"", ""},
        {"quotes and backslashes", "X: \"\\\" \\u0041 </script>", ""},
    };
    QTest::addColumn<QByteArray>("text");
    for (const Row &row : rows)
        QTest::newRow(row.name) << QByteArray::fromStdString(row.text);
}

void TestPasted::theDocumentIsAScenario() {
    QFETCH(const QByteArray, text);
    for (const char *method : {"GET", "HEAD", "POST", "PURGE"}) {
        Experiment experiment;
        experiment.method = method;
        experiment.status = 404;
        experiment.response = text.toStdString();
        experiment.request = "Cache-Control: no-cache\nX: y";
        experiment.reload = scenario::Reload::Normal;
        const auto read = scenario::readScenario(scenario::documentOf(experiment));
        if (!read)
            QTest::qFail(test::told(read.error()).c_str(), __FILE__, __LINE__);
    }
}

void TestPasted::dateTagAndModifiedBecomeTheServers() {
    Experiment experiment;
    experiment.response = "Date: Mon, 05 Jan 2026 10:00:00 GMT\nETag: W/\"v\"\n"
                          "Last-Modified: Sun, 04 Jan 2026 10:00:00 GMT\n"
                          "Content-Type: text/css\nAge: 5";
    experiment.age = std::chrono::milliseconds(1500);
    const auto read = scenario::readScenario(scenario::documentOf(experiment));
    QVERIFY(read);
    using namespace std::chrono;
    QVERIFY(read->start == sys_days(2026y / January / 5) + hours(10));
    const scenario::Resource &resource = read->resources.front();
    QCOMPARE(resource.tag, std::string("W/\"v\""));
    QVERIFY(resource.lastModified);
    QVERIFY(resource.versions.front().modified == Duration(hours(-24)));
    QCOMPARE(resource.mediaType, std::string("text/css"));
    QCOMPARE(resource.fields.size(), std::size_t{1});
    QVERIFY(read->steps.back().at == Duration(milliseconds(1500)));
}

void TestPasted::theFileKeepsItsDate() {
    for (const char *modified : {"Mon, 01 Jan 2024 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT",
                                 "Sun, 22 Nov 2026 10:00:00 GMT"}) {
        for (const char *date : {"", "Date: Mon, 05 Jan 2026 10:00:00 GMT\n"}) {
            Experiment experiment;
            experiment.response = std::string(date) + "Last-Modified: " + modified;
            const auto read = scenario::readScenario(scenario::documentOf(experiment));
            QVERIFY(read);
            const scenario::Trace trace = scenario::run(*read);
            const auto &fields = trace.outcomes.at(0).fields;
            const auto found = std::find_if(fields.begin(), fields.end(), [](const auto &line) {
                return line.first == "Last-Modified";
            });
            QVERIFY(found != fields.end());
            QCOMPARE(found->second, modified);
        }
    }
}

void TestPasted::theCommandLineIsQuoted() {
    Experiment experiment;
    experiment.response = "HTTP/1.1 301\nX: it's $(date)\nLocation: /a b";
    experiment.age = std::chrono::hours(1);
    experiment.request = "Pragma: no-cache";
    experiment.reload = scenario::Reload::Hard;
    QCOMPARE(scenario::commandLineOf(experiment),
             std::string("etagere lab try --status 301 --response 'X: it'\\''s $(date)' "
                         "--response 'Location: /a b' --after 3600 --request 'Pragma: no-cache' "
                         "--reload hard"));
}

QTEST_GUILESS_MAIN(TestPasted)
#include "test_pasted.moc"
