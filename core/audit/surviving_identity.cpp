// SPDX-License-Identifier: Apache-2.0
#include "core/audit/surviving_identity.h"

#include "core/analysis/disguise.h"
#include "core/analysis/inspection.h"
#include "core/analysis/token.h"
#include "core/http/etag.h"

#include <algorithm>
#include <compare>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace etagere::audit {

namespace {

using traffic::Exchange;
using traffic::ServedFrom;
using Source = SurvivingIdentity::Source;

constexpr std::size_t mostSurvivors = 50;
constexpr std::size_t mostMarks = 20'000; // of a hostile visit

/// A value that somebody was given or holds.
struct Mark {
    enum class Kind : std::uint8_t { Tag, LastModified, Cookie, Storage };
    Kind kind = Kind::Tag;
    std::string name; ///< the URL; "id of example.org"
    std::string value;
    friend auto operator<=>(const Mark &, const Mark &) = default;
};
using Marks = std::set<Mark>;

bool isValidator(const Mark &mark) noexcept {
    return mark.kind == Mark::Kind::Tag || mark.kind == Mark::Kind::LastModified;
}

std::string opaqueOf(std::string_view field) {
    const http::ParsedETag parsed = http::parseETag(field);
    return std::string(parsed.tag ? parsed.tag->opaque : field);
}

bool canIdentify(std::string_view value) {
    return value.size() >= analysis::shortestIdentifier && analysis::canIdentify(value, {}) &&
           !analysis::looksLikeWord(value);
}

bool isSame(std::string_view a, std::string_view b) {
    analysis::Disguise how{};
    return a == b || analysis::isSameIdentifier(a, b, how);
}

std::string ofCookie(const live::Cookie &cookie) {
    const bool isDotted = cookie.domain.starts_with('.');
    return cookie.name + " of " + cookie.domain.substr(isDotted ? 1 : 0);
}
std::string ofItem(const live::StoredItem &item) { return item.key + " of " + item.origin; }

/// What some visits showed.
struct Seen {
    Marks marks;
    /// A response in full for each URL and validator that came with it.
    std::map<Mark, const Exchange *> fulls;
    /// What was sent back before it was given anew, by URL.
    std::map<std::string, std::string> carried;
    std::set<std::string> fromCache;  ///< URLs
    std::set<std::string> withCookie; ///< URLs that were asked for with cookies
    bool isEmpty = true;              ///< no visit at all
};

class Gatherer {
public:
    explicit Gatherer(const traffic::Traffic &traffic)
        : m_traffic(traffic) {
        for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
            const Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
            if (exchange.visit.isValid() && exchange.url.isValid())
                m_byVisit[exchange.visit].push_back(&exchange);
        }
        // They are told in the order of their ends; what an answer gave was sent by a later one.
        for (auto &[visit, exchanges] : m_byVisit)
            std::stable_sort(
                exchanges.begin(), exchanges.end(),
                [](const Exchange *a, const Exchange *b) { return a->started < b->started; });
    }

    void add(const LiveVisit &visit, Seen &seen) const {
        seen.isEmpty = false;
        const auto exchanges = m_byVisit.find(visit.visit);
        if (exchanges != m_byVisit.end()) {
            for (const Exchange *exchange : exchanges->second)
                addExchange(*exchange, seen);
        }
        for (const live::Cookie &cookie : visit.summary.cookies)
            addHeld({Mark::Kind::Cookie, ofCookie(cookie), cookie.value}, seen);
        for (const live::StoredItem &item : visit.summary.storage)
            addHeld({Mark::Kind::Storage, ofItem(item), item.value}, seen);
    }

private:
    static void addHeld(Mark mark, Seen &seen) {
        if (seen.marks.size() < mostMarks && canIdentify(mark.value))
            seen.marks.insert(std::move(mark));
    }

