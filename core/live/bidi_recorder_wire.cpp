// SPDX-License-Identifier: Apache-2.0
// What the observer inside Firefox tells of the wire, and how it is joined with what BiDi tells.
#include "core/http/text.h"
#include "core/live/bidi_recorder.h"

#include <algorithm>
#include <utility>

namespace etagere::live {

namespace {

/// That a page may make this remember.
constexpr std::size_t mostWires = 20'000;

/// The wire's word counts for what was sent and answered, BiDi's for the rest.
void takeOver(LiveExchange &exchange, LiveExchange &&wire) {
    exchange.requestFields = std::move(wire.requestFields);
    exchange.isRequestAsSent = true;
    exchange.serverAddress = std::move(wire.serverAddress);
    if (wire.status == 0)
        return;
    exchange.status = wire.status;
    exchange.responseFields = std::move(wire.responseFields);
    exchange.servedFrom = wire.servedFrom;
}

} // namespace

void BidiRecorder::takeNote(std::string_view text) {
    std::optional<WireNote> note = text.empty() ? std::nullopt : readWireNote(m_parser, text);
    if (!note || !isHttp(note->exchange.url))
        return;
    if (note->exchange.url.size() > longestUrl) {
        m_blindness.dropped += note->kind == WireNote::Kind::Asked ? 1U : 0U;
    } else if (note->kind == WireNote::Kind::Answered) {
        takeAnswered(std::move(*note));
    } else if (note->kind == WireNote::Kind::Asked) {
        static_cast<void>(addWire(note->channel, std::move(note->exchange)));
    } else if (const auto found = m_wires.find(note->channel); found != m_wires.end()) {
        for (Wire &wire : found->second)
            wire.hasEnded |= wire.exchange.url == note->exchange.url;
    }
}

BidiRecorder::Wire *BidiRecorder::addWire(std::uint64_t channel, LiveExchange &&exchange) {
    Wire made{std::move(exchange)};
    if (m_wireCount >= mostWires || !hold(made.held, made.exchange)) {
        m_held -= made.held;
        ++m_blindness.unseen;
        return nullptr;
    }
    ++m_wireCount;
    return &m_wires[channel].emplace_back(std::move(made));
}

BidiRecorder::Wire *BidiRecorder::findUnanswered(const WireNote &note) {
    const auto found = m_wires.find(note.channel);
    if (found == m_wires.end())
        return nullptr;
    const auto wire =
        std::find_if(found->second.begin(), found->second.end(), [&](const Wire &candidate) {
            return !candidate.isAnswered && candidate.exchange.url == note.exchange.url;
        });
    return wire == found->second.end() ? nullptr : &*wire;
}

void BidiRecorder::takeAnswered(WireNote note) {
    Wire *wire = findUnanswered(note);
    if (wire == nullptr) {
        wire = addWire(note.channel, std::move(note.exchange));
        if (wire == nullptr)
            return;
    } else {
        // The fields that were asked with are the wire's own already.
        LiveExchange asked = std::move(wire->exchange);
        wire->exchange = std::move(note.exchange);
        wire->exchange.requestFields = std::move(asked.requestFields);
        wire->exchange.started = asked.started;
        m_blindness.dropped += hold(wire->held, wire->exchange) ? 0U : 1U;
    }
    wire->isAnswered = true;
    for (auto hop = m_hops.lower_bound(Key{note.channel, {}, 0});
         hop != m_hops.end() && std::get<0>(hop->first) == note.channel; ++hop) {
        if (hop->second.waitsForWire && join(hop->first, hop->second, true)) {
            hop->second.waitsForWire = false;
            settle(hop);
            return;
        }
    }
}

bool BidiRecorder::join(const Key &key, Hop &hop, bool needsAnswer) {
    const auto found = m_wires.find(std::get<0>(key));
    if (found == m_wires.end())
        return false;
    std::deque<Wire> &wires = found->second;
    const auto wire = std::find_if(wires.begin(), wires.end(), [&](const Wire &candidate) {
        return candidate.exchange.url == hop.exchange.url && (candidate.isAnswered || !needsAnswer);
    });
    if (wire == wires.end())
        return false;
    takeOver(hop.exchange, std::move(wire->exchange));
    m_held -= wire->held;
    m_blindness.dropped += hold(hop.held, hop.exchange) ? 0U : 1U;
    wires.erase(wire);
    --m_wireCount;
    if (wires.empty())
        m_wires.erase(found);
    return true;
}

const BidiRecorder::Wire *BidiRecorder::findWire(const Key &key, const Hop &hop) const {
    const auto found = m_wires.find(std::get<0>(key));
    if (found == m_wires.end())
        return nullptr;
    const auto wire =
        std::find_if(found->second.begin(), found->second.end(), [&](const Wire &candidate) {
            return candidate.exchange.url == hop.exchange.url;
        });
    return wire == found->second.end() ? nullptr : &*wire;
}

bool BidiRecorder::isStream(const Wire &wire) {
    const std::vector<FieldLine> &fields = wire.exchange.responseFields;
    const bool isByScript = wire.exchange.type == "Fetch" || wire.exchange.type == "XHR";
    return wire.isAnswered && isByScript &&
           std::none_of(fields.begin(), fields.end(), [](const FieldLine &line) {
               return http::equalsIgnoringCase(line.name, "Content-Length");
           });
}

} // namespace etagere::live
