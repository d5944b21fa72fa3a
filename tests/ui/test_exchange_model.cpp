// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include "core/explain/cache_rule_text.h"
#include "tests/ui/model_capture.h"
#include "ui/models/exchange_model.h"
#include "ui/models/roles.h"
#include "ui/models/text.h"

#include <algorithm>

using namespace etagere;
using traffic::ExchangeId;
using ui::ExchangeModel;
using ModelColumn = ExchangeModel::Column;
using Fatal = QAbstractItemModelTester;

namespace {

QVariant cell(const ExchangeModel &model, int row, ModelColumn column, int role = Qt::DisplayRole) {
    return model.data(model.index(row, static_cast<int>(column)), role);
}

session::Query query(std::string_view text) { return session::Query::parse(text); }

/// One exchange that has everything, one that has nothing, and their source.
std::shared_ptr<const traffic::Traffic> fullAndEmpty() {
    auto traffic = std::make_shared<traffic::Traffic>();
    traffic->addSource({}, std::make_shared<tests::TextSource>());
    traffic::Visit visit;
    visit.visitor = traffic->visitor("ann");
    visit.source = traffic::SourceId(0);
    traffic::Exchange exchange;
    exchange.visit = traffic->addVisit(visit);
    exchange.url = traffic->internUrl("https://shop.test/a.js");
    const std::vector<http::Field> fields{
        {"ETag", "\"v1\"", http::FieldName::ETag},
        {"Cache-Control", "max-age=60", http::FieldName::CacheControl}};
    exchange.method = "GET";
    exchange.mimeType = "text/javascript";
    exchange.status = 200;
    exchange.started = tests::firstInstant + std::chrono::milliseconds(12'345);
    exchange.contentBytes = 14'000;
    exchange.transferredBytes = 5'200;
    exchange.responseFields = fields;
    traffic->append(exchange);
    traffic::Exchange empty;
    empty.visit = exchange.visit;
    empty.url = traffic->internUrl("");
    traffic->append(empty);
    traffic::Exchange first = exchange;
    first.started = tests::firstInstant;
    traffic->append(first);
    return traffic;
}

} // namespace

class TestExchangeModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTheRulesOfModelsThroughEverything();
    void cellsOfAnExchangeThatHasEverything_data();
    void cellsOfAnExchangeThatHasEverything();
    void cellsOfAnExchangeThatHasNothing_data();
    void cellsOfAnExchangeThatHasNothing();
    void whatIsNotDecidedYetSaysSo();
    void aLogThatWasStoppedShortIsNoTrap();
    void rolesForDelegates();
    void glyphsAndNumbersAreSpoken();
    void hostileTextsStayPlain_data();
    void hostileTextsStayPlain();
    void filtersAndKeepsTheSort();
    void aNewLogFiltersAgain();
    void theSameRowsAreNotReset();
    void persistentIndexesFollowTheirExchanges();
    void rowOfAndExchangeAtAgree();
    void everyColumnIsNamed();
    void aMillionExchangesAreJustRows();
};

void TestExchangeModel::keepsTheRulesOfModelsThroughEverything() {
    ExchangeModel model;
    const Fatal tester(&model, Fatal::FailureReportingMode::Fatal);
    const auto traffic = tests::variedTraffic(200);
    const auto log = tests::played(*traffic);
    model.sort(static_cast<int>(ModelColumn::Url), Qt::AscendingOrder);
    model.setQuery(query("status:200"));
    model.setSource(traffic, nullptr, nullptr);
    QVERIFY(model.rowCount() > 0);
    model.setSource(traffic, log, nullptr);
    model.setSource(traffic, log, tests::variedGrades(200));
    model.setQuery(query("grade:>=2"));
    model.setNoted({ExchangeId(1), ExchangeId(5)});
    model.setQuery(query("is:noted"));
    QCOMPARE(model.rowCount(), 2);
    model.setQuery(query("host:nowhere.test"));
    QCOMPARE(model.rowCount(), 0);
    model.sort(static_cast<int>(ModelColumn::Size), Qt::DescendingOrder);
    model.setQuery({});
    QCOMPARE(model.rowCount(), 200);
    for (int column = -1; column <= model.columnCount(); ++column)
        model.sort(column, Qt::DescendingOrder);
    model.setSource(tests::variedTraffic(3), nullptr, nullptr);
    QCOMPARE(model.rowCount(), 3);
    model.setSource(nullptr, nullptr, nullptr);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.totalCount(), std::size_t{0});
}

