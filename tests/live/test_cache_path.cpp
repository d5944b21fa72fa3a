// SPDX-License-Identifier: Apache-2.0
// A simulated cache between a browser and its network, driven as a browser drives it.
#include <QTest>

#include "core/http/http_date.h"
#include "core/live/cache_path.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace etagere;
using live::CachePath;
using live::FieldLine;
using live::PathOrder;
using Kind = live::PathOrder::Kind;

namespace {

const std::string page = "http://a.test/x";
const Instant start{std::chrono::sys_days(std::chrono::year(2030) / 1 / 1)};

/// What one request was told to do, in order.
struct Heard {
    std::vector<PathOrder> orders;
    CachePath::Ticket ticket = 0;
    [[nodiscard]] Kind last() const { return orders.back().kind; }
    [[nodiscard]] std::string field(std::string_view name) const {
        for (const FieldLine &line : orders.back().fields) {
            if (line.name == name)
                return line.value;
        }
        return {};
    }
};

/// A path at a time that a test sets, and a browser that does as it is told.
class Rig {
public:
    explicit Rig(std::string_view model = "rfc9111")
        : m_path(*cache::modelFrom(model), [this] { return m_now; }) {}

    CachePath &path() { return m_path; }
    void pass(Duration time) { m_now += time; }

    std::shared_ptr<Heard> ask(const live::HeldRequest &request) {
        auto heard = std::make_shared<Heard>();
        heard->ticket = m_path.begin(
            request, [heard](const PathOrder &order) { heard->orders.push_back(order); });
        return heard;
    }
    std::shared_ptr<Heard> ask(const std::string &target = page,
                               std::vector<FieldLine> fields = {}) {
        live::HeldRequest request;
        request.url = target;
        request.fields = std::move(fields);
        return ask(request);
    }
    /// The server's answer, and its body if that is wanted.
    void give(const Heard &heard, std::uint16_t status, std::vector<FieldLine> fields,
              const std::string &body = "body") {
        fields.push_back({"Date", http::formatHttpDate(m_path.now())});
        m_path.received(heard.ticket, {status, std::move(fields), false});
        if (heard.last() == Kind::ReadBody)
            m_path.readBody(heard.ticket, body);
    }
    void fill(const std::string &target, std::vector<FieldLine> fields) {
        give(*ask(target), 200, std::move(fields));
    }

private:
    Instant m_now = start;
    CachePath m_path;
};

const FieldLine fresh{"Cache-Control", "max-age=60"};
const FieldLine tag{"ETag", "\"1\""};

} // namespace

