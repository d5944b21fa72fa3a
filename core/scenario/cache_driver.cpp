// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/cache_driver.h"

#include "core/cache/cache_status.h"
#include "core/cache/outcome.h"

#include <utility>

namespace etagere::scenario {

namespace {

using cache::Transaction;

/// No transaction asks more often: what asks on and on is given up.
constexpr int mostAsked = 50;

bool hasNoBody(std::uint16_t status, std::string_view method) noexcept {
    return method == "HEAD" || status == 204 || status == 304;
}

void send(Transaction &transaction, Instant now, const Asking &ask, Driven &driven) {
    for (int sent = 0; transaction.step() != Transaction::Step::Answer; ++sent) {
        if (transaction.step() == Transaction::Step::Wait) {
            transaction.resume(now, false);
            continue;
        }
        if (sent >= mostAsked) {
            transaction.fail(now);
            driven.last = {};
            continue;
        }
        driven.asked = true;
        driven.last = ask(transaction.outgoingUrl(), linesOf(transaction.outgoing()));
        driven.received += driven.last.body.size();
        if (!driven.last.came) {
            transaction.fail(now);
            continue;
        }
        const std::vector<http::Field> fields = fieldsOf(driven.last.fields);
        transaction.receive(driven.last.status, fields, now);
    }
}

void takeAnswer(const Transaction &transaction, std::string_view method, Driven &driven) {
    const cache::Answer &answer = transaction.answer();
    if (driven.status == 0) {
        driven.status = answer.status;
        driven.fields = linesOf(answer.fields.fields());
    }
    if (hasNoBody(answer.status, method))
        return;
    for (const cache::Slice &slice : answer.before)
        driven.body += slice.view();
    if (answer.network) {
        driven.body += driven.last.body;
        driven.isWhole = !driven.last.isCut;
    }
    for (const cache::Slice &slice : answer.after)
        driven.body += slice.view();
}

void finish(Transaction &transaction, Instant now, const Driven &driven) {
    auto end = Transaction::End::Complete;
    if (transaction.wantsBody() && driven.last.came) {
        transaction.append(driven.last.body);
        if (driven.last.isCut)
            end = Transaction::End::Truncated;
    }
    transaction.finish(end, now);
}

/// Another stored response of the URL, for the words on Vary.
std::shared_ptr<const cache::StoredResponse> variantIn(const cache::Cache &cache,
                                                       const CacheCall &call) {
    std::shared_ptr<const cache::StoredResponse> found;
    cache.forEach([&](const cache::Kept &kept) {
        const bool isMeant = kept.response->url == call.url && kept.partition == call.partition;
        if (isMeant && (!found || found->number < kept.response->number))
            found = kept.response;
    });
    return found;
}

/// The response that was selected, as it is before an answer renews it; without its bytes, which
/// nobody explains.
std::shared_ptr<const cache::StoredResponse> consideredBy(const Transaction &transaction) {
    if (transaction.considered() == nullptr)
        return nullptr;
    auto copy = std::make_shared<cache::StoredResponse>(*transaction.considered());
    copy->content = {};
    return copy;
}

Decided decidedBy(const Transaction &transaction, const CacheCall &call, const Recorder &recorder,
                  const Driven &driven) {
    Decided decided;
    decided.step = recorder.step;
    decided.actor = call.actor;
    decided.at = call.now;
    decided.decision = transaction.decision();
    decided.url = call.url;
    decided.isStored = transaction.isStored();
    decided.isBackground = recorder.isBackground;
    decided.method = call.method;
    decided.request = call.fields;
    decided.status = driven.last.status;
    decided.response = driven.last.fields;
    return decided;
}

} // namespace

Driven drive(Transaction &transaction, std::string_view method, Instant now, const Asking &ask) {
    Driven driven;
    send(transaction, now, ask, driven);
    takeAnswer(transaction, method, driven);
    finish(transaction, now, driven);
    for (int more = 0; transaction.step() == Transaction::Step::Send && more < mostAsked; ++more) {
        send(transaction, now, ask, driven); // the body goes on
        takeAnswer(transaction, method, driven);
        finish(transaction, now, driven);
    }
    driven.isWhole = driven.isWhole && !transaction.answer().broken;
    return driven;
}

namespace {

/// What is driven, for what it is written down with.
struct Drive {
    const CacheCall &call;
    Recorder &recorder;
    const Asking &ask;
    std::shared_ptr<const cache::StoredResponse> variant;
};

Driven driveAndWrite(const cache::Cache &cache, Transaction &transaction, const Drive &drive) {
    Trace *const trace = drive.recorder.trace;
    const std::size_t first = trace != nullptr ? trace->messages.size() : 0;
    auto considered = trace != nullptr ? consideredBy(transaction) : nullptr;
    Driven driven = scenario::drive(transaction, drive.call.method, drive.call.now, drive.ask);
    if (trace == nullptr)
        return driven;
    Decided decided = decidedBy(transaction, drive.call, drive.recorder, driven);
    decided.considered = std::move(considered);
    decided.model = cache.model();
    const cache::Reasons &reasons = decided.decision.reasons;
    if (reasons.contains(cache::Rule::VaryDiffers) || reasons.contains(cache::Rule::VaryAny))
        decided.variant = drive.variant;
    decided.firstMessage = first;
    decided.lastMessage = trace->messages.size();
    trace->decisions.push_back(std::move(decided));
    return driven;
}

} // namespace

Driven through(cache::Cache &cache, const CacheCall &call, Recorder &recorder, const Asking &ask) {
    const std::vector<http::Field> fields = fieldsOf(call.fields);
    const auto variant = variantIn(cache, call);
    Transaction transaction =
        cache.begin({call.method, call.url, call.partition, fields, call.mode}, call.now);
    Driven driven = driveAndWrite(cache, transaction, {call, recorder, ask, variant});
    cache::writeCacheStatus(driven.cacheStatus, transaction,
                            {call.url, driven.asked, driven.asked && !driven.last.came});
    if (!transaction.wantsBackground())
        return driven;
    const auto renewal =
        std::make_shared<Transaction>(cache.beginBackground(transaction, call.now));
    auto renew = [&cache, &recorder, renewal, call, ask] {
        const bool wasBackground = std::exchange(recorder.isBackground, true);
        (void)driveAndWrite(cache, *renewal, {call, recorder, ask, nullptr});
        recorder.isBackground = wasBackground;
    };
    if (call.later != nullptr)
        call.later->emplace_back(std::move(renew));
    else
        renew();
    return driven;
}

} // namespace etagere::scenario
