// SPDX-License-Identifier: Apache-2.0
// Flushes tried out by real browsers after an audit: what the server sees, and what the report says
// of it. The browser is ETAGERE_BROWSER, else the usual one.
#include <QTest>

#include "core/lab/random.h"
#include "core/session/session.h"
#include "tests/session/live_lab.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

using namespace etagere;
using audit::FlushTarget;
using audit::FlushTrial;
using audit::StepKind;
using audit::SurvivingIdentity;
using session::AuditOutcome;
using session::AuditRequest;
using Source = SurvivingIdentity::Source;

namespace {

/// Requests for one path: the validator that each carried.
using Carried = std::vector<std::string>;

/// A page that shows an honest style of its own and somebody else's pixel, gives everybody a cookie
/// and has its script keep a number in the storage.
class Shop final : public lab::Origin {
public:
    Shop(std::string pixel, std::shared_ptr<Carried> styles)
        : m_pixel(std::move(pixel))
        , m_styles(std::move(styles)) {}

    [[nodiscard]] lab::Response answer(const lab::Request &request) override {
        return request.target == "/style.css" ? style(request) : page(request);
    }

private:
    lab::Response style(const lab::Request &request) {
        const std::string sent(http::valueOf(request.fields, http::FieldName::IfNoneMatch));
        m_styles->push_back(sent);
        lab::Response response;
        response.status = sent == "\"65e1cb70-b\"" ? 304 : 200;
        response.add("Content-Type", "text/css");
        response.add("Cache-Control", "no-cache");
        response.add("ETag", "\"65e1cb70-b\"");
        response.body = response.status == 200 ? "body { }\n\n\n" : "";
        return response;
    }
    lab::Response page(const lab::Request &request) {
        lab::Response response;
        response.add("Content-Type", "text/html; charset=utf-8");
        response.add("Cache-Control", "no-store");
        if (http::valueOf(request.fields, http::FieldName::Cookie).empty())
            response.add("Set-Cookie", "session=" + m_random.text(24, lab::hexDigits) +
                                           "; Max-Age=31536000; Path=/");
        response.body = "<!doctype html><title>Shop</title><link rel=icon href='data:,'>"
                        "<link rel=stylesheet href='/style.css'><img src='" +
                        m_pixel +
                        "'><script>if (!localStorage.uid) localStorage.uid = 'u-' + "
                        "crypto.getRandomValues(new Uint32Array(3)).join('-');</script>";
        return response;
    }
    std::string m_pixel;
    std::shared_ptr<Carried> m_styles;
    lab::Random m_random{5};
};

/// An origin whose requests for one path are remembered.
class Watched final : public lab::Origin {
public:
    Watched(std::unique_ptr<lab::Origin> origin, std::string path, std::shared_ptr<Carried> carried)
        : m_origin(std::move(origin))
        , m_path(std::move(path))
        , m_carried(std::move(carried)) {}
    [[nodiscard]] lab::Response answer(const lab::Request &request) override {
        if (request.target == m_path)
            m_carried->emplace_back(http::valueOf(request.fields, http::FieldName::IfNoneMatch));
        return m_origin->answer(request);
    }

private:
    std::unique_ptr<lab::Origin> m_origin;
    std::string m_path;
    std::shared_ptr<Carried> m_carried;
};

live::Engine engine() {
    const char *name = std::getenv("ETAGERE_BROWSER");
    if (const auto chosen = live::engineFrom(name == nullptr ? "" : name))
        return *chosen;
    return live::usualEngine();
}

AuditRequest requestFor(const std::string &url, std::vector<audit::FlushOrder> flushes) {
    AuditRequest request;
    request.ledger = ":memory:";
    session::LiveRequest live;
    live.urls = {url};
    live.launch.engine = engine();
    live.probes = false;
    live.flushes = std::move(flushes);
    request.live = std::move(live);
    return request;
}

bool hasNoBrowser(const AuditOutcome &outcome) {
    using Kind = live::BrowserError::Kind;
    return outcome.live && outcome.live->noBrowser &&
           (outcome.live->noBrowser->kind == Kind::NotInstalled ||
            outcome.live->noBrowser->kind == Kind::NoUser);
}

unsigned worstGrade(const audit::Report &report) {
    unsigned worst = 0;
    for (const analysis::Finding &finding : report.findings)
        worst = std::max(worst, static_cast<unsigned>(finding.grade));
    return worst;
}

std::string describe(const FlushTrial &trial) {
    std::string text = textOf(trial.order) + (trial.order.cookiesToo ? " with" : " without") +
                       " cookies, gap " + std::to_string(static_cast<int>(trial.gap)) +
                       ", flushed " + std::to_string(trial.check.flushed) + ", untouched " +
                       std::to_string(trial.check.untouched) + ", cookies " +
                       std::to_string(trial.cookiesBefore) + "->" +
                       std::to_string(trial.cookiesAfter) + ", of " +
                       std::to_string(trial.identities) + ":";
    for (const SurvivingIdentity &one : trial.survived)
        text.append(" ").append(nameOf(one.source)).append("=").append(one.where);
    for (const live::FlushFault &fault : trial.check.faults)
        text += "\n  fault " + std::to_string(static_cast<int>(fault.kind)) + " " + fault.name +
                " " + fault.detail;
    return text;
}

bool has(const FlushTrial &trial, Source source) {
    return std::any_of(trial.survived.begin(), trial.survived.end(),
                       [source](const auto &one) { return one.source == source; });
}

/// What of the shop a scope covers.
struct Reach {
    const char *scope;
    bool style;
    bool pixel;
};
constexpr std::array reaches{Reach{"findings", false, true}, Reach{"everything", true, true},
                             Reach{"site", true, false}, Reach{"origin", true, false},
                             Reach{"url:", false, true}};

/// The shop, audited once with every scope, with cookies and without.
struct Shopped {
    std::shared_ptr<Carried> pixels = std::make_shared<Carried>();
    std::shared_ptr<Carried> styles = std::make_shared<Carried>();
    AuditOutcome outcome;

