// SPDX-License-Identifier: Apache-2.0
#include "core/cache/transaction.h"

#include "core/cache/transaction_state.h"

#include <cassert>
#include <utility>

namespace etagere::cache {

void Transaction::State::pick(Slot place) {
    slot = place;
    kept = cache.memory.at(place).response;
    considered = kept;
}

void Transaction::State::checkSlot() {
    if (slot && cache.memory.at(*slot).response != kept)
        slot.reset();
}

Transaction::Transaction(std::unique_ptr<State> state) noexcept
    : m_state(std::move(state)) {}
Transaction::Transaction(Transaction &&) noexcept = default;

Transaction &Transaction::operator=(Transaction &&other) noexcept {
    if (this != &other) {
        if (m_state)
            m_state->release();
        m_state = std::move(other.m_state);
    }
    return *this;
}

Transaction::~Transaction() {
    if (m_state)
        m_state->release();
}

Transaction::Step Transaction::step() const noexcept { return m_state->step; }
std::uint64_t Transaction::waitsFor() const noexcept { return m_state->leader; }
std::uint64_t Transaction::number() const noexcept { return m_state->number; }

void Transaction::resume(Instant now, bool patient) {
    State &state = *m_state;
    assert(state.step == Step::Wait);
    state.hasWaited = true;
    state.collapsed = patient;
    state.decision = {};
    state.considered.reset();
    state.kept.reset();
    state.slot.reset();
    state.requestTime = now;
    if (patient)
        state.reasons().add(Rule::Collapsed);
    state.look(now);
}

http::Fields Transaction::outgoing() const noexcept { return m_state->outgoing.fields(); }

std::string_view Transaction::outgoingUrl() const noexcept { return m_state->url; }

void Transaction::receive(std::uint16_t status, http::Fields fields, Instant now) {
    assert(m_state->step == Step::Send);
    m_state->checkSlot();
    m_state->receive(status, fields, now);
}

void Transaction::fail(Instant now) {
    assert(m_state->step == Step::Send);
    m_state->checkSlot();
    m_state->fail(now);
}

const Answer &Transaction::answer() const noexcept { return m_state->answer; }
bool Transaction::wantsBody() const noexcept { return m_state->reading; }
void Transaction::append(std::string_view bytes) { m_state->append(bytes); }
void Transaction::finish(End end, Instant now) {
    m_state->checkSlot();
    m_state->finish(end, now);
}
const Decision &Transaction::decision() const noexcept { return m_state->decision; }
const StoredResponse *Transaction::considered() const noexcept { return m_state->considered.get(); }
bool Transaction::isStored() const noexcept { return m_state->stored; }
std::uint16_t Transaction::forwardStatus() const noexcept { return m_state->forwardStatus; }
bool Transaction::isCollapsed() const noexcept {
    return m_state->collapsed && m_state->step == Step::Answer && m_state->forwardStatus == 0;
}
bool Transaction::isAwaited() const noexcept { return m_state->leads; }
bool Transaction::wantsBackground() const noexcept { return m_state->wantsBackground; }

} // namespace etagere::cache
