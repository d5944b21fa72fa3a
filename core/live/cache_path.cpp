// SPDX-License-Identifier: Apache-2.0
#include "core/live/cache_path.h"

#include "core/cache/cache_status.h"
#include "core/cache/eviction_limits.h"
#include "core/http/field.h"
#include "core/http/text.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace etagere::live {

namespace {

using cache::Transaction;
using http::FieldName;
using Kind = PathOrder::Kind;
using Step = Transaction::Step;

/// Renewals that wait to be begun; what is stale beyond stays so until it is asked for again.
constexpr std::size_t mostRenewals = 64;
/// What one profile may hold, where its model knows no bound.
constexpr Bytes mostStored{std::uint64_t{512} << 20U};

Instant systemNow() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

std::vector<http::Field> borrowed(const std::vector<FieldLine> &lines) {
    std::vector<http::Field> fields;
    fields.reserve(lines.size());
    for (const FieldLine &line : lines)
        fields.push_back({line.name, line.value, http::fieldNameFrom(line.name)});
    return fields;
}

std::vector<FieldLine> owned(http::Fields fields) {
    std::vector<FieldLine> lines;
    lines.reserve(fields.size() + 1);
    for (const http::Field &field : fields)
        lines.push_back({std::string(field.name), std::string(field.value)});
    return lines;
}

bool willStore(const Transaction &transaction) noexcept {
    const cache::Outcome outcome = transaction.decision().outcome;
    return outcome == cache::Outcome::Stored || outcome == cache::Outcome::Replaced;
}

bool isCoded(http::Fields fields) {
    const http::Field *const coding = http::find(fields, FieldName::ContentEncoding);
    return coding != nullptr && !http::equalsIgnoringCase(http::trimmed(coding->value), "identity");
}

/// What the cache is told of a response: of a body whose coding the browser undid, and of a
/// redirect's, which it does not show, the length that was sent says nothing.
std::vector<http::Field> told(const HeldResponse &response) {
    std::vector<http::Field> fields = borrowed(response.fields);
    const bool isRedirect = http::find(fields, FieldName::Location) != nullptr;
    if (isRedirect || isCoded(fields))
        std::erase_if(fields, [](const http::Field &field) {
            return field.known == FieldName::ContentLength;
        });
    std::erase_if(fields,
                  [](const http::Field &field) { return field.known == FieldName::SetCookie; });
    return fields;
}

void append(std::string &body, const cache::Slices &slices) {
    for (const cache::Slice &slice : slices)
        body += slice.view();
}

cache::Cache::Options optionsFor(const cache::Model &model) {
    cache::Cache::Options options;
    options.model = model;
    options.limits = cache::storageLimitsOf(model.name);
    options.limits.capacity.count = std::min(options.limits.capacity.count, mostStored.count);
    return options;
}

} // namespace

struct CachePath::Held {
    Orders orders;
    std::string url;
    std::optional<Transaction> transaction;
    HeldResponse response;
    std::string body; ///< the network's
    bool wasSent = false;
    bool isReading = false; ///< its body was asked for
    bool hasFailed = false;
    bool isFinished = false;
};

CachePath::CachePath(const cache::Model &model, Clock clock)
    : m_cache(optionsFor(model))
    , m_clock(clock ? std::move(clock) : systemNow) {}

CachePath::~CachePath() { m_held.clear(); }

Instant CachePath::now() const { return m_clock() + m_ahead; }

CachePath::Held *CachePath::find(Ticket ticket) {
    const auto found = m_held.find(ticket);
    return found == m_held.end() ? nullptr : found->second.get();
}

CachePath::Ticket CachePath::begin(const HeldRequest &request, Orders orders) {
    const Ticket ticket = ++m_lastTicket;
    auto held = std::make_unique<Held>();
    held->orders = std::move(orders);
    held->url = request.url;
    const std::vector<http::Field> fields = borrowed(request.fields);
    cache::Request asked{request.method, request.url, request.partition, fields, request.mode};
    held->transaction.emplace(m_cache.begin(asked, now()));
    // What is stored is without its coding, and a range counts the bytes with it.
    const cache::StoredResponse *stored = held->transaction->considered();
    if (stored != nullptr && http::find(fields, FieldName::Range) != nullptr &&
        isCoded(stored->fields.fields())) {
        asked.mode = cache::Mode::NoStore;
        held->transaction.emplace(m_cache.begin(asked, now()));
    }
    m_held.emplace(ticket, std::move(held));
    advance(ticket);
    return ticket;
}

bool CachePath::beginRenewal(Ticket ticket, Orders orders) {
    Held *held = find(ticket);
    if (held == nullptr || held->orders)
        return false;
    held->orders = std::move(orders);
    advance(ticket);
    return true;
}

void CachePath::advance(Ticket ticket) {
    Held &held = *find(ticket);
    switch (held.transaction->step()) {
    case Step::Wait:
        return held.orders({Kind::Wait});
    case Step::Send: {
        held.wasSent = true;
        PathOrder order{Kind::Send, std::string(held.transaction->outgoingUrl())};
        order.fields = owned(held.transaction->outgoing());
        return held.orders(order);
    }
    case Step::Answer:
        return answer(ticket);
    }
}

