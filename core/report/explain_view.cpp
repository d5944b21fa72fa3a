// SPDX-License-Identifier: Apache-2.0
#include "core/report/explain_view.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace etagere::report {

namespace {

using http::FieldName;

constexpr std::size_t shortestIdentifier = 8;

bool isPart(char character) noexcept {
    const auto byte = static_cast<unsigned char>(character);
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

std::string lowered(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return low;
}

/// Calls with each run of letters and digits, and with what lies between two of them.
template <class Visit>
void eachRun(std::string_view text, Visit visit) {
    while (!text.empty()) {
        const bool part = isPart(text.front());
        const auto end =
            std::find_if(text.begin(), text.end(), [part](char c) { return isPart(c) != part; });
        const auto length = static_cast<std::size_t>(end - text.begin());
        visit(text.substr(0, length), part);
        text.remove_prefix(length);
    }
}

std::string withoutFolder(const std::string &file) {
    const std::filesystem::path path(file);
    return path.has_filename() ? path.filename().string() : file;
}

} // namespace

ExplainView::ExplainView(const Replayed &replayed)
    : m_traffic(*replayed.traffic)
    , m_inputs(replayed.inputs) {
    if (!replayed.key)
        return;
    m_names.emplace(*replayed.key);
    for (std::size_t i = 0; i < m_traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = m_traffic.exchange(traffic::ExchangeId::fromSize(i));
        learn(exchange.requestFields);
        learn(exchange.responseFields);
    }
}

void ExplainView::learn(http::Fields fields) {
    for (const http::Field &field : fields) {
        if (field.known == FieldName::ETag || field.known == FieldName::IfNoneMatch)
            learn(field.value);
    }
}

void ExplainView::learn(std::string_view value) {
    eachRun(value, [this](std::string_view run, bool part) {
        if (part && run.size() >= shortestIdentifier)
            m_known.insert(lowered(run));
    });
}

/// Every part of a tag that stands in the text as a word of its own becomes its pseudonym.
std::string ExplainView::swept(std::string_view text) {
    std::string out;
    eachRun(text, [&](std::string_view run, bool part) {
        const bool known =
            part && run.size() >= shortestIdentifier && m_known.find(lowered(run)) != m_known.end();
        out += known ? m_names->of(run) : std::string(run);
    });
    return out;
}

std::string_view ExplainView::kept(std::string text) {
    return m_texts.emplace_back(std::move(text));
}

const replay::Grounds &ExplainView::groundsOf(const replay::Log &log, traffic::ExchangeId id) {
    m_grounds = replay::groundsOf(m_traffic, log, id);
    if (m_names)
        redactGrounds(log.model);
    return m_grounds;
}

void ExplainView::redactFields(std::vector<http::Field> &fields, bool badExpires) {
    for (http::Field &field : fields) {
        switch (field.known) {
        case FieldName::ETag:
            field.value = kept(m_names->ofParts(field.value));
            break;
        case FieldName::LastModified: // a date is one identifier: its parts are in every date
            field.value = kept(m_names->of(field.value));
            break;
        case FieldName::Expires:
            if (badExpires)
                field.value = kept(m_names->ofParts(field.value));
            break;
        default:
            field.value = kept(swept(field.value));
        }
    }
}

void ExplainView::redactGrounds(const cache::Model &model) {
    m_texts.clear();
    m_exchange = *m_grounds.exchange;
    m_exchange.method = kept(swept(m_exchange.method));
    m_responseFields.assign(m_exchange.responseFields.begin(), m_exchange.responseFields.end());
    redactFields(m_responseFields, m_grounds.response.expiresBad);
    m_exchange.responseFields = m_responseFields;
    m_requestFields.assign(m_exchange.requestFields.begin(), m_exchange.requestFields.end());
    redactFields(m_requestFields, false);
    m_exchange.requestFields = m_requestFields;
    m_grounds.exchange = &m_exchange;
    const bool badExpires = m_grounds.stored && m_grounds.stored->response.expiresBad;
    redactFields(m_grounds.storedFields, badExpires);
    m_grounds.varyDiffersIn = kept(swept(m_grounds.varyDiffersIn));
    cache::Condition &condition = m_grounds.condition;
    if (!condition.ifNoneMatch.empty())
        condition.ifNoneMatch = kept(m_names->ofParts(condition.ifNoneMatch));
    if (!condition.ifModifiedSince.empty())
        condition.ifModifiedSince = kept(m_names->of(condition.ifModifiedSince));
    m_row = *m_grounds.row;
    m_grounds.row = &m_row;
    blurLifetime(model);
}

/// Keeps what is fresh fresh and what is stale stale. What is guessed is rounded before it is cut.
void ExplainView::blurLifetime(const cache::Model &model) {
    cache::Decision &decision = m_row.decision;
    const bool guessed = decision.reasons.contains(cache::Rule::LifetimeHeuristic) ||
                         decision.reasons.contains(cache::Rule::HeuristicCapped);
    if (!m_grounds.stored || !guessed)
        return;
    using std::chrono::hours;
    const bool fresh = decision.lifetime > decision.age;
    const auto rounded = [fresh](Duration length) {
        return fresh ? Duration(std::chrono::ceil<hours>(length))
                     : Duration(std::chrono::floor<hours>(length));
    };
    cache::StoredFacts &stored = *m_grounds.stored;
    const Instant made = stored.response.date.value_or(stored.responseTime);
    const Duration since = made - stored.response.lastModified.value_or(made);
    stored.response.lastModified =
        made - rounded(since / model.heuristicDivisor) * model.heuristicDivisor;
    decision.lifetime = rounded(decision.lifetime);
}

replay::VersionId ExplainView::storedAfter(const replay::Log &log, traffic::ExchangeId id) {
    const replay::Row &row = log.row(id);
    const bool left = row.decision.reasons.contains(cache::Rule::AnswerNotRecorded);
    return left ? row.considered : row.result;
}

std::optional<cache::Lifetime> ExplainView::storedLifetime(const replay::Log &log,
                                                           traffic::ExchangeId id) const {
    const replay::VersionId result = storedAfter(log, id);
    if (!result.isValid())
        return std::nullopt;
    cache::Lifetime lifetime = cache::lifetimeOf(log.version(result).facts, log.model);
    if (m_names && lifetime.rule == cache::Rule::LifetimeHeuristic)
        lifetime.length = std::chrono::floor<std::chrono::hours>(lifetime.length);
    return lifetime;
}

std::string ExplainView::urlOf(const traffic::Exchange &exchange) {
    const std::string_view url = m_traffic.urlText(exchange.url);
    return m_names ? swept(m_names->ofUrl(url)) : std::string(url);
}

std::string ExplainView::methodOf(const traffic::Exchange &exchange) {
    return m_names ? swept(exchange.method) : std::string(exchange.method);
}

/// A run's visitor is named after its file.
std::string ExplainView::visitorOf(const traffic::Exchange &exchange) {
    const traffic::Visit &visit = m_traffic.visit(exchange.visit);
    std::string name(m_traffic.visitor(visit.visitor).name);
    if (!m_names)
        return name;
    for (const audit::Input &input : m_inputs) {
        if (name.starts_with(input.file))
            name.replace(0, input.file.size(), withoutFolder(input.file));
    }
    return swept(name);
}

std::string ExplainView::titleOf(const traffic::Visit &visit) {
    return m_names ? std::string() : std::string(visit.title);
}

audit::Input ExplainView::inputOf(const audit::Input &input) const {
    audit::Input shown = input;
    if (m_names)
        shown.file = withoutFolder(input.file);
    return shown;
}

std::string ExplainView::filterOf(const Replayed &replayed) const {
    return m_names && !replayed.filter.empty() ? "\u2026" : std::string(replayed.filter);
}

std::size_t ExplainView::visitNumber(const traffic::Exchange &exchange) {
    return std::size_t{exchange.visit.index()} + 1;
}

void ExplainTotals::add(traffic::ExchangeId id) noexcept {
    ++m_exchanges;
    for (std::size_t i = 0; i < m_logs.size(); ++i) {
        const replay::Row &row = m_logs[i].row(id);
        ++m_counts[i].byOutcome[static_cast<std::size_t>(row.decision.outcome)];
        ++m_counts[i].byComparison[static_cast<std::size_t>(row.comparison)];
        if (row.decision.outcome != m_logs.front().row(id).decision.outcome)
            ++m_otherwise[i];
    }
}

Written wholeOrStopped(const Replayed &replayed) noexcept {
    const auto &logs = replayed.logs;
    const bool stopped =
        replayed.stop.stop_requested() ||
        std::any_of(logs.begin(), logs.end(), [](const replay::Log &log) { return log.stopped; });
    return stopped ? Written::Stopped : Written::Whole;
}

bool wasPlayed(const Replayed &replayed, traffic::ExchangeId id) {
    return std::all_of(replayed.logs.begin(), replayed.logs.end(), [id](const replay::Log &log) {
        return !log.stopped || log.row(id).decision.reasons.size() > 0;
    });
}

} // namespace etagere::report
