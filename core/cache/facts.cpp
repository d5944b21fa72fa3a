// SPDX-License-Identifier: Apache-2.0
#include "core/cache/facts.h"

#include "core/cache/dialect.h"
#include "core/http/etag.h"
#include "core/http/http_date.h"
#include "core/http/text.h"
#include "core/http/vary.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace etagere::cache {

namespace {

using http::Directive;
using http::FieldName;

struct MethodRow {
    Method method = Method::Other;
    std::string_view name;
};

constexpr std::array<MethodRow, static_cast<std::size_t>(Method::Other)> methods{{
    {Method::Get, "GET"},
    {Method::Head, "HEAD"},
    {Method::Options, "OPTIONS"},
    {Method::Trace, "TRACE"},
    {Method::Post, "POST"},
    {Method::Put, "PUT"},
    {Method::Delete, "DELETE"},
    {Method::Patch, "PATCH"},
}};

constexpr bool tableIsInEnumOrder() {
    for (std::size_t i = 0; i < methods.size(); ++i) {
        if (static_cast<std::size_t>(methods[i].method) != i)
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder(), "every Method but Other has its own row, in order");

bool pragmaSaysNoCache(http::Fields fields) noexcept {
    bool noCache = false;
    for (const http::Field &field : fields) {
        if (field.known != FieldName::Pragma)
            continue;
        http::ListReader members(field.value);
        for (std::string_view member; members.next(member);)
            noCache = noCache || http::equalsIgnoringCase(member, "no-cache");
    }
    return noCache;
}

/// Reads a response's fields in one pass; of several lines of a name that holds one value the
/// first counts.
class ResponseReader {
public:
    ResponseReader(ResponseFacts &facts, Instant now, const Model &model) noexcept
        : m_facts(facts)
        , m_model(model)
        , m_year(yearOf(now)) {}

    void read(const http::Field &field) {
        switch (field.known) {
        case FieldName::Age:
            if (isFirst(field.known))
                m_facts.age = readAge(field.value, m_model);
            return;
        case FieldName::Date:
            if (isFirst(field.known))
                m_facts.date = readDate(field.value, m_year, m_model);
            return;
        case FieldName::Expires:
            readExpires(field);
            return;
        case FieldName::LastModified:
            if (isFirst(field.known))
                readLastModified(field.value);
            return;
        case FieldName::ETag:
            if (isFirst(field.known))
                readETag(http::trimmed(field.value));
            return;
        case FieldName::Location:
            m_facts.hasLocation = true;
            return;
        case FieldName::Vary:
            m_facts.hasVary = true;
            return;
        case FieldName::CacheControl:
            m_cacheControl = true;
            return;
        case FieldName::Pragma:
            m_pragma = true;
            return;
        default:
            return;
        }
    }

    [[nodiscard]] bool sawCacheControl() const noexcept { return m_cacheControl; }
    [[nodiscard]] bool sawPragma() const noexcept { return m_pragma; }

private:
    /// Of the years that a date field can name, the nearest.
    static std::chrono::year yearOf(Instant now) noexcept {
        using namespace std::chrono;
        constexpr Instant first = sys_days(year{0} / January / 1);
        constexpr Instant last = sys_days(year{9999} / December / 31);
        return year_month_day(floor<days>(std::clamp(now, first, last))).year();
    }

    [[nodiscard]] bool isFirst(FieldName name) noexcept {
        const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(name);
        const bool first = (m_seen & bit) == 0;
        m_seen |= bit;
        return first;
    }

    void readETag(std::string_view value) noexcept {
        m_facts.hasETag = !value.empty();
        const std::string_view prefix = value.substr(0, 2);
        const bool weak =
            prefix == "W/" || (prefix == "w/" && m_model.has(Difference::PartsFarDate));
        m_facts.strongETag = m_facts.hasETag && !weak;
    }

    void readLastModified(std::string_view value) {
        m_facts.lastModified = readDate(value, m_year, m_model);
        // Browsers ask with whatever it says; it goes out as it came.
        m_facts.hasLastModified = m_model.has(Difference::LenientDates)
                                      ? !http::trimmed(value).empty()
                                      : http::parseHttpDate(value, m_year).time.has_value();
    }

    void readExpires(const http::Field &field) {
        if (!isFirst(field.known)) {
            // Several lines are no date (RFC 9111 §5.3); browsers look at the first.
            if (!m_model.has(Difference::LenientDates))
                m_facts.expires.reset();
            m_facts.expiresBad = !m_facts.expires;
            return;
        }
        m_facts.expires = readDate(field.value, m_year, m_model);
        m_facts.expiresBad = !m_facts.expires;
        m_facts.expiresZero = http::trimmed(field.value) == "0";
    }

    static_assert(static_cast<unsigned>(FieldName::Count) <= 64, "each has a bit of m_seen");
    ResponseFacts &m_facts;
    const Model &m_model;
    std::chrono::year m_year;
    std::uint64_t m_seen = 0;
    bool m_cacheControl = false;
    bool m_pragma = false;
};

void readRequestField(const http::Field &field, RequestFacts &facts) noexcept {
    switch (field.known) {
    case FieldName::Authorization:
        facts.authorization = true;
        return;
    case FieldName::Range:
        facts.range = true;
        return;
    case FieldName::IfRange:
        facts.ifRange = true;
        return;
    case FieldName::IfMatch:
    case FieldName::IfUnmodifiedSince:
        facts.ownCondition = true;
        return;
    case FieldName::IfNoneMatch:
    case FieldName::IfModifiedSince:
        facts.validators = true;
        return;
    default:
        return;
    }
}

} // namespace

Method methodFrom(std::string_view name) noexcept {
    const auto *const found = std::find_if(
        methods.begin(), methods.end(), [name](const MethodRow &row) { return row.name == name; });
    return found == methods.end() ? Method::Other : found->method;
}

RequestFacts requestFactsOf(std::string_view method, http::Fields fields, const Model &model) {
    RequestFacts facts;
    facts.method = methodFrom(method);
    bool cacheControl = false;
    for (const http::Field &field : fields) {
        readRequestField(field, facts);
        cacheControl = cacheControl || field.known == FieldName::CacheControl;
    }
    facts.ownCondition = facts.ownCondition || (facts.ifRange && !facts.range);
    facts.anyPragma = pragmaSaysNoCache(fields);
    facts.pragmaNoCache = facts.anyPragma && !cacheControl;
    if (!cacheControl)
        return facts;
    const http::CacheControl control = readCacheControl(fields, model);
    facts.noStore = control.has(Directive::NoStore);
    facts.noCache = control.has(Directive::NoCache);
    facts.onlyIfCached = control.has(Directive::OnlyIfCached);
    facts.maxAge = control.maxAge;
    facts.minFresh = control.minFresh;
    facts.maxStale = control.maxStale;
    facts.maxStaleAny = control.has(Directive::MaxStale) && !control.maxStale;
    return facts;
}

ResponseFacts responseFactsOf(std::uint16_t status, http::Fields fields, Instant now,
                              const Model &model) {
    ResponseFacts facts;
    facts.status = status;
    ResponseReader reader(facts, now, model);
    for (const http::Field &field : fields)
        reader.read(field);
    if (facts.hasVary)
        facts.varyAny = http::varyOf(fields).any;
    facts.anyPragma = reader.sawPragma() && pragmaSaysNoCache(fields);
    facts.pragmaNoCache = facts.anyPragma && !reader.sawCacheControl();
    if (!reader.sawCacheControl())
        return facts;
    const http::CacheControl control = readCacheControl(fields, model);
    facts.directives = control.flags;
    facts.noCacheFields = !control.noCacheFields.empty();
    facts.maxAge = control.maxAge;
    facts.sMaxAge = control.sMaxAge;
    facts.staleWhileRevalidate = control.staleWhileRevalidate;
    facts.staleIfError = control.staleIfError;
    return facts;
}

} // namespace etagere::cache
