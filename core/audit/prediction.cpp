// SPDX-License-Identifier: Apache-2.0
#include "core/audit/prediction.h"

#include "core/cache/model.h"
#include "core/replay/replay.h"

#include <algorithm>
#include <set>

namespace etagere::audit {

namespace {

using replay::Comparison;
using replay::Recorded;

constexpr std::size_t mostListed = 200;

cache::Model modelOf(const LiveRun &run) {
    if (run.engine.engine == live::Engine::Firefox)
        return cache::firefox();
    cache::Model model = cache::chromium();
    if (!run.engine.isCachePartitioned)
        model.partitioning = url::Partitioning::None;
    return model;
}

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
    Comparer(const traffic::Traffic &traffic, const DeviationFinder &finder, const replay::Log &log,
             Prediction &out)
        : m_traffic(traffic)
        , m_finder(finder)
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
    void differ(const traffic::Exchange &exchange, const replay::Row &row) {
        const Deviation because = m_finder.of(exchange);
        ++(because == Deviation::Unexplained ? m_out.differs : m_out.explained);
        m_out.disagreements.push_back({exchange.id, std::string(m_traffic.urlText(exchange.url)),
                                       row.decision.outcome, row.recorded, because});
    }

    const traffic::Traffic &m_traffic;
    const DeviationFinder &m_finder;
    const replay::Log &m_log;
    Prediction &m_out;
};

} // namespace

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
    const cache::Model model = modelOf(runs.front());
    const replay::Log log = replay::replay(traffic, model, {}, stop);
    if (log.stopped)
        return out;
    out.model = model.name;
    out.version = model.version;
    std::vector<traffic::ExchangeId> compared;
    DeviationFinder finder(traffic, log);
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (!exchange.visit.isValid() || !live.contains(exchange.visit))
            continue;
        compared.push_back(exchange.id);
        finder.know(exchange);
    }
    Comparer comparer(traffic, finder, log, out);
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
