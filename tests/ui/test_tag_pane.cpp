// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>

#include "tests/support/capture_builder.h"
#include "tests/ui/accessible_names.h"
#include "tests/ui/inspector.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/panes/tag_pane.h"
#include "ui/panes/tag_study.h"

using namespace etagere;

namespace {

constexpr std::uint32_t firstStyle = 1;   ///< of the sample: a tag of nginx
constexpr std::uint32_t returnedTag = 12; ///< of the sample: a tag that stands for its visitor

QString textOf(const ui::TagPane &pane) {
    return pane.findChild<ui::Article *>()->toPlainText().replace(QChar::Nbsp, u' ');
}

std::vector<std::string> written(const std::vector<ui::CarriedTag> &tags) {
    std::vector<std::string> all;
    for (const ui::CarriedTag &tag : tags)
        all.push_back(std::string(tag.inResponse ? "<" : "") + (tag.inRequest ? ">" : "") +
                      std::string(tag.value));
    return all;
}

} // namespace

class TestTagPane final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsTheTagsOfAnExchange_data();
    void listsTheTagsOfAnExchange();
    void derivesATagFromItsResponse();
    void showsFindingsWithTheirEvidence();
    void countsWhoElseCarriedIt();
    void showsTheExchangesByAFilter();
    void tellsWhatIsWrongWithATag();
    void saysThatThereIsNone();
    void takesHostileTextForText();
    void doesNothingWhileHidden();
    void hasNamesForEveryControl();
};

void TestTagPane::listsTheTagsOfAnExchange_data() {
    QTest::addColumn<QByteArray>("etag");
    QTest::addColumn<QByteArray>("ifNoneMatch");
    QTest::addColumn<QByteArray>("lastModified");
    QTest::addColumn<QList<QByteArray>>("tags");
    using Tags = QList<QByteArray>;
    QTest::newRow("none") << QByteArray() << QByteArray() << QByteArray() << Tags();
    QTest::newRow("given") << QByteArray("\"a\"") << QByteArray() << QByteArray() << Tags{"<\"a\""};
    QTest::newRow("given and sent back, compared weakly")
        << QByteArray("W/\"a\"") << QByteArray("\"a\"") << QByteArray() << Tags{"<>W/\"a\""};
    QTest::newRow("another one was sent") << QByteArray("\"b\"") << QByteArray("W/\"a\"")
                                          << QByteArray() << Tags{"<\"b\"", ">W/\"a\""};
    QTest::newRow("several were sent") << QByteArray() << QByteArray("\"a\", W/\"b\", c, \"\"")
                                       << QByteArray() << Tags{">\"a\"", ">W/\"b\"", ">c", ">\"\""};
    QTest::newRow("a star is no tag") << QByteArray() << QByteArray("*") << QByteArray() << Tags();
    QTest::newRow("a date is one as well")
        << QByteArray("\"a\"") << QByteArray() << QByteArray("Sun, 01 Mar 2026 00:00:00 GMT")
        << Tags{"<\"a\"", "<Sun, 01 Mar 2026 00:00:00 GMT"};
}

void TestTagPane::listsTheTagsOfAnExchange() {
    QFETCH(QByteArray, etag);
    QFETCH(QByteArray, ifNoneMatch);
    QFETCH(QByteArray, lastModified);
    QFETCH(QList<QByteArray>, tags);
    tests::CaptureBuilder builder;
    tests::Line line;
    const std::string given = etag.toStdString(), sent = ifNoneMatch.toStdString(),
                      date = lastModified.toStdString();
    line.etag = given;
    line.ifNoneMatch = sent;
    line.lastModified = date;
    builder.visit("A").see(line);
    std::vector<std::string> expected;
    for (const QByteArray &tag : tags)
        expected.push_back(tag.toStdString());
    QCOMPARE(written(ui::tagsOf(builder.traffic().exchange(traffic::ExchangeId(0)))), expected);
}

void TestTagPane::derivesATagFromItsResponse() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(firstStyle);
    ui::TagPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(textOf(pane).contains(QStringLiteral("recomputed from its response")));
    const QString text = textOf(pane);
    QVERIFY2(text.contains(QStringLiteral("69981822 = Last-Modified")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("nginx")));
    QVERIFY(text.contains(QStringLiteral("A strong tag")));
    QVERIFY(text.startsWith(QStringLiteral("No finding")));
    QVERIFY(text.contains(QStringLiteral("Fri, 20 Feb 2026 08:15:30 GMT")));
}

void TestTagPane::showsFindingsWithTheirEvidence() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(returnedTag);
    ui::TagPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(textOf(pane).startsWith(QStringLiteral("Grade 4: Visitor recognition")));
    const QString text = textOf(pane);
    QVERIFY(text.contains(QStringLiteral("Tag that carries an identifier")));
    QVERIFY(text.contains(QStringLiteral("cookie “mid”")));
    QVERIFY(text.indexOf(QStringLiteral("For it")) < text.indexOf(QStringLiteral("Against it")));
    QVERIFY(text.indexOf(QStringLiteral("Against it")) <
            text.indexOf(QStringLiteral("What would decide more")));
    QVERIFY(text.contains(QStringLiteral("The browser sent it back")));
}

