// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include "tests/ui/model_capture.h"
#include "ui/models/browsing_filter.h"
#include "ui/models/browsing_model.h"
#include "ui/models/roles.h"

using namespace etagere;
using session::BrowsingRow;
using session::PersonId;
using traffic::ServedFrom;
using ui::BrowsingModel;
using ModelColumn = BrowsingModel::Column;

namespace {

QVariant cell(const QAbstractItemModel &model, int row, ModelColumn column,
              int role = Qt::DisplayRole) {
    return model.data(model.index(row, static_cast<int>(column)), role);
}

BrowsingRow rowOf(std::uint32_t person, const char *url) {
    BrowsingRow row;
    row.person = PersonId(person);
    row.started = tests::firstInstant;
    row.method = "GET";
    row.url = url;
    row.status = 200;
    row.servedFrom = ServedFrom::Network;
    return row;
}

} // namespace

class TestBrowsingModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsAnExchange();
    void saysWhereTheAnswerCameFrom_data();
    void saysWhereTheAnswerCameFrom();
    void growsWithTheRecording();
    void showsOnePersonAlone();
    void remembersThoseWhoAreGone();
    void hostileTextStaysPlain();
    void aHundredThousandAreAsGoodAsThree();
};

void TestBrowsingModel::showsAnExchange() {
    BrowsingRow row = rowOf(0, "https://shop.test/a.js");
    row.type = "Script";
    row.status = 304;
    row.servedFrom = ServedFrom::Validated;
    row.transferredBytes = 1234;
    row.sentValidator = "\"u1\"";
    row.givenValidator = "\"u2\"";
    const std::vector<BrowsingRow> rows{row};
    BrowsingModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows(&rows);
    model.setName(PersonId(0), "A");
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(cell(model, 0, ModelColumn::Person).toString(), QStringLiteral("A"));
    QCOMPARE(cell(model, 0, ModelColumn::Number).toString(), QStringLiteral("1"));
    QCOMPARE(cell(model, 0, ModelColumn::Method).toString(), QStringLiteral("GET"));
    QCOMPARE(cell(model, 0, ModelColumn::Url).toString(), QStringLiteral("https://shop.test/a.js"));
    QCOMPARE(cell(model, 0, ModelColumn::Status).toString(), QStringLiteral("304"));
    QCOMPARE(cell(model, 0, ModelColumn::Sent).toString(), QStringLiteral("\"u1\""));
    QCOMPARE(cell(model, 0, ModelColumn::Given).toString(), QStringLiteral("\"u2\""));
    QCOMPARE(cell(model, 0, ModelColumn::Type).toString(), QStringLiteral("Script"));
    QCOMPARE(cell(model, 0, ModelColumn::Size).toString(), QStringLiteral("1.2 kB"));
    QVERIFY(!cell(model, 0, ModelColumn::Time).toString().isEmpty());
    for (int section = 0; section < model.columnCount(); ++section) {
        for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
            QVERIFY(!model.headerData(section, Qt::Horizontal, role).toString().isEmpty());
    }
}

void TestBrowsingModel::saysWhereTheAnswerCameFrom_data() {
    QTest::addColumn<int>("servedFrom");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isTagSent");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, ServedFrom from, int status, bool isTagSent, int outcome,
                        const char *word) {
        QTest::newRow(name) << static_cast<int>(from) << status << isTagSent << outcome
                            << QString::fromLatin1(word);
    };
    const auto as = [](cache::Outcome outcome) { return static_cast<int>(outcome); };
    using cache::Outcome;
    row("asked for the first time", ServedFrom::Network, 200, false, as(Outcome::Forward),
        "from the network");
    row("asked with a tag, and changed", ServedFrom::Network, 200, true, as(Outcome::Replaced),
        "asked, and replaced");
    row("asked with a tag, and still the same", ServedFrom::Validated, 304, true,
        as(Outcome::Validated), "validated by a 304");
    row("the same, shown as what it renewed", ServedFrom::ValidatedAs200, 200, true,
        as(Outcome::Validated), "validated by a 304");
    row("not asked", ServedFrom::DiskCache, 200, false, as(Outcome::FreshHit), "from its cache");
    row("not even the cache was asked", ServedFrom::MemoryCache, 200, false, as(Outcome::FreshHit),
        "from its cache");
    row("the page answers itself", ServedFrom::ServiceWorker, 200, false, as(Outcome::Bypass),
        "from a service worker");
    row("no answer", ServedFrom::Unknown, 0, false, as(Outcome::Error), "failed");
}

