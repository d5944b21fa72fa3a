// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/explain/cache_rule_text.h"
#include "core/explain/difference_text.h"
#include "core/explain/rfc.h"
#include "core/replay/replay.h"
#include "tests/explain/rule_cases_engine.h"
#include "tests/support/exchange_text.h"

#include <algorithm>
#include <iterator>
#include <set>

using namespace etagere;
using namespace etagere::explain;
using cache::Rule;
using tests::ExchangeText;
using namespace std::chrono_literals;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

cache::Model modelOf(const char *name) {
    if (const cache::Model *model = cache::modelFrom(name))
        return *model;
    cache::Model shared = cache::rfc9111();
    shared.shared = true;
    return shared;
}

/// A capture, replayed, as its last exchange shows it. The case about flushing flushes first.
class Replay {
public:
    explicit Replay(const char *capture)
        : m_text(capture)
        , m_log(replay::replay(m_text.traffic(), cache::rfc9111())) {}
    explicit Replay(const tests::RuleCase &one)
        : m_text(one.capture) {
        std::vector<replay::Flush> flushes;
        if (one.rule == Rule::FlushedByUser)
            flushes.push_back({ExchangeText::begin + 20s, {}});
        m_log = replay::replay(m_text.traffic(), modelOf(one.model), flushes);
    }
    /// As if the last decision had named this rule and no other.
    std::vector<Reason> reasonsWith(Rule rule) const {
        replay::Grounds grounds = replay::groundsOf(m_text.traffic(), m_log, last());
        replay::Row row = *grounds.row;
        row.decision.reasons = {};
        row.decision.reasons.add(rule);
        grounds.row = &row;
        return reasonsOf(grounds);
    }
    std::vector<Reason> reasons() const {
        return reasonsOf(replay::groundsOf(m_text.traffic(), m_log, last()));
    }
    const cache::Decision &decision() const { return m_log.row(last()).decision; }

private:
    traffic::ExchangeId last() const {
        return traffic::ExchangeId::fromSize(m_text.traffic().exchangeCount() - 1);
    }
    ExchangeText m_text;
    replay::Log m_log;
};

const std::vector<tests::RuleCase> allCases = [] {
    std::vector<tests::RuleCase> all(std::begin(tests::ruleCases), std::end(tests::ruleCases));
    all.insert(all.end(), std::begin(tests::engineRuleCases), std::end(tests::engineRuleCases));
    return all;
}();

const Reason *find(const std::vector<Reason> &reasons, Rule rule) {
    const auto found = std::find_if(reasons.begin(), reasons.end(),
                                    [rule](const Reason &one) { return one.rule == rule; });
    return found == reasons.end() ? nullptr : &*found;
}

QByteArray idsOf(const std::vector<Reason> &reasons) {
    QByteArray ids;
    for (const Reason &reason : reasons)
        ids += QByteArray::fromStdString(std::string(reason.id)) + ' ';
    return ids;
}

} // namespace

