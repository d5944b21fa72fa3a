// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/lab/published_rules.h"

#include <string>

using namespace etagere::tests;

namespace {

Got got(const std::string &tag, std::size_t size) {
    Got response;
    response.status = 200;
    if (!tag.empty())
        response.fields.emplace_back("ETag", tag);
    response.body.assign(size, '.');
    return response;
}

// Which rules accuse: "1-3--" for R1 and R3.
QString accusers(const Seen &seen) {
    QString text;
    int number = 0;
    for (const bool accuses : verdictsOf(seen)) {
        ++number;
        text += accuses ? QString::number(number) : QStringLiteral("-");
    }
    return text;
}

struct Case {
    const char *name;
    const char *tag;
    std::size_t size;
    const char *nextStripped;
    const char *nextClean;
    const char *accusers;
};

const Case cases[] = {
    {"no tag", "", 43, "", "", "-----"},
    {"nginx, a large file", "\"65e1cb70-a5000\"", 5000, "\"65e1cb70-a5000\"", "\"65e1cb70-a5000\"",
     "--3-5"},
    {"nginx, a small file", "\"65e1cb70-a50\"", 4096, "\"65e1cb70-a50\"", "\"65e1cb70-a50\"",
     "--345"},
    {"an MD5 of the body", "\"3281fb6fbc9c2ffbaaefd4c212d8a13b\"", 5000,
     "\"3281fb6fbc9c2ffbaaefd4c212d8a13b\"", "\"3281fb6fbc9c2ffbaaefd4c212d8a13b\"", "-23-5"},
    {"another tag for each fetch", "\"c0ffee00c0ffee00\"", 43, "\"c0ffee00c0ffee01\"",
     "\"c0ffee00c0ffee02\"", "1--45"},
    {"a long number is hexadecimal", "\"00000000000000000000\"", 5000, "\"00000000000000000000\"",
     "\"00000000000000000000\"", "-23-5"},
};

} // namespace

class TestPublishedRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accuse_data() {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < std::size(cases); ++i)
            QTest::newRow(cases[i].name) << static_cast<int>(i);
    }
    void accuse() {
        QFETCH(int, row);
        const Case &c = cases[row];
        const std::vector<Got> visitor{got(c.tag, c.size)};
        const std::vector<Got> stripped{visitor.front(), got(c.nextStripped, c.size)};
        const std::vector<Got> clean{visitor.front(), got(c.nextClean, c.size)};
        QCOMPARE(accusers({visitor, stripped, clean}), QString::fromLatin1(c.accusers));
    }
};

QTEST_GUILESS_MAIN(TestPublishedRules)
#include "test_published_rules.moc"
