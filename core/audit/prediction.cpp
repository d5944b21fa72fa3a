// SPDX-License-Identifier: Apache-2.0
#include "core/audit/prediction.h"

#include "core/cache/model.h"
#include "core/replay/replay.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace etagere::audit {

namespace {

using replay::Comparison;
using replay::Recorded;

constexpr std::size_t mostListed = 200;

const cache::Model &modelOf(const LiveRun &run) {
    return run.engine.engine == live::Engine::Firefox ? cache::firefox() : cache::chromium();
}

/// A page that the person loaded again.
bool isPage(const traffic::Traffic &traffic, const traffic::Exchange &exchange) {
    return traffic.visit(exchange.visit).title == traffic.urlText(exchange.url) ||
           http::valueOf(exchange.requestFields, http::FieldName::CacheControl) == "max-age=0";
}

bool overlap(const traffic::Exchange &one, const traffic::Exchange &other) {
    if (!one.started || !other.started)
        return false;
    const traffic::Exchange &first = *one.started <= *other.started ? one : other;
    const traffic::Exchange &second = &first == &one ? other : one;
    return *second.started < *first.started + first.duration.value_or(Duration::zero());
}

/// The exchanges of live visits, to find those that were under way together.
class Timetable {
public:
    explicit Timetable(const traffic::Traffic &traffic)
        : m_traffic(traffic) {}

    void add(const traffic::Exchange &exchange) {
        m_byUrl[{exchange.visit, exchange.url}].push_back(exchange.id);
    }
    [[nodiscard]] bool hadCompany(const traffic::Exchange &exchange) const {
        const auto found = m_byUrl.find({exchange.visit, exchange.url});
        return found != m_byUrl.end() &&
               std::any_of(found->second.begin(), found->second.end(),
                           [this, &exchange](traffic::ExchangeId id) {
                               return id != exchange.id &&
                                      overlap(exchange, m_traffic.exchange(id));
                           });
    }

private:
    const traffic::Traffic &m_traffic;
    std::map<std::pair<traffic::VisitId, traffic::UrlId>, std::vector<traffic::ExchangeId>> m_byUrl;
};

/// Of a recording that began with a full cache this says nothing. A live one begins empty, and the
/// browser still had what the model has not, or did not ask where the model would.
bool isContrary(const replay::Row &row) {
    const cache::Reasons &reasons = row.decision.reasons;
    return row.comparison == Comparison::NotComparable && row.recorded != Recorded::ServiceWorker &&
           (reasons.contains(cache::Rule::HeldBefore) ||
            reasons.contains(cache::Rule::AnswerNotRecorded));
}

class Comparer {
public:
    Comparer(const traffic::Traffic &traffic, const Timetable &timetable, const replay::Log &log,
             Prediction &out)
        : m_traffic(traffic)
        , m_timetable(timetable)
        , m_log(log)
        , m_out(out) {}

    void take(const traffic::Exchange &exchange) {
        const replay::Row &row = m_log.row(exchange.id);
        switch (row.comparison) {
        case Comparison::Agrees:
            ++m_out.agrees;
            return;
        case Comparison::Differs:
            differ(exchange, row);
            return;
        default:
            break;
        }
        if (isContrary(row))
            differ(exchange, row);
        else
            ++m_out.notComparable;
    }

private:
    [[nodiscard]] Deviation reasonFor(const traffic::Exchange &exchange,
                                      const replay::Row &row) const {
        if (exchange.servedFrom == traffic::ServedFrom::MemoryCache)
            return Deviation::MemoryCache;
        const bool asked =
            row.recorded == Recorded::Validated || row.recorded == Recorded::Replaced;
        if (asked && row.decision.outcome == cache::Outcome::FreshHit &&
            isPage(m_traffic, exchange))
            return Deviation::Document;
        return m_timetable.hadCompany(exchange) ? Deviation::AskedTogether : Deviation::Unexplained;
    }

    void differ(const traffic::Exchange &exchange, const replay::Row &row) {
        const Deviation because = reasonFor(exchange, row);
        ++(because == Deviation::Unexplained ? m_out.differs : m_out.explained);
        m_out.disagreements.push_back({exchange.id, std::string(m_traffic.urlText(exchange.url)),
                                       row.decision.outcome, row.recorded, because});
    }

    const traffic::Traffic &m_traffic;
    const Timetable &m_timetable;
    const replay::Log &m_log;
    Prediction &m_out;
};

} // namespace

std::string_view nameOf(Deviation deviation) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Deviation::Count)> names{
        "unexplained", "memory-cache", "document", "asked-together"};
    const auto at = static_cast<std::size_t>(deviation);
    return at < names.size() ? names[at] : std::string_view();
}

Prediction predict(const traffic::Traffic &traffic, std::span<const LiveRun> runs,
                   const StopToken &stop) {
    Prediction out;
    if (runs.empty())
        return out;
    std::set<traffic::VisitId> live;
    for (const LiveRun &run : runs) {
        for (const LiveVisit &visit : run.visits)
            live.insert(visit.visit);
    }
    const cache::Model &model = modelOf(runs.front());
    const replay::Log log = replay::replay(traffic, model, {}, stop);
    if (log.stopped)
        return out;
    out.model = model.name;
    out.version = model.version;
    std::vector<traffic::ExchangeId> compared;
    Timetable timetable(traffic);
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (!exchange.visit.isValid() || !live.contains(exchange.visit))
            continue;
        compared.push_back(exchange.id);
        timetable.add(exchange);
    }
    Comparer comparer(traffic, timetable, log, out);
    for (const traffic::ExchangeId id : compared)
        comparer.take(traffic.exchange(id));
    std::stable_partition(
        out.disagreements.begin(), out.disagreements.end(),
        [](const Disagreement &one) { return one.because == Deviation::Unexplained; });
    if (out.disagreements.size() > mostListed)
        out.disagreements.resize(mostListed);
    return out;
}

} // namespace etagere::audit
