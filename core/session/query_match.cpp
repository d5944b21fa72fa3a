// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"
#include "core/session/query_filters.h"
#include "core/session/resource_type.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::session {

namespace {

using traffic::Exchange;
using traffic::ExchangeId;

/// Findings of this grade and above flag an exchange: identifier-capable, where audits fail too.
constexpr std::uint8_t flaggedFrom = 3;

template <class Enum>
bool has(const QueryTerm &term, Enum value) {
    return term.values.test(static_cast<std::size_t>(value));
}

/// Tests a few texts once each and remembers: equal ones are the same bytes of an interner.
class TextMemo {
public:
    explicit TextMemo(const QueryTerm &term)
        : m_searches(searchesFor(term)) {}
    [[nodiscard]] bool holds(std::string_view text) {
        if (text.empty())
            return false;
        const auto [at, isNew] = m_known.try_emplace(text.data(), false);
        if (isNew)
            at.value() = anyIn(m_searches, text);
        return at->second;
    }

private:
    std::vector<TextSearch> m_searches;
    tsl::robin_map<const char *, bool> m_known;
};

/// The types of exchanges, each MIME type read once.
class TypeMemo {
public:
    [[nodiscard]] ResourceType typeOf(const Exchange &exchange, std::string_view url) {
        const std::string_view mime = exchange.mimeType;
        if (mime.empty())
            return session::typeOf(exchange, url);
        const auto [at, isNew] = m_known.try_emplace(mime.data(), std::nullopt);
        if (isNew)
            at.value() = typeOfMime(mime);
        return at->second ? *at->second : session::typeOf(exchange, url);
    }

private:
    tsl::robin_map<const char *, std::optional<ResourceType>> m_known;
};

/// What one exchange is tested for.
class RowTest {
public:
    RowTest(const QueryTerm &term, const Subject &subject, const Flags &noted)
        : m_term(term)
        , m_subject(subject)
        , m_noted(noted)
        , m_memo(term)
        , m_searches(searchesFor(term)) {}

    /// Whether what the term asks about is there at all.
    [[nodiscard]] bool canHold() const;
    [[nodiscard]] bool holds(ExchangeId id, const Exchange &exchange) {
        return isMissing(id) ? false : test(id, exchange) != m_term.negated;
    }
    /// Small for what is quickly tested.
    [[nodiscard]] int cost() const noexcept;

private:
    [[nodiscard]] bool needsLog() const noexcept;
    [[nodiscard]] bool needsGrades() const noexcept;
    [[nodiscard]] bool isMissing(ExchangeId id) const noexcept;
    [[nodiscard]] bool test(ExchangeId id, const Exchange &exchange);
    [[nodiscard]] bool testRow(const replay::Row &row) const;
    [[nodiscard]] bool testMarks(ExchangeId id) const;
    [[nodiscard]] bool testParts(ExchangeId id, const Exchange &exchange) const;
    [[nodiscard]] bool testTags(const Exchange &exchange) const;
    [[nodiscard]] bool testFlushed(ExchangeId id) const;

