// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/decision.h"
#include "core/cache/reuse.h"
#include "core/replay/simulate_answers.h"
#include "core/replay/simulate_cache.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace etagere::replay {

/// What of a stored response its facts cannot be made again from: 24 bytes.
struct StoredState {
    std::int64_t time = 0; ///< microseconds: when it came, or was validated last
    std::uint32_t answer = 0;
    std::uint32_t version = 0;
    std::uint32_t variant = 0;
    std::uint32_t contentAge = 0; ///< seconds: how old the content was when it came
};

/// The facts of a stored response, in the place of those of the last one that was asked about.
class StoredScratch {
public:
    [[nodiscard]] const cache::StoredFacts &of(const StoredState &state,
                                               const TraceAnswer &answer) noexcept {
        using std::chrono::floor;
        using std::chrono::seconds;
        if (m_answer != state.answer) {
            m_answer = state.answer;
            m_facts = answer.facts;
        }
        const Instant came{std::chrono::microseconds(state.time)};
        const Instant date = floor<seconds>(came);
        m_facts.requestTime = came;
        m_facts.responseTime = came;
        m_facts.response.date = date;
        if (m_facts.response.expires)
            m_facts.response.expires = date + answer.expiresAfter;
        if (m_facts.response.lastModified)
            m_facts.response.lastModified = date - seconds(state.contentAge);
        return m_facts;
    }

private:
    cache::StoredFacts m_facts;
    std::uint32_t m_answer = 0xFFFFFFFF;
};

/// A bounded cache by the rules of HTTP: fresh, stale, validated, replaced, invalidated.
template <class Shelf>
class HttpPlayer final : public TracePlayer {
public:
    /// `answers` is shared with the players of the same trace and outlives them.
    HttpPlayer(const SimulateRun &run, TraceAnswers &answers)
        : m_keys(run)
        , m_answers(answers)
        , m_model(answers.model())
        , m_oneVariant(m_model.has(cache::Difference::OneVariant)) {}

    void play(const TraceBlock &block) override {
        for (std::size_t i = 0; i < block.requests.size(); ++i) {
            m_keys.lookAhead(block, i);
            lookAhead(block, i);
            request(block.requests[i], block.hashes[i]);
        }
        m_totals.requests += block.requests.size();
    }
    [[nodiscard]] SimulateTotals totals() const override {
        SimulateTotals totals = m_totals;
        totals.memoryBytes = m_states.capacity() * sizeof(StoredState);
        m_keys.addTo(totals);
        return totals;
    }

private:
    void lookAhead(const TraceBlock &block, std::size_t i) const noexcept {
        constexpr std::size_t stateAhead = 10;
        if (i + stateAhead >= block.hashes.size())
            return;
        const cache::Slot slot = m_keys.guess(block.hashes[i + stateAhead]);
        if (slot < m_states.size())
            __builtin_prefetch(m_states.data() + slot);
    }
    void request(const TraceRequest &request, std::uint32_t hash) {
        m_totals.requestBytes += request.size;
        const cache::Slot slot = m_keys.find(request.key, hash);
        if (request.method != cache::Method::Get)
            bypass(request, slot);
        else if (slot == cache::noSlot)
            fetch(request, hash);
        else if (m_oneVariant && m_states[slot].variant != request.variant &&
                 m_answers.at(m_states[slot].answer).varies)
            refetch(request, hash, slot);
        else
            reuse(request, hash, slot);
    }
    void bypass(const TraceRequest &request, cache::Slot slot) {
        constexpr std::uint16_t firstError = 400;
        ++m_totals.bypasses;
        m_totals.fetchedBytes += request.size;
        // RFC 9111 §4.4; a status that the trace does not tell was no error.
        if (slot != cache::noSlot && !cache::isSafe(request.method) && request.status < firstError)
            m_keys.drop(slot);
    }
    void reuse(const TraceRequest &request, std::uint32_t hash, cache::Slot slot) {
        const StoredState &state = m_states[slot];
        cache::Decision decision;
        cache::decideReuse(m_request, m_scratch.of(state, m_answers.at(state.answer)),
                           Instant{std::chrono::microseconds(request.time)}, m_model, decision);
        switch (decision.outcome) {
        case cache::Outcome::FreshHit:
            hit(request, slot);
            break;
        case cache::Outcome::StaleHit:
            hit(request, slot);
            renew(request, slot);
            break;
        case cache::Outcome::Revalidate:
            validate(request, hash, slot);
            break;
        default:
            ++m_totals.refetched;
            refetch(request, hash, slot);
        }
    }
    void hit(const TraceRequest &request, cache::Slot slot) noexcept {
        ++m_totals.hits;
        m_totals.hitBytes += request.size;
        m_keys.touch(slot, request.time);
    }
    /// Behind a stale answer (RFC 5861 §3). Its size is taken as unchanged.
    void renew(const TraceRequest &request, cache::Slot slot) {
        ++m_totals.staleHits;
        ++m_totals.backgroundChecks;
        const StoredState fresh = stateFor(request);
        if (fresh.version != m_states[slot].version)
            m_totals.fetchedBytes += request.size;
        m_states[slot] = fresh;
    }
    void validate(const TraceRequest &request, std::uint32_t hash, cache::Slot slot) {
        const StoredState fresh = stateFor(request);
        if (fresh.version != m_states[slot].version) {
            ++m_totals.replaced;
            refetch(request, hash, slot);
            return;
        }
        ++m_totals.revalidations;
        m_totals.validatedBytes += request.size;
        m_states[slot].time = request.time;
        m_states[slot].contentAge = fresh.contentAge;
        m_keys.touch(slot, request.time);
    }
    void refetch(const TraceRequest &request, std::uint32_t hash, cache::Slot slot) {
        const StoredState fresh = stateFor(request);
        if (!m_answers.at(fresh.answer).stored || !m_keys.sameCharge(slot, request.size)) {
            m_keys.drop(slot);
            fetch(request, hash);
            return;
        }
        ++m_totals.misses;
        m_totals.fetchedBytes += request.size;
        m_states[slot] = fresh;
        m_keys.touch(slot, request.time);
    }
    void fetch(const TraceRequest &request, std::uint32_t hash) {
        ++m_totals.misses;
        m_totals.fetchedBytes += request.size;
        const StoredState fresh = stateFor(request);
        const cache::Slot slot =
            m_answers.at(fresh.answer).stored ? m_keys.admit(request, hash) : cache::noSlot;
        if (slot == cache::noSlot) {
            ++m_totals.notStored;
            return;
        }
        if (slot >= m_states.size())
            grow(slot);
        m_states[slot] = fresh;
    }
    [[nodiscard]] StoredState stateFor(const TraceRequest &request) {
        const std::uint32_t number = m_answers.numberOf(request);
        const TraceVersion version = m_answers.versionOf(request, m_answers.at(number));
        return {request.time, number, version.number, request.variant, version.ageSeconds};
    }
    void grow(cache::Slot slot) {
        cache::reserveByHalf(m_states, slot);
        m_states.resize(slot + 1U);
    }
    BoundedKeys<Shelf> m_keys;
    std::vector<StoredState> m_states; ///< by slot
    TraceAnswers &m_answers;
    cache::Model m_model;
    bool m_oneVariant;
    cache::RequestFacts m_request; ///< a GET that asks for nothing special
    StoredScratch m_scratch;
    SimulateTotals m_totals;
};

} // namespace etagere::replay
