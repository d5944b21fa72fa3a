// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QTest>
#include <QTextDocument>

#include "tests/ui/model_capture.h"
#include "ui/models/field_model.h"

#include <string>

using namespace etagere;
using ui::FieldModel;

class TestFieldModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsEachLine();
    void keepsItsOwner();
    void hostileValuesStayPlain();
};

void TestFieldModel::showsEachLine() {
    FieldModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    const std::string megabyte(1'000'000, 'x');
    model.setFields({{"ETag", "\"a\"", http::FieldName::ETag}, {"X-Long", megabyte, {}}}, nullptr);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("ETag"));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("\"a\""));
    QVERIFY(model.index(1, 1).data().toString().size() < 1000);
    QCOMPARE(model.wholeValue(1).size(), megabyte.size());
    QVERIFY(model.wholeValue(-1).empty() && model.wholeValue(2).empty());
    QVERIFY(!model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
    QVERIFY(!model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
    model.setFields({}, nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestFieldModel::keepsItsOwner() {
    FieldModel model;
    auto owner = std::make_shared<const std::string>("kept as long as it is shown");
    const std::weak_ptr<const std::string> watched = owner;
    model.setFields({{"A", *owner, {}}}, owner);
    owner.reset();
    QVERIFY(!watched.expired());
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("kept as long as it is shown"));
    model.setFields({}, nullptr);
    QVERIFY(watched.expired());
}

void TestFieldModel::hostileValuesStayPlain() {
    FieldModel model;
    std::vector<http::Field> fields;
    for (const std::string_view text : tests::hostileTexts)
        fields.push_back({text, text, {}});
    model.setFields(fields, nullptr);
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < 2; ++column) {
            const QModelIndex index = model.index(row, column);
            QVERIFY(!index.data().toString().contains(QChar(0x1b)));
            QVERIFY(!Qt::mightBeRichText(index.data(Qt::ToolTipRole).toString()));
        }
    }
}

QTEST_GUILESS_MAIN(TestFieldModel)
#include "test_field_model.moc"