    void addExchange(const Exchange &exchange, Seen &seen) const {
        const std::string url(m_traffic.urlText(exchange.url));
        const auto sent = [&exchange](http::FieldName name) {
            return http::valueOf(exchange.requestFields, name);
        };
        std::string_view carried = sent(http::FieldName::IfNoneMatch);
        if (carried.empty())
            carried = sent(http::FieldName::IfModifiedSince);
        if (!carried.empty() && !isKnown(seen, url))
            seen.carried.emplace(url, opaqueOf(carried));
        if (!sent(http::FieldName::Cookie).empty())
            seen.withCookie.insert(url);
        const bool isCached = exchange.servedFrom == ServedFrom::MemoryCache ||
                              exchange.servedFrom == ServedFrom::DiskCache ||
                              exchange.servedFrom == ServedFrom::Cache;
        if (isCached && !isKnown(seen, url))
            seen.fromCache.insert(url);
        addValidator(exchange, {Mark::Kind::Tag, url, {}}, seen);
        addValidator(exchange, {Mark::Kind::LastModified, url, {}}, seen);
    }

    static void addValidator(const Exchange &exchange, Mark mark, Seen &seen) {
        const bool isTag = mark.kind == Mark::Kind::Tag;
        const std::string_view value = http::valueOf(
            exchange.responseFields, isTag ? http::FieldName::ETag : http::FieldName::LastModified);
        if (value.empty() || seen.marks.size() >= mostMarks)
            return;
        mark.value = isTag ? opaqueOf(value) : std::string(value);
        if (exchange.status == 200)
            seen.fulls.try_emplace(mark, &exchange);
        seen.marks.insert(std::move(mark));
    }

    static bool isKnown(const Seen &seen, const std::string &url) {
        const auto has = [&](Mark::Kind kind) {
            const auto at = seen.marks.lower_bound({kind, url, {}});
            return at != seen.marks.end() && at->kind == kind && at->name == url;
        };
        return has(Mark::Kind::Tag) || has(Mark::Kind::LastModified);
    }

    const traffic::Traffic &m_traffic;
    std::map<traffic::VisitId, std::vector<const Exchange *>> m_byVisit;
};

/// How a value tells the visitor of a trial from others.
enum class Telling : std::uint8_t { Nothing, Own, ByAddress };

class Judge {
public:
    Judge(const traffic::Traffic &traffic, const Seen &alike, const Seen &unrelated)
        : m_traffic(traffic)
        , m_alike(alike)
        , m_unrelated(unrelated) {}

    [[nodiscard]] Telling judge(const Mark &mark, const Seen &before) {
        if (m_alike.isEmpty || m_unrelated.isEmpty || m_unrelated.marks.contains(mark))
            return Telling::Nothing;
        const bool isShared = m_alike.marks.contains(mark);
        const Seen &others = isShared ? m_unrelated : m_alike;
        if (isValidator(mark) && !gotAnother(mark, before, others))
            return Telling::Nothing;
        return isShared ? Telling::ByAddress : Telling::Own;
    }

private:
    /// Others were given equal content under another validator.
    [[nodiscard]] bool gotAnother(const Mark &mark, const Seen &before, const Seen &others) {
        const auto own = before.fulls.find(mark);
        if (own == before.fulls.end())
            return false;
        bool isFound = false;
        for (auto at = others.fulls.lower_bound({mark.kind, mark.name, {}});
             at != others.fulls.end() && at->first.kind == mark.kind && at->first.name == mark.name;
             ++at) {
            if (at->first.value == mark.value)
                return false;
            isFound = isFound || contentOf(*at->second) == contentOf(*own->second);
        }
        return isFound;
    }

    const std::string &contentOf(const Exchange &exchange) {
        const auto [found, isNew] = m_contents.try_emplace(exchange.id);
        if (isNew)
            found->second = analysis::decodedBody(m_traffic, exchange);
        return found->second;
    }

    const traffic::Traffic &m_traffic;
    const Seen &m_alike;
    const Seen &m_unrelated;
    std::map<traffic::ExchangeId, std::string> m_contents;
};

/// Names what an own value came back by.
class Tracer {
public:
    Tracer(const FlushTrial &trial, const Seen &before, const Seen &after)
        : m_areKept(!trial.order.cookiesToo)
        , m_before(before)
        , m_after(after) {}