void TestTagPane::countsWhoElseCarriedIt() {
    tests::CaptureBuilder builder;
    tests::Line tagged;
    tagged.etag = "\"shared\"";
    tests::Line asking;
    asking.ifNoneMatch = "W/\"shared\"";
    asking.status = 304;
    tests::Line other;
    other.etag = "\"shared-not\"";
    builder.visit("A").see(tagged).see(asking).visit("A").see(asking).visit("B").see(tagged).see(
        other);
    const ui::CarriedTag tag{tags::Validator::ETag, "\"shared\"", true, false};
    const ui::TagStudy study = ui::studyTag(builder.traffic(), traffic::ExchangeId(0), tag, {});
    QCOMPARE(study.exchanges, std::uint64_t{3});
    QCOMPARE(study.visits, std::uint64_t{3});
    QCOMPARE(study.seenBy.size(), std::size_t{2});
    QCOMPARE(study.seenBy[0].exchanges, std::uint64_t{2});
    QCOMPARE(study.seenBy[0].visits, std::uint64_t{2});
    QCOMPARE(study.seenBy[1].exchanges, std::uint64_t{1});

    tests::Inspector inspector;
    QVERIFY(inspector.open(builder.traffic()));
    inspector.look(0);
    ui::TagPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(textOf(pane).contains(QStringLiteral("In 3 other exchange")));
    QVERIFY(textOf(pane).contains(QStringLiteral("visitor B: 1 exchange")));
}

void TestTagPane::showsTheExchangesByAFilter() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(returnedTag);
    ui::TagPane pane(inspector.workspace, inspector.focus);
    QSignalSpy asked(&pane, &ui::TagPane::filterRequested);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(textOf(pane).contains(QStringLiteral("Show the exchanges with this tag")));
    auto *article = pane.findChild<ui::Article *>();
    article->setFocus();
    QTest::keyClick(article, Qt::Key_Tab);
    QTest::keyClick(article, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    const auto query = session::Query::parse(asked[0][0].toString().toStdString());
    QVERIFY(query.errors().empty());
    session::Subject subject;
    subject.traffic = inspector.workspace.traffic().get();
    QCOMPARE(query.run(subject), (std::vector{traffic::ExchangeId(5), traffic::ExchangeId(12)}));
}

void TestTagPane::tellsWhatIsWrongWithATag() {
    tests::CaptureBuilder builder;
    tests::Line line;
    line.etag = "w/\"abc\"";
    line.lastModified = "yesterday";
    builder.visit("A").see(line);
    tests::Inspector inspector;
    QVERIFY(inspector.open(builder.traffic()));
    inspector.look(0);
    ui::TagPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(textOf(pane).contains(QStringLiteral("! The prefix is w/; it should be W/.")));
    QVERIFY(textOf(pane).contains(QStringLiteral("! No browser can read it as a date.")));
    QVERIFY(textOf(pane).contains(QStringLiteral("A weak tag")));
}

void TestTagPane::saysThatThereIsNone() {
    tests::CaptureBuilder builder;
    builder.visit("A").see({});
    tests::Inspector inspector;
    QVERIFY(inspector.open(builder.traffic()));
    inspector.look(0);
    ui::TagPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    const auto says = [&pane](const QString &begin) {
        const auto labels = pane.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&begin](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(begin);
        });
    };
    QTRY_VERIFY(says(QStringLiteral("This exchange carries no tag")));
    inspector.focus.clear();
    QTRY_VERIFY(says(QStringLiteral("Choose an exchange")));
}

void TestTagPane::takesHostileTextForText() {
    tests::CaptureBuilder builder;
    tests::Line line;
    line.etag = "\"<b>x</b>\xe2\x80\xae\x1b[2J\"";
    builder.visit("<img src=x>").see(line).see(line);
    tests::Inspector inspector;
    QVERIFY(inspector.open(builder.traffic()));
    inspector.look(0);
    ui::TagPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(textOf(pane).contains(QStringLiteral("visitor <img src=x>: 1 exchange")));
    QVERIFY(textOf(pane).contains(QStringLiteral("\"<b>x</b>\\u{202e}\\x1b[2J\"")));
    QVERIFY(!textOf(pane).contains(QChar(0x202e)));
}

void TestTagPane::doesNothingWhileHidden() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    ui::TagPane pane(inspector.workspace, inspector.focus);
    inspector.look(firstStyle);
    QCoreApplication::processEvents();
    QVERIFY(textOf(pane).isEmpty());
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(textOf(pane).contains(QStringLiteral("69981822-1d8")));
}

void TestTagPane::hasNamesForEveryControl() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(firstStyle);
    ui::TagPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(!textOf(pane).isEmpty());
    QCOMPARE(tests::namelessControls(pane), QStringList());
}

QTEST_MAIN(TestTagPane)
#include "test_tag_pane.moc"
