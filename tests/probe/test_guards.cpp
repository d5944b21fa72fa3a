// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/field.h"
#include "core/http/http_date.h"
#include "core/lab/dynamic.h"
#include "tests/probe/probe_case.h"

#include <functional>
#include <random>

// Every guard has an honest origin that only this guard keeps from being accused: judged with all
// guards it is not, without the one it is.
using namespace etagere;
using http::FieldName;
using lab::Request;
using lab::Response;
using probe::Guard;
using tests::ProbeCase;

namespace {

const std::string fileTag = "\"k3v9q0x7w2m8z4t1\"";
const std::string fileText = "the same bytes for everybody\n";

/// An honest origin of a few lines.
class Scripted final : public lab::Origin {
public:
    using Answer = std::function<Response(const Request &)>;
    explicit Scripted(Answer answer)
        : m_answer(std::move(answer)) {}
    Response answer(const Request &request) override { return m_answer(request); }

private:
    Answer m_answer;
};

std::unique_ptr<lab::Origin> scripted(Scripted::Answer answer) {
    return std::make_unique<Scripted>(std::move(answer));
}

std::string asked(const Request &request) {
    return std::string(http::valueOf(request.fields, FieldName::IfNoneMatch));
}

Response answer(std::uint16_t status, const std::string &tag) {
    Response response;
    response.status = status;
    if (!tag.empty())
        response.add("ETag", tag);
    if (status == 200)
        response.body = fileText;
    return response;
}

std::string tagOf(unsigned node) {
    std::mt19937_64 digits(node * 7919ULL + 17);
    std::string tag = "\"";
    for (int i = 0; i < 16; ++i)
        tag += "ghjkmnpqrstvwxyz"[digits() % 16];
    return tag + '"';
}

std::string word(std::mt19937_64 &chance) {
    std::string text;
    for (int i = 0; i < 12; ++i)
        text += "ghjkmnpqrstvwxyz"[chance() % 16];
    return text;
}

/// nginx's tag for its file; a 304 that wrongly repeats what was asked.
std::unique_ptr<lab::Origin> repeatsInNotModified() {
    return scripted([](const Request &request) {
        Response response =
            asked(request).empty() ? answer(200, "\"65e1cb70-1d\"") : answer(304, asked(request));
        response.add("Last-Modified", "Fri, 01 Mar 2024 12:34:56 GMT");
        return response;
    });
}

std::unique_ptr<lab::Origin> personalPages() {
    return std::make_unique<lab::DynamicOrigin>(lab::DynamicKind::PersonalPage,
                                                recipe::RecipeId::ExpressBody, 1);
}

/// Compares all but the last three characters, and answers with what it was sent: LiteSpeed.
std::unique_ptr<lab::Origin> ignoresTail() {
    return scripted([](const Request &request) {
        const std::string sent = asked(request);
        const std::size_t compared = fileTag.size() - 3;
        const bool matches =
            sent.size() == fileTag.size() && sent.compare(0, compared, fileTag, 0, compared) == 0;
        return matches ? answer(304, sent) : answer(200, fileTag);
    });
}

/// Takes the coding's suffix off, and answers with what it was sent: Apache, lighttpd.
std::unique_ptr<lab::Origin> stripsSuffix() {
    return scripted([](const Request &request) {
        std::string bare = asked(request);
        for (const char *suffix : {"-gzip\"", "-br\"", "-zstd\""}) {
            if (bare.ends_with(suffix))
                bare = bare.substr(0, bare.size() - std::string_view(suffix).size()) + '"';
        }
        return bare == fileTag ? answer(304, asked(request)) : answer(200, fileTag);
    });
}

/// Compares weakly, as it should, and repeats the weak form: hapi.
std::unique_ptr<lab::Origin> repeatsWeakForm() {
    return scripted([](const Request &request) {
        const std::string sent = asked(request);
        const bool matches = sent == fileTag || sent == "W/" + fileTag;
        return matches ? answer(304, sent) : answer(200, fileTag);
    });
}

/// 304 to whatever is conditional: a bug.
std::unique_ptr<lab::Origin> alwaysNotModified() {
    return scripted([](const Request &request) {
        return asked(request).empty() ? answer(200, fileTag) : answer(304, {});
    });
}

/// A cache on the way answers conditional requests by itself, and wrongly.
std::unique_ptr<lab::Origin> behindCache() {
    return scripted([](const Request &request) {
        if (asked(request).empty())
            return answer(200, fileTag);
        Response response = answer(304, asked(request));
        response.add("Age", "7");
        response.add("X-Cache", "Hit from edge");
        return response;
    });
}

/// `*` matches, as it has to, in a 304 without a tag.
std::unique_ptr<lab::Origin> starMatches() {
    return scripted([](const Request &request) {
        const std::string sent = asked(request);
        return sent == "*" || sent == fileTag ? answer(304, {}) : answer(200, fileTag);
    });
}

/// A page that shows the request it got.
std::unique_ptr<lab::Origin> showsRequest() {
    return scripted([](const Request &request) {
        Response response = answer(200, {});
        for (const http::Field &field : request.fields)
            response.body += std::string(field.name) + ": " + std::string(field.value) + "\n";
        return response;
    });
}

/// Four hundred nodes; a cookie of the balancer leads a visitor back to its own.
std::unique_ptr<lab::Origin> stickyCluster() {
    return scripted([next = 0U](const Request &request) mutable {
        const std::string cookie(http::valueOf(request.fields, FieldName::Cookie));
        const bool known = cookie.starts_with("node=");
        const unsigned node =
            known ? static_cast<unsigned>(std::stoul(cookie.substr(5))) : next++ % 400;
        Response response =
            asked(request) == tagOf(node) ? answer(304, tagOf(node)) : answer(200, tagOf(node));
        if (!known)
            response.add("Set-Cookie", "node=" + std::to_string(node));
        return response;
    });
}

/// Twelve nodes that tell each other their tags.
std::unique_ptr<lab::Origin> sharedValidators() {
    return scripted([chance = std::mt19937_64(5)](const Request &request) mutable {
        for (unsigned node = 0; node < 12; ++node) {
            if (asked(request) == tagOf(node))
                return answer(304, tagOf(node));
        }
        return answer(200, tagOf(static_cast<unsigned>(chance() % 12)));
    });
}

/// Two nodes, and a page whose text is another one at every request.
std::unique_ptr<lab::Origin> changingPage() {
    return scripted([chance = std::mt19937_64(5)](const Request &) mutable {
        Response response = answer(200, tagOf(static_cast<unsigned>(chance() % 2)));
        response.body = "<p>nonce " + word(chance) + "</p>\n";
        return response;
    });
}

/// Two nodes, chosen by the request's fields; each names itself in its pages.
std::unique_ptr<lab::Origin> balancedByFields() {
    return scripted([count = 0U](const Request &request) mutable {
        const std::string sent = asked(request);
        Response response = answer(200, tagOf(count++ % 2));
        const bool second = sent == tagOf(1);
        response.body = second ? "served by node-bravo-two\n" : "served by node-alpha-one\n";
        return response;
    });
}

/// A cookie made from the browser's name: a fingerprint, not a tag.
std::unique_ptr<lab::Origin> cookieFromBrowser() {
    return scripted([](const Request &request) {
        const std::string agent(http::valueOf(request.fields, FieldName::UserAgent));
        Response response = asked(request) == fileTag ? answer(304, fileTag) : answer(200, fileTag);
        response.add("Set-Cookie", "uid=u" + std::to_string(std::hash<std::string>{}(agent)));
        return response;
    });
}

/// Says that it serves browsers differently, and does, though the bytes are the same.
std::unique_ptr<lab::Origin> variesByBrowser() {
    return scripted([](const Request &request) {
        const bool firefox = http::valueOf(request.fields, FieldName::UserAgent).ends_with("143.0");
        Response response = answer(200, tagOf(firefox ? 1 : 0));
        response.add("Vary", "User-Agent");
        return response;
    });
}

/// Last-Modified is always now.
std::unique_ptr<lab::Origin> modifiedNow() {
    return scripted([](const Request &request) {
        Response response = answer(200, {});
        response.add("Date", http::formatHttpDate(request.now));
        response.add("Last-Modified", http::formatHttpDate(request.now));
        return response;
    });
}

struct Row {
    const char *name;
    Guard guard;
    std::unique_ptr<lab::Origin> (*origin)();
    int without;             ///< the grade it would be given
    bool onlyVisits = false; ///< no other probe takes the accusation back
};

const Row rows[] = {
    {"a file's own tag, repeated wrongly", Guard::Provenance, repeatsInNotModified, 3},
    {"every visitor's own page", Guard::EqualContent, personalPages, 3, true},
    {"a tail that is not compared", Guard::KeptTail, ignoresTail, 3},
    {"a suffix that is not compared", Guard::CodingSuffix, stripsSuffix, 3},
    {"the weak form of its own tag", Guard::WeakForm, repeatsWeakForm, 3},
    {"304 to everything", Guard::AnyTextMatches, alwaysNotModified, 3},
    {"a cache that answers by itself", Guard::SharedCache, behindCache, 3},
    {"the star", Guard::AnyTag, starMatches, 3},
    {"a page that shows the request", Guard::EchoedRequest, showsRequest, 3},
    {"a balancer's cookie", Guard::CleanReplay, stickyCluster, 4},
    {"nodes that share their validators", Guard::ManyTags, sharedValidators, 4},
    {"pages that change by chance", Guard::Repeats, changingPage, 4},
    {"a node chosen by the request's fields", Guard::NoTagControl, balancedByFields, 4},
    {"a cookie made from the browser's name", Guard::ProfileControl, cookieFromBrowser, 5},
    {"a date that is always now", Guard::DateIsNow, modifiedNow, 3, true},
};

std::vector<analysis::Finding> judged(const Row &row, const probe::Guards &guards) {
    probe::Options options;
    options.rate = 1;
    options.guards = guards;
    if (row.onlyVisits) {
        options.probes = {};
        options.probes.add(probe::Probe::FreshVisits);
    }
    ProbeCase probing(options);
    const auto origin = row.origin();
    return probing.run(*origin);
}

} // namespace