    Shopped() {
        tests::LiveLab lab;
        const std::string tracker = lab.serve(
            "tracker", std::make_shared<Watched>(lab::makeTracker(lab::TrackerKind::PlainEcho, 7),
                                                 pixelPath(), pixels));
        const std::string pixel = tracker + pixelPath().substr(1);
        const std::string url = lab.serve("shop", std::make_shared<Shop>(pixel, styles));
        std::vector<audit::FlushOrder> orders;
        for (const bool cookiesToo : {false, true}) {
            for (const Reach &reach : reaches) {
                const std::string scope = reach.scope;
                auto order = audit::flushOrderFrom(scope == "url:" ? scope + pixel : scope);
                order->cookiesToo = cookiesToo;
                orders.push_back(*order);
            }
        }
        outcome = session::runAudit(requestFor(url, std::move(orders)), {}, {});
    }
    static std::string pixelPath() {
        return std::string(lab::rowOf(lab::TrackerKind::PlainEcho).path);
    }
};

/// One audit for all tests of it.
Shopped &shopped() {
    static Shopped made;
    return made;
}

std::vector<audit::Step> steps() { return audit::stepsFor(audit::leastPeople, 2 * reaches.size()); }

/// Which of the page loads is that step's: they begin one after the other, each when the one before
/// has loaded all that it asks for.
std::size_t placeOf(const audit::Step &step) {
    const std::vector<audit::Step> all = steps();
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), step) - all.begin());
}

} // namespace

class TestLiveFlush : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyScopeHolds_data();
    void everyScopeHolds();
    void trialsTakeNoPartInTheJudgement();
    void whatFollowsFromTheAddressSurvives();
    void withoutFindingsThereIsNothingToFlush();
};

void TestLiveFlush::initTestCase() {
    if (hasNoBrowser(shopped().outcome))
        QSKIP("NOTHING WAS TESTED: there is no such browser here");
    QCOMPARE(shopped().outcome.report.live.size(), std::size_t{1});
    QCOMPARE(shopped().outcome.report.live.front().trials.size(), 2 * reaches.size());
}

void TestLiveFlush::everyScopeHolds_data() {
    QTest::addColumn<int>("number");
    for (int i = 0; i < 2 * static_cast<int>(reaches.size()); ++i) {
        const Reach &reach = reaches.at(static_cast<std::size_t>(i) % reaches.size());
        const bool cookiesToo = i >= static_cast<int>(reaches.size());
        QTest::addRow("%s %s", reach.scope, cookiesToo ? "and cookies" : "without cookies") << i;
    }
}