    const QueryTerm &m_term;
    const Subject &m_subject;
    const Flags &m_noted; ///< empty: nobody says
    TextMemo m_memo;
    TypeMemo m_types;
    std::vector<TextSearch> m_searches;
};

bool RowTest::needsLog() const noexcept {
    switch (m_term.key) {
    case QueryKey::Outcome:
        return m_term.ranges.empty();
    case QueryKey::Recorded:
    case QueryKey::Rule:
    case QueryKey::Age:
    case QueryKey::Lifetime:
        return true;
    default:
        return false;
    }
}

bool RowTest::needsGrades() const noexcept { return m_term.key == QueryKey::Grade; }

bool RowTest::canHold() const {
    const bool log = m_subject.log != nullptr;
    const bool grades = m_subject.grades != nullptr;
    const bool noted = m_subject.noted != nullptr;
    if (m_term.key == QueryKey::Is)
        return (log && (has(m_term, Mark::Inferred) || has(m_term, Mark::Flushed))) ||
               (grades && has(m_term, Mark::Flagged)) || (noted && has(m_term, Mark::Noted));
    if (m_term.key == QueryKey::Has) {
        auto others = m_term.values;
        others.reset(static_cast<std::size_t>(Part::Note));
        return noted || others.any();
    }
    return (log || !needsLog()) && (grades || !needsGrades());
}

bool RowTest::isMissing(ExchangeId id) const noexcept {
    return (needsLog() && id.index() >= m_subject.log->rows.size()) ||
           (needsGrades() && id.index() >= m_subject.grades->size());
}

int RowTest::cost() const noexcept {
    switch (m_term.key) {
    case QueryKey::Grade:
        return 0;
    case QueryKey::Status:
    case QueryKey::Size:
    case QueryKey::Method:
    case QueryKey::Mime:
        return 1;
    case QueryKey::Type:
        return 2;
    case QueryKey::Has:
        return 4;
    case QueryKey::Tag:
        return 5;
    default:
        return 3;
    }
}

bool RowTest::testRow(const replay::Row &row) const {
    const cache::Decision &decision = row.decision;
    const auto seconds = [](Duration duration) {
        return std::chrono::floor<std::chrono::seconds>(duration).count();
    };
    switch (m_term.key) {
    case QueryKey::Outcome:
        return has(m_term, decision.outcome);
    case QueryKey::Recorded:
        return has(m_term, row.recorded) ||
               m_term.values.test(QueryTerm::firstComparison +
                                  static_cast<std::size_t>(row.comparison));
    case QueryKey::Rule:
        return std::any_of(decision.reasons.begin(), decision.reasons.end(),
                           [this](cache::Rule rule) { return has(m_term, rule); });
    case QueryKey::Age:
        return row.considered.isValid() && anyHolds(m_term.ranges, seconds(decision.age));
    default:
        return row.considered.isValid() && anyHolds(m_term.ranges, seconds(decision.lifetime));
    }
}

/// Whether the response that the exchange brought or renewed was flushed.
bool RowTest::testFlushed(ExchangeId id) const {
    const replay::VersionId result = m_subject.log->rows[id.index()].result;
    if (!result.isValid() || result.index() >= m_subject.log->versions.size())
        return false;
    const replay::Version &version = m_subject.log->version(result);
    const bool itsOwn = version.renewal.isValid() ? version.renewal == id : version.response == id;
    return itsOwn && version.ending == replay::Ending::Flushed;
}

bool RowTest::testMarks(ExchangeId id) const {
    const std::size_t i = id.index();
    const bool inLog = m_subject.log != nullptr && i < m_subject.log->rows.size();
    const bool graded = m_subject.grades != nullptr && i < m_subject.grades->size();
    return (has(m_term, Mark::Inferred) && inLog && m_subject.log->rows[i].decision.inferred) ||
           (has(m_term, Mark::Flagged) && graded && (*m_subject.grades)[i] >= flaggedFrom) ||
           (has(m_term, Mark::Noted) && i < m_noted.size() && m_noted[i] != 0) ||
           (has(m_term, Mark::Flushed) && inLog && testFlushed(id));
}

bool RowTest::testParts(ExchangeId id, const Exchange &exchange) const {
    using http::FieldName;
    const auto response = [&](FieldName name) {
        return http::find(exchange.responseFields, name) != nullptr;
    };
    const std::size_t i = id.index();
    return (has(m_term, Part::Body) && exchange.responseBody.form != traffic::BodyForm::Absent) ||
           (has(m_term, Part::Note) && i < m_noted.size() && m_noted[i] != 0) ||
           (has(m_term, Part::ETag) && response(FieldName::ETag)) ||
           (has(m_term, Part::LastModified) && response(FieldName::LastModified)) ||
           (has(m_term, Part::Vary) && response(FieldName::Vary)) ||
           (has(m_term, Part::Cookie) &&
            (response(FieldName::SetCookie) ||
             http::find(exchange.requestFields, FieldName::Cookie) != nullptr));
}

bool RowTest::testTags(const Exchange &exchange) const {
    const auto anyOf = [this](http::Fields fields, http::FieldName name) {
        return std::any_of(fields.begin(), fields.end(), [&](const http::Field &field) {
            return field.known == name && anyIn(m_searches, field.value);
        });
    };
    return anyOf(exchange.responseFields, http::FieldName::ETag) ||
           anyOf(exchange.requestFields, http::FieldName::IfNoneMatch);
}

bool RowTest::test(ExchangeId id, const Exchange &exchange) {
    switch (m_term.key) {
    case QueryKey::Status:
        return anyHolds(m_term.ranges, exchange.status);
    case QueryKey::Size:
        return anyHolds(m_term.ranges, sizeOf(exchange));
    case QueryKey::Grade:
        return anyHolds(m_term.ranges, (*m_subject.grades)[id.index()]);
    case QueryKey::Method:
        return m_memo.holds(exchange.method);
    case QueryKey::Mime:
        return exchange.mimeType.empty() ? anyIn(m_searches, mimeOf(exchange))
                                         : m_memo.holds(exchange.mimeType);
    case QueryKey::Type:
        return has(m_term, m_types.typeOf(exchange, m_subject.traffic->urlText(exchange.url)));
    case QueryKey::Is:
        return testMarks(id);
    case QueryKey::Has:
        return testParts(id, exchange);
    case QueryKey::Tag:
        return testTags(exchange);
    case QueryKey::Outcome:
        if (anyHolds(m_term.ranges, exchange.status))
            return true;
        break;
    default:
        break;
    }
    const replay::Log *log = m_subject.log;
    return log != nullptr && id.index() < log->rows.size() && testRow(log->rows[id.index()]);
}

bool isRowTerm(const QueryTerm &term) noexcept {
    switch (term.key) {
    case QueryKey::Words:
    case QueryKey::Url:
    case QueryKey::Host:
    case QueryKey::Site:
    case QueryKey::Visit:
    case QueryKey::Visitor:
        return false;
    default:
        return true;
    }
}

Flags flagsOf(const std::vector<ExchangeId> *noted, std::size_t count) {
    Flags flags;
    if (noted == nullptr)
        return flags;
    flags.assign(count, 0);
    for (const ExchangeId id : *noted) {
        if (id.isValid() && id.index() < count)
            flags[id.index()] = 1;
    }
    return flags;
}

std::vector<ExchangeId> allOf(const traffic::Traffic &traffic) {
    std::vector<ExchangeId> all;
    all.reserve(traffic.exchangeCount());
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i)
        all.push_back(ExchangeId::fromSize(i));
    return all;
}

} // namespace

