// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/store/database.h"
#include "core/traffic/document.h"
#include "sample.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

using namespace etagere::traffic;
using namespace etagere::traffic::test;
namespace http = etagere::http;
using etagere::store::Database;
using etagere::store::OpenMode;
namespace fs = std::filesystem;
using Kind = DocumentError::Kind;

namespace {

std::int64_t numberIn(const fs::path &path, std::string_view sql) {
    const auto database = Database::open(path, {.mode = OpenMode::Frozen});
    return database ? database->number(sql).value_or(-1) : -2;
}

int filesIn(const fs::path &folder) {
    return static_cast<int>(std::distance(fs::directory_iterator(folder), {}));
}

QByteArray contentOf(const fs::path &path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

} // namespace

class TestDocument : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    fs::path at(const char *name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void everythingComesBack() {
        const Traffic saved = oddTraffic();
        const auto log = saveCapture(saved, at("odd.etagere"));
        QVERIFY(log.has_value());
        QVERIFY((*log == SaveLog{1, 1}));
        const auto opened = openCapture(at("odd.etagere"));
        QVERIFY(opened.has_value());
        QVERIFY((opened->log == OpenLog{4, 0, 0, false}));
        QCOMPARE(QByteArray::fromStdString(dump(opened->traffic)),
                 QByteArray::fromStdString(dump(saved)));
    }

    void savedAgainItIsTheSame() {
        QVERIFY(saveCapture(oddTraffic(), at("one")).has_value());
        const auto one = openCapture(at("one"));
        QVERIFY(saveCapture(one->traffic, at("two")).has_value());
        QVERIFY(saveCapture(one->traffic, at("one")).has_value()); // over the file it reads from
        const auto expected = dump(one->traffic);
        for (const char *name : {"one", "two"}) {
            const auto again = openCapture(at(name));
            QVERIFY(again.has_value());
            QCOMPARE(QByteArray::fromStdString(dump(again->traffic)),
                     QByteArray::fromStdString(expected));
        }
    }

    void anEmptyCaptureIsOne() {
        QVERIFY(saveCapture(Traffic{}, at("empty")).has_value());
        const auto opened = openCapture(at("empty"));
        QVERIFY(opened.has_value());
        QVERIFY(dump(opened->traffic).empty());
    }

    void equalBodiesAreStoredOnce() {
        QVERIFY(saveCapture(oddTraffic(), at("once")).has_value());
        // "", "the same body", NUL FF FE and the large one
        QCOMPARE(numberIn(at("once"), "SELECT count(*) FROM body"), std::int64_t{4});
        QCOMPARE(numberIn(at("once"), "SELECT count(DISTINCT response_body) FROM exchange"),
                 std::int64_t{2});
    }

    void textsAreStoredOnce() {
        QVERIFY(saveCapture(oddTraffic(), at("texts")).has_value());
        QCOMPARE(numberIn(at("texts"), "SELECT count(*) - count(DISTINCT bytes) FROM text"),
                 std::int64_t{0});
    }

    void charactersAndBytesAreToldApart() {
        QVERIFY(saveCapture(oddTraffic(), at("kinds")).has_value());
        const auto opened = openCapture(at("kinds"));
        const auto bodyOf = [&](std::uint32_t i) {
            return opened->traffic.exchange(ExchangeId(i)).responseBody;
        };
        QVERIFY(bodyOf(0).form == BodyForm::Blob && wasText(bodyOf(0)));
        QVERIFY(bodyOf(1).form == BodyForm::Blob && !wasText(bodyOf(1)));
        QVERIFY(bodyOf(0).length == 13 && bodyOf(1).length == 13);
        QVERIFY(wasText({{}, BodyForm::JsonText, false, 0, 0}));
        QVERIFY(!wasText({{}, BodyForm::JsonBase64, false, 1, 0}));
    }

    void aLimitHolds() {
        QVERIFY(saveCapture(oddTraffic(), at("limit")).has_value());
        const auto opened = openCapture(at("limit"));
        const auto &body = opened->traffic.exchange(ExchangeId(2)).responseBody;
        QVERIFY(opened->traffic.loadBody(body, {300000}).has_value());
        QVERIFY(opened->traffic.loadBody(body, {299999}).error().kind == LoadError::Kind::TooLarge);
    }

    void anOpenedCaptureGrows() {
        QVERIFY(saveCapture(oddTraffic(), at("grows")).has_value());
        auto opened = openCapture(at("grows"));
        Traffic &traffic = opened->traffic;
        const auto source = traffic.addSource(
            {"more.har"sv, ""sv, ""sv, ""sv, false},
            std::make_shared<ListSource>(std::vector<std::string>{"another body"}));
        Exchange x = traffic.exchange(ExchangeId(0));
        x.visit = traffic.addVisit({traffic.visitor("alice"), source, "p"sv, ""sv, std::nullopt});
        x.responseBody = {source, BodyForm::JsonText, false, 0, 12};
        traffic.append(x);
        QCOMPARE(traffic.visitorCount(), std::size_t{2});
        QVERIFY(saveCapture(traffic, at("grown")).has_value());
        const auto grown = openCapture(at("grown"));
        QCOMPARE(QByteArray::fromStdString(dump(grown->traffic)),
                 QByteArray::fromStdString(dump(traffic)));
    }

    void aCaptureIsAddedToAnother() {
        QVERIFY(saveCapture(oddTraffic(), at("part")).has_value());
        Traffic both = oddTraffic();
        const auto log = appendCapture(both, at("part"));
        QVERIFY(log.has_value());
        QCOMPARE(both.exchangeCount(), std::size_t{8});
        QCOMPARE(both.visitorCount(), std::size_t{2});
        QCOMPARE(both.sourceCount(), std::size_t{4});
        QCOMPARE(both.visitCount(), std::size_t{6});
        const Exchange &x = both.exchange(ExchangeId(4));
        QVERIFY(both.loadBody(x.responseBody, noLimit) == "the same body"s);
        QVERIFY(both.visit(x.visit).source == SourceId(2));
        QVERIFY(x.url == both.exchange(ExchangeId(0)).url);
    }

    void manyExchangesComeBack() {
        Traffic traffic;
        const VisitId visit = traffic.addVisit({traffic.visitor("v"), {}, ""sv, ""sv, {}});
        std::vector<std::string> values;
        for (int i = 0; i < 20000; ++i)
            values.push_back("value " + std::to_string(i));
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::vector<http::Field> fields{
                field("ETag", values[i]), field("X-Other", values[(i * 7) % values.size()]),
                field("Server", "one"), field("X-A", ""), field("X-B", values[i / 2])};
            Exchange x;
            x.visit = visit;
            x.url = traffic.internUrl("https://example.org/" + std::to_string(i % 500));
            x.responseFields = fields;
            traffic.append(x);
        }
        QVERIFY(saveCapture(traffic, at("many")).has_value());
        const auto opened = openCapture(at("many"));
        QVERIFY(opened.has_value());
        QVERIFY(dump(opened->traffic) == dump(traffic)); // 100,000 fields
    }

