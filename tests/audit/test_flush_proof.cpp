// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/audit/flush_proof.h"
#include "tests/support/capture_builder.h"

using namespace etagere;
using analysis::ProfileState;
using analysis::VisitState;
using tests::CaptureBuilder;
using tests::Line;

namespace {

constexpr std::string_view otherUrl = "https://shop.test/other.js";

std::vector<VisitState> labels(std::initializer_list<ProfileState> states) {
    std::vector<VisitState> made;
    for (const ProfileState state : states)
        made.push_back({traffic::VisitId::fromSize(made.size()), state});
    return made;
}

/// One visitor with a tag, who comes back and then flushes.
CaptureBuilder &seenTwice(CaptureBuilder &builder) {
    builder.visit("A").see({.etag = "\"old\""});
    return builder.visit("A").see({.ifNoneMatch = "\"old\"", .status = 304});
}

} // namespace

class TestFlushProof : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsProvenWithoutAFlush();
    void aCleanFlushIsClean();
    void aTagFromBeforeIsNamed();
    void aTagOfTheSameVisitIsNoneFromBefore();
    void theSameTextOfAnotherUrlIsFromBefore();
    void otherVisitorsDoNotCount();
    void labelsThatFitNoVisitAreLeftOut();
};

void TestFlushProof::nothingIsProvenWithoutAFlush() {
    CaptureBuilder builder;
    seenTwice(builder);
    const auto proof =
        audit::flushProofOf(builder.traffic(), labels({ProfileState::Visit, ProfileState::Visit}));
    QCOMPARE(proof.visits, 0U);
    QCOMPARE(proof.conditionalBefore, 0U);
}

void TestFlushProof::aCleanFlushIsClean() {
    CaptureBuilder builder;
    seenTwice(builder).visit("A after the flush").see({.etag = "\"new\""});
    const auto proof = audit::flushProofOf(
        builder.traffic(),
        labels({ProfileState::Visit, ProfileState::Visit, ProfileState::Flushed}));
    QVERIFY(proof.isClean());
    QCOMPARE(proof.visits, 1U);
    QCOMPARE(proof.requests, 1U);
    QCOMPARE(proof.conditionalBefore, 1U);
    QCOMPARE(proof.conditionalAfter, 0U);
}

void TestFlushProof::aTagFromBeforeIsNamed() {
    CaptureBuilder builder;
    seenTwice(builder).visit("A after the flush").see({.ifNoneMatch = "\"old\"", .status = 304});
    const auto proof = audit::flushProofOf(
        builder.traffic(),
        labels({ProfileState::Visit, ProfileState::Visit, ProfileState::Flushed}));
    QVERIFY(!proof.isClean());
    QVERIFY((proof.survivors.front() ==
             audit::SurvivingTag{tags::Validator::ETag, "https://shop.test/app.js", "\"old\""}));
}

void TestFlushProof::aTagOfTheSameVisitIsNoneFromBefore() {
    CaptureBuilder builder;
    seenTwice(builder)
        .visit("A after the flush")
        .see({.etag = "\"old\""})
        .see({.ifNoneMatch = "\"old\"", .status = 304});
    const auto proof = audit::flushProofOf(
        builder.traffic(),
        labels({ProfileState::Visit, ProfileState::Visit, ProfileState::Flushed}));
    QVERIFY(proof.isClean());
    QCOMPARE(proof.conditionalAfter, 1U);
}

void TestFlushProof::theSameTextOfAnotherUrlIsFromBefore() {
    CaptureBuilder builder;
    seenTwice(builder)
        .visit("A after the flush")
        .see({.etag = "\"old\""})
        .see({.url = otherUrl, .ifNoneMatch = "\"old\"", .status = 304});
    const auto proof = audit::flushProofOf(
        builder.traffic(),
        labels({ProfileState::Visit, ProfileState::Visit, ProfileState::Flushed}));
    QCOMPARE(proof.survivors.size(), std::size_t{1});
    QCOMPARE(proof.survivors.front().url, std::string(otherUrl));
}

void TestFlushProof::otherVisitorsDoNotCount() {
    CaptureBuilder builder;
    builder.visit("B").see({.etag = "\"b\""});
    builder.visit("B").see({.ifNoneMatch = "\"b\"", .status = 304});
    builder.visit("A after the flush").see({.etag = "\"a\""});
    const auto proof = audit::flushProofOf(
        builder.traffic(),
        labels({ProfileState::CleanControl, ProfileState::Unlabelled, ProfileState::Flushed}));
    QVERIFY(proof.isClean());
    QCOMPARE(proof.conditionalBefore, 0U);
}

void TestFlushProof::labelsThatFitNoVisitAreLeftOut() {
    CaptureBuilder builder;
    seenTwice(builder);
    const std::vector<VisitState> states{{traffic::VisitId(99), ProfileState::Flushed},
                                         {traffic::VisitId(), ProfileState::Flushed}};
    QCOMPARE(audit::flushProofOf(builder.traffic(), states).visits, 0U);
}

QTEST_GUILESS_MAIN(TestFlushProof)
#include "test_flush_proof.moc"