class TestCacheReasons : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRuleWithNumbersHasACase() {
        std::set<Rule> covered;
        for (const tests::RuleCase &one : allCases)
            covered.insert(one.rule);
        for (std::size_t i = 0; i < static_cast<std::size_t>(Rule::Count); ++i) {
            const CacheRuleText &words = textOf(static_cast<Rule>(i));
            const std::string id(cache::rowOf(words.rule).id);
            if (words.operands[0] == Operand::None)
                QVERIFY2(words.sentence.source.find('%') == std::string_view::npos, id.c_str());
            else
                QVERIFY2(covered.count(words.rule) == 1, id.c_str());
        }
    }

    void everyRuleSaysItsNumbers_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < allCases.size(); ++i) {
            const std::string id(cache::rowOf(allCases[i].rule).id);
            const int index = static_cast<int>(i);
            QTest::addRow("%s, case %d", id.c_str(), index) << index;
        }
    }
    void everyRuleSaysItsNumbers() {
        QFETCH(int, index);
        const tests::RuleCase &one = allCases[static_cast<std::size_t>(index)];
        const Replay replay(one);
        const bool fires = replay.decision().reasons.contains(one.rule);
        QVERIFY2(fires || one.fires == tests::Fires::Elsewhere, idsOf(replay.reasons()));
        const std::vector<Reason> reasons = fires ? replay.reasons() : replay.reasonsWith(one.rule);
        const Reason *reason = find(reasons, one.rule);
        QVERIFY(reason != nullptr);
        QCOMPARE(bytes(reason->sentence), QByteArray(one.sentence));
        for (const Reason &each : reasons) {
            QVERIFY2(each.sentence.find('%') == std::string::npos, each.sentence.c_str());
            QVERIFY2(each.sentence.find("\u2026") == std::string::npos, each.sentence.c_str());
            QVERIFY2(each.sentence.ends_with('.'), each.sentence.c_str());
            QVERIFY2(each.link.starts_with("https://"), each.link.c_str());
        }
    }

    void everySentenceStandsWithoutItsNumbers() {
        const Replay replay("GET https://a.test/x");
        for (std::size_t i = 0; i < static_cast<std::size_t>(Rule::Count); ++i) {
            const auto reasons = replay.reasonsWith(static_cast<Rule>(i));
            QCOMPARE(reasons.size(), std::size_t{1});
            QVERIFY2(reasons.front().sentence.ends_with('.'), reasons.front().sentence.c_str());
            QVERIFY2(reasons.front().sentence.find('%') == std::string::npos,
                     reasons.front().sentence.c_str());
        }
    }

    void everyRuleHasATitleOfItsOwn() {
        std::set<std::string> titles;
        for (std::size_t i = 0; i < static_cast<std::size_t>(Rule::Count); ++i) {
            const CacheRuleText &words = textOf(static_cast<Rule>(i));
            QVERIFY(words.title.source.size() < 42 && !words.title.source.ends_with('.'));
            titles.insert(text(words.title));
        }
        QCOMPARE(titles.size(), static_cast<std::size_t>(Rule::Count));
    }

    void reasonsStandInTheOrderOfTheSteps() {
        const Replay replay("GET https://a.test/x\n< ETag: \"a\"\n"
                            "GET https://a.test/x at=5 status=304 from=validated");
        const std::vector<Reason> reasons = replay.reasons();
        QVERIFY(std::is_sorted(reasons.begin(), reasons.end(),
                               [](const auto &a, const auto &b) { return a.step < b.step; }));
        QCOMPARE(reasons.size(), replay.decision().reasons.size());
    }

    void recordedTextIsQuotedInPart() {
        const std::string tag = "\"" + std::string(5000, 'x') + "\"";
        const std::string capture =
            "GET https://a.test/x\n< ETag: " + tag + "\nGET https://a.test/x at=5";
        const Replay replay(capture.c_str());
        const std::vector<Reason> reasons = replay.reasons();
        const Reason *reason = find(reasons, Rule::ValidateByTag);
        QVERIFY(reason != nullptr && reason->sentence.size() < 300);
        QVERIFY(reason->sentence.find("\u2026") != std::string::npos);
    }

    void unusualMethodsAreQuoted() {
        const Replay replay("M%1SEARCH https://a.test/x");
        QVERIFY(replay.reasons().front().sentence.starts_with(
            "The method is \u201cM%1SEARCH\u201d. Only"));
    }

    void exactDurations_data() {
        QTest::addColumn<qint64>("microseconds");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, Duration length, const char *expected) {
            QTest::newRow(name) << qint64{length.count()} << QByteArray(expected);
        };
        row("nothing", 0s, "0 s");
        row("negative counts as nothing", -5s, "0 s");
        row("less than a millisecond is cut off", 999us, "0 s");
        row("milliseconds", 482ms, "0.482 s");
        row("trailing zeros are left out", 1500ms, "1.5 s");
        row("zeros between stay", 1005ms, "1.005 s");
        row("seconds below two minutes", 119s, "119 s");
        row("two minutes", 120s, "2 min");
        row("an hour and a half", 90min, "1 h 30 min");
        row("units that are zero are left out", 24h * 12 + 5s, "12 d 5 s");
        row("the longest", std::chrono::seconds(std::int64_t{1} << 31), "24,855 d 3 h 14 min 8 s");
    }
    void exactDurations() {
        QFETCH(qint64, microseconds);
        QTEST(bytes(exactDuration(Duration(microseconds))), "expected");
    }

    void decidingRules_data() {
        QTest::addColumn<QByteArray>("capture");
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("model");
        const auto row = [](const char *name, const char *capture, const char *rule,
                            const char *model = "rfc9111") {
            QTest::newRow(name) << QByteArray(capture) << QByteArray(rule) << QByteArray(model);
        };
        row("what made it fresh",
            "GET https://a.test/x\n< Cache-Control: max-age=60\nGET https://a.test/x at=5",
            "lifetime-max-age");
        row("what forbids storing", "GET https://a.test/x\n< Cache-Control: no-store",
            "store-no-store");
        row("what permits storing, not what is beside it",
            "GET https://a.test/x\n< Cache-Control: max-age=60, private", "store-explicit");
        row("the method, not what it ended", "POST https://a.test/x", "method-forwarded");
        row("what demanded validation",
            "GET https://a.test/x\n< Cache-Control: no-cache\n< ETag: \"a\"\n"
            "GET https://a.test/x at=5 status=304 from=validated",
            "no-cache");
        row("a server that failed, not the question",
            "GET https://a.test/x\n< ETag: \"a\"\nGET https://a.test/x at=5 status=500",
            "server-error");
        row("no response", "GET https://a.test/x status=0", "no-response");
        row("what made it fresh for ever",
            "GET https://a.test/x status=301\n< Location: /y\nGET https://a.test/x at=5",
            "lifetime-for-ever", "chromium");
        row("what made it fresh, cut",
            "GET https://a.test/x\n< Last-Modified: Mon, 01 Jan 2024 12:00:00 GMT\n"
            "GET https://a.test/x at=5",
            "heuristic-capped", "firefox");
        row("what lets it be used stale",
            "GET https://a.test/x\n< Cache-Control: max-age=5, stale-while-revalidate=60\n"
            "GET https://a.test/x at=50",
            "stale-while-revalidate");
        row("what the model never uses again",
            "GET https://a.test/x status=404\n< Cache-Control: max-age=60\n< ETag: \"a\"\n"
            "GET https://a.test/x at=5 from=cache",
            "status-not-reused", "firefox");
        row("what it could not use before it stored another",
            "GET https://a.test/x status=404\n< Cache-Control: max-age=60\n"
            "GET https://a.test/x at=5 status=404\n< Cache-Control: max-age=60",
            "status-not-reused", "firefox");
        row("what is fetched anew where others ask",
            "GET https://a.test/x status=404\n< Cache-Control: no-cache\n< ETag: \"a\"\n"
            "GET https://a.test/x at=5 status=404\n< Cache-Control: no-cache",
            "not-validated", "chromium");
    }
    void decidingRules() {
        QFETCH(QByteArray, capture);
        QFETCH(QByteArray, model);
        const Replay replay(tests::RuleCase{Rule::Count, capture, "", model});
        const Rule rule = decidingRule(replay.decision());
        QTEST(bytes(std::string(cache::rowOf(rule).id)), "rule");
    }

    void everyDifferenceHasASentenceOfItsOwn() {
        std::set<std::string> sentences;
        for (std::size_t i = 0; i < static_cast<std::size_t>(cache::Difference::Count); ++i) {
            const auto difference = static_cast<cache::Difference>(i);
            const std::string sentence = text(sentenceOf(difference));
            QVERIFY2(sentence.ends_with('.'), sentence.c_str());
            QVERIFY2(sentence.find('%') == std::string::npos, sentence.c_str());
            QVERIFY2(!citationLink(cache::sectionOf(difference)).empty(), sentence.c_str());
            sentences.insert(sentence);
        }
        QCOMPARE(sentences.size(), static_cast<std::size_t>(cache::Difference::Count));
    }

    void everyDifferenceOfAModelHasItsSource() {
        for (const cache::Model &model : cache::models()) {
            for (std::size_t i = 0; i < static_cast<std::size_t>(cache::Difference::Count); ++i) {
                const auto difference = static_cast<cache::Difference>(i);
                const std::string id(cache::nameOf(difference));
                QVERIFY2(cache::sourceOf(model, difference).empty() != model.has(difference),
                         id.c_str());
            }
        }
    }

    void aDecisionWithoutReasonsHasNoDecidingRule() {
        QCOMPARE(decidingRule(cache::Decision{}), Rule::Count);
    }

    void everyWordIsItsOwn() {
        std::set<std::string> words;
        for (int i = 0; i < static_cast<int>(cache::Outcome::Count); ++i)
            words.insert(wordOf(static_cast<cache::Outcome>(i)));
        QCOMPARE(words.size(), static_cast<std::size_t>(cache::Outcome::Count));
        words.clear();
        std::set<std::string_view> ids;
        for (int i = 0; i < static_cast<int>(cache::Step::Count); ++i) {
            words.insert(wordOf(static_cast<cache::Step>(i)));
            ids.insert(idOf(static_cast<cache::Step>(i)));
        }
        QCOMPARE(words.size(), static_cast<std::size_t>(cache::Step::Count));
        QCOMPARE(ids.size(), words.size());
        words.clear();
        for (int i = 0; i < static_cast<int>(replay::Recorded::Count); ++i)
            words.insert(wordOf(static_cast<replay::Recorded>(i)));
        for (int i = 0; i < static_cast<int>(replay::Comparison::Count); ++i)
            words.insert(wordOf(static_cast<replay::Comparison>(i)));
        QCOMPARE(words.size(), static_cast<std::size_t>(replay::Recorded::Count) +
                                   static_cast<std::size_t>(replay::Comparison::Count));
        QVERIFY(wordOf(replay::Ending::Flushed) != wordOf(replay::Ending::Renewed));
    }

    void citationsLinkToTheirStandard() {
        QCOMPARE(bytes(citationLink("RFC 9111 \u00a74.2.1")),
                 QByteArray("https://www.rfc-editor.org/rfc/rfc9111#section-4.2.1"));
        QCOMPARE(bytes(citationLink("Fetch, HTTP fetch")),
                 QByteArray("https://fetch.spec.whatwg.org/#http-fetch"));
        QCOMPARE(bytes(citationLink("Fetch, HTTP-network-or-cache fetch")),
                 QByteArray("https://fetch.spec.whatwg.org/#http-network-or-cache-fetch"));
        QCOMPARE(bytes(citationLink("No-Vary-Search \u00a76")),
                 QByteArray("https://datatracker.ietf.org/doc/html/"
                            "draft-ietf-httpbis-no-vary-search#section-6"));
        QCOMPARE(bytes(citationLink("Clear-Site-Data \u00a73.1")),
                 QByteArray("https://www.w3.org/TR/clear-site-data/#header"));
        QVERIFY(citationLink("somewhere").empty());
    }
};

QTEST_APPLESS_MAIN(TestCacheReasons)
#include "test_cache_reasons.moc"
