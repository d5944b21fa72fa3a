// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QTest>
#include <QTextDocument>

#include "tests/ui/model_capture.h"
#include "ui/models/roles.h"
#include "ui/models/visit_model.h"

using namespace etagere;
using ui::VisitModel;
using ModelColumn = VisitModel::Column;

namespace {

QString text(const VisitModel &model, int row, ModelColumn column, int role = Qt::DisplayRole) {
    return model.data(model.index(row, static_cast<int>(column)), role).toString();
}

traffic::VisitId addVisit(traffic::Traffic &traffic, std::string_view visitor,
                          std::string_view title) {
    traffic::Visit visit;
    visit.visitor = traffic.visitor(visitor);
    visit.source = traffic::SourceId(0);
    visit.pageId = "page_7";
    visit.title = title;
    return traffic.addVisit(visit);
}

} // namespace

class TestVisitModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsEachVisit();
    void hostileTitlesStayPlain();
    void aHundredThousandAreAsGoodAsThree();
};

void TestVisitModel::showsEachVisit() {
    auto traffic = std::make_shared<traffic::Traffic>();
    traffic->addSource({}, std::make_shared<tests::TextSource>());
    const traffic::VisitId titled = addVisit(*traffic, "ann", "The shop");
    const traffic::VisitId untitled = addVisit(*traffic, "bob", "");
    addVisit(*traffic, "bob", "");
    traffic::Exchange exchange;
    exchange.visit = titled;
    exchange.url = traffic->internUrl("https://shop.test/");
    exchange.started = tests::firstInstant + std::chrono::milliseconds(1500);
    traffic->append(exchange);
    traffic->append(exchange);
    exchange.visit = untitled;
    exchange.started.reset();
    traffic->append(exchange);

    VisitModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setTraffic(traffic);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(text(model, 0, ModelColumn::Number), QStringLiteral("1"));
    QCOMPARE(text(model, 0, ModelColumn::Title), QStringLiteral("The shop"));
    QCOMPARE(text(model, 0, ModelColumn::Visitor), QStringLiteral("ann"));
    QCOMPARE(text(model, 0, ModelColumn::Time), QStringLiteral("2026-03-01T00:00:01Z"));
    QCOMPARE(text(model, 0, ModelColumn::Time, Qt::ToolTipRole),
             QStringLiteral("2026-03-01T00:00:01.500Z"));
    QCOMPARE(text(model, 0, ModelColumn::Exchanges), QStringLiteral("2"));
    QCOMPARE(text(model, 0, ModelColumn::Number, Qt::AccessibleTextRole),
             QStringLiteral("Visit 1"));
    QCOMPARE(text(model, 1, ModelColumn::Title), QStringLiteral("https://shop.test/"));
    QCOMPARE(text(model, 1, ModelColumn::Time), QString());
    QCOMPARE(text(model, 2, ModelColumn::Title), QStringLiteral("page_7"));
    QCOMPARE(text(model, 2, ModelColumn::Exchanges), QStringLiteral("0"));
    QCOMPARE(model.visitAt(1), traffic::VisitId(1));
    QVERIFY(!model.visitAt(3).isValid() && !model.visitAt(-1).isValid());
    model.setTraffic(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestVisitModel::hostileTitlesStayPlain() {
    auto traffic = std::make_shared<traffic::Traffic>();
    traffic->addSource({}, std::make_shared<tests::TextSource>());
    for (const std::string_view hostile : tests::hostileTexts)
        addVisit(*traffic, hostile, hostile);
    VisitModel model;
    model.setTraffic(traffic);
    for (int row = 0; row < model.rowCount(); ++row) {
        for (const ModelColumn column : {ModelColumn::Title, ModelColumn::Visitor}) {
            QVERIFY(!text(model, row, column).contains(QChar(0x1b)));
            QVERIFY(!text(model, row, column).contains(QChar(0x202e)));
            QVERIFY(!Qt::mightBeRichText(text(model, row, column, Qt::ToolTipRole)));
        }
    }
}

void TestVisitModel::aHundredThousandAreAsGoodAsThree() {
    auto traffic = std::make_shared<traffic::Traffic>();
    traffic->addSource({}, std::make_shared<tests::TextSource>());
    constexpr int many = 100'000;
    for (int i = 0; i < many; ++i)
        addVisit(*traffic, "ann", "page");
    VisitModel model;
    model.setTraffic(traffic);
    QCOMPARE(model.rowCount(), many);
    QCOMPARE(text(model, many - 1, ModelColumn::Number), QStringLiteral("100000"));
    QCOMPARE(model.data(model.index(many - 1, 0), ui::IdRole).toUInt(), uint{many - 1});
}

QTEST_GUILESS_MAIN(TestVisitModel)
#include "test_visit_model.moc"
