// SPDX-License-Identifier: Apache-2.0
#include <QCryptographicHash>
#include <QTest>

#include "core/analysis/judge.h"
#include "tests/support/capture_builder.h"

#include <algorithm>
#include <cmath>
#include <set>
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

#include "judge_rows_evidence.h"

class TestJudge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void grades_data();
    void grades();
    void oneVisitorNeverExceedsThree();
    void everyFindingHasEvidenceAndANextStep_data() { grades_data(); }
    void everyFindingHasEvidenceAndANextStep();
    void everyFindingWeighsAllElse_data() { grades_data(); }
    void everyFindingWeighsAllElse();
    void whatIsExplainedIsTold_data();
    void whatIsExplainedIsTold();
    void openOnesSayWhatDecides();
    void bitsInUseAreCounted();
    void everyRuleFires();
    void equalityByStatementIsAdmitted();
    void aClockInATagSpeaksAgainstIt();
    void storageCountsAsCookiesDo_data();
    void storageCountsAsCookiesDo();
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
        for (const Evidence &evidence : finding.raises)
            QVERIFY(rowOf(evidence.rule).stance == Stance::Raises);
        for (const Evidence &evidence : finding.lowers)
            QVERIFY(rowOf(evidence.rule).stance == Stance::Lowers);
        QVERIFY(!finding.raises.empty() && !finding.lowers.empty());
    }
}

// A cluster, a deploy, variants, rewriting, personal content and a clock are each considered.
void TestJudge::everyFindingWeighsAllElse() {
    QFETCH(int, row);
    for (const Finding &finding : judged(judgeRows()[std::size_t(row)].make()).findings) {
        QCOMPARE(finding.alternatives.size(), std::size_t(Explanation::Count));
        for (std::size_t i = 0; i < finding.alternatives.size(); ++i)
            QCOMPARE(std::size_t(finding.alternatives[i].explanation), i);
        QVERIFY(finding.diversity.has_value());
        QCOMPARE(finding.linkability.has_value(), finding.grade >= Grade::IdentifierCapable);
    }
}

void TestJudge::whatIsExplainedIsTold_data() {
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("explanations");
    QTest::newRow("a cluster") << QByteArray("twelve nodes for forty visitors are a cluster")
                               << QByteArray("cluster");
    QTest::newRow("a deploy") << QByteArray("a deploy between the visits of twelve visitors")
                              << QByteArray("cluster");
    QTest::newRow("variants") << QByteArray("variants that Vary names, shared by visitors")
                              << QByteArray("cluster content-negotiation");
    QTest::newRow("a clock") << QByteArray("a clock gives thirty visitors thirty tags")
                             << QByteArray("serving-time");
    QTest::newRow("three servers' microseconds")
        << QByteArray("microseconds of three servers") << QByteArray("cluster");
    QTest::newRow("a weakened tag")
        << QByteArray("an explained tag that a network weakens") << QByteArray("rewriting");
    QTest::newRow("a new version")
        << QByteArray("a new version under an explained tag") << QByteArray("deploy");
    QTest::newRow("nothing odd") << QByteArray("a digest of the body is explained") << QByteArray();
}

void TestJudge::whatIsExplainedIsTold() {
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, explanations);
    const auto found = std::find_if(judgeRows().begin(), judgeRows().end(),
                                    [&](const JudgeRow &one) { return row == one.name; });
    QVERIFY(found != judgeRows().end());
    QByteArrayList names;
    for (const ExplainedTags &tags : judged(found->make()).explained) {
        QVERIFY(!tags.origin.empty() && tags.urlCount > 0 && tags.valueCount > 0);
        for (const Alternative &alternative : tags.because)
            names << QByteArray::fromStdString(std::string(nameOf(alternative.explanation)));
    }
    QCOMPARE(names.join(' '), explanations);
}

void TestJudge::openOnesSayWhatDecides() {
    const Judgement judgement = judged(crowd(12, [](int i) { return tagOf(i % 8); }));
    QCOMPARE(summary(judgement), QByteArray("2 varying-tag"));
    const Finding &finding = judgement.findings.front();
    QVERIFY(hasRule(finding.next, Rule::NeedVisitors));
    QVERIFY(hasRule(finding.next, Rule::NeedReplay));
    QVERIFY(finding.diversity->moreVisitors.has_value());
    QCOMPARE(int(finding.alternatives[std::size_t(Explanation::Cluster)].standing),
             int(Standing::Open));
}

