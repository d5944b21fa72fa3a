// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QTest>
#include <QTextDocument>

#include "core/explain/grades.h"
#include "tests/ui/model_capture.h"
#include "ui/models/finding_model.h"
#include "ui/models/roles.h"
#include "ui/models/text.h"

using namespace etagere;
using ui::FindingModel;
using ModelColumn = FindingModel::Column;

namespace {

QString text(const FindingModel &model, int row, ModelColumn column, int role = Qt::DisplayRole) {
    return model.data(model.index(row, static_cast<int>(column)), role).toString();
}

std::shared_ptr<const audit::Report> reportWith(std::vector<analysis::Finding> findings) {
    audit::Report report;
    report.findings = std::move(findings);
    return std::make_shared<const audit::Report>(std::move(report));
}

analysis::Finding linked() {
    analysis::Finding finding;
    finding.grade = analysis::Grade::Recognition;
    finding.kind = analysis::Kind::LinkedTag;
    finding.origin = "https://shop.test";
    finding.values = {"\"a1\"", "\"b2\""};
    finding.valueCount = 7;
    finding.bits = 52.25;
    finding.confidence = 0.987;
    return finding;
}

} // namespace

class TestFindingModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsEachFinding();
    void hostileTextsStayPlain();
};

void TestFindingModel::showsEachFinding() {
    FindingModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    analysis::Finding single = linked();
    single.values.resize(1);
    single.valueCount = 1;
    const auto report = reportWith({linked(), single, {}});
    model.setReport(report);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(text(model, 0, ModelColumn::Grade), QStringLiteral("4"));
    QCOMPARE(text(model, 0, ModelColumn::Grade, ui::GradeRole), QStringLiteral("4"));
    QCOMPARE(text(model, 0, ModelColumn::Grade, Qt::AccessibleTextRole),
             ui::fromUtf8(explain::nameOf(analysis::Grade::Recognition)));
    QCOMPARE(text(model, 0, ModelColumn::Title),
             ui::fromUtf8(explain::titleOf(analysis::Kind::LinkedTag, tags::Validator::ETag)));
    QCOMPARE(text(model, 0, ModelColumn::Origin), QStringLiteral("https://shop.test"));
    QCOMPARE(text(model, 0, ModelColumn::Values), QStringLiteral("\"a1\" and 6 more"));
    QCOMPARE(text(model, 1, ModelColumn::Values), QStringLiteral("\"a1\""));
    QCOMPARE(text(model, 2, ModelColumn::Values), QString());
    QCOMPARE(text(model, 0, ModelColumn::Bits), QStringLiteral("52.3 bits"));
    QCOMPARE(text(model, 0, ModelColumn::Confidence), QStringLiteral("99%"));
    QCOMPARE(model.findingAt(1), &report->findings[1]);
    QVERIFY(model.findingAt(3) == nullptr && model.findingAt(-1) == nullptr);
    model.setReport(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestFindingModel::hostileTextsStayPlain() {
    std::vector<analysis::Finding> findings;
    for (const std::string_view hostile : tests::hostileTexts) {
        analysis::Finding finding = linked();
        finding.origin = hostile;
        finding.values = {std::string(hostile) + " %1 %n"};
        findings.push_back(finding);
    }
    FindingModel model;
    model.setReport(reportWith(findings));
    for (int row = 0; row < model.rowCount(); ++row) {
        QVERIFY(
            text(model, row, ModelColumn::Values).endsWith(QStringLiteral(" %1 %n and 6 more")));
        for (int column = 0; column < model.columnCount(); ++column) {
            const auto at = static_cast<ModelColumn>(column);
            QVERIFY(!text(model, row, at).contains(QChar(0x1b)));
            QVERIFY(!Qt::mightBeRichText(text(model, row, at, Qt::ToolTipRole)));
        }
    }
}

QTEST_GUILESS_MAIN(TestFindingModel)
#include "test_finding_model.moc"