void TestExchangeModel::cellsOfAnExchangeThatHasEverything_data() {
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("toolTip");
    const auto row = [](const char *name, ModelColumn column, const char16_t *text,
                        const char16_t *toolTip) {
        QTest::newRow(name) << static_cast<int>(column) << QString::fromUtf16(text)
                            << QString::fromUtf16(toolTip);
    };
    row("number from 1", ModelColumn::Number, u"1", u"");
    row("seconds since the first exchange", ModelColumn::Time, u"12.345",
        u"2026-03-01T00:00:12.345Z");
    row("method", ModelColumn::Method, u"GET", u"GET");
    row("URL", ModelColumn::Url, u"https://shop.test/a.js", u"https://shop.test/a.js");
    row("status", ModelColumn::Status, u"200", u"");
    row("size of the content", ModelColumn::Size, u"14.0 kB", u"Transferred: 5.2 kB");
    row("type", ModelColumn::Type, u"Script", u"text/javascript");
    row("tag", ModelColumn::Tag, u"\"v1\"", u"\"v1\"");
    row("visitor", ModelColumn::Visitor, u"ann", u"ann");
    row("outcome", ModelColumn::Outcome, u"Fresh hit",
        u"Fresh hit\nThe stored response was 12.3 s old, and fresh for 1 min");
}

void TestExchangeModel::cellsOfAnExchangeThatHasEverything() {
    QFETCH(int, column);
    ExchangeModel model;
    const auto traffic = fullAndEmpty();
    model.setSource(traffic, tests::played(*traffic), tests::variedGrades(3));
    QTEST(cell(model, 0, static_cast<ModelColumn>(column)).toString(), "text");
    QTEST(cell(model, 0, static_cast<ModelColumn>(column), Qt::ToolTipRole).toString(), "toolTip");
}

void TestExchangeModel::cellsOfAnExchangeThatHasNothing_data() {
    QTest::addColumn<int>("column");
    for (const ModelColumn column :
         {ModelColumn::Grade, ModelColumn::Time, ModelColumn::Method, ModelColumn::Url,
          ModelColumn::Status, ModelColumn::Size, ModelColumn::Tag})
        QTest::addRow("column %d", static_cast<int>(column)) << static_cast<int>(column);
}

void TestExchangeModel::cellsOfAnExchangeThatHasNothing() {
    QFETCH(int, column);
    ExchangeModel model;
    model.setSource(fullAndEmpty(), nullptr, nullptr);
    QCOMPARE(cell(model, 1, static_cast<ModelColumn>(column)).toString(), QString());
    QCOMPARE(cell(model, 1, static_cast<ModelColumn>(column), Qt::ToolTipRole).toString(),
             QString());
}

