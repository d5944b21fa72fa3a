// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/live/page_reading.h"

using namespace etagere;
using namespace etagere::live;

class TestPageReading : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPageIsRead() {
        const PageReading page =
            readPage(R"({"url":"http://a/","title":"A","links":["http://a/1",5,"http://a/2"],)"
                     R"("storage":[["local","http://a","k","v"],["session","http://a","t","w"],)"
                     R"(["local","http://a","k"],["local","http://a","k",7],"x"]})");
        QCOMPARE(page.url, std::string("http://a/"));
        QCOMPARE(page.title, std::string("A"));
        QCOMPARE(page.links, (std::vector<std::string>{"http://a/1", "http://a/2"}));
        QCOMPARE(page.storage,
                 (std::vector<StoredItem>{{StoredItem::Area::Local, "http://a", "k", "v"},
                                          {StoredItem::Area::Session, "http://a", "t", "w"}}));
    }
    void longValuesAreCutBetweenCharacters() {
        const std::string value = std::string(4095, 'x') + "é";
        const PageReading page = readPage(R"({"storage":[["local","o","k",")" + value + "\"]]}");
        QCOMPARE(page.storage.at(0).value, std::string(4095, 'x'));
    }
    void whatIsNoPageIsEmpty_data() {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"", "{", "[]", "5", R"({"url":5,"links":{},"storage":5})"})
            QTest::newRow(*json == 0 ? "nothing" : json) << QByteArray(json);
    }
    void whatIsNoPageIsEmpty() {
        QFETCH(QByteArray, json);
        const PageReading page = readPage(json.toStdString());
        QVERIFY(page.url.empty() && page.links.empty() && page.storage.empty());
    }
    void framesOfOneOriginTellTheSame() {
        const StoredItem first{StoredItem::Area::Local, "http://a", "k", "v"};
        const StoredItem inSession{StoredItem::Area::Session, "http://a", "k", "v"};
        StorageSum sum;
        sum.add({first, inSession, first});
        sum.add({inSession, first});
        QCOMPARE(sum.take(), (std::vector<StoredItem>{first, inSession}));
        QVERIFY(sum.take().empty());
        sum.add({first});
        QCOMPARE(sum.take(), std::vector<StoredItem>{first});
    }
    /// Each frame of a page may have an origin of its own, full to the brim.
    void storageWithoutEndIsCut() {
        StorageSum sum;
        std::size_t added = 0;
        for (int frame = 0; frame < 100; ++frame) {
            std::vector<StoredItem> items;
            for (int i = 0; i < 2000; ++i, ++added)
                items.push_back({StoredItem::Area::Local, "http://" + std::to_string(frame),
                                 std::to_string(i), std::string(frame < 50 ? 4096 : 1, 'x')});
            sum.add(std::move(items));
        }
        const std::vector<StoredItem> kept = sum.take();
        std::size_t bytes = 0;
        for (const StoredItem &item : kept)
            bytes += item.origin.size() + item.key.size() + item.value.size();
        QVERIFY(bytes <= std::size_t{8} << 20U);
        QVERIFY(kept.size() > 2000 && kept.size() <= 20'000);
        QCOMPARE(kept.front().key, std::string("0"));
    }
    void cookiesAreRead() {
        simdjson::dom::parser parser;
        const std::string text =
            R"({"cookies":[{"name":"a","value":"1","domain":".x","path":"/","expires":1000.5,)"
            R"("httpOnly":true,"secure":false,"session":false},)"
            R"({"name":"b","value":"2","domain":"x","path":"/","expires":-1,"session":true},)"
            R"({"name":"c","value":"3","expires":1e300},{"value":""},5]})";
        const std::vector<Cookie> cookies = readCookieList(parser.parse(text).value());
        QCOMPARE(cookies.size(), std::size_t{3});
        const Cookie first{"a",  "1",  ".x", "/", Instant(std::chrono::milliseconds(1'000'500)),
                           true, false};
        QVERIFY(cookies[0] == first);
        QVERIFY(!cookies[1].expires && !cookies[2].expires);
        QVERIFY(readCookieList(parser.parse(std::string("{\"cookies\":5}")).value()).empty());
    }
};

QTEST_APPLESS_MAIN(TestPageReading)
#include "test_page_reading.moc"
