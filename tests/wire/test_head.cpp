// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/wire/head.h"

#include <string>
#include <utility>

using etagere::wire::Head;
namespace http = etagere::http;

namespace {

Head filled(std::size_t fields) {
    Head head;
    head.setRequest("GET", "/where", 1);
    for (std::size_t i = 0; i < fields; ++i)
        head.add("X-" + std::to_string(i), "value " + std::to_string(i));
    return head;
}

bool isFilled(const Head &head, std::size_t fields) {
    bool fine =
        head.method() == "GET" && head.target() == "/where" && head.fields().size() == fields;
    for (std::size_t i = 0; fine && i < fields; ++i)
        fine = head.fields()[i].name == "X-" + std::to_string(i) &&
               head.fields()[i].value == "value " + std::to_string(i);
    return fine;
}

} // namespace

class TestHead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void growsWithoutLosingWhatItHas() { QVERIFY(isFilled(filled(5000), 5000)); }

    void movingKeepsViews() {
        Head first = filled(3);
        const http::Fields before = first.fields();
        const std::string_view value = before[2].value;
        const Head second = std::move(first);
        QVERIFY(isFilled(second, 3));
        QCOMPARE(second.fields()[2].value.data(), value.data());
    }

    void copiesStandAlone() {
        Head copy;
        {
            const Head original = filled(20);
            copy = original.copy();
        }
        QVERIFY(isFilled(copy, 20));
    }

    void clearingForgetsAndReuses() {
        Head head = filled(10);
        const void *bytes = head.fields()[0].name.data();
        head.clear();
        QVERIFY(head.fields().empty() && head.size() == 0 && head.method().empty());
        head.add("A", "b");
        QVERIFY(head.fields()[0].name.data() <= bytes);
        QCOMPARE(head.fields().size(), std::size_t{1});
    }

    void knowsTheNamesThatAreRead() {
        Head head;
        head.setResponse(200, "OK", 1);
        head.add("etag", "\"a\"");
        head.add("X-Etag", "\"a\"");
        QCOMPARE(head.fields()[0].known, http::FieldName::ETag);
        QCOMPARE(head.fields()[1].known, http::FieldName::Other);
    }
};

QTEST_GUILESS_MAIN(TestHead)
#include "test_head.moc"
