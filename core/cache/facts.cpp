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

bool saysNoCache(std::string_view pragma) noexcept {
    http::ListReader members(pragma);
    bool noCache = false;
    for (std::string_view member; members.next(member);)
        noCache = noCache || http::equalsIgnoringCase(member, "no-cache");
    return noCache;
}

/// The first line of each field, found in one pass without a branch: which fields a message has
/// cannot be guessed.
class FirstLines {
public:
    explicit FirstLines(http::Fields fields) noexcept
        : m_fields(fields) {
        for (const http::Field &field : fields) {
            const std::uint64_t bit = bitOf(field.known);
            const bool again = (m_seen & bit) != 0;
            const http::Field *&first = m_first[static_cast<std::size_t>(field.known)];
            first = again ? first : &field;
            m_again |= m_seen & bit;
            m_seen |= bit;
        }
    }
    [[nodiscard]] bool has(FieldName name) const noexcept { return (m_seen & bitOf(name)) != 0; }
    [[nodiscard]] bool hasSeveral(FieldName name) const noexcept {
        return (m_again & bitOf(name)) != 0;
    }
    /// Only of a field that is there.
    [[nodiscard]] std::string_view valueOf(FieldName name) const noexcept {
        return m_first[static_cast<std::size_t>(name)]->value;
    }
    /// Every line of the field, and of others where it has several; none of it when it has none.
    [[nodiscard]] http::Fields linesOf(FieldName name) const noexcept {
        if (!has(name))
            return {};
        const auto at =
            static_cast<std::size_t>(m_first[static_cast<std::size_t>(name)] - m_fields.data());
        return hasSeveral(name) ? m_fields.subspan(at) : m_fields.subspan(at, 1);
    }

private:
    static constexpr auto count = static_cast<std::size_t>(FieldName::Count);
    static_assert(count <= 64, "each has a bit");
    static std::uint64_t bitOf(FieldName name) noexcept {
        return std::uint64_t{1} << static_cast<unsigned>(name);
    }
    http::Fields m_fields;
    std::uint64_t m_seen = 0;
    std::uint64_t m_again = 0;
    std::array<const http::Field *, count> m_first;
};

bool pragmaSaysNoCache(const FirstLines &lines) noexcept {
    const http::Fields fields = lines.linesOf(FieldName::Pragma);
    return std::any_of(fields.begin(), fields.end(), [](const http::Field &field) {
        return field.known == FieldName::Pragma && saysNoCache(field.value);
    });
}

/// Reads a response's fields; of several lines of a name that holds one value the first counts.
class ResponseReader {
public:
    ResponseReader(const FirstLines &lines, Instant now, const Model &model) noexcept
        : m_lines(lines)
        , m_model(model)
        , m_year(yearOf(now)) {}

    void readInto(ResponseFacts &facts) const {
        if (m_lines.has(FieldName::Age))
            facts.age = readAge(m_lines.valueOf(FieldName::Age), m_model);
        if (m_lines.has(FieldName::Date))
            facts.date = readDate(m_lines.valueOf(FieldName::Date), m_year, m_model);
        if (m_lines.has(FieldName::Expires))
            readExpires(facts);
        if (m_lines.has(FieldName::LastModified))
            readLastModified(m_lines.valueOf(FieldName::LastModified), facts);
        if (m_lines.has(FieldName::ETag))
            readETag(http::trimmed(m_lines.valueOf(FieldName::ETag)), facts);
        facts.hasLocation = m_lines.has(FieldName::Location);
        facts.hasVary = m_lines.has(FieldName::Vary);
        facts.varyAny = facts.hasVary && http::varySaysAny(m_lines.linesOf(FieldName::Vary));
    }

private:
    /// Of the years that a date field can name, the nearest.
    static std::chrono::year yearOf(Instant now) noexcept {
        using namespace std::chrono;
        constexpr Instant first = sys_days(year{0} / January / 1);
        constexpr Instant last = sys_days(year{9999} / December / 31);
        return year_month_day(floor<days>(std::clamp(now, first, last))).year();
    }

    void readETag(std::string_view value, ResponseFacts &facts) const noexcept {
        facts.hasETag = !value.empty();
        const std::string_view prefix = value.substr(0, 2);
        const bool weak =
            prefix == "W/" || (prefix == "w/" && m_model.has(Difference::PartsFarDate));
        facts.strongETag = facts.hasETag && !weak;
    }

    void readLastModified(std::string_view value, ResponseFacts &facts) const {
        facts.lastModified = readDate(value, m_year, m_model);
        // Browsers ask with whatever it says; it goes out as it came.
        facts.hasLastModified =
            facts.lastModified || (m_model.has(Difference::LenientDates)
                                       ? !http::trimmed(value).empty()
                                       : http::parseHttpDate(value, m_year).time.has_value());
    }

    void readExpires(ResponseFacts &facts) const {
        const std::string_view value = m_lines.valueOf(FieldName::Expires);
        // Several lines are no date (RFC 9111 §5.3); browsers look at the first.
        if (!m_lines.hasSeveral(FieldName::Expires) || m_model.has(Difference::LenientDates))
            facts.expires = readDate(value, m_year, m_model);
        facts.expiresBad = !facts.expires;
        facts.expiresZero = http::trimmed(value) == "0";
    }

    const FirstLines &m_lines;
    const Model &m_model;
    std::chrono::year m_year;
};

} // namespace

Method methodFrom(std::string_view name) noexcept {
    const auto *const found = std::find_if(
        methods.begin(), methods.end(), [name](const MethodRow &row) { return row.name == name; });
    return found == methods.end() ? Method::Other : found->method;
}

RequestFacts requestFactsOf(std::string_view method, http::Fields fields, const Model &model) {
    RequestFacts facts;
    facts.method = methodFrom(method);
    const FirstLines lines(fields);
    facts.authorization = lines.has(FieldName::Authorization);
    facts.range = lines.has(FieldName::Range);
    facts.ifRange = lines.has(FieldName::IfRange);
    facts.ownCondition = lines.has(FieldName::IfMatch) || lines.has(FieldName::IfUnmodifiedSince) ||
                         (facts.ifRange && !facts.range);
    facts.validators = lines.has(FieldName::IfNoneMatch) || lines.has(FieldName::IfModifiedSince);
    facts.anyPragma = pragmaSaysNoCache(lines);
    facts.pragmaNoCache = facts.anyPragma && !lines.has(FieldName::CacheControl);
    if (!lines.has(FieldName::CacheControl))
        return facts;
    const http::CacheControl control =
        readCacheControl(lines.linesOf(FieldName::CacheControl), model);
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
    const FirstLines lines(fields);
    ResponseReader(lines, now, model).readInto(facts);
    facts.anyPragma = pragmaSaysNoCache(lines);
    facts.pragmaNoCache = facts.anyPragma && !lines.has(FieldName::CacheControl);
    if (!lines.has(FieldName::CacheControl))
        return facts;
    const http::CacheControl control =
        readCacheControl(lines.linesOf(FieldName::CacheControl), model);
    facts.directives = control.flags;
    facts.noCacheFields = !control.noCacheFields.empty();
    facts.maxAge = control.maxAge;
    facts.sMaxAge = control.sMaxAge;
    facts.staleWhileRevalidate = control.staleWhileRevalidate;
    facts.staleIfError = control.staleIfError;
    return facts;
}

} // namespace etagere::cache