class TestCachePath : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsFreshIsAnswered() {
        Rig rig;
        const auto first = rig.ask();
        QCOMPARE(first->last(), Kind::Send);
        rig.give(*first, 200, {fresh, tag});
        QCOMPARE(first->last(), Kind::Pass);
        QVERIFY(first->field("Cache-Status")
                    .starts_with("etagere; fwd=uri-miss; fwd-status=200; stored"));
        rig.pass(std::chrono::seconds(10));
        const auto second = rig.ask();
        QCOMPARE(second->last(), Kind::Answer);
        QCOMPARE(second->orders.back().body, std::string("body"));
        QCOMPARE(second->field("Age"), std::string("10"));
        QVERIFY(second->field("Cache-Status").starts_with("etagere; hit; ttl=50; "));
        QCOMPARE(rig.path().underWay(), std::size_t{0});
    }

    void aTurnedClockMakesItStale() {
        Rig rig;
        rig.fill(page, {fresh, tag});
        rig.path().turnClock(std::chrono::hours(1));
        const auto later = rig.ask();
        QCOMPARE(later->last(), Kind::Send);
        QCOMPARE(later->field("If-None-Match"), std::string("\"1\""));
        rig.give(*later, 304, {fresh, tag, {"Set-Cookie", "a=1"}});
        QCOMPARE(later->last(), Kind::Answer);
        QCOMPARE(later->orders.back().status, std::uint16_t{200});
        QCOMPARE(later->orders.back().body, std::string("body"));
        QCOMPARE(later->field("Set-Cookie"), std::string());
        QCOMPARE(rig.ask()->last(), Kind::Answer);
    }

    void whatIsNotStored_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isEndless");
        QTest::newRow("no-store") << QByteArray("Cache-Control") << QByteArray("no-store") << 200
                                  << false;
        QTest::newRow("a body without an end") << QByteArray("X") << QByteArray("y") << 200 << true;
        QTest::newRow("a part") << QByteArray("Content-Range") << QByteArray("bytes 0-3/10") << 206
                                << false;
    }
    void whatIsNotStored() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(int, status);
        QFETCH(bool, isEndless);
        Rig rig;
        const auto first = rig.ask();
        std::vector<FieldLine> fields{{name.toStdString(), value.toStdString()}, tag};
        if (name != "Cache-Control")
            fields.push_back(fresh);
        rig.path().received(first->ticket, {static_cast<std::uint16_t>(status), fields, isEndless});
        QCOMPARE(first->last(), Kind::Pass);
        QCOMPARE(first->orders.back().status, static_cast<std::uint16_t>(status));
        QVERIFY(first->field("Cache-Status").find("stored;") == std::string::npos);
        QCOMPARE(rig.ask()->last(), Kind::Send);
    }

    /// Of a coded body the browser shows another length than was sent.
    void aCodedBodyIsStoredWhole() {
        Rig rig;
        const auto first = rig.ask();
        rig.give(*first, 200, {fresh, tag, {"Content-Encoding", "gzip"}, {"Content-Length", "9"}},
                 "a longer one than nine");
        QCOMPARE(first->last(), Kind::Pass);
        const auto again = rig.ask();
        QCOMPARE(again->last(), Kind::Answer);
        QCOMPARE(again->orders.back().body, std::string("a longer one than nine"));
        QCOMPARE(again->field("Content-Length"), std::string());
        // A range would count other bytes.
        QCOMPARE(rig.ask(page, {{"Range", "bytes=0-1"}})->last(), Kind::Send);
    }

    void aPartOfWhatIsStoredIsAnswered() {
        Rig rig;
        rig.fill(page, {fresh, tag, {"Content-Length", "4"}});
        const auto part = rig.ask(page, {{"Range", "bytes=1-2"}});
        QCOMPARE(part->last(), Kind::Answer);
        QCOMPARE(part->orders.back().status, std::uint16_t{206});
        QCOMPARE(part->orders.back().body, std::string("od"));
    }

    void aRedirectIsStoredWithoutItsBody() {
        Rig rig;
        const auto first = rig.ask();
        rig.give(*first, 301, {fresh, {"Location", "/y"}, {"Content-Length", "100"}});
        QCOMPARE(first->last(), Kind::Pass);
        const auto second = rig.ask();
        QCOMPARE(second->last(), Kind::Answer);
        QCOMPARE(second->orders.back().status, std::uint16_t{301});
        QCOMPARE(second->field("Location"), std::string("/y"));
    }

    void partitionsAreApart() {
        Rig rig;
        live::HeldRequest request;
        request.url = page;
        request.partition = "one";
        rig.give(*rig.ask(request), 200, {fresh, tag});
        QCOMPARE(rig.ask(request)->last(), Kind::Answer);
        request.partition = "two";
        QCOMPARE(rig.ask(request)->last(), Kind::Send);
    }

    void whoAsksForTheSameWaits() {
        Rig rig;
        const auto first = rig.ask();
        const auto second = rig.ask();
        const auto third = rig.ask();
        QCOMPARE(second->last(), Kind::Wait);
        QCOMPARE(third->last(), Kind::Wait);
        rig.path().stopWaiting(third->ticket);
        QCOMPARE(third->last(), Kind::Send);
        rig.give(*first, 200, {fresh, tag});
        QCOMPARE(second->last(), Kind::Answer);
        QCOMPARE(second->orders.back().body, std::string("body"));
    }

    void whoeverIsCancelledIsWaitedForNoLonger() {
        Rig rig;
        const auto first = rig.ask();
        const auto second = rig.ask();
        rig.path().cancel(first->ticket);
        QCOMPARE(second->last(), Kind::Send);
        rig.path().received(first->ticket, {200, {fresh, tag}, false}); // is over
        QCOMPARE(first->orders.size(), std::size_t{1});
        rig.give(*second, 200, {fresh, tag});
        QCOMPARE(rig.path().underWay(), std::size_t{0});
    }

    void aFailureIsHiddenWhereThatIsAllowed_data() {
        QTest::addColumn<QByteArray>("control");
        QTest::addColumn<bool>("isHidden");
        QTest::newRow("allowed") << QByteArray("max-age=60, stale-if-error=600") << true;
        QTest::newRow("forbidden") << QByteArray("max-age=60, must-revalidate") << false;
    }
    void aFailureIsHiddenWhereThatIsAllowed() {
        QFETCH(QByteArray, control);
        QFETCH(bool, isHidden);
        Rig rig;
        rig.fill(page, {{"Cache-Control", control.toStdString()}, tag});
        rig.pass(std::chrono::minutes(2));
        const auto later = rig.ask();
        QCOMPARE(later->last(), Kind::Send);
        rig.path().failed(later->ticket);
        QCOMPARE(later->last(), isHidden ? Kind::Answer : Kind::Pass);
        QCOMPARE(later->orders.back().status, std::uint16_t(isHidden ? 200 : 0));
    }

    void whatIsStaleIsRenewedBehind() {
        Rig rig;
        rig.fill(page, {{"Cache-Control", "max-age=60, stale-while-revalidate=600"}, tag});
        rig.pass(std::chrono::minutes(2));
        const auto later = rig.ask();
        QCOMPARE(later->last(), Kind::Answer);
        QVERIFY(later->orders.back().renewal);
        Heard renewal;
        renewal.ticket = *later->orders.back().renewal;
        QVERIFY(rig.path().beginRenewal(
            renewal.ticket, [&](const PathOrder &order) { renewal.orders.push_back(order); }));
        QCOMPARE(renewal.last(), Kind::Send);
        QCOMPARE(renewal.field("If-None-Match"), std::string("\"1\""));
        rig.give(renewal, 304, {fresh, tag});
        QVERIFY(rig.ask()->field("Cache-Status").starts_with("etagere; hit; ttl=60"));
        QVERIFY(!rig.path().beginRenewal(renewal.ticket, {}));
        QCOMPARE(rig.path().underWay(), std::size_t{0});
    }

    void unsafeMethodsInvalidate() {
        Rig rig;
        rig.fill(page, {fresh, tag});
        live::HeldRequest post;
        post.method = "POST";
        post.url = page;
        const auto posted = rig.ask(post);
        QCOMPARE(posted->last(), Kind::Send);
        rig.give(*posted, 200, {});
        QCOMPARE(rig.ask()->last(), Kind::Send);
    }

    void flushedIsWhatTheScopeCovers_data() {
        QTest::addColumn<int>("by");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("entries");
        const auto row = [](const char *name, flush::By by, const char *what, int entries) {
            QTest::newRow(name) << static_cast<int>(by) << QByteArray(what) << entries;
        };
        row("everything", flush::By::Everything, "", 3);
        row("one stored response", flush::By::Entry, "stored-2", 1);
        row("a URL", flush::By::Url, "http://a.test/x", 1);
        row("an origin", flush::By::Origin, "http://a.test", 2);
        row("a site", flush::By::Site, "b.test", 1);
    }
    void flushedIsWhatTheScopeCovers() {
        QFETCH(int, by);
        QFETCH(QByteArray, name);
        QFETCH(int, entries);
        Rig rig;
        for (const char *each : {"http://a.test/x", "http://a.test/y", "http://www.b.test/z"})
            rig.fill(each, {fresh, tag});
        flush::Scope scope;
        scope.by = static_cast<flush::By>(by);
        scope.visitor = "anybody";
        if (!name.isEmpty())
            scope.names = {name.toStdString()};
        QCOMPARE(rig.path().flush(scope), static_cast<std::size_t>(entries));
        QCOMPARE(rig.path().cache().totals().entries, static_cast<std::uint64_t>(3 - entries));
    }
};

QTEST_GUILESS_MAIN(TestCachePath)
#include "test_cache_path.moc"
