// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/session/clickhouse_server.h"
#include "core/session/ledger_place.h"
#include "core/tags/clickhouse_ledger.h"
#include "core/tags/sqlite_ledger.h"
#include "tests/session/clickhouse_servers.h"
#include "tests/tags/sample.h"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace etagere;
using namespace etagere::tags;
using namespace etagere::tags::test;
using Kind = store::StoreError::Kind;

namespace {

/// Shaped like what crawlers record: many origins, shared, clustered and personal tags, texts that
/// need every kind of quoting, and Last-Modified beside.
Recorder crawl(const std::string &name, std::uint64_t seed, int count) {
    std::mt19937_64 random(seed);
    Recorder recorder(name);
    for (int i = 0; i < count; ++i) {
        const auto url = random() % 97;
        const auto visitor = random() % 13;
        recorder.visitor("visitor " + std::to_string(visitor));
        const std::string values[]{
            "shared", std::to_string(visitor),  "node" + std::to_string(random() % 3),
            "\\N",    std::to_string(random()), "tab\tquote'back\\slash\xff"};
        const std::string value = "\"" + values[url % 6] + "\"";
        std::vector<http::Field> fields{Recorder::field("ETag", value)};
        const std::string day = "day " + std::to_string(url % 5); // the fields borrow it
        if (random() % 4 == 0)
            fields.push_back(Recorder::field("Last-Modified", day));
        recorder.exchange("https://o" + std::to_string(url % 11) + ".example/p" +
                              std::to_string(url) + "?q='\\x",
                          fields, {Recorder::field("If-None-Match", value)});
    }
    return recorder;
}

std::uint64_t recordAll(Ledger &ledger, const Recorder &recorder, int now) {
    return ledger.record(recorder.traffic, observe(recorder.traffic), {day(now)}).value_or(99999);
}

/// Every field of every entry.
std::vector<std::string> entries(const Ledger &ledger, const LedgerFilter &filter = {}) {
    std::vector<std::string> lines;
    const auto done = ledger.list(filter, [&lines](const LedgerEntry &entry) {
        std::string line;
        for (const std::string_view text : {entry.origin, entry.site, entry.url, entry.visitor,
                                            entry.source, entry.value, entry.bodyDigest})
            line.append(text).append("|");
        for (const std::int64_t number :
             {std::int64_t{static_cast<int>(entry.validator)}, std::int64_t{entry.sentBack},
              std::int64_t{entry.status}, entry.bodyBytes,
              entry.when ? entry.when->time_since_epoch().count() : -1,
              entry.recordedAt.time_since_epoch().count()})
            line.append(std::to_string(number)).append("|");
        lines.push_back(std::move(line));
        return true;
    });
    return done ? lines : std::vector<std::string>{"failed"};
}

bool sameAnswers(const Ledger &left, const Ledger &right) {
    const auto a = left.info();
    const auto b = right.info();
    const bool counts = a && b && a->observations == b->observations && a->tags == b->tags &&
                        a->origins == b->origins && a->visitors == b->visitors &&
                        a->first == b->first && a->last == b->last;
    bool analyses = true;
    for (const Validator validator : {Validator::ETag, Validator::LastModified}) {
        const auto ours = left.analyse(validator);
        const auto theirs = right.analyse(validator);
        analyses = analyses && ours && theirs && !ours->urls.empty() && *ours == *theirs;
    }
    return counts && analyses;
}

/// Breaks the connection after the server has done what it was asked, now and then.
class Unreliable final : public SqlServer {
public:
    Unreliable(std::unique_ptr<SqlServer> server, unsigned seed)
        : m_server(std::move(server))
        , m_random(seed) {}
    Result<void, store::StoreError> ask(const SqlQuestion &question,
                                        const AnswerPart &part) override {
        if (m_random() % 3 != 0 || std::exchange(m_broken, !m_broken))
            return m_server->ask(question, part);
        (void)m_server->ask(question, [](std::string_view) { return true; });
        return Failure<store::StoreError>(store::StoreError{Kind::Unreachable, 1});
    }

private:
    std::unique_ptr<SqlServer> m_server;
    std::mt19937 m_random;
    bool m_broken = false;
};

} // namespace

