// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include "core/replay/contents.h"
#include "tests/ui/model_capture.h"
#include "ui/models/contents_model.h"
#include "ui/models/roles.h"

#include <algorithm>

using namespace etagere;
using ui::ContentsModel;
using ModelColumn = ContentsModel::Column;

namespace {

QVariant cell(const ContentsModel &model, int row, ModelColumn column, int role = Qt::DisplayRole) {
    return model.data(model.index(row, static_cast<int>(column)), role);
}
QString text(const ContentsModel &model, int row, ModelColumn column) {
    return cell(model, row, column).toString();
}

Instant after(int seconds) { return tests::firstInstant + std::chrono::seconds(seconds); }

/// At 0, 1, 2 and 3 seconds something is stored: fresh for a minute with a tag; stale at once with
/// a tag and a date; fresh for an hour; stale at once with nothing to validate it by.
struct Shelf {
    std::shared_ptr<const traffic::Traffic> traffic;
    std::shared_ptr<const replay::Log> log;
};
Shelf shelf() {
    auto traffic = std::make_shared<traffic::Traffic>();
    traffic->addSource({}, std::make_shared<tests::TextSource>());
    traffic::Visit visit;
    visit.visitor = traffic->visitor("ann");
    visit.source = traffic::SourceId(0);
    const traffic::VisitId id = traffic->addVisit(visit);
    const auto add = [&](int seconds, std::string_view url, std::vector<http::Field> fields) {
        traffic::Exchange exchange;
        exchange.visit = id;
        exchange.url = traffic->internUrl(url);
        exchange.method = "GET";
        exchange.status = 200;
        exchange.started = after(seconds);
        exchange.responseFields = fields;
        traffic->append(exchange);
    };
    const auto fresh = [](std::string_view maxAge) {
        return http::Field{"Cache-Control", maxAge, http::FieldName::CacheControl};
    };
    const http::Field tag{"ETag", "\"b\"", http::FieldName::ETag};
    const http::Field modified{"Last-Modified", "Sat, 28 Feb 2026 00:00:00 GMT",
                               http::FieldName::LastModified};
    add(0, "https://shop.test/minute", {fresh("max-age=60"), tag});
    add(1, "https://shop.test/Both", {fresh("max-age=0"), tag, modified});
    add(2, "https://cdn.test/hour", {fresh("max-age=3600")});
    add(3, "https://shop.test/bare", {fresh("max-age=0")});
    return {traffic, tests::played(*traffic)};
}

QStringList urlsOf(const ContentsModel &model) {
    QStringList urls;
    for (int row = 0; row < model.rowCount(); ++row)
        urls.append(text(model, row, ModelColumn::Url).section(u'/', -1));
    return urls;
}

} // namespace

class TestContentsModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTheRulesOfModelsThroughEverything();
    void showsWhatIsThereAtTheClock();
    void cellsFollowTheClock();
    void theClockResetsOnlyWhenSomethingCameOrWent();
    void anOrderThatTheClockTurnsKeepsSelections();
    void sortsByEveryColumn_data();
    void sortsByEveryColumn();
    void searchesUrlsCaseAside();
    void rowOfAndVersionAtAgree();
    void hostileTextsStayPlain();
};

