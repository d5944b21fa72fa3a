// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QFile>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include "tests/support/capture_builder.h"
#include "tests/ui/accessible_names.h"
#include "tests/ui/inspector.h"
#include "ui/panes/raw_content.h"
#include "ui/panes/raw_pane.h"
#include "ui/panes/readable.h"
#include "ui/panes/text_view.h"

using namespace etagere;

namespace {

constexpr std::uint32_t svg = 3; ///< of the sample: the logo

QString textOf(const QWidget &pane) { return pane.findChild<ui::TextView *>()->toPlainText(); }

bool says(const QWidget &pane, const QString &part) {
    const auto labels = pane.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&part](const QLabel *label) {
        return label->isVisible() && label->text().contains(part);
    });
}

QPushButton *button(const QWidget &pane, const QString &text) {
    for (QPushButton *one : pane.findChildren<QPushButton *>()) {
        if (QString(one->text()).remove(u'&') == text)
            return one;
    }
    return nullptr;
}

void choose(const QWidget &pane, ui::RawKind kind) {
    auto *box = pane.findChild<QComboBox *>();
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < static_cast<int>(kind); ++i)
        QTest::keyClick(box, Qt::Key_Down);
}

} // namespace

class TestRawPane final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsTheRecord();
    void showsABodyAsText();
    void showsBytesOfWhatIsNoText();
    void switchesToBytes();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void showsLongBodiesInParts();
    void undoesContentCodings();
    void savesABody();
    void saysWhyItCannotSave();
    void makesHarmlessFileNames_data();
    void makesHarmlessFileNames();
    void loadsNothingWhileHidden();
    void hasNamesForEveryControl();
};

void TestRawPane::showsTheRecord() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(svg);
    ui::RawPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(textOf(pane).startsWith(QStringLiteral("{\n  \"pageref\": \"visit-1\",\n")));
    QVERIFY(textOf(pane).contains(QStringLiteral("\"startedDateTime\": ")));
    QVERIFY(says(pane, QStringLiteral("shop.har")));
    inspector.look(svg + 1);
    QTRY_VERIFY(textOf(pane).contains(QStringLiteral("teapot.woff2")));
}

void TestRawPane::showsABodyAsText() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(svg);
    ui::RawPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    choose(pane, ui::RawKind::ResponseBody);
    // Markup is shown, not drawn.
    QTRY_VERIFY(textOf(pane).startsWith(QStringLiteral("<svg xmlns=")));
    QVERIFY(says(pane, QStringLiteral("96 B, image/svg+xml.")));
}

void TestRawPane::showsBytesOfWhatIsNoText() {
    tests::CaptureBuilder builder;
    tests::Line line;
    const std::string gif("GIF89a\0\xff", 8);
    line.body = gif;
    builder.visit("A").see(line);
    tests::Inspector inspector;
    QVERIFY(inspector.open(builder.traffic()));
    inspector.look(0);
    ui::RawPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    choose(pane, ui::RawKind::ResponseBody);
    QTRY_VERIFY(textOf(pane).endsWith(QStringLiteral("|GIF89a..|")));
    QVERIFY(says(pane, QStringLiteral("No text, so its bytes are shown.")));
    QVERIFY(!pane.findChild<QCheckBox *>()->isEnabled());
}

void TestRawPane::switchesToBytes() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(svg);
    ui::RawPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    choose(pane, ui::RawKind::ResponseBody);
    QTRY_VERIFY(textOf(pane).startsWith(QStringLiteral("<svg")));
    auto *asBytes = pane.findChild<QCheckBox *>();
    asBytes->setFocus();
    QTest::keyClick(asBytes, Qt::Key_Space);
    QVERIFY(textOf(pane).startsWith(QStringLiteral("00000000   3c 73 76 67")));
    QTest::keyClick(asBytes, Qt::Key_Space);
    QVERIFY(textOf(pane).startsWith(QStringLiteral("<svg")));
}

void TestRawPane::saysWhatIsMissing_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no record") << static_cast<int>(ui::RawKind::Record)
                               << QStringLiteral("There is no record");
    QTest::newRow("no response body") << static_cast<int>(ui::RawKind::ResponseBody)
                                      << QStringLiteral("No response body was recorded.");
    QTest::newRow("no request body") << static_cast<int>(ui::RawKind::RequestBody)
                                     << QStringLiteral("No request body was recorded.");
}

void TestRawPane::saysWhatIsMissing() {
    QFETCH(int, kind);
    QFETCH(QString, sentence);
    tests::CaptureBuilder builder;
    builder.visit("A").see({});
    tests::Inspector inspector;
    QVERIFY(inspector.open(builder.traffic()));
    inspector.look(0);
    ui::RawPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    choose(pane, static_cast<ui::RawKind>(kind));
    QTRY_VERIFY(says(pane, sentence));
    QVERIFY(textOf(pane).isEmpty());
    QVERIFY(!button(pane, QStringLiteral("Save\u2026"))->isEnabled());
}

