// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTableView>

#include "tests/ui/accessible_names.h"
#include "ui/models/linkability_model.h"
#include "ui/panes/linkability_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/link_graph.h"

#include <memory>

using namespace etagere;
using namespace etagere::ui;
using analysis::Linkability;

/// What a finding's tag links, read off the matrix and the graph.
class TestLinkabilityView final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }
    void nothingToShowSaysWhatWouldFillIt();
    void everyCellSaysWhatItIsWithoutColour();
    void aCellTellsWhyAndMarksItsSites();
    void keysWalkTheMatrix();
    void hostileNamesStayPlain();
    void everyControlHasAName();

private:
    [[nodiscard]] QTableView *table() const { return m_view->findChild<QTableView *>(); }
    [[nodiscard]] LinkGraph *graph() const { return m_view->findChild<LinkGraph *>(); }
    void choose(int row, int column) {
        table()->setCurrentIndex(table()->model()->index(row, column));
    }
    std::unique_ptr<LinkabilityView> m_view;
};

namespace {

/// One tag that a third party gave on three sites.
Linkability onThreeSites() {
    Linkability linkability;
    linkability.sites = {"https://news.example", "https://shop.example",
                         "https://<b>x</b>.example"};
    linkability.siteCount = 3;
    linkability.tokens = {"k3j9dh2ba77qpx01"};
    linkability.edges = {{0, 0, 2, true}, {1, 0, 2, false}, {2, 0, 2, false}};
    fillMatrix(linkability, false, false);
    return linkability;
}

QString cell(const QTableView &table, int row, int column) {
    return table.model()->index(row, column).data().toString();
}

} // namespace

void TestLinkabilityView::init() {
    m_view = std::make_unique<LinkabilityView>();
    m_view->resize(1000, 600);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestLinkabilityView::nothingToShowSaysWhatWouldFillIt() {
    QVERIFY(m_view->findChild<EmptyState *>()->isEmpty());
    m_view->setLinkability(onThreeSites());
    QVERIFY(!m_view->findChild<EmptyState *>()->isEmpty());
    m_view->setLinkability(std::nullopt);
    QVERIFY(m_view->findChild<EmptyState *>()->isEmpty());
}

void TestLinkabilityView::everyCellSaysWhatItIsWithoutColour() {
    m_view->setLinkability(onThreeSites());
    QCOMPARE(table()->model()->rowCount(), 5);
    QCOMPARE(table()->model()->columnCount(), 4);
    // No defence in one cache for all links the three; partitions leave each site alone; without
    // tags nobody is known.
    QVERIFY(cell(*table(), 0, 0).contains(QStringLiteral("3 site")));
    QVERIFY(cell(*table(), 0, 1).contains(QStringLiteral("each site alone")));
    QVERIFY(cell(*table(), 3, 0).contains(QStringLiteral("not known again")));
}

void TestLinkabilityView::aCellTellsWhyAndMarksItsSites() {
    m_view->setLinkability(onThreeSites());
    choose(0, 0);
    QVERIFY(m_view->findChild<QLabel *>() != nullptr);
    QVERIFY(graph()->accessibleDescription().startsWith(
        QStringLiteral("Linked: https://news.example")));
    choose(3, 0);
    QVERIFY(graph()->accessibleDescription().startsWith(QStringLiteral("Linked: none")));
}

void TestLinkabilityView::keysWalkTheMatrix() {
    m_view->setLinkability(onThreeSites());
    choose(0, 0);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Right);
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(table()->currentIndex().row(), 1);
    QCOMPARE(table()->currentIndex().column(), 1);
}

void TestLinkabilityView::hostileNamesStayPlain() {
    m_view->setLinkability(onThreeSites());
    choose(0, 0);
    QVERIFY(graph()->accessibleDescription().contains(QStringLiteral("<b>x</b>")));
    for (const auto *label : m_view->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestLinkabilityView::everyControlHasAName() {
    m_view->setLinkability(onThreeSites());
    QCOMPARE(etagere::tests::namelessControls(*m_view), QStringList());
}

QTEST_MAIN(TestLinkabilityView)
#include "test_linkability_view.moc"
