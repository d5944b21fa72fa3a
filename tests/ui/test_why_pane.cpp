// SPDX-License-Identifier: Apache-2.0
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtGui/QDesktopServices>
#include <QtGui/QGuiApplication>
#include <QtGui/QTextBlock>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTextBrowser>

#include "core/explain/cache_rule_text.h"
#include "core/replay/reasons.h"
#include "tests/support/capture_builder.h"
#include "tests/ui/accessible_names.h"
#include "tests/ui/inspector.h"
#include "tests/ui/palettes.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/panes/page_view.h"
#include "ui/panes/why_pane.h"

using namespace etagere;

namespace {

constexpr std::uint32_t validatedStyle = 8; ///< of the sample: style.css on the second visit

ui::Article &articleOf(const ui::WhyPane &pane) { return *pane.findChild<ui::Article *>(); }

QTextBrowser &pageOf(const ui::WhyPane &pane) {
    return *pane.findChild<ui::PageView *>()->findChild<QTextBrowser *>();
}

} // namespace

class TestWhyPane final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatToDoWithoutAnExchange();
    void tellsEveryReasonInItsOrder();
    void tellsHowItStandsToTheRecord_data();
    void tellsHowItStandsToTheRecord();
    void saysWhatIsInferredAndWhy();
    void opensPagesByKeyboardAndGoesBack();
    void opensSectionsOnActivationOnly();
    void closesThePageWithTheExchange();
    void copiesPlainText();
    void takesHostileTextForText();
    void followsThePalette();
    void doesNothingWhileHidden();
    void hasNamesForEveryControl();

public Q_SLOTS:
    void openOutside(const QUrl &link) { m_outside.append(link); }

private:
    QList<QUrl> m_outside;
};

void TestWhyPane::saysWhatToDoWithoutAnExchange() {
    tests::Inspector inspector;
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    const auto says = [&pane] {
        for (const QLabel *label : pane.findChildren<QLabel *>()) {
            if (label->isVisible() &&
                label->text().startsWith(QStringLiteral("Choose an exchange")))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(says());
    QVERIFY(!articleOf(pane).isVisible());
}

void TestWhyPane::tellsEveryReasonInItsOrder() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("Validated (304)")));

    const QString text = articleOf(pane).toPlainText();
    QVERIFY(text.contains(QStringLiteral("GET https://www.teapots.example/style.css")));
    const auto reasons = explain::reasonsOf(replay::groundsOf(*inspector.workspace.traffic(),
                                                              *inspector.workspace.log(),
                                                              traffic::ExchangeId(validatedStyle)));
    QVERIFY(reasons.size() >= 5);
    qsizetype at = 0;
    for (const explain::Reason &reason : reasons) {
        const qsizetype next = text.indexOf(ui::fromUtf8(reason.sentence), at);
        QVERIFY2(next >= at, reason.sentence.c_str());
        QVERIFY(text.indexOf(ui::fromUtf8(reason.section), next) > next);
        at = next;
    }
    // Each question once, numbered in the order asked.
    qsizetype question = 0;
    for (int number = 1; number <= 4; ++number) {
        const QString begin = QStringLiteral("\n%1. ").arg(number);
        QCOMPARE(text.count(begin), 1);
        QVERIFY(text.indexOf(begin) > question);
        question = text.indexOf(begin);
    }
}

void TestWhyPane::tellsHowItStandsToTheRecord_data() {
    QTest::addColumn<quint32>("exchange");
    QTest::addColumn<QString>("words");
    QTest::newRow("the recorded browser validated as well")
        << validatedStyle << QStringLiteral("= As the browser did.");
    QTest::newRow("nobody recorded where the response came from")
        << quint32{0} << QStringLiteral("? The record does not say what the browser did.");
}

void TestWhyPane::tellsHowItStandsToTheRecord() {
    QFETCH(quint32, exchange);
    QFETCH(QString, words);
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(exchange);
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    const auto text = [&pane] { return articleOf(pane).toPlainText().replace(QChar::Nbsp, u' '); };
    QTRY_VERIFY2(text().contains(words), qPrintable(text()));
}

void TestWhyPane::saysWhatIsInferredAndWhy() {
    tests::CaptureBuilder builder;
    tests::Line line;
    line.status = 304;
    line.etag = "\"kept\"";
    line.ifNoneMatch = "\"kept\"";
    builder.visit("A").see(line);
    tests::Inspector inspector;
    QVERIFY(inspector.open(builder.traffic()));
    inspector.look(0);
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("1. ")));
    const QString text = articleOf(pane).toPlainText();
    QVERIFY2(text.contains(QStringLiteral("The browser had the response from before the "
                                          "recording.")),
             qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Inferred: ")), qPrintable(text));
}

void TestWhyPane::opensPagesByKeyboardAndGoesBack() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("1. ")));

    articleOf(pane).setFocus();
    QTest::keyClick(&articleOf(pane), Qt::Key_Tab);
    QCOMPARE(articleOf(pane).textCursor().selectedText(),
             QStringLiteral("A stored response matches"));
    QTest::keyClick(&articleOf(pane), Qt::Key_Return);
    QTRY_VERIFY(pageOf(pane).isVisible());
    QVERIFY(pageOf(pane).hasFocus());
    QVERIFY(pageOf(pane).toPlainText().contains(QStringLiteral("What to check")));
    QTest::keyClick(&pageOf(pane), Qt::Key_Escape);
    QTRY_VERIFY(!pageOf(pane).isVisible());
    QVERIFY(articleOf(pane).hasFocus());
}

