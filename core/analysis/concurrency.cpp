// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/concurrency.h"

#include "core/analysis/coded_tag.h"
#include "core/analysis/lost_update.h"
#include "core/http/conditional.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace etagere::analysis {

namespace {

using http::FieldName;
using traffic::Exchange;

constexpr std::size_t mostNotes = 1000;
constexpr std::size_t longestValue = 1000;

struct Row {
    std::string_view id;
    std::string_view section;
};
constexpr std::array<Row, static_cast<std::size_t>(Concurrency::Count)> rows{{
    {"lost-update", "RFC 9110 §13.1.1"},
    {"precondition-ignored", "RFC 9110 §13.2.1"},
    {"update-prevented", "RFC 9110 §15.5.13"},
    {"creation-prevented", "RFC 9110 §13.1.2"},
    {"weak-if-match", "RFC 9110 §13.1.1"},
    {"one-tag-two-codings", "RFC 9110 §8.8.3.3"},
    {"precondition-required", "RFC 6585 §3"},
}};

/// Methods that change what is there. Case counts (RFC 9110 §9.1).
bool changes(std::string_view method) noexcept {
    return method == "PUT" || method == "PATCH" || method == "DELETE" || method == "POST";
}

bool isWeakAlone(const http::ETagList &list) noexcept {
    return !list.any && !list.tags.empty() &&
           std::all_of(list.tags.begin(), list.tags.end(), [](const http::ETagView &tag) {
               return tag.strength == http::Strength::Weak;
           });
}

/// What a single request and its answer show, without looking at others.
std::optional<Concurrency> shownBy(const Exchange &exchange, const http::Conditional &asked) {
    if (exchange.status == 0)
        return std::nullopt;
    if (asked.ifMatch && isWeakAlone(*asked.ifMatch))
        return Concurrency::WeakNeverMatches;
    if (exchange.status == 428)
        return Concurrency::PreconditionRequired;
    if (exchange.status != 412)
        return std::nullopt;
    if (asked.ifMatch || asked.ifUnmodifiedSince)
        return Concurrency::UpdatePrevented;
    return asked.ifNoneMatch && asked.ifNoneMatch->any
               ? std::optional(Concurrency::CreationPrevented)
               : std::nullopt;
}

std::string_view preconditionOf(http::Fields request) noexcept {
    for (const FieldName name :
         {FieldName::IfMatch, FieldName::IfUnmodifiedSince, FieldName::IfNoneMatch}) {
        if (const http::Field *const field = http::find(request, name))
            return field->value.substr(0, longestValue);
    }
    return {};
}

/// Notes of the same kind, URL, method and status, counted.
class Collector {
public:
    explicit Collector(const traffic::Traffic &traffic)
        : m_traffic(traffic) {}

    void look(const Exchange &exchange) {
        if (!changes(exchange.method) || !exchange.url.isValid())
            return;
        const auto what = shownBy(exchange, http::parseConditional(exchange.requestFields));
        if (what)
            count(*what, exchange);
    }

    std::vector<ConcurrencyNote> take() { return std::move(m_notes); }

private:
    void count(Concurrency what, const Exchange &exchange) {
        const std::string key =
            std::to_string(static_cast<int>(what)) + ' ' + std::to_string(exchange.url.index()) +
            ' ' + std::to_string(exchange.status) + ' ' + std::string(exchange.method);
        const auto known = m_places.find(key);
        if (known != m_places.end()) {
            ++m_notes[known->second].times;
            return;
        }
        if (m_notes.size() >= mostNotes)
            return;
        m_places.emplace(key, m_notes.size());
        ConcurrencyNote note;
        note.what = what;
        note.url = m_traffic.urlText(exchange.url);
        note.method = exchange.method;
        note.status = exchange.status;
        note.value = preconditionOf(exchange.requestFields);
        if (exchange.visit.isValid())
            note.writer = m_traffic.visitor(m_traffic.visit(exchange.visit).visitor).name;
        note.when = exchange.started;
        note.exchanges = {exchange.id};
        m_notes.push_back(std::move(note));
    }

    const traffic::Traffic &m_traffic;
    std::vector<ConcurrencyNote> m_notes;
    std::unordered_map<std::string, std::size_t> m_places;
};

} // namespace

std::string_view idOf(Concurrency what) noexcept { return rows[static_cast<std::size_t>(what)].id; }

std::string_view sectionOf(Concurrency what) noexcept {
    return rows[static_cast<std::size_t>(what)].section;
}

std::vector<ConcurrencyNote> findConcurrency(const traffic::Traffic &traffic, std::size_t audited) {
    Collector collector(traffic);
    for (std::size_t i = 0; i < std::min(audited, traffic.exchangeCount()); ++i)
        collector.look(traffic.exchange(traffic::ExchangeId::fromSize(i)));
    std::vector<ConcurrencyNote> notes = findLostUpdates(traffic, audited, mostNotes);
    for (ConcurrencyNote &note : collector.take()) {
        if (notes.size() < mostNotes)
            notes.push_back(std::move(note));
    }
    for (ConcurrencyNote &note : findCodedTags(traffic, audited, mostNotes - notes.size()))
        notes.push_back(std::move(note));
    std::stable_sort(
        notes.begin(), notes.end(),
        [](const ConcurrencyNote &a, const ConcurrencyNote &b) { return a.what < b.what; });
    return notes;
}

} // namespace etagere::analysis