void CachePath::received(Ticket ticket, const HeldResponse &response) {
    Held *held = find(ticket);
    if (held == nullptr || !held->wasSent || held->transaction->step() != Step::Send)
        return;
    held->response = response;
    const std::vector<http::Field> fields = told(response);
    Transaction &transaction = *held->transaction;
    transaction.receive(response.status, fields, now());
    const std::uint64_t number = transaction.number();
    const bool isOver = transaction.step() != Step::Answer || response.status == 206;
    const bool keeps = transaction.wantsBody() && willStore(transaction);
    const bool isBodiless = http::find(fields, FieldName::Location) != nullptr &&
                            response.status >= 300 && response.status < 400;
    if (isOver || (keeps && response.isEndless))
        pass(ticket);
    else if (keeps && !isBodiless)
        askBody(*held);
    else
        answer(ticket);
    if (Held *left = find(ticket); left != nullptr && !left->transaction->isAwaited())
        release(number);
}

void CachePath::askBody(Held &held) {
    held.isReading = true;
    held.orders({Kind::ReadBody});
}

void CachePath::failed(Ticket ticket) {
    Held *held = find(ticket);
    if (held == nullptr || !held->wasSent || held->transaction->step() != Step::Send)
        return;
    held->hasFailed = true;
    held->transaction->fail(now());
    if (held->transaction->decision().outcome == cache::Outcome::Error)
        pass(ticket);
    else
        answer(ticket);
}

void CachePath::readBody(Ticket ticket, std::string_view body) {
    Held *held = find(ticket);
    if (held == nullptr || !held->isReading)
        return;
    held->transaction->append(body);
    held->body = body;
    answer(ticket);
}

void CachePath::lostBody(Ticket ticket) {
    if (const Held *held = find(ticket); held != nullptr && held->isReading)
        pass(ticket);
}

void CachePath::stopWaiting(Ticket ticket) {
    Held *held = find(ticket);
    if (held == nullptr || held->transaction->step() != Step::Wait)
        return;
    held->transaction->resume(now(), false);
    advance(ticket);
}

void CachePath::cancel(Ticket ticket) {
    const auto found = m_held.find(ticket);
    if (found == m_held.end())
        return;
    const std::uint64_t number = found->second->transaction->number();
    m_held.erase(found);
    release(number);
}

void CachePath::finish(Held &held, Transaction::End end) {
    if (!std::exchange(held.isFinished, true))
        held.transaction->finish(end, now());
}

/// What the cache has made of it: an answer of its own, or the network's as it is.
void CachePath::answer(Ticket ticket) {
    Held &held = *find(ticket);
    finish(held, Transaction::End::Complete);
    const cache::Answer &made = held.transaction->answer();
    if (made.network && made.before.empty() && made.after.empty()) {
        pass(ticket);
        return;
    }
    PathOrder order{Kind::Answer, held.url, made.status, owned(made.fields.fields())};
    std::erase_if(order.fields, [](const FieldLine &line) {
        return http::fieldNameFrom(line.name) == FieldName::SetCookie;
    });
    order.fields.push_back({"Cache-Status", statusOf(held)});
    append(order.body, made.before);
    if (made.network)
        order.body += held.body;
    append(order.body, made.after);
    if (held.transaction->wantsBackground() && m_held.size() < mostRenewals) {
        auto renewal = std::make_unique<Held>();
        renewal->url = held.url;
        renewal->transaction.emplace(m_cache.beginBackground(*held.transaction, now()));
        order.renewal = ++m_lastTicket;
        m_held.emplace(m_lastTicket, std::move(renewal));
    }
    end(ticket, order);
}

/// The network's response, or its failure, is what the page gets.
void CachePath::pass(Ticket ticket) {
    const Held &held = *find(ticket);
    PathOrder order{Kind::Pass, held.url, held.response.status, held.response.fields};
    if (!held.hasFailed)
        order.fields.push_back({"Cache-Status", statusOf(held)});
    end(ticket, order);
}

void CachePath::end(Ticket ticket, const PathOrder &order) {
    const auto found = m_held.find(ticket);
    const std::unique_ptr<Held> held = std::move(found->second);
    m_held.erase(found);
    const std::uint64_t number = held->transaction->number();
    held->transaction.reset();
    held->orders(order);
    release(number);
}

/// Those who wait for it look again. Each of them may lead the others from then on.
void CachePath::release(std::uint64_t number) {
    std::vector<Ticket> woken;
    for (const auto &[ticket, held] : m_held) {
        if (held->orders && held->transaction->step() == Step::Wait &&
            held->transaction->waitsFor() == number)
            woken.push_back(ticket);
    }
    for (const Ticket ticket : woken) {
        Held *held = find(ticket);
        if (held == nullptr || held->transaction->step() != Step::Wait)
            continue;
        held->transaction->resume(now());
        advance(ticket);
    }
}

std::string CachePath::statusOf(const Held &held) const {
    std::string status;
    cache::writeCacheStatus(status, *held.transaction,
                            {held.url, held.wasSent, held.hasFailed, !held.isFinished});
    return status;
}

std::size_t CachePath::flush(flush::Scope scope) {
    scope.visitor.clear();
    return m_cache.flush(scope);
}

} // namespace etagere::live