void TestJudge::bitsInUseAreCounted() {
    const Judgement judgement = judged(crowd(30, tagOf));
    const Finding &finding = judgement.findings.front();
    QCOMPARE(finding.bitsAtLeast, std::log2(156.0)); // clusters of up to 155 are ruled out at 5 %
    QVERIFY(finding.bits >= finding.bitsAtLeast);
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

void TestJudge::storageCountsAsCookiesDo_data() {
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("own");
    QTest::addColumn<bool>("links");
    QTest::newRow("the visitor's own number") << QByteArray("uid") << true << true;
    QTest::newRow("the same text for everybody") << QByteArray("uid") << false << false;
    QTest::newRow("named for a version") << QByteArray("etag") << true << false;
}

void TestJudge::storageCountsAsCookiesDo() {
    QFETCH(const QByteArray, key);
    QFETCH(const bool, own);
    QFETCH(const bool, links);
    const CaptureBuilder capture = crowd(3, tagOf);
    const traffic::Traffic &traffic = capture.traffic();
    std::vector<std::string> values;
    for (int i = 0; i < 3; ++i)
        values.push_back(tagOf(own ? i : 0));
    std::vector<StoredSeen> storage;
    for (std::size_t i = 0; i < values.size(); ++i)
        storage.push_back({traffic::VisitorId::fromSize(i),
                           "https://shop.test",
                           {key.data(), static_cast<std::size_t>(key.size())},
                           values[i]});
    Conduct conduct;
    conduct.storage = storage;
    const Judgement judgement = judge(traffic, tags::observe(traffic), conduct);
    QVERIFY(!judgement.findings.empty());
    QCOMPARE(hasRule(judgement.findings.front().evidence, Rule::EqualsStorage), links);
    QCOMPARE(judgement.findings.front().grade >= Grade::IdentifierCapable, links);
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

namespace {

void collect(const std::vector<Evidence> &list, std::set<Rule> &fired) {
    for (const Evidence &evidence : list)
        fired.insert(evidence.rule);
}

void collect(const Judgement &judgement, std::set<Rule> &fired) {
    for (const Finding &finding : judgement.findings) {
        for (const auto *list :
             {&finding.evidence, &finding.against, &finding.next, &finding.raises, &finding.lowers})
            collect(*list, fired);
        for (const Alternative &alternative : finding.alternatives)
            fired.insert(alternative.because.rule);
    }
    for (const ExplainedTags &tags : judgement.explained) {
        collect(tags.evidence, fired);
        for (const Alternative &alternative : tags.because)
            fired.insert(alternative.because.rule);
    }
}

} // namespace

// Those of respawn, linkability and storage fire in their own tests, those of probes in theirs.
void TestJudge::everyRuleFires() {
    const std::set<Rule> elsewhere{Rule::RespawnedByTag,    Rule::RespawnedThroughTag,
                                   Rule::RespawnInControl,  Rule::RespawnAfterFlush,
                                   Rule::RespawnOtherMeans, Rule::LoweredByControl,
                                   Rule::LinkedAcrossSites, Rule::EqualsStorage};
    const auto isOfProbes = [](Rule rule) {
        return (rule >= Rule::EchoesNeverIssued && rule <= Rule::FirstVisitorsDiffer) ||
               (rule >= Rule::NeverIssuedRefused && rule <= Rule::OldTagRefused) ||
               (rule >= Rule::NeedProbeVisits && rule <= Rule::NeedSlowerProbe);
    };
    std::set<Rule> fired;
    for (const JudgeRow &row : judgeRows())
        collect(judged(row.make()), fired);
    for (int i = 0; i < int(Rule::Count); ++i) {
        const auto rule = static_cast<Rule>(i);
        QVERIFY2(elsewhere.contains(rule) || isOfProbes(rule) || fired.contains(rule),
                 std::string(rowOf(rule).id).c_str());
    }
}

QTEST_APPLESS_MAIN(TestJudge)
#include "test_judge.moc"