std::vector<ExchangeId> Query::run(const Subject &subject) const {
    std::vector<ExchangeId> found;
    if (subject.traffic == nullptr)
        return found;
    const traffic::Traffic &traffic = *subject.traffic;
    const Flags noted = flagsOf(subject.noted, traffic.exchangeCount());
    std::vector<RowTest> tests;
    tests.reserve(m_parts->terms.size());
    for (const QueryTerm &term : m_parts->terms) {
        if (!isRowTerm(term))
            continue;
        tests.emplace_back(term, subject, noted);
        if (!tests.back().canHold())
            return found;
    }
    std::vector<RowTest *> cheapFirst(tests.size());
    std::iota(cheapFirst.begin(), cheapFirst.end(), tests.data());
    std::stable_sort(cheapFirst.begin(), cheapFirst.end(),
                     [](const RowTest *a, const RowTest *b) { return a->cost() < b->cost(); });
    if (isEmpty())
        return allOf(traffic);
    const UrlFilter urls(traffic, m_parts->terms);
    const VisitFilter visits(traffic, m_parts->terms);
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const ExchangeId id = ExchangeId::fromSize(i);
        const Exchange &exchange = traffic.exchange(id);
        if (urls.lets(exchange.url) && visits.lets(exchange.visit) &&
            std::all_of(cheapFirst.begin(), cheapFirst.end(),
                        [&](RowTest *test) { return test->holds(id, exchange); }))
            found.push_back(id);
    }
    return found;
}

} // namespace etagere::session