    void manyRecordsShareBlocks() {
        std::vector<std::string> texts;
        for (int i = 0; i < 3000; ++i)
            texts.push_back("{\"entry\":" + std::to_string(i) + ",\"x\":\"" +
                            std::string(300, 'x') + "\"}");
        Traffic traffic;
        const SourceId source = traffic.addSource({"x"sv, ""sv, ""sv, ""sv, false},
                                                  std::make_shared<ListSource>(texts));
        Exchange x;
        x.visit = traffic.addVisit({traffic.visitor("v"), source, ""sv, ""sv, {}});
        x.url = traffic.internUrl("https://example.org/");
        for (std::size_t i = 0; i < texts.size(); ++i) {
            x.raw = {source, i, texts[i].size()};
            traffic.append(x);
        }
        QVERIFY(saveCapture(traffic, at("raw")).has_value());
        QVERIFY(numberIn(at("raw"), "SELECT count(*) FROM raw_block") > 1);
        QVERIFY(fs::file_size(at("raw")) < 400000);
        const auto opened = openCapture(at("raw"));
        for (std::uint32_t i = 3000; i-- > 0;)
            QVERIFY(opened->traffic.loadRaw(opened->traffic.exchange(ExchangeId(i)).raw) ==
                    texts[i]);
    }

