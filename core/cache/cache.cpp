// SPDX-License-Identifier: Apache-2.0
#include "core/cache/cache.h"

#include "core/cache/transaction_state.h"
#include "core/url/url.h"

#include <string>
#include <utility>

namespace etagere::cache {

Cache::Cache(Options options)
    : m_impl(std::make_unique<Impl>(std::move(options))) {}
Cache::~Cache() = default;

Transaction Cache::begin(const Request &request, Instant now) {
    auto state = std::make_unique<Transaction::State>(*m_impl);
    state->number = m_impl->nextTransaction++;
    state->method = request.method;
    state->url = request.url;
    state->partition = request.partition;
    state->requestFields = http::FieldBlock(request.fields);
    state->facts.mode = request.mode;
    state->requestTime = now;
    state->begin(now);
    return Transaction(std::move(state));
}

Transaction Cache::beginBackground(const Transaction &transaction, Instant now) {
    const Transaction::State &first = *transaction.m_state;
    auto state = std::make_unique<Transaction::State>(*m_impl);
    state->number = m_impl->nextTransaction++;
    state->method = first.method;
    state->url = first.url;
    state->partition = first.partition;
    state->requestFields = first.requestFields;
    state->facts.mode = Mode::NoCache;
    state->requestTime = now;
    state->background = true;
    m_impl->renewals.emplace(first.key, state->number);
    state->begin(now);
    return Transaction(std::move(state));
}

const Model &Cache::model() const noexcept { return m_impl->model(); }

Cache::Totals Cache::totals() const noexcept {
    return {m_impl->memory.size(), m_impl->memory.bytes(), m_impl->memory.evictions()};
}

std::vector<StaleTag> Cache::staleTags() const { return m_impl->distrusted.list(); }

double Cache::auditShare() const noexcept {
    return m_impl->options.audit.contradicts ? m_impl->options.audit.share : 0;
}

void Cache::forEach(const std::function<void(const Kept &)> &visit) const {
    m_impl->memory.forEach([&visit](const Memory::Shelved &shelved) {
        const std::string_view key = *shelved.key;
        const std::size_t urlSize = keyOf({}, shelved.response->url, false).size();
        const std::string_view head = shelved.response->head ? "HEAD " : "";
        Kept kept;
        kept.response = shelved.response;
        kept.partition = key.substr(head.size(), key.size() - head.size() - urlSize);
        kept.hits = shelved.hits;
        kept.used = shelved.used;
        visit(kept);
    });
}

std::size_t Cache::flush(const flush::Scope &scope) {
    const flush::ScopeMatcher matcher(scope);
    return m_impl->memory.removeIf([&matcher](const Memory::Shelved &shelved) {
        const url::UrlView parsed = url::parseUrl(shelved.response->url);
        const std::string origin = url::originOf(parsed);
        const std::string site = url::siteOf(parsed.host);
        const std::string name = "stored-" + std::to_string(shelved.response->number);
        return matcher.covers({name, shelved.response->url, origin, site, {}});
    });
}

void Cache::clear() {
    m_impl->memory.removeIf([](const Memory::Shelved &) { return true; });
}

} // namespace etagere::cache
