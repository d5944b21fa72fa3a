// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/session/resource_type.h"
#include "tests/ui/model_capture.h"
#include "ui/models/exchange_model.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <numeric>

using namespace etagere;
using traffic::Exchange;
using traffic::ExchangeId;
using ui::ExchangeModel;
using ModelColumn = ExchangeModel::Column;

namespace {

constexpr std::size_t count = 3000;

/// Compares two exchanges by one column, slowly and obviously.
class Oracle {
public:
    Oracle(const traffic::Traffic &traffic, const replay::Log &log,
           const std::vector<std::uint8_t> &grades)
        : m_traffic(traffic)
        , m_log(log)
        , m_grades(grades) {}

    [[nodiscard]] bool less(ModelColumn column, ExchangeId a, ExchangeId b) const {
        const std::string textA = textOf(column, a);
        const std::string textB = textOf(column, b);
        return textA != textB ? textA < textB : numberOf(column, a) < numberOf(column, b);
    }

private:
    [[nodiscard]] std::string textOf(ModelColumn column, ExchangeId id) const {
        const Exchange &exchange = m_traffic.exchange(id);
        if (column == ModelColumn::Method)
            return std::string(exchange.method);
        if (column == ModelColumn::Url)
            return std::string(m_traffic.urlText(exchange.url));
        if (column == ModelColumn::Visitor)
            return std::string(m_traffic.visitor(m_traffic.visit(exchange.visit).visitor).name);
        if (column != ModelColumn::Tag)
            return {};
        const http::Field *tag = http::find(exchange.responseFields, http::FieldName::ETag);
        return std::string(
            tag != nullptr ? tag->value
                           : http::valueOf(exchange.responseFields, http::FieldName::LastModified));
    }
    [[nodiscard]] std::int64_t numberOf(ModelColumn column, ExchangeId id) const {
        const Exchange &exchange = m_traffic.exchange(id);
        switch (column) {
        case ModelColumn::Grade:
            return m_grades[id.index()];
        case ModelColumn::Number:
            return id.index();
        case ModelColumn::Time:
            return exchange.started ? exchange.started->time_since_epoch().count() : -1;
        case ModelColumn::Outcome:
            return static_cast<std::int64_t>(m_log.row(id).decision.outcome);
        case ModelColumn::Recorded:
            return static_cast<std::int64_t>(m_log.row(id).comparison);
        case ModelColumn::Status:
            return exchange.status;
        case ModelColumn::Size:
            return session::sizeOf(exchange);
        case ModelColumn::Type:
            return static_cast<std::int64_t>(
                session::typeOf(exchange, m_traffic.urlText(exchange.url)));
        default:
            return 0;
        }
    }
    const traffic::Traffic &m_traffic;
    const replay::Log &m_log;
    const std::vector<std::uint8_t> &m_grades;
};

std::vector<ExchangeId> rowsOf(const ExchangeModel &model) {
    std::vector<ExchangeId> rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.push_back(model.exchangeAt(row));
    return rows;
}

} // namespace

class TestExchangeOrder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyColumnSortsAsTheOracleDoes_data();
    void everyColumnSortsAsTheOracleDoes();
    void whatIsMissingSortsFirst_data();
    void whatIsMissingSortsFirst();

private:
    std::shared_ptr<const traffic::Traffic> m_traffic;
    std::shared_ptr<const replay::Log> m_log;
    std::shared_ptr<const std::vector<std::uint8_t>> m_grades;
};

void TestExchangeOrder::initTestCase() {
    m_traffic = tests::variedTraffic(count);
    m_log = tests::played(*m_traffic);
    m_grades = tests::variedGrades(count);
}

void TestExchangeOrder::everyColumnSortsAsTheOracleDoes_data() {
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QByteArray>("filter");
    const ExchangeModel model;
    for (int column = 0; column < model.columnCount(); ++column) {
        for (const bool descending : {false, true}) {
            for (const char *filter : {"", "status:200"})
                QTest::addRow("column %d %s of %s", column, descending ? "descending" : "ascending",
                              *filter == 0 ? "all" : filter)
                    << column << descending << QByteArray(filter);
        }
    }
}

void TestExchangeOrder::everyColumnSortsAsTheOracleDoes() {
    QFETCH(int, column);
    QFETCH(bool, descending);
    QFETCH(QByteArray, filter);
    ExchangeModel model;
    model.setSource(m_traffic, m_log, m_grades);
    model.setQuery(session::Query::parse(filter.toStdString()));
    std::vector<ExchangeId> expected = rowsOf(model);
    QVERIFY(expected.size() > 100);
    const Oracle oracle(*m_traffic, *m_log, *m_grades);
    std::stable_sort(expected.begin(), expected.end(), [&](ExchangeId a, ExchangeId b) {
        return descending ? oracle.less(static_cast<ModelColumn>(column), b, a)
                          : oracle.less(static_cast<ModelColumn>(column), a, b);
    });
    model.sort(static_cast<int>(ModelColumn::Url),
               Qt::DescendingOrder); // what was before is no matter
    model.sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    QVERIFY(rowsOf(model) == expected);
}

void TestExchangeOrder::whatIsMissingSortsFirst_data() {
    QTest::addColumn<int>("column");
    for (const ModelColumn column :
         {ModelColumn::Time, ModelColumn::Status, ModelColumn::Size, ModelColumn::Tag})
        QTest::addRow("column %d", static_cast<int>(column)) << static_cast<int>(column);
}

void TestExchangeOrder::whatIsMissingSortsFirst() {
    QFETCH(int, column);
    ExchangeModel model;
    model.setSource(m_traffic, m_log, m_grades);
    model.sort(column, Qt::AscendingOrder);
    const auto textAt = [&](int row) {
        return model.data(model.index(row, column), Qt::DisplayRole).toString();
    };
    QCOMPARE(textAt(0), QString());
    QVERIFY(!textAt(model.rowCount() - 1).isEmpty());
    model.sort(column, Qt::DescendingOrder);
    QVERIFY(!textAt(0).isEmpty());
    QCOMPARE(textAt(model.rowCount() - 1), QString());
}

QTEST_GUILESS_MAIN(TestExchangeOrder)
#include "test_exchange_order.moc"