void TestExchangeModel::whatIsNotDecidedYetSaysSo() {
    ExchangeModel model;
    const auto traffic = fullAndEmpty();
    model.setSource(traffic, nullptr, nullptr);
    for (const ModelColumn column : {ModelColumn::Outcome, ModelColumn::Recorded}) {
        QCOMPARE(cell(model, 0, column).toString(), QStringLiteral("\u2026"));
        QCOMPARE(cell(model, 0, column, Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Not decided yet"));
        QVERIFY(!cell(model, 0, column, ui::OutcomeRole).isValid());
        QVERIFY(!cell(model, 0, column, ui::ComparisonRole).isValid());
    }
    model.setSource(traffic, tests::played(*traffic), nullptr);
    QVERIFY(cell(model, 0, ModelColumn::Outcome, ui::OutcomeRole).isValid());
}

void TestExchangeModel::aLogThatWasStoppedShortIsNoTrap() {
    const auto traffic = fullAndEmpty();
    auto log = std::make_shared<replay::Log>(*tests::played(*traffic));
    log->rows.resize(1);
    ExchangeModel model;
    model.setSource(traffic, log, std::make_shared<const std::vector<std::uint8_t>>());
    model.sort(static_cast<int>(ModelColumn::Outcome), Qt::DescendingOrder);
    model.sort(static_cast<int>(ModelColumn::Grade), Qt::DescendingOrder);
    model.sort(static_cast<int>(ModelColumn::Number), Qt::AscendingOrder);
    QVERIFY(cell(model, 0, ModelColumn::Outcome, ui::OutcomeRole).isValid());
    QCOMPARE(cell(model, 2, ModelColumn::Outcome).toString(), QStringLiteral("\u2026"));
}

void TestExchangeModel::rolesForDelegates() {
    const auto traffic = tests::variedTraffic(50);
    const auto log = tests::played(*traffic);
    ExchangeModel model;
    model.setSource(traffic, log, tests::variedGrades(50));
    model.setNoted({ExchangeId(3)});
    for (int row = 0; row < 50; ++row) {
        const replay::Row &decided = log->rows[static_cast<std::size_t>(row)];
        QCOMPARE(cell(model, row, ModelColumn::Outcome, ui::OutcomeRole).toInt(),
                 static_cast<int>(decided.decision.outcome));
        QCOMPARE(cell(model, row, ModelColumn::Outcome, ui::InferredRole).toBool(),
                 decided.decision.inferred);
        QCOMPARE(cell(model, row, ModelColumn::Outcome).toString(),
                 ui::fromUtf8(explain::wordOf(decided.decision.outcome)));
        QCOMPARE(cell(model, row, ModelColumn::Recorded, ui::ComparisonRole).toInt(),
                 static_cast<int>(decided.comparison));
        QCOMPARE(cell(model, row, ModelColumn::Recorded).toString(),
                 ui::fromUtf8(explain::wordOf(decided.comparison)));
        QCOMPARE(cell(model, row, ModelColumn::Grade, ui::GradeRole).toInt(), row * 7 % 6);
        QCOMPARE(cell(model, row, ModelColumn::Grade, ui::MarkedRole).toBool(), row == 3);
        QCOMPARE(cell(model, row, ModelColumn::Url, ui::IdRole).toUInt(), static_cast<uint>(row));
    }
}

void TestExchangeModel::glyphsAndNumbersAreSpoken() {
    ExchangeModel model;
    const auto traffic = fullAndEmpty();
    auto log = std::make_shared<replay::Log>(*tests::played(*traffic));
    log->rows[0].decision.inferred = true;
    model.setSource(traffic, log, std::make_shared<const std::vector<std::uint8_t>>(3, 3));
    model.setNoted({ExchangeId(1)});
    const auto spoken = [&](int row, ModelColumn column) {
        return cell(model, row, column, Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(cell(model, 0, ModelColumn::Grade).toString(), QStringLiteral("3"));
    QCOMPARE(spoken(0, ModelColumn::Grade), QStringLiteral("Identifier-capable"));
    QCOMPARE(spoken(1, ModelColumn::Grade), QStringLiteral("Identifier-capable, has a note"));
    QCOMPARE(spoken(0, ModelColumn::Number), QStringLiteral("Exchange 1"));
    QCOMPARE(spoken(0, ModelColumn::Time), QStringLiteral("12.345 seconds"));
    QCOMPARE(spoken(0, ModelColumn::Outcome), QStringLiteral("Fresh hit, inferred"));
    QCOMPARE(spoken(1, ModelColumn::Status), QStringLiteral("No response"));
    model.setSource(traffic, log, nullptr);
    QCOMPARE(spoken(0, ModelColumn::Grade), QStringLiteral("No finding"));
}

void TestExchangeModel::hostileTextsStayPlain_data() {
    QTest::addColumn<QByteArray>("text");
    int number = 0;
    for (const std::string_view text : tests::hostileTexts)
        QTest::addRow("hostile text %d", number++)
            << QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    QTest::newRow("a megabyte") << QByteArray("<b>") + QByteArray(1'000'000, 'x');
}

void TestExchangeModel::hostileTextsStayPlain() {
    QFETCH(QByteArray, text);
    const std::string hostile = text.toStdString();
    auto traffic = std::make_shared<traffic::Traffic>();
    traffic->addSource({}, std::make_shared<tests::TextSource>());
    traffic::Visit visit;
    visit.visitor = traffic->visitor(hostile);
    visit.source = traffic::SourceId(0);
    const std::vector<http::Field> fields{{"ETag", hostile, http::FieldName::ETag}};
    traffic::Exchange exchange;
    exchange.visit = traffic->addVisit(visit);
    exchange.url = traffic->internUrl(hostile);
    exchange.method = hostile;
    exchange.mimeType = hostile;
    exchange.responseFields = fields;
    traffic->append(exchange);
    ExchangeModel model;
    model.setSource(traffic, tests::played(*traffic), nullptr);
    for (int column = 0; column < model.columnCount(); ++column) {
        const QString shown = cell(model, 0, static_cast<ModelColumn>(column)).toString();
        QVERIFY(shown.size() <= 520);
        QVERIFY(std::none_of(shown.begin(), shown.end(), [](QChar c) {
            return c.category() == QChar::Other_Control || c == QChar(0x202e);
        }));
        const QString toolTip =
            cell(model, 0, static_cast<ModelColumn>(column), Qt::ToolTipRole).toString();
        QVERIFY2(!Qt::mightBeRichText(toolTip), qPrintable(toolTip));
        QVERIFY(toolTip.size() <= 3000);
    }
}

void TestExchangeModel::filtersAndKeepsTheSort() {
    ExchangeModel model;
    const auto traffic = tests::variedTraffic(300);
    model.setSource(traffic, nullptr, nullptr);
    model.sort(static_cast<int>(ModelColumn::Status), Qt::DescendingOrder);
    model.setQuery(query("status:>=300"));
    QVERIFY(model.rowCount() > 0 && model.rowCount() < 300);
    QCOMPARE(model.totalCount(), std::size_t{300});
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto status = traffic->exchange(model.exchangeAt(row)).status;
        QVERIFY(status >= 300);
        if (row > 0)
            QVERIFY(status <= traffic->exchange(model.exchangeAt(row - 1)).status);
    }
}

void TestExchangeModel::aNewLogFiltersAgain() {
    ExchangeModel model;
    const auto traffic = tests::variedTraffic(300);
    model.setQuery(query("outcome:stored"));
    model.setSource(traffic, nullptr, nullptr);
    QCOMPARE(model.rowCount(), 0);
    const auto log = tests::played(*traffic);
    model.setSource(traffic, log, nullptr);
    QVERIFY(model.rowCount() > 0);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(log->row(model.exchangeAt(row)).decision.outcome, cache::Outcome::Stored);
}

void TestExchangeModel::theSameRowsAreNotReset() {
    ExchangeModel model;
    const auto traffic = tests::variedTraffic(30);
    model.setSource(traffic, nullptr, nullptr);
    QSignalSpy reset(&model, &ExchangeModel::modelReset);
    QSignalSpy changed(&model, &ExchangeModel::dataChanged);
    model.setSource(traffic, tests::played(*traffic), nullptr);
    model.setQuery(query("status:>=0"));
    model.setNoted({ExchangeId(1)});
    QCOMPARE(reset.count(), 0);
    QCOMPARE(changed.count(), 3);
    model.setQuery(query("status:200"));
    QCOMPARE(reset.count(), 1);
}

void TestExchangeModel::persistentIndexesFollowTheirExchanges() {
    ExchangeModel model;
    model.setSource(tests::variedTraffic(300), nullptr, nullptr);
    model.setQuery(query("status:200"));
    QList<std::pair<QPersistentModelIndex, ExchangeId>> kept;
    for (int row = 0; row < model.rowCount(); row += 7)
        kept.append({model.index(row, row % 3), model.exchangeAt(row)});
    for (const ModelColumn column : {ModelColumn::Url, ModelColumn::Size, ModelColumn::Number}) {
        model.sort(static_cast<int>(column), Qt::DescendingOrder);
        for (const auto &[index, exchange] : kept)
            QCOMPARE(model.exchangeAt(index.row()), exchange);
    }
    QVERIFY(kept.size() > 5);
}

void TestExchangeModel::rowOfAndExchangeAtAgree() {
    ExchangeModel model;
    const auto traffic = tests::variedTraffic(100);
    model.setSource(traffic, nullptr, nullptr);
    model.setQuery(query("status:200"));
    model.sort(static_cast<int>(ModelColumn::Size), Qt::AscendingOrder);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.rowOf(model.exchangeAt(row)), std::optional<int>(row));
    QVERIFY(!model.exchangeAt(-1).isValid());
    QVERIFY(!model.exchangeAt(model.rowCount()).isValid());
    for (std::size_t i = 0; i < traffic->exchangeCount(); ++i) {
        const auto id = ExchangeId::fromSize(i);
        QCOMPARE(model.rowOf(id).has_value(), traffic->exchange(id).status == 200);
    }
}

void TestExchangeModel::everyColumnIsNamed() {
    const ExchangeModel model;
    QStringList names;
    for (int column = 0; column < model.columnCount(); ++column) {
        const auto header = [&](int role) {
            return model.headerData(column, Qt::Horizontal, role).toString();
        };
        QVERIFY(!header(Qt::ToolTipRole).isEmpty());
        names.append(header(Qt::DisplayRole));
    }
    QVERIFY(!names.contains(QString()));
    QCOMPARE(names.removeDuplicates(), qsizetype{0});
    QVERIFY(!model.headerData(model.columnCount(), Qt::Horizontal, Qt::DisplayRole).isValid());
    QVERIFY(!model.headerData(-1, Qt::Horizontal, Qt::DisplayRole).isValid());
}

void TestExchangeModel::aMillionExchangesAreJustRows() {
    constexpr std::size_t million = 1'000'000;
    const auto traffic = tests::variedTraffic(million);
    ExchangeModel model;
    model.setSource(traffic, nullptr, nullptr);
    QCOMPARE(model.rowCount(), static_cast<int>(million));
    model.sort(static_cast<int>(ModelColumn::Size), Qt::DescendingOrder);
    model.setQuery(query("status:404"));
    QVERIFY(model.rowCount() > 100'000);
    for (int row = 1; row < model.rowCount(); ++row) {
        const auto &above = traffic->exchange(model.exchangeAt(row - 1));
        const auto &below = traffic->exchange(model.exchangeAt(row));
        if (above.contentBytes < below.contentBytes || below.status != 404)
            QFAIL(qPrintable(QStringLiteral("row %1").arg(row)));
    }
}

QTEST_GUILESS_MAIN(TestExchangeModel)
#include "test_exchange_model.moc"
