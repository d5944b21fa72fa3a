// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/lab/probing.h"
#include "tests/lab/table.h"

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace etagere;
using namespace etagere::tests;

namespace {

using analysis::Finding;
using analysis::Rule;

bool names(const Finding &finding, std::initializer_list<Rule> rules) {
    for (const auto *list : {&finding.evidence, &finding.against, &finding.next}) {
        for (const analysis::Evidence &evidence : *list) {
            if (std::find(rules.begin(), rules.end(), evidence.rule) != rules.end())
                return true;
        }
    }
    return false;
}

// Above grade 1 an honest origin may be only because contents differ, or because its nodes are too
// many for the visitors; the finding says which.
bool saysWhy(const Finding &finding) {
    return names(finding, {Rule::ContentChanged, Rule::VariesWithContent}) ||
           (names(finding, {Rule::VariesBetweenVisitors, Rule::VariesWithinVisitor}) &&
            names(finding, {Rule::NeedVisitors, Rule::NeedProbe}));
}

std::string contentsOf(const std::string &path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

class TestMatrix : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        for (auto &&rows : {honestRows(), dynamicRows(), limitRows(), trackerRows()})
            m_rows.insert(m_rows.end(), rows.begin(), rows.end());
        m_results = runRows(m_rows);
        QCOMPARE(m_results.size(), m_rows.size());
        probeRows(m_results);
    }

    void everyExchangeWentThrough() {
        for (const RowResult &result : m_results) {
            QVERIFY2(result.failure.empty(), describe(result).c_str());
            QVERIFY2(result.exchanges >= result.row->steps.size() / 2, describe(result).c_str());
        }
    }

    void honestOriginsAreNotAccused() {
        check([](const RowResult &result) {
            return result.row->tracks || result.grade <= result.row->expected.most;
        });
    }

    void whatStaysOpenSaysSo() {
        check([](const RowResult &result) {
            return result.row->tracks || result.row->limit ||
                   std::all_of(
                       result.findings.begin(), result.findings.end(), [](const Finding &finding) {
                           return static_cast<unsigned>(finding.grade) < 2 || saysWhy(finding);
                       });
        });
    }

    void trackersAreNotMissed() {
        check([](const RowResult &result) { return result.grade >= result.row->expected.least; });
    }

    void probesAccuseNobodyHonest() {
        check([](const RowResult &result) {
            return result.row->tracks || result.probedGrade <= result.row->expected.mostProbed;
        });
    }

    void probesProveTheTrackers() {
        check([](const RowResult &result) {
            return !result.row->tracks || result.probedGrade >= result.row->expected.leastProbed;
        });
    }

    void theTableIsWhatTheRunYields() {
        const std::string page = matrixPage(m_results);
        if (const QByteArray path = qgetenv("ETAGERE_MATRIX"); !path.isEmpty()) {
            std::ofstream(path.toStdString(), std::ios::binary) << page;
            return;
        }
        if (qEnvironmentVariableIsSet("ETAGERE_SEED"))
            QSKIP("the page is of the usual seed");
        const std::string path = ETAGERE_SOURCE_DIR "/resources/evidence/matrix.md";
        QVERIFY2(contentsOf(path) == page,
                 "resources/evidence/matrix.md is not what the run yields");
    }

private:
    template <class Holds>
    void check(const Holds &holds) {
        std::string wrong;
        std::size_t count = 0;
        for (const RowResult &result : m_results) {
            if (holds(result))
                continue;
            ++count;
            wrong += "\n  " + describe(result);
        }
        QVERIFY2(count == 0, (std::to_string(count) + " rows:" + wrong).c_str());
    }

    std::vector<Row> m_rows;
    std::vector<RowResult> m_results;
};

QTEST_GUILESS_MAIN(TestMatrix)
#include "test_matrix.moc"
