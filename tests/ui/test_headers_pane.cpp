// SPDX-License-Identifier: Apache-2.0
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include "tests/support/capture_builder.h"
#include "tests/ui/accessible_names.h"
#include "tests/ui/inspector.h"
#include "ui/panes/field_meaning.h"
#include "ui/panes/field_table.h"
#include "ui/panes/headers_pane.h"
#include "ui/panes/text_view.h"

using namespace etagere;

namespace {

constexpr std::uint32_t validatedStyle = 8; ///< of the sample: style.css on the second visit

/// The control a screen reader knows by that name.
template <class Widget>
Widget *named(const QWidget &pane, const QString &name) {
    for (Widget *widget : pane.findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

ui::FieldTable &responseOf(const QWidget &pane) {
    return *named<ui::FieldTable>(pane, QStringLiteral("Response fields"));
}

QString cell(const QAbstractItemView &table, int row, int column, int role = Qt::DisplayRole) {
    return table.model()->index(row, column).data(role).toString();
}

int rowOf(const QAbstractItemView &table, const QString &name) {
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        if (cell(table, row, 0).endsWith(name))
            return row;
    }
    return -1;
}

bool says(const QWidget &pane, const QString &text) {
    const auto labels = pane.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisible() && label->text() == text;
    });
}

/// A sample of what a server may send: one field line.
traffic::Traffic withField(std::string_view name, std::string_view value) {
    traffic::Traffic traffic;
    traffic.addSource({}, std::make_shared<tests::TextSource>());
    traffic::Visit visit;
    visit.visitor = traffic.visitor("A");
    visit.source = traffic::SourceId(0);
    const http::Field field{name, value, http::fieldNameFrom(name)};
    traffic::Exchange exchange;
    exchange.visit = traffic.addVisit(visit);
    exchange.url = traffic.internUrl("https://shop.test/");
    exchange.method = "GET";
    exchange.status = 200;
    exchange.responseFields = {&field, 1};
    traffic.append(exchange);
    return traffic;
}

} // namespace

class TestHeadersPane final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsBothMessages();
    void marksWhatCachesRead();
    void explainsTheChosenField();
    void saysWhatTheModelSends_data();
    void saysWhatTheModelSends();
    void findsFields();
    void copiesByKeyboard();
    void boundsLongValues();
    void takesHostileTextForText();
    void doesNothingWhileHidden();
    void forgetsAClosedCapture();
    void hasNamesForEveryControl();
};

void TestHeadersPane::showsBothMessages() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    const auto *line = named<QLineEdit>(pane, QStringLiteral("Request line"));
    QTRY_COMPARE(line->text(),
                 QStringLiteral("GET https://www.teapots.example/style.css HTTP/1.1"));
    QCOMPARE(named<QLineEdit>(pane, QStringLiteral("Status line"))->text(),
             QStringLiteral("HTTP/1.1 304"));
    const auto &request = *named<ui::FieldTable>(pane, QStringLiteral("Request fields"));
    QCOMPARE(cell(request, rowOf(request, QStringLiteral("If-None-Match")), 1),
             QStringLiteral("\"69981822-1d8\""));
    const auto &response = responseOf(pane);
    QCOMPARE(response.model()->rowCount(), 5);
    QCOMPARE(cell(response, rowOf(response, QStringLiteral("Cache-Control")), 1),
             QStringLiteral("max-age=60"));
    const QAbstractItemModelTester tester(response.model());
}

void TestHeadersPane::marksWhatCachesRead() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    const auto &response = responseOf(pane);
    QTRY_COMPARE(response.model()->rowCount(), 5);
    const int tag = rowOf(response, QStringLiteral("ETag"));
    QCOMPARE(cell(response, tag, 0), QStringLiteral("\u25c6 ETag"));
    QVERIFY(response.model()->index(tag, 0).data(Qt::FontRole).value<QFont>().bold());
    QCOMPARE(cell(response, tag, 0, Qt::ToolTipRole), ui::meaningOf(http::FieldName::ETag));
    QCOMPARE(cell(response, tag, 0, Qt::AccessibleTextRole),
             QStringLiteral("ETag, read by caches"));
    const int server = rowOf(response, QStringLiteral("Server"));
    QCOMPARE(cell(response, server, 0), QStringLiteral("Server"));
    QVERIFY(!response.model()->index(server, 0).data(Qt::FontRole).isValid());
}

void TestHeadersPane::explainsTheChosenField() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    auto &response = responseOf(pane);
    QTRY_COMPARE(response.model()->rowCount(), 5);
    auto *value = named<ui::TextView>(pane, QStringLiteral("Value of the chosen field"));
    QVERIFY(!value->isVisible());
    const int tag = rowOf(response, QStringLiteral("ETag"));
    response.setFocus();
    QTest::keyClick(&response, Qt::Key_Home, Qt::ControlModifier);
    while (response.currentIndex().row() < tag)
        QTest::keyClick(&response, Qt::Key_Down);
    QTRY_VERIFY(value->isVisible());
    QCOMPARE(value->toPlainText(), QStringLiteral("\"69981822-1d8\""));
    QVERIFY(says(pane, QStringLiteral("ETag, 14 B. ") + ui::meaningOf(http::FieldName::ETag)));
    inspector.look(0);
    QTRY_VERIFY(!value->isVisible());
}

void TestHeadersPane::saysWhatTheModelSends_data() {
    QTest::addColumn<quint32>("exchange");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("ifNoneMatch");
    QTest::newRow("a stale response is validated by its tag")
        << validatedStyle << QStringLiteral("The request with these fields added:")
        << QStringLiteral("\"69981822-1d8\"");
    QTest::newRow("nothing stored, nothing added")
        << quint32{0} << QStringLiteral("The request as it is, without a validator of the cache.")
        << QString();
    QTest::newRow("a fresh response needs no request")
        << quint32{11} << QStringLiteral("Nothing: the cache answers by itself.") << QString();
}

