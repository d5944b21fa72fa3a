// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/lab/tracker.h"
#include "tests/probe/probe_case.h"

using namespace etagere;
using lab::TrackerKind;
using tests::ProbeCase;

namespace {

struct Row {
    const char *name;
    TrackerKind kind;
    int least; ///< the grade that the ladder allows
    const char *page = "";
    double rate = 2;
};

// The evidence of a script's cookie (evercookie) and of an address (cookielesscookies) is not to be
// had by plain requests from one place; their grade stands on what they do with made-up tags.
const Row rows[] = {
    {"a tag that is echoed to whoever sends it", TrackerKind::PlainEcho, 4},
    {"tag, cookie and script hold one identifier", TrackerKind::Kissmetrics, 4},
    {"a tag only for those who bring one", TrackerKind::Evercookie, 4},
    {"a tag made from address and browser", TrackerKind::CookielessCookies, 4},
    {"only tags of its own shape are echoed", TrackerKind::ShapeChecking, 4},
    {"only issued tags match", TrackerKind::KnownOnly, 4},
    {"no tag before the second visit", TrackerKind::SecondVisit, 4},
    {"a tag only with the page's cookie", TrackerKind::CookieGated, 4, "http://origin.test/"},
    {"a tag that is a digest of the cookie", TrackerKind::HashedCookie, 4, "http://origin.test/"},
    {"an honest digest of a script with a number", TrackerKind::PersonalDigest, 3},
    {"the date is the identifier", TrackerKind::LastModifiedTwin, 4},
    {"the microseconds are the identifier", TrackerKind::SubSecond, 4},
    {"the nanoseconds are the identifier", TrackerKind::Nanoseconds, 4},
    {"the inode is the identifier", TrackerKind::InodeDigits, 4},
    {"echoes end for those who ask often, and this asks slowly", TrackerKind::RateLimitedEcho, 4,
     "", 1.0 / 31},
    {"a deleted cookie is set again by the 304", TrackerKind::Zombie, 5},
};

} // namespace

class TestTrackers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTrackerIsFound_data();
    void everyTrackerIsFound();
};

void TestTrackers::everyTrackerIsFound_data() {
    QTest::addColumn<int>("row");
    for (const Row &row : rows)
        QTest::newRow(row.name) << static_cast<int>(&row - rows);
}

void TestTrackers::everyTrackerIsFound() {
    QFETCH(int, row);
    const Row &r = rows[row];
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        probe::Options options;
        options.seed = seed;
        options.page = r.page;
        options.rate = r.rate;
        ProbeCase probing(options, "http://origin.test" + std::string(lab::rowOf(r.kind).path));
        const auto tracker = lab::makeTracker(r.kind, seed);
        const auto findings = probing.run(*tracker);
        const QByteArray evidence = tests::evidenceOf(findings);
        QVERIFY2(tests::worstOf(findings) >= r.least, evidence.constData());
    }
}

QTEST_APPLESS_MAIN(TestTrackers)
#include "test_trackers.moc"
