// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/session/query.h"
#include "tests/session/query_fixture.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <random>
#include <string>

using namespace etagere;
using http::FieldName;
using session::Query;
using tests::queryField;
using tests::QueryFixture;

namespace {

using Random = std::mt19937;
using Exchange = traffic::Exchange;

template <class T>
const T &oneOf(const std::vector<T> &all, Random &random) {
    return all[random() % all.size()];
}
bool chance(int percent, Random &random) { return static_cast<int>(random() % 100) < percent; }

std::string lower(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}
bool within(std::string_view text, const std::string &part) {
    return lower(text).find(lower(part)) != std::string::npos;
}

const std::vector<std::string> urls{"https://a.test/",
                                    "https://a.test/App.js?v=12",
                                    "https://cdn.a.test/img/logo.png",
                                    "https://CDN.b.example:8443/style.css",
                                    "http://b.example/api?x=1,2&y=a b",
                                    "http://b.example/aab",
                                    "data:text/plain,abc",
                                    "about:blank",
                                    "",
                                    "https://xn--bcher-kva.example/\xff%20"};
const std::vector<std::string> parts{"a",        "A.TEST", "js",   "aab",      "/api?x=1,2",
                                     "logo.PNG", "zz",     "\xff", "https://", "b.example/a"};
const std::vector<std::string> tags{"\"abc\"", "W/\"ABD\"", "", "\"x,y\""};
const std::vector<std::string> mimes{"",
                                     "text/html",
                                     "image/png",
                                     "application/json",
                                     "text/css; charset=utf-8",
                                     "application/octet-stream"};

QueryFixture randomCapture(Random &random) {
    QueryFixture made;
    const std::vector<std::string> visitors{"alice", "Bob", ""};
    const int visits = static_cast<int>(random() % 4);
    for (int i = 0; i < visits; ++i)
        made.addVisit(oneOf(visitors, random));
    const auto count = static_cast<int>(random() % 60);
    for (int i = 0; i < count; ++i) {
        tests::QueryLine line{oneOf(urls, random)};
        line.method = chance(70, random) ? "GET" : "POST";
        line.status = oneOf<std::uint16_t>({0, 200, 304, 404, 500}, random);
        const std::string &mime = oneOf(mimes, random);
        line.mime = mime;
        line.size = oneOf<std::int64_t>({-1, 0, 999, 1'000, 2'500'000}, random);
        line.visit =
            visits == 0 ? 0 : static_cast<int>(random() % static_cast<unsigned>(visits + 1));
        if (chance(50, random))
            line.response.push_back(queryField(FieldName::ETag, oneOf(tags, random)));
        if (chance(20, random))
            line.response.push_back(queryField(FieldName::Vary, "*"));
        if (chance(30, random))
            line.request.push_back(queryField(FieldName::IfNoneMatch, oneOf(tags, random)));
        tests::QueryRow row;
        row.outcome =
            static_cast<cache::Outcome>(random() % static_cast<unsigned>(cache::Outcome::Count));
        row.recorded = static_cast<replay::Recorded>(
            random() % static_cast<unsigned>(replay::Recorded::Count));
        row.comparison = static_cast<replay::Comparison>(
            random() % static_cast<unsigned>(replay::Comparison::Count));
        for (unsigned j = 0; j < random() % 4; ++j)
            row.rules.push_back(
                static_cast<cache::Rule>(random() % static_cast<unsigned>(cache::Rule::Count)));
        if (chance(60, random)) {
            row.age = std::chrono::seconds(random() % 200);
            row.lifetime = std::chrono::seconds(random() % 200);
        }
        row.inferred = chance(30, random);
        made.add(line, row, static_cast<std::uint8_t>(random() % 6), chance(20, random));
    }
    return made;
}

/// A term and, written down a second time, what it means for one exchange.
struct Term {
    std::string text;
    std::function<bool(const QueryFixture &, const Exchange &)> holds;
};

const replay::Row &rowOf(const QueryFixture &made, const Exchange &exchange) {
    return made.log.row(exchange.id);
}

Term urlTerm(Random &random) {
    const std::string part = oneOf(parts, random);
    const bool word = chance(50, random);
    return {(word ? "" : "url:") + session::quotedForQuery(part),
            [part](const QueryFixture &made, const Exchange &x) {
                return within(made.traffic.urlText(x.url), part);
            }};
}

Term hostTerm(Random &random) {
    const std::string host =
        oneOf<std::string>({"a.test", "TEST", "cdn", "b.example", "example", "nn"}, random);
    const bool site = chance(40, random);
    return {(site ? "site:" : "host:") + host, [=](const QueryFixture &made, const Exchange &x) {
                const auto origin = made.traffic.originOf(x.url);
                std::string name(site ? made.traffic.siteText(origin)
                                      : made.traffic.originText(origin));
                if (!site) {
                    const std::size_t slashes = name.find("//");
                    if (slashes == std::string::npos)
                        return false;
                    name = name.substr(slashes + 2);
                    name = name.substr(0, name.find(':'));
                }
                return within("." + name + ".", "." + host + ".");
            }};
}

Term outcomeTerm(Random &random) {
    using cache::Outcome;
    const auto outcome = static_cast<Outcome>(random() % static_cast<unsigned>(Outcome::Count));
    const int sort = static_cast<int>(random() % 3);
    const std::string name(sort == 0 ? nameOf(outcome) : sort == 1 ? "hit" : "miss");
    return {"outcome:" + name, [=](const QueryFixture &made, const Exchange &x) {
                const Outcome is = rowOf(made, x).decision.outcome;
                if (sort == 0)
                    return is == outcome;
                if (sort == 1)
                    return is == Outcome::FreshHit || is == Outcome::StaleHit;
                return is == Outcome::Stored || is == Outcome::NotStored ||
                       is == Outcome::Forward || is == Outcome::Replaced;
            }};
}

Term logTerm(Random &random) {
    const auto rule =
        static_cast<cache::Rule>(random() % static_cast<unsigned>(cache::Rule::Count));
    const auto recorded =
        static_cast<replay::Recorded>(random() % static_cast<unsigned>(replay::Recorded::Count));
    if (chance(50, random))
        return {"rule:" + std::string(cache::rowOf(rule).id),
                [rule](const QueryFixture &made, const Exchange &x) {
                    return rowOf(made, x).decision.reasons.contains(rule);
                }};
    return {"recorded:" + std::string(nameOf(recorded)) + ",differs",
            [recorded](const QueryFixture &made, const Exchange &x) {
                return rowOf(made, x).recorded == recorded ||
                       rowOf(made, x).comparison == replay::Comparison::Differs;
            }};
}

Term numberTerm(Random &random) {
    const auto number = static_cast<std::int64_t>(random() % 200);
    const auto more = number + static_cast<std::int64_t>(random() % 100);
    switch (random() % 5) {
    case 0:
        return {"status:3xx,>=404", [](const QueryFixture &, const Exchange &x) {
                    return x.status / 100 == 3 || x.status >= 404;
                }};
    case 1:
        return {"size:<=1k", [](const QueryFixture &, const Exchange &x) {
                    return x.contentBytes >= 0 && x.contentBytes <= 1'000;
                }};
    case 2:
        return {"age:" + std::to_string(number) + ".." + std::to_string(more) + "s",
                [=](const QueryFixture &made, const Exchange &x) {
                    const auto age = rowOf(made, x).decision.age / std::chrono::seconds(1);
                    return rowOf(made, x).considered.isValid() && age >= number && age <= more;
                }};
    case 3:
        return {"lifetime:<2m", [](const QueryFixture &made, const Exchange &x) {
                    return rowOf(made, x).considered.isValid() &&
                           rowOf(made, x).decision.lifetime < std::chrono::minutes(2);
                }};
    default:
        return {"grade:>2", [](const QueryFixture &made, const Exchange &x) {
                    return made.grades[x.id.index()] > 2;
                }};
    }
}

Term visitTerm(Random &random) {
    if (chance(50, random))
        return {"visitor:B,al", [](const QueryFixture &made, const Exchange &x) {
                    if (!x.visit.isValid())
                        return false;
                    const auto visitor = made.traffic.visit(x.visit).visitor;
                    const std::string_view name = made.traffic.visitor(visitor).name;
                    return within(name, "b") || within(name, "al");
                }};
    return {"visit:2", [](const QueryFixture &, const Exchange &x) {
                return x.visit.isValid() && x.visit.index() == 1;
            }};
}

bool anyTag(http::Fields fields, FieldName name, const std::string &part) {
    return std::any_of(fields.begin(), fields.end(), [&](const http::Field &field) {
        return field.known == name && within(field.value, part);
    });
}

Term messageTerm(Random &random) {
    switch (random() % 5) {
    case 0:
        return {"tag:AB", [](const QueryFixture &, const Exchange &x) {
                    return anyTag(x.responseFields, FieldName::ETag, "ab") ||
                           anyTag(x.requestFields, FieldName::IfNoneMatch, "ab");
                }};
    case 1:
        return {"mime:CSS,octet", [](const QueryFixture &, const Exchange &x) {
                    return within(x.mimeType, "css") || within(x.mimeType, "octet");
                }};
    case 2:
        return {"type:script,image", [](const QueryFixture &made, const Exchange &x) {
                    const auto type = session::typeOf(x, made.traffic.urlText(x.url));
                    return type == session::ResourceType::Script ||
                           type == session::ResourceType::Image;
                }};
    case 3:
        return {"has:vary,note", [](const QueryFixture &made, const Exchange &x) {
                    return http::find(x.responseFields, FieldName::Vary) != nullptr ||
                           std::count(made.noted.begin(), made.noted.end(), x.id) > 0;
                }};
    default:
        return {"is:inferred,flagged", [](const QueryFixture &made, const Exchange &x) {
                    return rowOf(made, x).decision.inferred || made.grades[x.id.index()] >= 3;
                }};
    }
}

Term randomTerm(Random &random) {
    static const std::vector<std::function<Term(Random &)>> makers{
        urlTerm, hostTerm, outcomeTerm, logTerm, numberTerm, visitTerm, messageTerm};
    Term term = oneOf(makers, random)(random);
    if (!chance(25, random))
        return term;
    return {"-" + term.text, [holds = term.holds](const QueryFixture &made, const Exchange &x) {
                return !holds(made, x);
            }};
}

} // namespace

/// Random filters of random captures, each exchange asked one by one.
class TestQueryOracle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyExchangeIsJudgedAlike();
    void noTextIsTooOddToRead();
};

void TestQueryOracle::everyExchangeIsJudgedAlike() {
    Random random(20'260'301);
    int divided = 0; // filters that let some through and others not
    for (int i = 0; i < 3'000; ++i) {
        const QueryFixture made = randomCapture(random);
        std::vector<Term> terms(random() % 4);
        std::string text;
        for (Term &term : terms) {
            term = randomTerm(random);
            text += term.text + "  ";
        }
        std::vector<traffic::ExchangeId> expected;
        for (std::size_t j = 0; j < made.traffic.exchangeCount(); ++j) {
            const Exchange &exchange = made.traffic.exchange(traffic::ExchangeId::fromSize(j));
            if (std::all_of(terms.begin(), terms.end(),
                            [&](const Term &term) { return term.holds(made, exchange); }))
                expected.push_back(exchange.id);
        }
        const Query query = Query::parse(text);
        QVERIFY2(query.errors().empty(), text.c_str());
        QVERIFY2(query.run(made.subject()) == expected, text.c_str());
        divided += !expected.empty() && expected.size() < made.traffic.exchangeCount() ? 1 : 0;
    }
    QVERIFY2(divided > 500, std::to_string(divided).c_str());
}

void TestQueryOracle::noTextIsTooOddToRead() {
    Random random(7);
    const std::vector<std::string> pieces{"outcome:", "host:", "\"",
                                          "\\",       ",",     "-",
                                          ":",        " ",     "..",
                                          ">=",       "1",     "k",
                                          "a",        "\xff",  std::string(1, '\0'),
                                          "rule:",    "size:", "999999999999999999999999",
                                          "*."};
    const QueryFixture made = randomCapture(random);
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (unsigned j = 0; j < random() % 12; ++j)
            text += oneOf(pieces, random);
        const Query query = Query::parse(text);
        for (const session::QueryError &error : query.errors()) {
            QVERIFY(error.begin < error.end && error.end <= text.size());
            QVERIFY(!sentenceOf(error, text).empty());
        }
        QVERIFY(query.run(made.subject()).size() <= made.traffic.exchangeCount());
        (void)session::completionsAt(text, random() % 20);
    }
}

QTEST_APPLESS_MAIN(TestQueryOracle)
#include "test_query_oracle.moc"
