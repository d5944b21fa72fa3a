// SPDX-License-Identifier: Apache-2.0
#include "core/audit/prediction.h"

#include "core/cache/model.h"
#include "core/replay/replay.h"

#include <algorithm>
#include <array>
#include <set>

namespace etagere::audit {

namespace {

using replay::Comparison;
using replay::Recorded;

constexpr std::size_t mostListed = 200;

const cache::Model &modelOf(const LiveRun &run) {
    return run.engine.engine == live::Engine::Firefox ? cache::firefox() : cache::chromium();
}

Deviation deviationOf(const traffic::Traffic &traffic, const traffic::Exchange &exchange,
                      const replay::Row &row) {
    if (exchange.servedFrom == traffic::ServedFrom::MemoryCache)
        return Deviation::MemoryCache;
    const bool isDocument =
        traffic.visit(exchange.visit).title == traffic.urlText(exchange.url) ||
        http::valueOf(exchange.requestFields, http::FieldName::CacheControl) == "max-age=0";
    const bool asked = row.recorded == Recorded::Validated || row.recorded == Recorded::Replaced;
    return isDocument && asked && row.decision.outcome == cache::Outcome::FreshHit
               ? Deviation::Document
               : Deviation::Unexplained;
}

class Comparer {
public:
    Comparer(const traffic::Traffic &traffic, const replay::Log &log, Prediction &out)
        : m_traffic(traffic)
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
            ++m_out.notComparable;
        }
    }

private:
    void differ(const traffic::Exchange &exchange, const replay::Row &row) {
        const Deviation because = deviationOf(m_traffic, exchange, row);
        ++(because == Deviation::Unexplained ? m_out.differs : m_out.explained);
        m_out.disagreements.push_back({exchange.id, std::string(m_traffic.urlText(exchange.url)),
                                       row.decision.outcome, row.recorded, because});
    }

    const traffic::Traffic &m_traffic;
    const replay::Log &m_log;
    Prediction &m_out;
};

} // namespace

std::string_view nameOf(Deviation deviation) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Deviation::Count)> names{
        "unexplained", "memory-cache", "document"};
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
    Comparer comparer(traffic, log, out);
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (exchange.visit.isValid() && live.contains(exchange.visit))
            comparer.take(exchange);
    }
    std::stable_partition(
        out.disagreements.begin(), out.disagreements.end(),
        [](const Disagreement &one) { return one.because == Deviation::Unexplained; });
    if (out.disagreements.size() > mostListed)
        out.disagreements.resize(mostListed);
    return out;
}

} // namespace etagere::audit