void TestRawPane::showsLongBodiesInParts() {
    tests::CaptureBuilder builder;
    tests::Line line;
    const std::string body = std::string(ui::partBytes, 'x') + std::string(ui::partBytes, 'y');
    line.body = body;
    builder.visit("A").see(line);
    tests::Inspector inspector;
    QVERIFY(inspector.open(builder.traffic()));
    inspector.look(0);
    ui::RawPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    choose(pane, ui::RawKind::ResponseBody);
    QTRY_VERIFY(says(pane, QStringLiteral("Part 1 of 2")));
    QCOMPARE(textOf(pane).count(u'x'), static_cast<qsizetype>(ui::partBytes));
    QCOMPARE(textOf(pane).count(u'y'), 0);
    for (const QString &shown : textOf(pane).split(u'\n'))
        QVERIFY(shown.size() <= ui::longestLine);
    QVERIFY(!button(pane, QStringLiteral("Previous part"))->isEnabled());
    QTest::mouseClick(button(pane, QStringLiteral("Next part")), Qt::LeftButton);
    QVERIFY(says(pane, QStringLiteral("Part 2 of 2")));
    QCOMPARE(textOf(pane).count(u'y'), static_cast<qsizetype>(ui::partBytes));
    QVERIFY(!button(pane, QStringLiteral("Next part"))->isEnabled());
}

void TestRawPane::undoesContentCodings() {
    tests::CaptureBuilder builder;
    tests::Line line;
    // "hello" as gzip -n writes it.
    const std::string gzip("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcb\x48\xcd\xc9\xc9\x07\x00"
                           "\x86\xa6\x10\x36\x05\x00\x00\x00",
                           25);
    line.body = gzip;
    line.coding = "gzip";
    builder.visit("A").see(line);
    tests::Inspector inspector;
    QVERIFY(inspector.open(builder.traffic()));
    inspector.look(0);
    ui::RawPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    choose(pane, ui::RawKind::ResponseBody);
    QTRY_COMPARE(textOf(pane), QStringLiteral("hello"));
    QVERIFY(says(pane, QStringLiteral("Its content coding was undone.")));
}

void TestRawPane::savesABody() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(svg);
    ui::RawPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    choose(pane, ui::RawKind::ResponseBody);
    QTRY_VERIFY(textOf(pane).startsWith(QStringLiteral("<svg")));
    QTest::mouseClick(button(pane, QStringLiteral("Save\u2026")), Qt::LeftButton);
    QTRY_VERIFY(pane.findChild<QFileDialog *>() != nullptr);
    auto *dialog = pane.findChild<QFileDialog *>();
    QVERIFY(dialog->selectedFiles().value(0).endsWith(QStringLiteral("/logo.svg")));
    const QString path = inspector.fileIn(QStringLiteral("saved.svg"));
    dialog->selectFile(path);
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY(says(pane, QStringLiteral("Saved to ")));
    QFile saved(path);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(saved.readAll()), textOf(pane));
}

void TestRawPane::saysWhyItCannotSave() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    const QString failure =
        ui::saveRawContent(*inspector.workspace.traffic(), traffic::ExchangeId(svg),
                           ui::RawKind::ResponseBody, QStringLiteral("/no/such/folder/file"));
    QVERIFY2(failure.contains(QStringLiteral("/no/such/folder/file")), qPrintable(failure));
}

void TestRawPane::makesHarmlessFileNames_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("name");
    QTest::newRow("the last part of the path")
        << QByteArray("https://a.test/x/app.js?v=1") << QStringLiteral("app.js");
    QTest::newRow("a folder") << QByteArray("https://a.test/x/") << QStringLiteral("index");
    QTest::newRow("a hidden file") << QByteArray("https://a.test/..") << QStringLiteral("index");
    QTest::newRow("an option") << QByteArray("https://a.test/--rf") << QStringLiteral("rf");
    QTest::newRow("other characters")
        << QByteArray("https://a.test/a%20b;c\xe2\x80\xae") << QStringLiteral("a_20b_c___");
    QTest::newRow("no URL at all") << QByteArray("\xff\xfe") << QStringLiteral("__");
}

void TestRawPane::makesHarmlessFileNames() {
    QFETCH(QByteArray, url);
    QTEST(ui::fileNameFor({url.constData(), static_cast<std::size_t>(url.size())},
                          ui::RawKind::ResponseBody),
          "name");
}

void TestRawPane::loadsNothingWhileHidden() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    ui::RawPane pane(inspector.workspace, inspector.focus);
    inspector.look(svg);
    QCoreApplication::processEvents();
    QVERIFY(textOf(pane).isEmpty());
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(!textOf(pane).isEmpty());
}

void TestRawPane::hasNamesForEveryControl() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(svg);
    ui::RawPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(!textOf(pane).isEmpty());
    QCOMPARE(tests::namelessControls(pane), QStringList());
}

QTEST_MAIN(TestRawPane)
#include "test_raw_pane.moc"