class TestClickHouse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (ClickHouseServersInstalled())
            m_servers = std::make_unique<tests::ClickHouseServers>();
        if (!m_servers)
            QSKIP("clickhouse-server is not installed (apt-get install clickhouse-server): "
                  "NOTHING of the ledger in ClickHouse was tested");
        QVERIFY(m_servers->areReady());
    }
    void cleanupTestCase() { m_servers.reset(); }

    void givesSqlitesAnswers() {
        auto ours = fresh("answers");
        QVERIFY(ours != nullptr);
        auto sqlite = SqliteLedger::open(Ledger::memoryName, day(0));
        QVERIFY(sqlite.has_value());
        for (int i = 0; i < 3; ++i) {
            const Recorder recorder = crawl("c" + std::to_string(i), 7U + unsigned(i), 3000);
            QCOMPARE(recordAll(*ours, recorder, 10 + i), recordAll(*sqlite, recorder, 10 + i));
            QCOMPARE(recordAll(*ours, recorder, 20 + i), std::uint64_t{0}); // known already
        }
        QVERIFY(entries(*ours) == entries(*sqlite));
        QVERIFY(sameAnswers(*ours, *sqlite));
    }

    void filtersAsSqliteDoes_data() {
        QTest::addColumn<int>("which");
        const char *const names[]{
            "origin",  "site",  "pattern",    "pattern with a class", "value",
            "visitor", "since", "newest few", "an open bracket",      "a class of anything but"};
        for (int i = 0; i < int(std::size(names)); ++i)
            QTest::newRow(names[i]) << i;
    }
    void filtersAsSqliteDoes() {
        QFETCH(int, which);
        auto ours = fresh("filters" + std::to_string(which));
        auto sqlite = SqliteLedger::open(Ledger::memoryName, day(0));
        const Recorder recorder = crawl("f", 5, 400);
        recordAll(*ours, recorder, 10);
        recordAll(*sqlite, recorder, 10);
        LedgerFilter filter;
        if (which == 0)
            filter.origin = "https://o3.example";
        if (which == 1)
            filter.site = "o4.example";
        if (which == 2)
            filter.urlPattern = "*.example/p?2?q='\\x";
        if (which == 3)
            filter.urlPattern = "https://o[3-5].example/*";
        if (which == 4)
            filter.value = "\"tab\tquote'back\\slash\xff\"";
        if (which == 5)
            filter.visitor = "visitor 7";
        if (which == 6)
            filter.since = day(350);
        filter.newestFirst = which == 7;
        if (which == 7)
            filter.limit = 9;
        if (which == 8)
            filter.urlPattern = "https://o[3*";
        if (which == 9)
            filter.urlPattern = "https://o[^13].example/*";
        const auto found = entries(*ours, filter);
        QVERIFY(found == entries(*sqlite, filter));
        QCOMPARE(found.empty(), which == 8);
    }

    void manyCrawlersInsertAtOnce() {
        QVERIFY(fresh("crawlers") != nullptr);
        const std::string address = m_servers->address(0, "crawlers");
        std::vector<std::thread> crawlers;
        for (unsigned i = 0; i < 6; ++i) {
            crawlers.emplace_back([&address, i] {
                const auto parsed = *ClickHouseAddress::parse(address);
                auto ledger = ClickHouseLedger::open(
                    std::make_unique<Unreliable>(
                        std::make_unique<session::ClickHouseServer>(parsed), i),
                    parsed, day(0));
                // Each pair of them has the same captures.
                for (unsigned capture = 0; ledger && capture < 3; ++capture)
                    recordAll(
                        *ledger,
                        crawl("k" + std::to_string(i / 2 * 3 + capture), i / 2 + capture, 700), 50);
            });
        }
        for (std::thread &crawler : crawlers)
            crawler.join();
        auto sqlite = SqliteLedger::open(Ledger::memoryName, day(0));
        for (unsigned capture = 0; capture < 9; ++capture)
            recordAll(*sqlite, crawl("k" + std::to_string(capture), capture / 3 + capture % 3, 700),
                      50);
        auto ours = session::openLedger(address, day(0));
        QVERIFY(ours.has_value());
        QVERIFY(sameAnswers(**ours, *sqlite));
        auto found = entries(**ours);
        auto expected = entries(*sqlite);
        std::sort(found.begin(), found.end());
        std::sort(expected.begin(), expected.end());
        QVERIFY(found == expected);
    }

    void twoServersAnswerAsOne() {
        QVERIFY(fresh("shards", 0) != nullptr);
        QVERIFY(fresh("shards", 1) != nullptr);
        auto both =
            session::openLedger(m_servers->address(0, "shards") + "?cluster=etagere", day(0));
        QVERIFY(both.has_value());
        auto sqlite = SqliteLedger::open(Ledger::memoryName, day(0));
        const Recorder recorder = crawl("s", 3, 4000);
        QCOMPARE(recordAll(**both, recorder, 10), recordAll(*sqlite, recorder, 10));
        QCOMPARE(recordAll(**both, recorder, 11), std::uint64_t{0});
        QVERIFY(sameAnswers(**both, *sqlite));
        std::uint64_t parts = 0;
        for (std::size_t i = 0; i < 2; ++i) {
            auto one = session::openLedger(m_servers->address(i, "shards"), day(0));
            QVERIFY(one.has_value());
            const auto info = (*one)->info();
            QVERIFY(info && info->observations > 0);
            parts += info->observations;
        }
        QCOMPARE(parts, sqlite->info()->observations);
        QVERIFY((*both)->erase({}).error().kind == Kind::NeedsOneServer);
    }

    void erasesWhatIsNamed() {
        auto ours = fresh("erase");
        auto sqlite = SqliteLedger::open(Ledger::memoryName, day(0));
        const Recorder recorder = crawl("e", 8, 900);
        recordAll(*ours, recorder, 10);
        recordAll(*sqlite, recorder, 10);
        const EraseScope scopes[]{{EraseScope::What::Origin, "https://o3.example", {}},
                                  {EraseScope::What::Site, "o4.example", {}},
                                  {EraseScope::What::Visitor, "visitor 5", {}},
                                  {EraseScope::What::Before, {}, day(400)}};
        for (const EraseScope &scope : scopes) {
            const auto erased = ours->erase(scope);
            QVERIFY(erased.has_value());
            QVERIFY(erased->observations > 0 && erased->keptByServer);
            QCOMPARE(erased->observations, sqlite->erase(scope)->observations);
            QVERIFY(entries(*ours) == entries(*sqlite));
        }
        QVERIFY(ours->erase({}).has_value());
        QCOMPARE(ours->info()->observations, std::uint64_t{0});
    }

    void keepsNothingLongerThanAllowed() {
        auto ours = fresh("retention");
        recordAll(*ours, crawl("old", 1, 50), 1000);
        recordAll(*ours, crawl("new", 2, 50), 1009);
        QVERIFY(ours->setRetention(std::chrono::days(7), day(1010)).has_value());
        QVERIFY(ours->retention()->value() == std::chrono::days(7));
        const auto left = entries(*ours);
        QVERIFY(!left.empty());
        QVERIFY(std::all_of(left.begin(), left.end(), [](const std::string &line) {
            return line.find("|new|") != std::string::npos;
        }));
        QVERIFY(session::openLedger(m_servers->address(0, "retention"), day(2000)).has_value());
        QVERIFY(entries(*ours).empty());
        QVERIFY(ours->setRetention(std::nullopt, day(2000)).has_value());
        QVERIFY(!ours->retention()->has_value());
    }

    void saysWhatIsWrong() {
        const auto kindOf = [](const std::string &address) {
            const auto opened = session::openLedger(address, day(0));
            return opened ? Kind::Other : opened.error().kind;
        };
        QVERIFY(kindOf(m_servers->address(0, "nowhere")) == Kind::NoSuchDatabase);
        QVERIFY(kindOf(m_servers->address(0, "default", "crawler:wrong@")) == Kind::NotAllowed);
        QVERIFY(kindOf(m_servers->address(0, "default", "nobody:x@")) == Kind::NotAllowed);
        QVERIFY(session::openLedger(m_servers->address(0, "default", "crawler:s3cret%25&@"), day(0))
                    .has_value());
        QVERIFY(kindOf(m_servers->address(0) + "?cluster=unheard") == Kind::ShardMissing);
    }

private:
    static bool ClickHouseServersInstalled() {
        return !tests::ClickHouseServers::program().isEmpty();
    }

    /// A ledger in a new database of that name.
    std::unique_ptr<Ledger> fresh(const std::string &database, std::size_t server = 0) {
        const auto parsed = *ClickHouseAddress::parse(m_servers->address(server));
        session::ClickHouseServer connection(parsed);
        const std::string sql = "CREATE DATABASE " + database;
        if (!connection.ask({sql}, [](std::string_view) { return true; }))
            return nullptr;
        auto ledger = session::openLedger(m_servers->address(server, database), day(0));
        return ledger ? std::move(*ledger) : nullptr;
    }

    std::unique_ptr<tests::ClickHouseServers> m_servers;
};

QTEST_GUILESS_MAIN(TestClickHouse)
#include "test_clickhouse.moc"
