// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/scenario/document.h"
#include "tests/scenario/document_text.h"

using namespace etagere;
using namespace etagere::scenario;
using test::q;

namespace {

/// The text without blanks outside of texts.
std::string dense(const std::string &json) { return valueAt(json, ""); }

} // namespace

class TestEdits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void places_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("put");
        QTest::addColumn<QString>("after");
        const auto row = [](const char *name, const char *before, const char *pointer,
                            const char *put, const char *after) {
            QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(pointer)
                                << QString::fromUtf8(put) << QString::fromUtf8(after);
        };
        row("a member is replaced where it stands", "{'b':1,'a':2}", "/b", "'x'",
            "{'b':'x','a':2}");
        row("a member is added at the end", "{'b':1}", "/a", "[1]", "{'b':1,'a':[1]}");
        row("a member is taken away", "{'b':1,'a':2,'c':3}", "/a", "", "{'b':1,'c':3}");
        row("an entry is replaced", "[1,2,3]", "/1", "null", "[1,null,3]");
        row("an entry is taken away", "[1,2,3]", "/1", "", "[1,3]");
        row("an entry is added by its place", "[1]", "/1", "2", "[1,2]");
        row("an entry is added at the end", "[1]", "/-", "2", "[1,2]");
        row("deep down", "{'a':[{'b':{}}]}", "/a/0/b/c", "true", "{'a':[{'b':{'c':true}}]}");
        row("the whole", "{'a':1}", "", "{}", "{}");
        row("escaped names", "{'a/b':{'m~n':1}}", "/a~1b/m~0n", "2", "{'a/b':{'m~n':2}}");
        row("a name that is a number", "{'0':1}", "/0", "2", "{'0':2}");
        row("an empty name", "{'':1}", "/", "2", "{'':2}");
        row("fields come with the first of them", "{'path':'/'}", "/fields/Age", "'5'",
            "{'path':'/','fields':{'Age':'5'}}");
        row("numbers stay as written", "{'a':1.50,'b':1e3}", "/c", "0.10",
            "{'a':1.50,'b':1e3,'c':0.10}");
        row("texts stay what they say", "{'a':'\\u00e9\\n\\u2028'}", "/b", "'é'",
            "{'a':'é\\n\u2028','b':'é'}");
    }
    void places() {
        QFETCH(QString, before);
        QFETCH(QString, pointer);
        QFETCH(QString, put);
        QFETCH(QString, after);
        const Edit edit{pointer.toStdString(), q(put.toStdString())};
        const auto made = edited(q(before.toStdString()), std::span(&edit, 1));
        QVERIFY(made.has_value());
        QCOMPARE(dense(*made), q(after.toStdString()));
    }

    void nowhere_data() {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("put");
        QTest::addColumn<QString>("near");
        const auto row = [](const char *name, const char *pointer, const char *put,
                            const char *near) {
            QTest::newRow(name) << QString::fromUtf8(pointer) << QString::fromUtf8(put)
                                << QString::fromUtf8(near);
        };
        row("no such member to go into", "/actor/0/id", "1", "/actors/0/id");
        row("no such member to take away", "/idd", "", "/id");
        row("beyond the list's end", "/actors/7", "1", "");
        row("a place with a zero before it", "/actors/00", "1", "");
        row("a negative place", "/actors/-1", "1", "");
        row("no number", "/actors/first", "1", "");
        row("into a text", "/id/0", "1", "");
        row("without the first slash", "actors/0/id", "1", "/actors/0/id");
        row("an escape that is none", "/a~2b", "1", "");
        row("an escape cut short", "/a~", "1", "");
        row("taken away at the end of a list", "/actors/-", "", "");
    }
    void nowhere() {
        QFETCH(QString, pointer);
        QFETCH(QString, put);
        const Edit edit{pointer.toStdString(), q(put.toStdString())};
        const auto made = edited(q("{'id':'x','actors':[{'id':'a'}]}"), std::span(&edit, 1));
        QVERIFY(!made.has_value());
        QCOMPARE(made.error().fault, Fault::NoSuchPlace);
        QCOMPARE(made.error().pointer, edit.pointer);
        QTEST(QString::fromStdString(made.error().near), "near");
    }

    void noJson() {
        const Edit edit{"/a", "{"};
        const auto made = edited("{}", std::span(&edit, 1));
        QCOMPARE(made.error().fault, Fault::NotJson);
        QCOMPARE(made.error().pointer, "/a");
        QCOMPARE(edited("{\n  \"a\" 1}", {}).error().line, std::size_t{2});
    }

    void editsBuildOnEachOther() {
        const std::array edits{Edit{"/list", "[]"}, Edit{"/list/-", "1"}, Edit{"/list/-", "2"},
                               Edit{"/list/0", ""}};
        QCOMPARE(dense(*edited("{}", edits)), q("{'list':[2]}"));
    }

    void aDocumentThatIsWrittenAgainIsTheSame() {
        const auto once = edited(test::wholeDocument(), {});
        QVERIFY(once.has_value());
        QCOMPARE(dense(*once), dense(test::wholeDocument()));
        QCOMPARE(*edited(*once, {}), *once);
        QVERIFY(readScenario(*once).has_value());
    }

    void valuesAreFound() {
        const std::string json = q("{'a': {'b': [1, 'x', {'c': null}]}}");
        QCOMPARE(valueAt(json, "/a/b/1"), "\"x\"");
        QCOMPARE(valueAt(json, "/a/b/2"), "{\"c\":null}");
        QCOMPARE(valueAt(json, "/a/b/3"), "");
        QCOMPARE(valueAt(json, "/a/x"), "");
        QCOMPARE(valueAt("no json", "/a"), "");
    }
};

QTEST_APPLESS_MAIN(TestEdits)
#include "test_edits.moc"
