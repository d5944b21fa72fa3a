// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/analysis/judge.h"
#include "tests/support/capture_builder.h"

#include <algorithm>
#include <string>

using namespace etagere;
using namespace etagere::analysis;
using tests::CaptureBuilder;
using tests::Line;

namespace {

constexpr std::string_view pixel = "GIF89a, one pixel, the same for everybody";

std::string tagOf(int visitor) {
    // Sixteen hexadecimal digits, far apart for neighbouring numbers.
    std::uint64_t state = 0x9e3779b97f4a7c15ULL * static_cast<unsigned>(visitor + 1);
    state ^= state >> 29U;
    state *= 0xbf58476d1ce4e5b9ULL;
    state ^= state >> 32U;
    return QByteArray::number(static_cast<qulonglong>(state), 16)
        .rightJustified(16, '0')
        .toStdString();
}

std::string inQuotes(std::string_view opaque) { return "\"" + std::string(opaque) + "\""; }

/// n visitors, each with the tag that `choose` gives, all with the same bytes.
template <class Choose>
CaptureBuilder crowd(int visitors, Choose choose) {
    CaptureBuilder capture;
    for (int i = 0; i < visitors; ++i) {
        const std::string tag = inQuotes(choose(i));
        capture.visit("visitor " + std::to_string(i)).see({.etag = tag, .body = pixel});
    }
    return capture;
}

void evercookie(CaptureBuilder &capture, std::string_view visitor, const std::string &id) {
    const std::string tag = inQuotes(id);
    const std::string cookie = "theme=dark; uid=" + id;
    capture.visit(visitor)
        .see({.etag = tag, .body = id, .cookie = cookie})
        .visit(visitor)
        .see({.etag = tag, .ifNoneMatch = tag, .status = 304});
}

QByteArray summary(const Judgement &judgement) {
    QByteArrayList lines;
    for (const Finding &finding : judgement.findings)
        lines << QByteArray::number(int(finding.grade)) + ' ' +
                     QByteArray::fromStdString(std::string(nameOf(finding.kind)));
    return lines.join(", ");
}

bool hasRule(const std::vector<Evidence> &list, Rule rule) {
    return std::any_of(list.begin(), list.end(),
                       [rule](const Evidence &evidence) { return evidence.rule == rule; });
}

Judgement judged(const CaptureBuilder &capture) {
    return judge(capture.traffic(), tags::observe(capture.traffic()));
}

} // namespace

#include "judge_rows.h"

class TestJudge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void grades_data();
    void grades();
    void oneVisitorNeverExceedsThree();
    void everyFindingHasEvidenceAndANextStep_data() { grades_data(); }
    void everyFindingHasEvidenceAndANextStep();
    void equalityByStatementIsAdmitted();
    void aClockInATagSpeaksAgainstIt();
    void historyIsCountedNowhere();
    void aStopLeavesWhatWasFinished();
};

void TestJudge::grades_data() {
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < judgeRows().size(); ++i)
        QTest::newRow(judgeRows()[i].name) << int(i);
}

void TestJudge::grades() {
    QFETCH(int, row);
    const JudgeRow &expected = judgeRows()[std::size_t(row)];
    QCOMPARE(summary(judged(expected.make())), QByteArray(expected.findings));
}

void TestJudge::oneVisitorNeverExceedsThree() {
    CaptureBuilder capture;
    evercookie(capture, "A", tagOf(1));
    const Judgement judgement = judged(capture);
    QCOMPARE(summary(judgement), QByteArray("3 linked-tag"));
    QVERIFY(hasRule(judgement.findings.front().next, Rule::NeedVisitor));
    QVERIFY(hasRule(judgement.findings.front().evidence, Rule::ReturnsWithoutCookies));
}

void TestJudge::everyFindingHasEvidenceAndANextStep() {
    QFETCH(int, row);
    for (const Finding &finding : judged(judgeRows()[std::size_t(row)].make()).findings) {
        QVERIFY(!finding.evidence.empty());
        QVERIFY(!finding.next.empty());
        QVERIFY(!finding.values.empty() && !finding.urls.empty() && !finding.visitors.empty());
        QVERIFY(finding.confidence > 0 && finding.confidence <= 1);
        QVERIFY(finding.bits >= 0);
        for (const Evidence &evidence : finding.evidence)
            QVERIFY(rowOf(evidence.rule).stance == Stance::For);
        for (const Evidence &evidence : finding.against)
            QVERIFY(rowOf(evidence.rule).stance == Stance::Against);
        for (const Evidence &evidence : finding.next)
            QVERIFY(rowOf(evidence.rule).stance == Stance::Next);
    }
}

// Without bodies, "the same bytes" is only what the server says, and the finding admits it.
void TestJudge::equalityByStatementIsAdmitted() {
    CaptureBuilder capture;
    for (int i = 0; i < 2; ++i) {
        const std::string tag = inQuotes(tagOf(i));
        capture.visit(i == 0 ? "A" : "B")
            .see({.etag = tag, .lastModified = march, .statedLength = 268});
    }
    const Judgement judgement = judged(capture);
    QCOMPARE(judgement.findings.size(), std::size_t{1});
    QVERIFY(hasRule(judgement.findings.front().evidence, Rule::LastModifiedFrozen));
    QVERIFY(hasRule(judgement.findings.front().against, Rule::EqualByStatement));
}

void TestJudge::aClockInATagSpeaksAgainstIt() {
    CaptureBuilder capture;
    capture.visit("A").see(
        {.etag = "\"1772359200\"", .body = pixel, .date = "Sun, 01 Mar 2026 10:00:00 GMT"});
    const Judgement judgement = judged(capture);
    QCOMPARE(summary(judgement), QByteArray("1 unexplained-tag"));
    QVERIFY(hasRule(judgement.findings.front().against, Rule::ServingTime));
}

void TestJudge::historyIsCountedNowhere() {
    const CaptureBuilder capture = crowd(3, tagOf);
    const auto observations = tags::observe(capture.traffic());
    Conduct conduct;
    conduct.audited = 1;
    QCOMPARE(judge(capture.traffic(), observations).tags, std::uint64_t{3});
    QCOMPARE(judge(capture.traffic(), observations, conduct).tags, std::uint64_t{1});
}

void TestJudge::aStopLeavesWhatWasFinished() {
    const CaptureBuilder capture = crowd(30, tagOf);
    std::stop_source source;
    source.request_stop();
    Conduct conduct;
    conduct.stop = source.get_token();
    QVERIFY(judge(capture.traffic(), tags::observe(capture.traffic()), conduct).findings.empty());
}

QTEST_APPLESS_MAIN(TestJudge)
#include "test_judge.moc"