void TestBrowsingModel::saysWhereTheAnswerCameFrom() {
    QFETCH(int, servedFrom);
    QFETCH(int, status);
    QFETCH(bool, isTagSent);
    QFETCH(int, outcome);
    QFETCH(QString, word);
    BrowsingRow row = rowOf(0, "https://shop.test/");
    row.servedFrom = static_cast<ServedFrom>(servedFrom);
    row.status = static_cast<std::uint16_t>(status);
    if (isTagSent)
        row.sentValidator = "\"u1\"";
    row.isInferred = row.servedFrom == ServedFrom::ValidatedAs200;
    const std::vector<BrowsingRow> rows{row};
    BrowsingModel model;
    model.setRows(&rows);
    QCOMPARE(cell(model, 0, ModelColumn::Outcome).toString(), word);
    QCOMPARE(cell(model, 0, ModelColumn::Outcome, ui::OutcomeRole).toInt(), outcome);
    QCOMPARE(cell(model, 0, ModelColumn::Outcome, ui::InferredRole).toBool(), row.isInferred);
    QVERIFY(!cell(model, 0, ModelColumn::Url, ui::OutcomeRole).isValid());
}

void TestBrowsingModel::growsWithTheRecording() {
    std::vector<BrowsingRow> rows{rowOf(0, "https://shop.test/")};
    BrowsingModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows(&rows);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    rows.push_back(rowOf(0, "https://shop.test/a.js"));
    rows.push_back(rowOf(1, "https://shop.test/b.js"));
    // Views learn of what was recorded when they are told, not before.
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.rowAt(1) == nullptr);
    model.grow();
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(inserted.size(), 1);
    model.grow();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowAt(2)->url, std::string("https://shop.test/b.js"));
    QVERIFY(model.rowAt(-1) == nullptr);
    model.setRows(nullptr);
    QCOMPARE(model.rowCount(), 0);
    model.grow();
    QCOMPARE(model.rowCount(), 0);
}

void TestBrowsingModel::showsOnePersonAlone() {
    std::vector<BrowsingRow> rows{rowOf(0, "https://shop.test/1"), rowOf(1, "https://shop.test/2"),
                                  rowOf(0, "https://shop.test/3")};
    BrowsingModel model;
    ui::BrowsingFilter filter(model);
    const QAbstractItemModelTester tester(&filter,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows(&rows);
    QCOMPARE(filter.rowCount(), 3);
    filter.setPerson(PersonId(1));
    QCOMPARE(filter.rowCount(), 1);
    QCOMPARE(filter.rowAt(filter.index(0, 0))->url, std::string("https://shop.test/2"));
    rows.push_back(rowOf(1, "https://shop.test/4"));
    rows.push_back(rowOf(0, "https://shop.test/5"));
    model.grow();
    QCOMPARE(filter.rowCount(), 2);
    QCOMPARE(cell(filter, 1, ModelColumn::Number).toString(), QStringLiteral("4"));
    filter.setPerson({});
    QCOMPARE(filter.rowCount(), 5);
    QVERIFY(filter.rowAt({}) == nullptr);
}

void TestBrowsingModel::remembersThoseWhoAreGone() {
    const std::vector<BrowsingRow> rows{rowOf(0, "https://shop.test/"),
                                        rowOf(1, "https://shop.test/")};
    BrowsingModel model;
    model.setRows(&rows);
    QCOMPARE(cell(model, 0, ModelColumn::Person).toString(), QString());
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setName(PersonId(0), "A");
    model.setName(PersonId(1), "B");
    model.setName(PersonId(1), "B");
    QCOMPARE(changed.size(), 2);
    QCOMPARE(cell(model, 1, ModelColumn::Person).toString(), QStringLiteral("B"));
    model.setRows(&rows);
    QCOMPARE(cell(model, 1, ModelColumn::Person).toString(), QString());
}

void TestBrowsingModel::hostileTextStaysPlain() {
    const std::string hostile = "<b>bold</b>\n\x1b[31m\xff" + std::string(100'000, 'x');
    BrowsingRow row = rowOf(0, hostile.c_str());
    row.method = row.type = row.sentValidator = row.givenValidator = row.failure = hostile;
    const std::vector<BrowsingRow> rows{row};
    BrowsingModel model;
    model.setRows(&rows);
    model.setName(PersonId(0), hostile);
    for (int column = 0; column < model.columnCount(); ++column) {
        const QModelIndex index = model.index(0, column);
        const QString text = index.data().toString();
        QVERIFY2(text.size() < 2000, qPrintable(QString::number(column)));
        QVERIFY(!text.contains(u'\n') && !text.contains(u'\x1b'));
        QVERIFY(!Qt::mightBeRichText(index.data(Qt::ToolTipRole).toString()));
    }
}

void TestBrowsingModel::aHundredThousandAreAsGoodAsThree() {
    std::vector<BrowsingRow> rows(100'000, rowOf(0, "https://shop.test/"));
    for (std::size_t i = 0; i < rows.size(); i += 2)
        rows[i].person = PersonId(1);
    BrowsingModel model;
    ui::BrowsingFilter filter(model);
    model.setRows(&rows);
    filter.setPerson(PersonId(1));
    QCOMPARE(filter.rowCount(), 50'000);
    QCOMPARE(cell(filter, 49'999, ModelColumn::Number).toString(), QStringLiteral("99999"));
}

QTEST_GUILESS_MAIN(TestBrowsingModel)
#include "test_browsing_model.moc"
