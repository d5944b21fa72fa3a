// SPDX-License-Identifier: Apache-2.0
// What a verifying visit proves, and which requests go past a cache that cannot delete.
#include <QTest>

#include "core/live/flush_check.h"
#include "core/live/overwrite_flush.h"

using namespace etagere;
using namespace etagere::live;
using traffic::ServedFrom;

namespace {

constexpr auto tracked = "http://tracker.example/pixel.gif";
constexpr auto page = "http://a.example/";

LiveExchange sent(const char *url, const char *validator, const char *received = "\"new\"") {
    LiveExchange exchange;
    exchange.url = url;
    exchange.isRequestAsSent = true;
    exchange.servedFrom = *validator == 0 ? ServedFrom::Network : ServedFrom::Validated;
    if (*validator != 0)
        exchange.requestFields = {{"If-None-Match", validator}};
    exchange.responseFields = {{"ETag", received}};
    return exchange;
}

LiveExchange cached(const char *url) {
    LiveExchange exchange;
    exchange.url = url;
    exchange.servedFrom = ServedFrom::DiskCache;
    exchange.responseFields = {{"etag", "\"old\""}};
    return exchange;
}

/// The same exchange, in milliseconds of its visit.
LiveExchange at(int started, int ended, LiveExchange exchange) {
    exchange.started = Instant(std::chrono::milliseconds(started));
    exchange.duration = std::chrono::milliseconds(ended - started);
    return exchange;
}

Cookie cookie(const char *name, const char *value) {
    Cookie made;
    made.name = name;
    made.value = value;
    made.domain = "a.example";
    made.path = "/";
    return made;
}

QString wordsOf(const FlushCheck &check) {
    static constexpr std::array words{"tagged", "served", "lost", "stays", "cookie lost"};
    QString text;
    for (const FlushFault &fault : check.faults)
        text += QString::fromLatin1(words.at(static_cast<std::size_t>(fault.kind))) +
                QLatin1Char(' ') + QString::fromStdString(fault.name) + QLatin1Char(' ') +
                QString::fromStdString(fault.detail) + QLatin1Char(';');
    return text;
}

struct Row {
    const char *name;
    std::vector<LiveExchange> before;
    std::vector<LiveExchange> after;
    const char *faults;
    unsigned flushed = 0;
    unsigned untouched = 0;
};

std::vector<Row> rows() {
    return {
        {"a request without a validator",
         {sent(tracked, "\"old\"")},
         {sent(tracked, "")},
         "",
         1,
         0},
        {"the old tag again",
         {sent(tracked, "\"old\"")},
         {sent(tracked, "\"old\"")},
         "tagged http://tracker.example/pixel.gif \"old\";"},
        {"an old tag that no visit before showed",
         {},
         {sent(tracked, "\"other\"")},
         "tagged http://tracker.example/pixel.gif \"other\";"},
        {"the new tag, in the second request of the visit",
         {sent(tracked, "\"old\"")},
         {sent(tracked, "", "\"new\""), sent(tracked, "\"new\"")},
         "",
         1,
         0},
        {"the same tag, given anew",
         {sent(tracked, "\"old\"")},
         {sent(tracked, "", "\"old\""), sent(tracked, "\"old\"")},
         "",
         1,
         0},
        {"still from the cache",
         {sent(tracked, "")},
         {cached(tracked)},
         "served http://tracker.example/pixel.gif ;"},
        {"from the cache, once it was asked for",
         {sent(tracked, "")},
         {sent(tracked, ""), cached(tracked)},
         "",
         1,
         0},
        {"the new tag, sent by a frame while the page's own request still waits",
         {sent(tracked, "\"old\"")},
         {at(5, 8, sent(tracked, "\"new\"")), at(0, 9, sent(tracked, ""))},
         "",
         1,
         0},
        {"the new tag, sent by an image that was held back until a frame had it",
         {sent(tracked, "\"old\"")},
         {at(2, 8, sent(tracked, "")), at(0, 9, sent(tracked, "\"new\""))},
         "",
         1,
         0},
        {"the same tag again, given by a request that followed",
         {sent(tracked, "\"old\"")},
         {at(0, 3, sent(tracked, "\"old\"")), at(4, 9, sent(tracked, "", "\"old\""))},
         "tagged http://tracker.example/pixel.gif \"old\";"},
        {"the old tag, twice at once and confirmed",
         {sent(tracked, "\"old\"")},
         {at(0, 8, sent(tracked, "\"old\"", "\"old\"")),
          at(1, 9, sent(tracked, "\"old\"", "\"old\""))},
         "tagged http://tracker.example/pixel.gif \"old\";"},
        {"from the cache, once the page's own request, told later, was answered",
         {sent(tracked, "")},
         {at(1, 8, cached(tracked)), at(0, 9, sent(tracked, ""))},
         "",
         1,
         0},
        {"from the cache, and asked for afterwards",
         {sent(tracked, "")},
         {at(0, 1, cached(tracked)), at(2, 9, sent(tracked, ""))},
         "served http://tracker.example/pixel.gif ;"},
        {"outside, as before", {sent(page, "\"p\"")}, {sent(page, "\"p\"")}, "", 0, 1},
        {"outside, from the cache as before", {cached(page)}, {cached(page)}, "", 0, 1},
        {"outside, and the tag is lost",
         {sent(page, "\"p\"")},
         {sent(page, "")},
         "lost http://a.example/ \"p\";"},
        {"outside, lost, and its new tag sent",
         {sent(page, "\"p\"")},
         {at(0, 3, sent(page, "", "\"p\"")), at(4, 9, sent(page, "\"p\"", "\"p\""))},
         "lost http://a.example/ \"p\";"},
        {"outside, as before, while another frame's cache is given the same tag",
         {sent(page, "\"p\"")},
         {at(0, 5, sent(page, "", "\"p\"")), at(4, 9, sent(page, "\"p\"", "\"p\""))},
         ""},
        {"outside, and never kept", {sent(page, "")}, {sent(page, "")}, "", 0, 0},
    };
}

} // namespace

class TestFlushCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void validators_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Row &row : rows())
            QTest::newRow(row.name) << index++;
    }
    void validators() {
        QFETCH(int, index);
        const Row row = rows().at(static_cast<std::size_t>(index));
        const flush::Scope scope{flush::By::Site, {"tracker.example"}, {}};
        const FlushCheck check = checkFlush({scope, row.before, row.after, {}, {}, false});
        QCOMPARE(wordsOf(check), QString::fromLatin1(row.faults));
        QCOMPARE(check.isClean(), *row.faults == 0);
        QCOMPARE(check.flushed, row.flushed);
        QCOMPARE(check.untouched, row.untouched);
    }

    void whatIsNotJudged() {
        const flush::Scope scope{flush::By::Everything, {}, {}};
        LiveExchange blind = sent(tracked, "\"old\"");
        blind.isRequestAsSent = false;
        LiveExchange posted = sent(tracked, "\"old\"");
        posted.method = "POST";
        const std::vector<LiveExchange> before{sent(page, ""), sent(tracked, "")};
        const std::vector<LiveExchange> after{blind, posted};
        const FlushCheck check = checkFlush({scope, before, after, {}, {}, false});
        QVERIFY(check.isClean());
        QCOMPARE(check.flushed, 0U);
        QCOMPARE(check.notVisited, std::vector<std::string>{page});
    }

    void cookies_data() {
        QTest::addColumn<bool>("toGo");
        QTest::addColumn<QString>("after"); // its value; empty: gone
        QTest::addColumn<QString>("faults");
        QTest::newRow("to stay, and there") << false << QStringLiteral("1") << QString();
        QTest::newRow("to stay, with another value") << false << QStringLiteral("2") << QString();
        QTest::newRow("to stay, and gone")
            << false << QString() << QStringLiteral("cookie lost id a.example/ 1;");
        QTest::newRow("to go, and gone") << true << QString() << QString();
        QTest::newRow("to go, and given anew") << true << QStringLiteral("2") << QString();
        QTest::newRow("to go, and there")
            << true << QStringLiteral("1") << QStringLiteral("stays id a.example/ 1;");
    }
    void cookies() {
        QFETCH(bool, toGo);
        QFETCH(QString, after);
        QFETCH(QString, faults);
        const std::vector<Cookie> before{cookie("id", "1")};
        std::vector<Cookie> left;
        if (!after.isEmpty())
            left.push_back(cookie("id", after.toLatin1().constData()));
        const FlushCheck check = checkFlush({{}, {}, {}, before, left, toGo});
        QCOMPARE(wordsOf(check), faults);
    }

    void aUrlIsOverwrittenOncePerTopSite() {
        OverwriteFlush overwrites;
        QVERIFY(overwrites.isEmpty());
        QVERIFY(!overwrites.meet(tracked, page));
        overwrites.add({flush::By::Url, {std::string(tracked) + "#part"}, "somebody"});
        QVERIFY(!overwrites.meet(page, page));
        QVERIFY(overwrites.meet(tracked, page));
        QVERIFY(overwrites.meet(std::string(tracked) + "#x", page)); // in another frame
        overwrites.endVisit();
        QVERIFY(!overwrites.meet(tracked, page));
        QVERIFY(overwrites.meet(tracked, "http://b.example/")); // kept there too, perhaps
        overwrites.add({flush::By::Site, {"tracker.example"}, {}});
        QVERIFY(overwrites.meet(tracked, page)); // chosen anew
        overwrites.clear();
        QVERIFY(!overwrites.meet(tracked, page));
    }
};

QTEST_APPLESS_MAIN(TestFlushCheck)
#include "test_flush_check.moc"
