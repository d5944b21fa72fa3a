// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/readers/har_fixture.h"

#include <string>

using namespace etagere;
using namespace etagere::readers;

namespace {

std::string entryOf(const std::string &page, const std::string &time = "10:00:00") {
    return R"({"pageref":")" + page + R"(","startedDateTime":"2024-05-01T)" + time +
           R"(Z","request":{"url":"u"}})";
}

std::string page(const std::string &id, const std::string &time, const std::string &more = {}) {
    return R"({"id":")" + id + R"(","startedDateTime":"2024-05-01T)" + time + R"(Z","title":"T")" +
           more + "}";
}

/// A HAR of that creator with these pages and entries, each entry named after its page.
std::string harOf(const std::string &creator, const std::string &pages,
                  const std::string &entries) {
    return R"({"log":{"creator":{"name":")" + creator + R"("},"pages":[)" + pages +
           R"(],"entries":[)" + entries + "]}}";
}

/// The page and visitor of each exchange: "p1/visitor p2/visitor ".
std::string placed(const fixture::Capture &capture) {
    std::string all;
    for (std::size_t i = 0; i < capture.traffic.exchangeCount(); ++i)
        all += std::string(capture.traffic.visit(capture.at(i).visit).pageId) + "/" +
               std::string(capture.visitorOf(i)) + " ";
    return all;
}

} // namespace

class TestVisits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void places_data();
    void places();
    void visitsStandInTheOrderOfTheirStart();
    void pagesBehindTheEntriesCount();
    void theCallerNamesTheVisitor();
    void runsOfSeveralFilesAreSeveralVisitors();
    void twoFilesShareOneVisitor();
};

void TestVisits::places_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("places");
    QTest::addColumn<bool>("assumed");
    QTest::addColumn<bool>("fresh");
    const auto row = [](const char *name, const std::string &file, const char *places,
                        bool assumed = true, bool fresh = false) {
        QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(places) << assumed
                            << fresh;
    };
    const std::string two = page("a", "10:00:00") + "," + page("b", "11:00:00");
    row("each page is a visit", harOf("x", two, entryOf("b") + "," + entryOf("a")),
        "b/visitor a/visitor ");
    row("no pages are one visit", harOf("x", "", entryOf("a") + "," + entryOf("b")),
        "/visitor /visitor ");
    row("an unknown page: the one that had started last",
        harOf("x", two, entryOf("?", "10:30:00") + "," + entryOf("?", "11:00:00")),
        "a/visitor b/visitor ");
    row("no page named, and before all of them",
        harOf("x", two, R"({"request":{"url":"u"}},)" + entryOf("", "09:00:00")),
        "a/visitor a/visitor ");
    row("WebPageTest's runs are visitors, its repeat views are not",
        harOf("WebPagetest",
              page("page_1_0", "10:00:00", R"(,"_run":1,"_cached":0)") + "," +
                  page("page_1_1", "10:01:00", R"(,"_run":1,"_cached":1)") + "," +
                  page("page_2_0", "10:02:00", R"(,"_run":2)"),
              entryOf("page_1_0") + "," + entryOf("page_1_1") + "," + entryOf("page_2_0")),
        "page_1_0/run 1 page_1_1/run 1 page_2_0/run 2 ", true, true);
    row("WebPageTest's runs by their ids alone",
        harOf("WebPageTest", page("page_3_0_1", "10:00:00"), entryOf("page_3_0_1")),
        "page_3_0_1/run 3 ", true, true);
    row("browsertime's pages are runs",
        harOf("Browsertime", page("page_1", "10:00:00") + "," + page("page_1-1", "10:01:00"),
              entryOf("page_1") + "," + entryOf("page_1-1")),
        "page_1/run 1 page_1-1/run 2 ", true, true);
    row("browsertime's marks in a Firefox file",
        harOf("Firefox",
              page("p", "10:00:00", R"(,"_meta":{"result":"https://s/x/2.html"})") + "," +
                  page("q", "10:01:00", R"(,"_meta":{"screenshot":"https://s/x/1.jpg"})"),
              entryOf("p") + "," + entryOf("q")),
        "p/run 2 q/run 1 ", true, true);
    row("chrome-har without runs is an ordinary file",
        harOf("chrome-har", page("page_1", "10:00:00"), entryOf("page_1")), "page_1/visitor ");
    row("chrome-har with runs in its titles",
        harOf("chrome-har",
              R"({"id":"p","startedDateTime":"2024-05-01T10:00:00Z","title":"W run 4"})",
              entryOf("p")),
        "p/run 4 ", true, true);
    row("our own files say whose visits they hold",
        harOf("x",
              page("a", "10:00:00", R"(,"_visitor":"anna")") + "," +
                  page("b", "11:00:00", R"(,"_visitor":"bert")"),
              entryOf("a") + "," + entryOf("b")),
        "a/anna b/bert ", false);
}

void TestVisits::places() {
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, places);
    QFETCH(bool, assumed);
    QFETCH(bool, fresh);
    fixture::Capture capture;
    const auto imported = capture.read(file.toStdString());
    QVERIFY(imported.has_value());
    QCOMPARE(QByteArray::fromStdString(placed(capture)), places);
    QCOMPARE(imported->assumedVisitors, assumed);
    QCOMPARE(imported->freshProfiles, fresh);
    QCOMPARE(capture.traffic.sourceInfo(imported->source).freshProfiles, fresh);
}

