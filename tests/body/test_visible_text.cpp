// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/body/html_shape.h"
#include "core/body/visible_text.h"

#include <string>

using namespace etagere;
using namespace etagere::body;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string made;
    for (std::size_t i = 0; i < times; ++i)
        made.append(text);
    return made;
}

struct Row {
    const char *name;
    const char *html;
    const char *text;
};

} // namespace

class TestVisibleText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void saysTheSame_data();
    void saysTheSame();
    void refusesWhatCostsTooMuch_data();
    void refusesWhatCostsTooMuch();
    void readsOrdinaryLongPages_data();
    void readsOrdinaryLongPages();
    void cutsLongText();
    void evensPlainText();
};

void TestVisibleText::reads_data() {
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QByteArray>("text");
    static const Row rows[] = {
        {"blocks are lines", "<h1>News</h1><p>One</p><div>Two<div>Three</div></div>",
         "News\nOne\nTwo\nThree"},
        {"inline elements stay in their line", "<p>a <b>b</b><i>c</i>, <a href=x>d</a></p>",
         "a bc, d"},
        {"white space is one space", "<p>  a \n\t b\xC2\xA0 c&nbsp;d </p>", "a b c d"},
        {"br begins a line", "a<br>b<br/>c", "a\nb\nc"},
        {"cells stand apart", "<table><tr><td>1<td>2<tr><th>3<td>4</table>", "1 2\n3 4"},
        {"preformatted lines stay", "<pre>a\n  b\n</pre>c", "a\nb\nc"},
        {"scripts and styles are not seen",
         "<script>var a='<p>no';</script>x<style>p{}</style>y<noscript>no</noscript>", "xy"},
        {"the head is not seen", "<head><title>t</title><meta name=a></head><body>b", "b"},
        {"comments are not seen", "a<!-- built 12:03 -->b<!-->c", "abc"},
        {"hidden elements are not seen",
         "<p hidden>a</p><p style='Display : none'>b</p><p style='x:y;visibility:hidden'>c</p>d",
         "d"},
        {"a style that only looks so is seen", "<p style='no-display:none'>a</p>", "a"},
        {"templates are not seen", "<template><p>a</p></template>b", "b"},
        {"references are characters", "&lt;a&amp;&#x263a;&eacute;", "<a&\xE2\x98\xBA\xC3\xA9"},
        {"soft hyphens vanish", "co&shy;op\xE2\x80\x8B.", "coop."},
        {"bytes that are no UTF-8 become the replacement",
         "a\xff"
         "b",
         "a\xEF\xBF\xBD"
         "b"},
        {"tags may be left open", "<ul><li>a<li>b</ul><p>c<p>d", "a\nb\nc\nd"},
        {"titles of drawings are not seen", "<svg><title>t</title><text>x</text></svg>y", "x y"},
        {"attributes are not seen", "<input type=hidden value=token><img alt=a src=b>c", "c"},
        {"nothing", "", ""},
        {"no markup", "just text", "just text"},
    };
    for (const Row &row : rows)
        QTest::newRow(row.name) << QByteArray(row.html) << QByteArray(row.text);
}

void TestVisibleText::reads() {
    QFETCH(QByteArray, html);
    QFETCH(QByteArray, text);
    const auto read = visibleText(html.toStdString());
    QVERIFY(read.has_value());
    QCOMPARE(QByteArray::fromStdString(read->text), text);
    QVERIFY(!read->cut);
}

void TestVisibleText::saysTheSame_data() {
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("another token in a form")
        << QByteArray("<form><input name=csrf type=hidden value=a1>Name</form>")
        << QByteArray("<form><input name=csrf type=hidden value=b2>Name</form>");
    QTest::newRow("another nonce and build mark")
        << QByteArray("<!--9:00--><script nonce=a>x=1</script><p class=k1>Hello</p>")
        << QByteArray("<!--9:05--><script nonce=b>x=2</script><p class=k2>Hello</p>");
    QTest::newRow("other indentation and case of tags")
        << QByteArray("<P>Hello\n  world</P>\n") << QByteArray("<p>Hello world</p>");
    QTest::newRow("end tags left out")
        << QByteArray("<ul><li>a</li><li>b</li></ul>") << QByteArray("<ul><li>a<li>b</ul>");
}