void TestContentsModel::keepsTheRulesOfModelsThroughEverything() {
    ContentsModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto traffic = tests::variedTraffic(500);
    model.setSearch(QStringLiteral("7"));
    model.setSource(traffic, nullptr);
    model.setSource(traffic, tests::played(*traffic));
    for (int seconds = -1; seconds < 120; seconds += 7) {
        model.setClock(after(seconds));
        model.sort(seconds % 9 - 1, seconds % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
    }
    QVERIFY(model.rowCount() > 0);
    model.setSearch({});
    QVERIFY(model.rowCount() > 20);
    model.setSource(nullptr, nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestContentsModel::showsWhatIsThereAtTheClock() {
    const auto [traffic, log] = shelf();
    ContentsModel model;
    model.setSource(traffic, log);
    model.setClock(after(-1));
    QCOMPARE(model.rowCount(), 0);
    model.setClock(after(2) - std::chrono::milliseconds(1));
    QCOMPARE(urlsOf(model), (QStringList{QStringLiteral("minute"), QStringLiteral("Both")}));
    model.setClock(after(10));
    QCOMPARE(urlsOf(model), (QStringList{QStringLiteral("minute"), QStringLiteral("Both"),
                                         QStringLiteral("hour"), QStringLiteral("bare")}));
}

void TestContentsModel::cellsFollowTheClock() {
    const auto [traffic, log] = shelf();
    ContentsModel model;
    model.setSource(traffic, log);
    model.setClock(after(15));
    QCOMPARE(text(model, 0, ModelColumn::Freshness), QStringLiteral("Fresh for 45.0 s"));
    QCOMPARE(text(model, 0, ModelColumn::Age), QStringLiteral("15.0 s"));
    QCOMPARE(text(model, 0, ModelColumn::Lifetime), QStringLiteral("1 min"));
    QCOMPARE(text(model, 0, ModelColumn::Tag), QStringLiteral("\"b\""));
    QCOMPARE(text(model, 0, ModelColumn::Visitor), QStringLiteral("ann"));
    QCOMPARE(text(model, 0, ModelColumn::Next), QStringLiteral("Nothing: fresh"));
    QCOMPARE(cell(model, 0, ModelColumn::Freshness, ui::FractionRole).toDouble(), 0.75);
    QCOMPARE(text(model, 1, ModelColumn::LastModified),
             QStringLiteral("Sat, 28 Feb 2026 00:00:00 GMT"));
    QCOMPARE(text(model, 1, ModelColumn::Next), QStringLiteral("If-None-Match, If-Modified-Since"));
    QCOMPARE(text(model, 3, ModelColumn::Next), QStringLiteral("Whole request"));
    model.setClock(after(60));
    QCOMPARE(text(model, 0, ModelColumn::Freshness), QStringLiteral("Stale for 0 ms"));
    QVERIFY(cell(model, 0, ModelColumn::Freshness, ui::FractionRole).toDouble() < 0);
    QCOMPARE(text(model, 0, ModelColumn::Next), QStringLiteral("If-None-Match"));
    QCOMPARE(cell(model, 0, ModelColumn::Next, Qt::ToolTipRole).toString(),
             QStringLiteral("If-None-Match: \"b\""));
}

void TestContentsModel::theClockResetsOnlyWhenSomethingCameOrWent() {
    const auto [traffic, log] = shelf();
    ContentsModel model;
    model.setSource(traffic, log);
    model.setClock(after(5));
    QSignalSpy reset(&model, &ContentsModel::modelReset);
    QSignalSpy changed(&model, &ContentsModel::dataChanged);
    model.setClock(after(50));
    QCOMPARE(reset.count(), 0);
    QVERIFY(changed.count() > 0);
    std::vector<int> columns;
    for (const auto &signal : changed) {
        QCOMPARE(signal[0].toModelIndex().row(), 0);
        QCOMPARE(signal[1].toModelIndex().row(), 3);
        for (int c = signal[0].toModelIndex().column(); c <= signal[1].toModelIndex().column(); ++c)
            columns.push_back(c);
    }
    for (const ModelColumn column : {ModelColumn::Freshness, ModelColumn::Age, ModelColumn::Next})
        QVERIFY(std::find(columns.begin(), columns.end(), static_cast<int>(column)) !=
                columns.end());
    model.setClock(after(0));
    QCOMPARE(reset.count(), 1);
}

void TestContentsModel::anOrderThatTheClockTurnsKeepsSelections() {
    const auto [traffic, log] = shelf();
    ContentsModel model;
    model.setSource(traffic, log);
    model.setClock(after(10));
    model.sort(static_cast<int>(ModelColumn::Next), Qt::AscendingOrder);
    QCOMPARE(urlsOf(model).front(), QStringLiteral("minute"));
    const QPersistentModelIndex minute = model.index(0, 0);
    QSignalSpy reset(&model, &ContentsModel::modelReset);
    model.setClock(after(100)); // must be asked for by now
    QCOMPARE(reset.count(), 0);
    QCOMPARE(urlsOf(model).front(), QStringLiteral("hour"));
    QVERIFY(minute.row() > 0);
    QCOMPARE(text(model, minute.row(), ModelColumn::Url),
             QStringLiteral("https://shop.test/minute"));
}

void TestContentsModel::sortsByEveryColumn_data() {
    QTest::addColumn<int>("column");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, ModelColumn column, const char *order) {
        QTest::newRow(name) << static_cast<int>(column) << QString::fromLatin1(order).split(u' ');
    };
    row("by URL, as bytes", ModelColumn::Url, "hour Both bare minute");
    row("by what is left of the freshness", ModelColumn::Freshness, "Both bare minute hour");
    row("by age", ModelColumn::Age, "bare hour Both minute");
    row("by lifetime, equal ones oldest first", ModelColumn::Lifetime, "Both bare minute hour");
    row("by tag, those without first", ModelColumn::Tag, "hour bare minute Both");
    row("by Last-Modified", ModelColumn::LastModified, "minute hour bare Both");
    row("by visitor: all equal", ModelColumn::Visitor, "minute Both hour bare");
    row("by what is sent", ModelColumn::Next, "minute hour bare Both");
}

void TestContentsModel::sortsByEveryColumn() {
    QFETCH(int, column);
    QFETCH(QStringList, expected);
    const auto [traffic, log] = shelf();
    ContentsModel model;
    model.setSource(traffic, log);
    model.setClock(after(10));
    model.sort(column, Qt::AscendingOrder);
    QCOMPARE(urlsOf(model), expected);
    model.sort(-1, Qt::AscendingOrder);
    QCOMPARE(urlsOf(model).front(), QStringLiteral("minute"));
    model.sort(column, Qt::DescendingOrder);
    if (column != static_cast<int>(ModelColumn::Visitor))
        QVERIFY(urlsOf(model) != expected);
}

void TestContentsModel::searchesUrlsCaseAside() {
    const auto [traffic, log] = shelf();
    ContentsModel model;
    model.setSource(traffic, log);
    model.setClock(after(10));
    model.setSearch(QStringLiteral("SHOP.test/b"));
    QCOMPARE(urlsOf(model), (QStringList{QStringLiteral("Both"), QStringLiteral("bare")}));
    model.setSearch(QStringLiteral("nowhere"));
    QCOMPARE(model.rowCount(), 0);
    model.setSearch({});
    QCOMPARE(model.rowCount(), 4);
}

void TestContentsModel::rowOfAndVersionAtAgree() {
    const auto [traffic, log] = shelf();
    ContentsModel model;
    model.setSource(traffic, log);
    model.setClock(after(10));
    model.sort(static_cast<int>(ModelColumn::Url), Qt::AscendingOrder);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.rowOf(model.versionAt(row)), std::optional<int>(row));
    QVERIFY(!model.versionAt(-1).isValid() && !model.versionAt(4).isValid());
    model.setSearch(QStringLiteral("cdn"));
    QVERIFY(!model.rowOf(replay::VersionId(0)));
}

void TestContentsModel::hostileTextsStayPlain() {
    tests::CaptureBuilder builder;
    for (const std::string_view hostile : tests::hostileTexts)
        builder.visit(hostile).see({.url = hostile, .etag = hostile, .lastModified = hostile});
    // The builder owns the traffic and outlives the model.
    const std::shared_ptr<const traffic::Traffic> traffic(&builder.traffic(), [](const auto *) {});
    auto log = std::make_shared<replay::Log>();
    log->model = cache::rfc9111();
    for (std::uint32_t i = 0; i < traffic->exchangeCount(); ++i) {
        replay::Version version;
        version.url = traffic->exchange(traffic::ExchangeId(i)).url;
        version.visitor = traffic::VisitorId(i);
        version.response = traffic::ExchangeId(i);
        version.facts.response.hasETag = true;
        log->versions.push_back(version);
    }
    ContentsModel model;
    model.setSource(traffic, log);
    model.setClock(after(10));
    QCOMPARE(model.rowCount(), static_cast<int>(tests::hostileTexts.size()));
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const auto at = static_cast<ModelColumn>(column);
            QVERIFY(!text(model, row, at).contains(QChar(0x1b)));
            QVERIFY(!text(model, row, at).contains(QChar(0x202e)));
            QVERIFY(!Qt::mightBeRichText(cell(model, row, at, Qt::ToolTipRole).toString()));
        }
    }
}

QTEST_GUILESS_MAIN(TestContentsModel)
#include "test_contents_model.moc"