    void severalThreadsMayLoad() {
        QVERIFY(saveCapture(oddTraffic(), at("threads")).has_value());
        const auto opened = openCapture(at("threads"));
        const std::string expected = dump(opened->traffic);
        std::array<bool, 4> same{};
        std::array<std::thread, 4> threads;
        for (std::size_t i = 0; i < threads.size(); ++i) {
            threads[i] = std::thread([&, i] {
                same[i] = true;
                for (int round = 0; round < 20; ++round)
                    same[i] = same[i] && dump(opened->traffic) == expected;
            });
        }
        for (auto &thread : threads)
            thread.join();
        QVERIFY(same[0] && same[1] && same[2] && same[3]);
    }

    void stoppingLeavesTheOldFile() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "x";
        QVERIFY(saveCapture(oddTraffic(), path).has_value());
        const QByteArray before = contentOf(path);
        std::stop_source stop;
        stop.request_stop();
        const auto saved = saveCapture(Traffic(oddTraffic()), path, stop.get_token());
        QVERIFY(!saved);
        QVERIFY(saved.error().kind == Kind::Stopped);
        QVERIFY(openCapture(path, stop.get_token()).error().kind == Kind::Stopped);
        QCOMPARE(contentOf(path), before);
        QCOMPARE(filesIn(path.parent_path()), 1);
    }

    void aFullDiskLeavesTheOldFile() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "x";
        QVERIFY(saveCapture(Traffic{}, path).has_value());
        const QByteArray before = contentOf(path);
        Traffic traffic;
        Exchange x;
        x.visit = traffic.addVisit({traffic.visitor("v"), {}, ""sv, ""sv, {}});
        for (int i = 0; i < 60000; ++i) {
            x.url = traffic.internUrl("https://example.org/" + std::to_string(i) +
                                      std::string(600, 'u'));
            traffic.append(x);
        }
        rlimit limit{};
        ::getrlimit(RLIMIT_FSIZE, &limit);
        const rlimit small{1U << 20U, limit.rlim_max};
        std::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &small);
        const auto saved = saveCapture(traffic, path);
        ::setrlimit(RLIMIT_FSIZE, &limit);
        QVERIFY(!saved);
        QVERIFY(saved.error().kind == Kind::Full || saved.error().kind == Kind::NotWritable);
        QCOMPARE(contentOf(path), before);
        QCOMPARE(filesIn(path.parent_path()), 1);
    }

    void whereNothingCanBeWrittenItFails() {
        const auto saved = saveCapture(Traffic{}, at("missing/x"));
        QVERIFY(!saved);
        QVERIFY(saved.error().kind == Kind::NotWritable);
        QVERIFY(saveCapture(Traffic{}, m_folder.path().toStdString()).error().kind ==
                Kind::NotWritable);
    }

    void progressEndsAtTheTotal() {
        std::uint64_t done = 0;
        std::uint64_t total = 0;
        const etagere::Progress progress([&](std::uint64_t d, std::uint64_t t) {
            QVERIFY(d >= done && d <= t);
            done = d;
            total = t;
        });
        QVERIFY(saveCapture(oddTraffic(), at("progress"), {}, progress).has_value());
        QCOMPARE(done, std::uint64_t{4});
        QCOMPARE(total, std::uint64_t{4});
    }
};

QTEST_APPLESS_MAIN(TestDocument)
#include "test_document.moc"