class TestGuards : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyTheGuardPreventsIt_data();
    void onlyTheGuardPreventsIt();
    void varyTakesTheBrowserOut();
    void everyGuardIsShown();
};

void TestGuards::onlyTheGuardPreventsIt_data() {
    QTest::addColumn<int>("row");
    for (const Row &row : rows)
        QTest::newRow(row.name) << static_cast<int>(&row - rows);
}

void TestGuards::onlyTheGuardPreventsIt() {
    QFETCH(int, row);
    const Row &r = rows[row];
    const auto guarded = judged(r, probe::Guards::all());
    QVERIFY2(tests::worstOf(guarded) <= 2, tests::evidenceOf(guarded).constData());
    const auto careless = judged(r, probe::Guards::all().without(r.guard));
    QVERIFY2(tests::worstOf(careless) >= r.without, tests::evidenceOf(careless).constData());
}

void TestGuards::varyTakesTheBrowserOut() {
    const Row row{"", Guard::VaryUserAgent, variesByBrowser, 0};
    using analysis::Rule;
    const auto guarded = judged(row, probe::Guards::all());
    QVERIFY(tests::says(guarded, Rule::VariesByUserAgent));
    QVERIFY(!tests::says(guarded, Rule::TagFollowsUserAgent));
    const auto careless = judged(row, probe::Guards::all().without(row.guard));
    QVERIFY(tests::says(careless, Rule::TagFollowsUserAgent));
}

void TestGuards::everyGuardIsShown() {
    for (std::size_t i = 0; i < probe::guardCount; ++i) {
        const auto guard = static_cast<Guard>(i);
        const bool shown = std::any_of(std::begin(rows), std::end(rows),
                                       [guard](const Row &row) { return row.guard == guard; });
        QVERIFY2(shown || guard == Guard::VaryUserAgent, probe::nameOf(guard).data());
    }
}

QTEST_APPLESS_MAIN(TestGuards)
#include "test_guards.moc"
