// SPDX-License-Identifier: Apache-2.0
#include "core/audit/flush_proof.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace etagere::audit {

namespace {

using analysis::ProfileState;
using tags::Validator;

constexpr std::size_t mostSurvivors = 50;

struct Carried {
    Validator validator;
    std::string_view value; ///< as sent; a list of tags is one text
};

std::vector<Carried> carriedBy(const traffic::Exchange &exchange) {
    std::vector<Carried> carried;
    const std::string_view tags =
        http::valueOf(exchange.requestFields, http::FieldName::IfNoneMatch);
    const std::string_view since =
        http::valueOf(exchange.requestFields, http::FieldName::IfModifiedSince);
    if (!tags.empty())
        carried.push_back({Validator::ETag, tags});
    if (!since.empty())
        carried.push_back({Validator::LastModified, since});
    return carried;
}

/// Goes through the exchanges in their order and keeps what each visitor was given.
class Prover {
public:
    Prover(const traffic::Traffic &traffic, std::span<const analysis::VisitState> states)
        : m_traffic(traffic) {
        for (const analysis::VisitState &state : states) {
            if (state.visit.isValid() && state.visit.index() < traffic.visitCount())
                m_states.emplace(state.visit, state.state);
        }
        for (const auto &[visit, state] : m_states)
            m_proof.visits += state == ProfileState::Flushed ? 1U : 0U;
    }

    void take(const traffic::Exchange &exchange) {
        const auto state = m_states.find(exchange.visit);
        if (m_proof.visits == 0 || state == m_states.end())
            return;
        const bool isAfter = state->second == ProfileState::Flushed;
        if (!isAfter && state->second != ProfileState::Visit &&
            state->second != ProfileState::CookiesCleared)
            return;
        const traffic::VisitorId visitor = m_traffic.visit(exchange.visit).visitor;
        m_proof.requests += isAfter ? 1 : 0;
        for (const Carried &carried : carriedBy(exchange)) {
            ++(isAfter ? m_proof.conditionalAfter : m_proof.conditionalBefore);
            if (isAfter && !m_given.contains(keyOf(visitor, exchange, carried)))
                survive(exchange, carried);
        }
        if (isAfter)
            keep(visitor, exchange);
    }
    [[nodiscard]] FlushProof proof() { return std::move(m_proof); }

private:
    using Key = std::tuple<traffic::VisitorId, traffic::UrlId, Validator, std::string_view>;

    static Key keyOf(traffic::VisitorId visitor, const traffic::Exchange &exchange,
                     const Carried &carried) {
        return {visitor, exchange.url, carried.validator, carried.value};
    }
    void keep(traffic::VisitorId visitor, const traffic::Exchange &exchange) {
        const auto add = [&](Validator validator, http::FieldName name) {
            const std::string_view value = http::valueOf(exchange.responseFields, name);
            if (!value.empty())
                m_given.insert(keyOf(visitor, exchange, {validator, value}));
        };
        add(Validator::ETag, http::FieldName::ETag);
        add(Validator::LastModified, http::FieldName::LastModified);
    }
    void survive(const traffic::Exchange &exchange, const Carried &carried) {
        SurvivingTag survivor{carried.validator, std::string(m_traffic.urlText(exchange.url)),
                              std::string(carried.value)};
        if (m_proof.survivors.size() < mostSurvivors)
            m_proof.survivors.push_back(std::move(survivor));
    }

    const traffic::Traffic &m_traffic;
    std::map<traffic::VisitId, ProfileState> m_states;
    std::set<Key> m_given; ///< since the flush
    FlushProof m_proof;
};

} // namespace

FlushProof flushProofOf(const traffic::Traffic &traffic,
                        std::span<const analysis::VisitState> states) {
    Prover prover(traffic, states);
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (exchange.visit.isValid())
            prover.take(exchange);
    }
    return prover.proof();
}

} // namespace etagere::audit