void TestVisibleText::saysTheSame() {
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QVERIFY(one != other);
    QCOMPARE(visibleText(one.toStdString())->text, visibleText(other.toStdString())->text);
    QVERIFY(!visibleText(one.toStdString())->text.empty());
}

void TestVisibleText::refusesWhatCostsTooMuch_data() {
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<int>("refusal");
    const auto row = [](const char *name, const std::string &html, TextRefusal refusal) {
        QTest::newRow(name) << QByteArray::fromStdString(html) << static_cast<int>(refusal);
    };
    row("very deep", repeated("<div>", 500'000), TextRefusal::TooDeep);
    row("very deep in a drawing", "<svg>" + repeated("<p1>", 500'000), TextRefusal::TooDeep);
    row("list items in a drawing", "<svg>" + repeated("<td>", 500'000), TextRefusal::TooDeep);
    row("deep behind a drawing that is closed inside out",
        "<svg><foreignObject><div></svg></div></foreignObject><title>" + repeated("<g>", 500'000),
        TextRefusal::TooDeep);
    row("end tags of others close nothing", repeated("<span></b>", 200'000), TextRefusal::TooDeep);
    std::string attributes = "<a";
    for (int i = 0; i < 200'000; ++i)
        attributes += " a" + std::to_string(i);
    row("very many attributes", attributes + ">", TextRefusal::TooDeep);
    std::string formatting;
    for (int i = 0; i < 900; ++i)
        formatting += "<b id=" + std::to_string(i) + ">";
    row("formatting that every paragraph opens again",
        "<p>" + formatting + repeated("<p>x", 100'000), TextRefusal::TooCostly);
    row("very long", std::string((4U << 20U) + 1, 'a'), TextRefusal::TooLarge);
}

void TestVisibleText::refusesWhatCostsTooMuch() {
    QFETCH(QByteArray, html);
    QFETCH(int, refusal);
    TextLimits limits;
    limits.memory = Bytes{64U << 20U};
    const auto read = visibleText(html.toStdString(), limits);
    QVERIFY(!read.has_value());
    QCOMPARE(static_cast<int>(read.error()), refusal);
}

void TestVisibleText::readsOrdinaryLongPages_data() {
    QTest::addColumn<QByteArray>("html");
    QTest::newRow("many images and breaks")
        << QByteArray::fromStdString(repeated("<img src=a><br>x<input>", 20'000));
    QTest::newRow("many items without end tags")
        << QByteArray::fromStdString("<ul>" + repeated("<li>x<p>y", 20'000));
    QTest::newRow("many table cells without end tags")
        << QByteArray::fromStdString("<table>" + repeated("<tr><td>x<td>y", 20'000));
    QTest::newRow("many icons with titles") << QByteArray::fromStdString(
        repeated("<svg><title>i</title><path d=''/></svg><br>x<li>y", 5'000));
    QTest::newRow("a script full of markup")
        << QByteArray::fromStdString("<script>" + repeated("'<div>'+", 20'000) + "</script>x");
    QTest::newRow("a long data URL") << QByteArray::fromStdString(
        "<img src=\"data:image/png;base64," + repeated("QUJD/+ ", 50'000) + "\">x");
}

void TestVisibleText::readsOrdinaryLongPages() {
    QFETCH(QByteArray, html);
    const auto read = visibleText(html.toStdString());
    QVERIFY(read.has_value());
    QVERIFY(read->text.ends_with('x') || read->text.ends_with('y'));
}

void TestVisibleText::cutsLongText() {
    TextLimits limits;
    limits.text = Bytes{10};
    const auto read = visibleText("<p>12345</p><p>67890</p>", limits);
    QVERIFY(read.has_value());
    QVERIFY(read->cut);
    QVERIFY(read->text.size() <= 10);
    QVERIFY(read->text.starts_with("12345"));
}

void TestVisibleText::evensPlainText() {
    QCOMPARE(evenText("a  b\r\n\r\n\tc\n").text, std::string("a b\nc"));
    QVERIFY(!evenText("a").cut);
}

QTEST_APPLESS_MAIN(TestVisibleText)
#include "test_visible_text.moc"