void TestVisits::visitsStandInTheOrderOfTheirStart() {
    fixture::Capture capture;
    const auto imported = capture.read(
        harOf("x", page("late", "12:00:00") + R"(,{"id":"timeless"},)" + page("early", "09:00:00"),
              entryOf("late")));
    QVERIFY(imported.has_value());
    std::string order;
    for (std::size_t i = 0; i < capture.traffic.visitCount(); ++i)
        order += std::string(capture.traffic.visit(traffic::VisitId::fromSize(i)).pageId) + " ";
    QCOMPARE(order, std::string("early late timeless "));
}

void TestVisits::pagesBehindTheEntriesCount() {
    fixture::Capture capture;
    const auto imported = capture.read(R"({"log":{"entries":[)" + entryOf("b") + R"(],"pages":[)" +
                                       page("a", "10:00:00") + "," + page("b", "11:00:00") +
                                       R"(],"creator":{"name":"late"}}})");
    QVERIFY(imported.has_value());
    QCOMPARE(placed(capture), std::string("b/visitor "));
    QCOMPARE(capture.traffic.sourceInfo(imported->source).creator, std::string_view("late"));
}

void TestVisits::theCallerNamesTheVisitor() {
    fixture::Capture capture;
    const auto imported =
        capture.read(harOf("WebPagetest", page("page_1_0", "10:00:00", R"(,"_visitor":"x")"),
                           entryOf("page_1_0")),
                     {"f.har", "carla"});
    QVERIFY(imported.has_value());
    QCOMPARE(placed(capture), std::string("page_1_0/carla "));
    QVERIFY(!imported->assumedVisitors);
}

void TestVisits::runsOfSeveralFilesAreSeveralVisitors() {
    const std::string file =
        harOf("WebPagetest", page("page_1_0", "10:00:00"), entryOf("page_1_0"));
    fixture::Capture capture;
    QVERIFY(capture.read(file, {"a.har", ""}).has_value());
    QVERIFY(capture.read(file, {"b.har", ""}).has_value());
    QCOMPARE(placed(capture), std::string("page_1_0/run 1 page_1_0/b.har: run 1 "));
}

void TestVisits::twoFilesShareOneVisitor() {
    fixture::Capture capture;
    QVERIFY(capture.read(harOf("x", "", entryOf("a")), {"a.har", ""}).has_value());
    QVERIFY(capture.read(harOf("y", "", entryOf("a")), {"b.har", ""}).has_value());
    QCOMPARE(capture.traffic.visitorCount(), std::size_t{1});
    QCOMPARE(capture.traffic.visitCount(), std::size_t{2});
    QCOMPARE(capture.traffic.sourceCount(), std::size_t{2});
}

QTEST_APPLESS_MAIN(TestVisits)
#include "test_visits.moc"