void TestHeadersPane::saysWhatTheModelSends() {
    QFETCH(quint32, exchange);
    QFETCH(QString, sentence);
    QFETCH(QString, ifNoneMatch);
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(exchange);
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(says(pane, sentence));
    const auto &sent =
        *named<ui::FieldTable>(pane, QStringLiteral("Fields that the model would add"));
    QCOMPARE(sent.isVisible(), !ifNoneMatch.isEmpty());
    QCOMPARE(cell(sent, 0, 1), ifNoneMatch);
}

void TestHeadersPane::findsFields() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    const auto &response = responseOf(pane);
    QTRY_COMPARE(response.model()->rowCount(), 5);
    auto *field = named<QLineEdit>(pane, QStringLiteral("Find a field"));
    field->setFocus();
    QTest::keyClicks(field, QStringLiteral("MAX-AGE"));
    QCOMPARE(response.model()->rowCount(), 1);
    QCOMPARE(cell(response, 0, 0), QStringLiteral("\u25c6 Cache-Control"));
    field->clear();
    QCOMPARE(response.model()->rowCount(), 5);
}

void TestHeadersPane::copiesByKeyboard() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    auto &response = responseOf(pane);
    QTRY_COMPARE(response.model()->rowCount(), 5);
    response.setFocus();
    response.setCurrentIndex(response.model()->index(rowOf(response, QStringLiteral("ETag")), 0));
    QTest::keyClick(&response, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ETag: \"69981822-1d8\""));

    const auto actions = response.actions();
    QCOMPARE(actions.size(), 3);
    actions[0]->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("\"69981822-1d8\""));
    actions[2]->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 5);
    QVERIFY(QGuiApplication::clipboard()->text().contains(
        QStringLiteral("Cache-Control: max-age=60\n")));
}

void TestHeadersPane::boundsLongValues() {
    constexpr std::size_t length = std::size_t{1} << 20U;
    tests::Inspector inspector;
    QVERIFY(inspector.open(withField("X-Long", std::string(length, 'x') + "end")));
    inspector.look(0);
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    auto &response = responseOf(pane);
    QTRY_COMPARE(response.model()->rowCount(), 1);
    QVERIFY(cell(response, 0, 1).size() < 1000);
    QTest::mouseClick(response.viewport(), Qt::LeftButton, {},
                      response.visualRect(response.model()->index(0, 1)).center());
    auto *value = named<ui::TextView>(pane, QStringLiteral("Value of the chosen field"));
    QTRY_VERIFY(value->isVisible());
    const auto letters = [value] { return value->toPlainText().count(u'x'); };
    QCOMPARE(letters(), 64 * 1024);
    auto *more = pane.findChild<QPushButton *>(QStringLiteral("showAll"));
    QVERIFY(more->isVisible());
    QCOMPARE(more->text(), QStringLiteral("Show all 1.0 MB"));
    QTest::keyClick(more, Qt::Key_Space);
    QTRY_COMPARE(letters(), static_cast<qsizetype>(length));
    QVERIFY(value->toPlainText().endsWith(QStringLiteral("end")));
    QVERIFY(!more->isVisible());
}

void TestHeadersPane::takesHostileTextForText() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(withField("<b>X</b>", "<img src=x>\xe2\x80\xae\x1b[2J\xff")));
    inspector.look(0);
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    auto &response = responseOf(pane);
    QTRY_COMPARE(response.model()->rowCount(), 1);
    QCOMPARE(cell(response, 0, 0), QStringLiteral("<b>X</b>"));
    const QString visible = QStringLiteral("<img src=x>\\u{202e}\\x1b[2J\\xff");
    QCOMPARE(cell(response, 0, 1), visible);
    response.setCurrentIndex(response.model()->index(0, 0));
    const auto *value = named<ui::TextView>(pane, QStringLiteral("Value of the chosen field"));
    QTRY_COMPARE(value->toPlainText(), visible);
    QVERIFY(says(pane, QStringLiteral("<b>X</b>, 19 B")));
    for (const QLabel *label : pane.findChildren<QLabel *>())
        QVERIFY(!label->isVisible() || label->textFormat() == Qt::PlainText ||
                !Qt::mightBeRichText(label->text()));
}

void TestHeadersPane::doesNothingWhileHidden() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    inspector.look(validatedStyle);
    QCoreApplication::processEvents();
    QCOMPARE(responseOf(pane).model()->rowCount(), 0);
    QVERIFY(tests::showActive(pane));
    QTRY_COMPARE(responseOf(pane).model()->rowCount(), 5);
}

void TestHeadersPane::forgetsAClosedCapture() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_COMPARE(responseOf(pane).model()->rowCount(), 5);
    const std::weak_ptr<const traffic::Traffic> traffic = inspector.workspace.traffic();
    inspector.workspace.close();
    QTRY_COMPARE(responseOf(pane).model()->rowCount(), 0);
    QVERIFY(!responseOf(pane).isVisible());
    QTRY_VERIFY(traffic.expired());
}

void TestHeadersPane::hasNamesForEveryControl() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::HeadersPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    auto &response = responseOf(pane);
    QTRY_COMPARE(response.model()->rowCount(), 5);
    response.setCurrentIndex(response.model()->index(0, 0));
    QCOMPARE(tests::namelessControls(pane), QStringList());
}

QTEST_MAIN(TestHeadersPane)
#include "test_headers_pane.moc"