    [[nodiscard]] SurvivingIdentity trace(const Mark &mark) const {
        SurvivingIdentity out{Source::Unknown, {}, mark.name, mark.value};
        static_cast<void>(byItself(mark, out) || byCache(mark, out) || byHeld(mark, out) ||
                          byCookieSent(mark, out));
        return out;
    }

private:
    bool byItself(const Mark &mark, SurvivingIdentity &out) const {
        if (!m_areKept || isValidator(mark))
            return false;
        out.source = mark.kind == Mark::Kind::Cookie ? Source::Cookie : Source::Storage;
        out.name = mark.name;
        return true;
    }

    bool byCache(const Mark &mark, SurvivingIdentity &out) const {
        for (const auto &[url, value] : m_after.carried) {
            if (url != mark.name && !isSame(value, mark.value))
                continue;
            out.source = Source::Cache;
            out.name = url;
            return true;
        }
        if (!isValidator(mark) || !m_after.fromCache.contains(mark.name))
            return false;
        out.source = Source::Cache;
        out.name = mark.name;
        return true;
    }

    bool byHeld(const Mark &mark, SurvivingIdentity &out) const {
        for (const Mark &held : m_before.marks) {
            if (!m_areKept || isValidator(held) || !isSame(held.value, mark.value))
                continue;
            return byItself(held, out);
        }
        return false;
    }

    /// The server knows by the cookie whom it gives the tag to, whatever it makes it of.
    bool byCookieSent(const Mark &mark, SurvivingIdentity &out) const {
        if (!m_areKept || !m_after.withCookie.contains(mark.name))
            return false;
        const auto cookie =
            std::find_if(m_before.marks.begin(), m_before.marks.end(),
                         [](const Mark &held) { return held.kind == Mark::Kind::Cookie; });
        if (cookie == m_before.marks.end())
            return false;
        out.source = Source::Cookie;
        out.name = cookie->name;
        return true;
    }

    bool m_areKept;
    const Seen &m_before;
    const Seen &m_after;
};

std::set<std::string, std::less<>> urlsOf(std::span<const analysis::ExplainedTags> explained) {
    std::set<std::string, std::less<>> urls;
    for (const analysis::ExplainedTags &tags : explained)
        urls.insert(tags.urls.begin(), tags.urls.end());
    return urls;
}

/// What told the visitor from others before the flush, and what of it came back.
void judgeTrial(FlushTrial &trial, const Gatherer &gatherer,
                const std::set<std::string, std::less<>> &clear, Judge &judge) {
    Seen before;
    Seen after;
    for (const LiveVisit &visit : trial.visits)
        gatherer.add(visit, visit.step.kind == StepKind::TrialCheck ? after : before);
    const Tracer tracer(trial, before, after);
    for (const Mark &mark : before.marks) {
        const bool isClear = isValidator(mark) && clear.contains(mark.name);
        const Telling telling = isClear ? Telling::Nothing : judge.judge(mark, before);
        if (telling == Telling::Nothing)
            continue;
        ++trial.identities;
        if (!after.marks.contains(mark) || trial.survived.size() >= mostSurvivors)
            continue;
        trial.survived.push_back(
            telling == Telling::Own
                ? tracer.trace(mark)
                : SurvivingIdentity{Source::AddressAndBrowser, {}, mark.name, mark.value});
    }
}

} // namespace

void findSurvivors(const traffic::Traffic &traffic,
                   std::span<const analysis::ExplainedTags> explained, LiveRun &run) {
    const Gatherer gatherer(traffic);
    const auto clear = urlsOf(explained);
    Seen alike;
    Seen unrelated;
    for (const LiveVisit &visit : run.visits)
        gatherer.add(visit, visit.step.kind == StepKind::Unrelated ? unrelated : alike);
    Judge judge(traffic, alike, unrelated);
    for (FlushTrial &trial : run.trials) {
        trial.identities = 0;
        trial.survived.clear();
        if (trial.gap == FlushTrial::Gap::None)
            judgeTrial(trial, gatherer, clear, judge);
    }
}

} // namespace etagere::audit
