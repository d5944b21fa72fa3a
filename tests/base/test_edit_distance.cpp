// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/base/edit_distance.h"

#include <string>

using namespace etagere;

class TestEditDistance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void distances() {
        QCOMPARE(editDistance("", ""), std::size_t{0});
        QCOMPARE(editDistance("actor", ""), std::size_t{5});
        QCOMPARE(editDistance("autor", "actor"), std::size_t{1});
        QCOMPARE(editDistance("kitten", "sitting"), std::size_t{3});
        QVERIFY(editDistance(std::string(65, 'a'), "a") > longestMistyped);
    }

    void theNearestWord() {
        const std::array<std::string_view, 4> words{"actor", "at", "method", "url"};
        QCOMPARE(nearest("autor", words), "actor");
        QCOMPARE(nearest("methd", words), "method");
        QCOMPARE(nearest("xyz", words), "");
        QCOMPARE(nearest("", words), "");
        QCOMPARE(nearest(std::string(1000, 'u'), words), "");
        const std::array<std::string_view, 2> equal{"abcx", "abcy"};
        QCOMPARE(nearest("abcz", equal), "abcx"); // the first of those as near
    }
};

QTEST_APPLESS_MAIN(TestEditDistance)
#include "test_edit_distance.moc"