void TestLiveFlush::everyScopeHolds() {
    QFETCH(const int, number);
    const auto at = static_cast<std::size_t>(number);
    const Reach &reach = reaches.at(at % reaches.size());
    const FlushTrial &trial = shopped().outcome.report.live.front().trials[at];
    const std::string what = describe(trial);
    QVERIFY2(trial.holds(), what.c_str());
    QVERIFY2(trial.check.flushed >= (reach.style ? 1U : 0U) + (reach.pixel ? 1U : 0U),
             what.c_str());
    QCOMPARE(trial.check.untouched, (reach.style ? 0U : 1U) + (reach.pixel ? 0U : 1U));
    QVERIFY2(trial.cookiesBefore > 0, what.c_str());
    QCOMPARE(trial.cookiesAfter, trial.order.cookiesToo ? 0U : trial.cookiesBefore);

    // The server's own view: three page loads of everybody, the last one verifies.
    for (const auto &[carried, isFlushed] :
         {std::pair(shopped().pixels, reach.pixel), std::pair(shopped().styles, reach.style)}) {
        const auto sent = [&carried = *carried, at](StepKind kind) {
            return carried.at(placeOf({kind, audit::leastPeople + static_cast<unsigned>(at)}));
        };
        QCOMPARE(carried->size(), steps().size());
        QVERIFY(sent(StepKind::TrialVisit).empty());
        QVERIFY(!sent(StepKind::TrialReturn).empty());
        QCOMPARE(sent(StepKind::TrialCheck),
                 isFlushed ? std::string() : sent(StepKind::TrialReturn));
    }

    const bool keeps = !trial.order.cookiesToo;
    QVERIFY2(has(trial, Source::Cookie) == keeps, what.c_str());
    QVERIFY2(has(trial, Source::Storage) == keeps, what.c_str());
    QVERIFY2(has(trial, Source::Cache) != reach.pixel, what.c_str());
    QVERIFY2(!has(trial, Source::AddressAndBrowser) && !has(trial, Source::Unknown), what.c_str());
    QVERIFY(trial.identities >= 3);
}

void TestLiveFlush::trialsTakeNoPartInTheJudgement() {
    const audit::Report &report = shopped().outcome.report;
    QVERIFY(worstGrade(report) >= 2);
    for (const analysis::Finding &finding : report.findings) {
        for (const std::string &visitor : finding.visitors)
            QVERIFY2(visitor < "D", visitor.c_str());
    }
    QVERIFY(report.flushProof.isClean());
    QCOMPARE(report.flushProof.visits, 1U);
}

void TestLiveFlush::whatFollowsFromTheAddressSurvives() {
    tests::LiveLab lab;
    const std::string url = lab.serve(lab::TrackerKind::CookielessCookies);
    const AuditOutcome outcome =
        session::runAudit(requestFor(url, {{FlushTarget::Everything, {}, true}}), {}, {});
    if (hasNoBrowser(outcome))
        QSKIP("NOTHING WAS TESTED: there is no such browser here");
    QCOMPARE(outcome.report.live.front().trials.size(), std::size_t{1});
    const FlushTrial &trial = outcome.report.live.front().trials.front();
    const std::string what = describe(trial);
    QVERIFY2(trial.holds(), what.c_str());
    QVERIFY2(has(trial, Source::AddressAndBrowser), what.c_str());
}

void TestLiveFlush::withoutFindingsThereIsNothingToFlush() {
    tests::LiveLab lab;
    const std::string url = lab.serve(recipe::RecipeId::Nginx);
    const AuditOutcome outcome = session::runAudit(
        requestFor(url, {{FlushTarget::Findings, {}, true}, {FlushTarget::Site, {}, false}}), {},
        {});
    if (hasNoBrowser(outcome))
        QSKIP("NOTHING WAS TESTED: there is no such browser here");
    const auto &trials = outcome.report.live.front().trials;
    QCOMPARE(trials.size(), std::size_t{2});
    QVERIFY(trials[0].gap == FlushTrial::Gap::NoFindings && trials[0].visits.empty());
    QVERIFY2(trials[1].holds() && trials[1].check.flushed > 0, describe(trials[1]).c_str());
}

QTEST_GUILESS_MAIN(TestLiveFlush)
#include "test_live_flush.moc"
