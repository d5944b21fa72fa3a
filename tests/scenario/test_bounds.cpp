// SPDX-License-Identifier: Apache-2.0
// A run costs no more than it may, whatever its scenario says.
#include <QTest>

#include "core/scenario/run.h"
#include "tests/scenario/scenario_text.h"

using namespace etagere;
using namespace etagere::scenario;
using namespace etagere::test;

class TestBounds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hugeFieldsEnd();
    void hugeBodiesEnd();
};

void TestBounds::hugeFieldsEnd() {
    const std::string steps = manySteps(300);
    const Scenario scenario = read(document("{'id': 'e', 'kind': 'editor'}," + std::string(server),
                                            "{'on': 'o', 'path': '/', 'fields': {'X': '" +
                                                std::string(16000, 'x') + "'}, 'body': 'b'}",
                                            steps));
    const Trace trace = run(scenario);
    QCOMPARE(trace.outcomes.size(), std::size_t{300});
    QCOMPARE(trace.outcomes.front().status, std::uint16_t{200});
    QCOMPARE(trace.outcomes.back().status, std::uint16_t{0});
    std::size_t kept = 0;
    for (const Message &message : trace.messages) {
        for (const auto &[name, value] : message.fields)
            kept += name.size() + value.size();
    }
    QVERIFY(kept < (std::size_t{10} << 20U));
}

void TestBounds::hugeBodiesEnd() {
    const std::string steps = manySteps(200);
    const Scenario scenario = read(document("{'id': 'e', 'kind': 'editor'}," + std::string(server),
                                            "{'on': 'o', 'path': '/', 'bytes': 1048576}", steps));
    const Trace trace = run(scenario);
    QCOMPARE(trace.outcomes.size(), std::size_t{200});
    QCOMPARE(trace.outcomes.back().status, std::uint16_t{0});
    QVERIFY(trace.outcomes.back().body.empty());
    QVERIFY(trace.outcomes.front().body.size() <= std::size_t{64} << 10U);
}

QTEST_GUILESS_MAIN(TestBounds)
#include "test_bounds.moc"
