// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/url/query.h"

using namespace etagere::url;

class TestQuery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parameters_data();
    void parameters();
    void decoding_data();
    void decoding();
    void everyByteComesBack();
    void segments_data();
    void segments();
};

namespace {

std::string_view view(const QByteArray &bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

void addRow(const char *name, const QByteArray &value, const QByteArray &expected) {
    QTest::newRow(name) << value << expected;
}

void addColumns() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
}

} // namespace

void TestQuery::parameters_data() {
    addColumns();
    addRow("one parameter", "a=b", "<a>=<b>");
    addRow("several parameters", "a=b&c=d", "<a>=<b><c>=<d>");
    addRow("the first equals sign cuts", "a=b=c", "<a>=<b=c>");
    addRow("a name without a value", "a&b=", "<a>=<><b>=<>");
    addRow("a value without a name", "=b", "<>=<b>");
    addRow("empty members are skipped", "&&a=b&", "<a>=<b>");
    addRow("nothing is decoded", "a%20=b+c", "<a%20>=<b+c>");
    addRow("a semicolon is text", "a=b;c=d", "<a>=<b;c=d>");
    addRow("nothing", "", "");
}

void TestQuery::parameters() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    std::string all;
    for (const QueryParameter &parameter : parseQuery(view(value)))
        all += '<' + std::string(parameter.name) + ">=<" + std::string(parameter.value) + '>';
    QCOMPARE(QByteArray::fromStdString(all), expected);
}

void TestQuery::decoding_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("form");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *value, bool form,
                        const QByteArray &expected) {
        QTest::newRow(name) << QByteArray(value) << form << expected;
    };
    row("nothing to decode", "abc", false, "abc");
    row("both cases of hexadecimal", "%4a%4A", false, "JJ");
    row("a NUL", "a%00b", false, QByteArray("a\0b", 3));
    row("bytes that are no UTF-8", "%ff%C3", false, "\xff\xc3");
    row("a percent sign at the end", "a%", false, "a%");
    row("one digit at the end", "a%4", false, "a%4");
    row("no hexadecimal", "%zz%4z", false, "%zz%4z");
    row("a percent sign before an escape", "%%41", false, "%A");
    row("what was decoded is not decoded again", "%2541", false, "%41");
    row("a plus sign is kept", "a+b", false, "a+b");
    row("a form's plus sign is a space", "a+b%2B", true, "a b+");
}

void TestQuery::decoding() {
    QFETCH(QByteArray, value);
    QFETCH(bool, form);
    QFETCH(QByteArray, expected);
    const PlusSign plus = form ? PlusSign::IsSpace : PlusSign::Kept;
    QCOMPARE(QByteArray::fromStdString(percentDecode(view(value), plus)), expected);
}

void TestQuery::everyByteComesBack() {
    for (int byte = 0; byte < 256; ++byte) {
        const QByteArray written = '%' + QByteArray(1, static_cast<char>(byte)).toHex();
        const std::string decoded = percentDecode(view(written));
        QCOMPARE(decoded.size(), std::size_t{1});
        QCOMPARE(decoded.front(), static_cast<char>(byte));
    }
}

void TestQuery::segments_data() {
    addColumns();
    addRow("an absolute path", "/a/b", "a|b|");
    addRow("a relative path", "a/b", "a|b|");
    addRow("empty segments are skipped", "//a///b/", "a|b|");
    addRow("nothing is decoded", "/a%2Fb", "a%2Fb|");
    addRow("dots are segments", "/./..", ".|..|");
    addRow("the root has none", "/", "");
    addRow("nothing", "", "");
}

void TestQuery::segments() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    std::string all;
    for (const std::string_view segment : pathSegments(view(value)))
        all.append(segment).append("|");
    QCOMPARE(QByteArray::fromStdString(all), expected);
}

QTEST_APPLESS_MAIN(TestQuery)
#include "test_query.moc"