void TestWhyPane::opensSectionsOnActivationOnly() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    m_outside.clear();
    QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "openOutside");
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("1. ")));
    articleOf(pane).setFocus();
    QTest::keyClick(&articleOf(pane), Qt::Key_Tab);
    QTest::keyClick(&articleOf(pane), Qt::Key_Tab);
    QVERIFY(articleOf(pane).textCursor().selectedText().startsWith(QStringLiteral("RFC 9111")));
    QVERIFY(m_outside.isEmpty());
    QTest::keyClick(&articleOf(pane), Qt::Key_Return);
    QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
    QCOMPARE(m_outside.size(), 1);
    QCOMPARE(m_outside.first().host(), QStringLiteral("www.rfc-editor.org"));
}

void TestWhyPane::closesThePageWithTheExchange() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    auto *page = pane.findChild<ui::PageView *>();
    QTRY_VERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("1. ")));
    QVERIFY(page->showPage(QStringLiteral("fresh")));
    QVERIFY(!page->showPage(QStringLiteral("no-such-page")));
    inspector.look(validatedStyle + 1);
    QTRY_VERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("/app.js")));
    QVERIFY(!page->isVisible());
}

void TestWhyPane::copiesPlainText() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("1. ")));
    auto *button = pane.findChild<QPushButton *>(QStringLiteral("copyExplanation"));
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(QStringLiteral("Validated (304)")));
    QVERIFY(copied.contains(QStringLiteral("RFC 9111 \u00a74.2.1")));
    QVERIFY(!copied.contains(QChar::Nbsp));
}

void TestWhyPane::takesHostileTextForText() {
    tests::CaptureBuilder builder;
    tests::Line line;
    line.url = "https://evil.test/<img src=x onerror=1>/\xe2\x80\xae"
               "gpj";
    line.etag = "\"<b>bold</b><a href='https://evil.test'>click</a>\"";
    line.date = "Sun, 01 Mar 2026 00:00:00 GMT";
    line.lastModified = "Sun, 01 Feb 2026 00:00:00 GMT";
    builder.visit("A").see(line).see(line);
    tests::Inspector inspector;
    QVERIFY(inspector.open(builder.traffic()));
    inspector.look(1);
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("1. ")));
    const QString text = articleOf(pane).toPlainText();
    QVERIFY(text.contains(QStringLiteral("<img src=x onerror=1>")));
    QVERIFY(text.contains(QStringLiteral("\\u{202e}")));
    QVERIFY(!text.contains(QChar(0x202e)));
    const QTextDocument &document = *articleOf(pane).document();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto piece = block.begin(); !piece.atEnd(); ++piece) {
            const QTextCharFormat format = piece.fragment().charFormat();
            QVERIFY(!format.isImageFormat());
            QVERIFY(!format.anchorHref().contains(QStringLiteral("evil.test")));
        }
    }
}

void TestWhyPane::followsThePalette() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    const auto titleColour = [&pane] {
        const QTextBlock title = articleOf(pane).document()->begin();
        return title.begin().atEnd() ? QColor()
                                     : title.begin().fragment().charFormat().foreground().color();
    };
    for (const QPalette &palette : {tests::lightPalette(), tests::darkPalette()}) {
        pane.setPalette(palette);
        QTRY_COMPARE(titleColour(), ui::colourOf(cache::Outcome::Validated, palette));
        QVERIFY(tests::contrast(titleColour(), palette.color(QPalette::Base)) >= 4.5);
    }
}

void TestWhyPane::doesNothingWhileHidden() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    inspector.look(validatedStyle);
    QCoreApplication::processEvents();
    QVERIFY(articleOf(pane).toPlainText().isEmpty());
    QVERIFY(tests::showActive(pane));
    QTRY_VERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("/style.css")));
    pane.hide();
    inspector.look(0);
    QCoreApplication::processEvents();
    QVERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("/style.css")));
}

void TestWhyPane::hasNamesForEveryControl() {
    tests::Inspector inspector;
    QVERIFY(inspector.open(tests::shopCapture));
    inspector.look(validatedStyle);
    ui::WhyPane pane(inspector.workspace, inspector.focus);
    QVERIFY(tests::showActive(pane));
    QVERIFY(pane.findChild<ui::PageView *>()->showPage(QStringLiteral("fresh")));
    QCOMPARE(tests::namelessControls(pane), QStringList());
    QTRY_VERIFY(articleOf(pane).toPlainText().contains(QStringLiteral("1. ")));
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&articleOf(pane));
    QVERIFY(face->textInterface() != nullptr);
    QVERIFY(face->textInterface()->text(0, 40).contains(QStringLiteral("Validated (304)")));
}

QTEST_MAIN(TestWhyPane)
#include "test_why_pane.moc"
