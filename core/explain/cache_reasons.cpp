// SPDX-License-Identifier: Apache-2.0
#include "core/explain/cache_rule_text.h"
#include "core/explain/printable.h"
#include "core/explain/rfc.h"
#include "core/http/http_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

namespace etagere::explain {

namespace {

using cache::Rule;
using http::FieldName;
using replay::Grounds;
using std::chrono::seconds;

constexpr Message unitDays = ETAGERE_TEXT("numbers", "%1 d");
constexpr Message unitHours = ETAGERE_TEXT("numbers", "%1 h");
constexpr Message unitMinutes = ETAGERE_TEXT("numbers", "%1 min");
constexpr Message unitSeconds = ETAGERE_TEXT("numbers", "%1 s");
constexpr Message quoted = ETAGERE_TEXT("cache rules", "\u201c%1\u201d");
constexpr Message upTo = ETAGERE_TEXT("cache rules", "up to %1");
constexpr Message itsStatus = ETAGERE_TEXT("cache rules", "its status, %1,");
constexpr Message ofStatus = ETAGERE_TEXT("cache rules", "a response of status %1");
constexpr Message leadsNowhere = ETAGERE_TEXT("cache rules", "a redirection (%1) without Location");
constexpr Message both = ETAGERE_TEXT("cache rules", "%1 and %2");
constexpr Message anyLength = ETAGERE_TEXT("cache rules", "any length of time");
constexpr std::string_view unknown = "\u2026";

/// "7", "7.5", "7.482".
std::string secondsText(std::int64_t milliseconds) {
    std::string written = count(milliseconds / 1000);
    std::int64_t rest = milliseconds % 1000;
    if (rest == 0)
        return written;
    written += '.';
    for (std::int64_t place = 100; rest > 0; place /= 10) {
        written += static_cast<char>('0' + rest / place);
        rest %= place;
    }
    return written;
}

std::string quote(std::string_view value) { return text(quoted, shortened(value)); }

/// The value of every line of that name, as one list.
std::string joined(http::Fields fields, FieldName name) {
    std::string all;
    for (const http::Field &field : fields) {
        if (field.known != name)
            continue;
        if (!all.empty())
            all += ", ";
        all += field.value;
        if (all.size() > quoteLimit * 4) // more than a sentence quotes
            break;
    }
    return all;
}

std::string quoteField(http::Fields fields, FieldName name) {
    const std::string value = joined(fields, name);
    return value.empty() ? std::string(unknown) : quote(value);
}

std::string directiveText(std::string_view name, const std::optional<http::DeltaSeconds> &value) {
    std::string written(name);
    if (value)
        written += "=" + std::to_string(value->count());
    return written;
}

std::string nameText(std::string_view token) {
    const bool plain =
        !token.empty() && token.size() <= 20 && std::all_of(token.begin(), token.end(), [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
        });
    return plain ? std::string(token) : quote(token);
}

std::string noCacheNamesIn(http::Fields stored) {
    const std::string_view names = http::cacheControlOf(stored).noCacheFields;
    return names.empty() ? std::string(unknown) : quote(names);
}

/// Models refuse to guess because of the status, or beside must-revalidate where the status is one
/// that all of them guess for.
std::string refusalOf(const cache::ResponseFacts &response) {
    constexpr std::array<std::uint16_t, 3> guessedByAll{200, 203, 206};
    const bool byStatus =
        std::find(guessedByAll.begin(), guessedByAll.end(), response.status) == guessedByAll.end();
    return byStatus ? text(itsStatus, std::to_string(response.status))
                    : std::string(http::spelling(http::Directive::MustRevalidate));
}

/// Names, not values: where it leads may identify a visitor, and the exchange that goes there
/// tells.
std::string locationsIn(http::Fields received) {
    const std::string location(http::spelling(FieldName::Location));
    const std::string content(http::spelling(FieldName::ContentLocation));
    const bool hasLocation = http::find(received, FieldName::Location) != nullptr;
    const bool hasContent = http::find(received, FieldName::ContentLocation) != nullptr;
    if (hasLocation && hasContent)
        return text(both, location, content);
    return hasContent ? content : hasLocation ? location : std::string(unknown);
}

/// Fills in the operands of one row's sentences.
class Operands {
public:
    explicit Operands(const Grounds &grounds)
        : m_grounds(grounds)
        , m_decision(grounds.row->decision)
        , m_wholeSeconds(m_decision.age >= std::chrono::minutes(1) ||
                         m_decision.lifetime >= std::chrono::hours(1)) {}

    [[nodiscard]] std::string of(Operand operand) const;

private:
    [[nodiscard]] std::optional<std::string> ofTimes(Operand operand) const;
    [[nodiscard]] std::optional<std::string> ofRequest(Operand operand) const;
    [[nodiscard]] std::optional<std::string> ofStored(Operand operand) const;
    [[nodiscard]] std::string dateText(FieldName name, std::optional<Instant> counted) const;
    [[nodiscard]] std::optional<std::string> ofReceived(Operand operand) const;
    [[nodiscard]] std::optional<std::string> ofFacts(const cache::StoredFacts &stored,
                                                     Operand operand) const;
    [[nodiscard]] std::string receivedLifetime() const;

    /// Fractions of a second are shown where all lengths are short. Elsewhere each length is cut to
    /// whole seconds before they are compared, so that the numbers of a sentence add up.
    [[nodiscard]] Duration cut(Duration length) const {
        return m_wholeSeconds ? Duration(std::chrono::floor<seconds>(length)) : length;
    }

    const Grounds &m_grounds;
    const cache::Decision &m_decision;
    bool m_wholeSeconds;
};

std::optional<std::string> Operands::ofTimes(Operand operand) const {
    const auto &stored = m_grounds.stored;
    const Instant now = m_grounds.row->at;
    switch (operand) {
    case Operand::Age:
        return exactDuration(cut(m_decision.age));
    case Operand::Lifetime:
        return exactDuration(cut(m_decision.lifetime));
    case Operand::Staleness:
        return exactDuration(cut(m_decision.age) - cut(m_decision.lifetime));
    case Operand::Remaining:
        return exactDuration(cut(m_decision.lifetime) - cut(m_decision.age));
    case Operand::SinceModified:
        if (stored && stored->response.lastModified)
            return exactDuration(stored->response.date.value_or(stored->responseTime) -
                                 *stored->response.lastModified);
        return std::nullopt;
    case Operand::AheadBy:
        if (stored && stored->response.date)
            return exactDuration(*stored->response.date - stored->responseTime);
        return std::nullopt;
    case Operand::SinceAsked:
        return stored ? std::optional(exactDuration(cut(now - stored->requestTime))) : std::nullopt;
    default:
        return std::nullopt;
    }
}

std::optional<std::string> Operands::ofRequest(Operand operand) const {
    const cache::RequestFacts &request = m_grounds.request;
    const auto length = [](const std::optional<http::DeltaSeconds> &value) {
        return value ? std::optional(exactDuration(seconds(value->count()))) : std::nullopt;
    };
    switch (operand) {
    case Operand::Method:
        return nameText(m_grounds.exchange->method);
    case Operand::Status:
        return std::to_string(m_grounds.exchange->status);
    case Operand::RequestMaxAge:
        return length(request.maxAge);
    case Operand::RequestMinFresh:
        return length(request.minFresh);
    case Operand::RequestMaxStale:
        return request.maxStale ? text(upTo, *length(request.maxStale)) : text(anyLength);
    case Operand::RequestRange:
        return quoteField(m_grounds.exchange->requestFields, FieldName::Range);
    default:
        return std::nullopt;
    }
}

std::optional<std::string> Operands::ofReceived(Operand operand) const {
    const http::Fields fields = m_grounds.exchange->responseFields;
    switch (operand) {
    case Operand::UpdatedFields:
        return count(m_grounds.updatedFields);
    case Operand::KeptFields:
        return count(m_grounds.keptFields);
    case Operand::ReceivedLifetime:
        return receivedLifetime();
    case Operand::ReceivedPermission:
        return std::string(http::spelling(m_grounds.response.has(http::Directive::Public)
                                              ? http::Directive::Public
                                              : http::Directive::Private));
    case Operand::ContentRange:
        return quoteField(fields, FieldName::ContentRange);
    case Operand::Refused: {
        const std::uint16_t status = m_grounds.exchange->status;
        const bool redirects = status >= 300 && status < 400;
        return text(redirects ? leadsNowhere : ofStatus, std::to_string(status));
    }
    case Operand::Locations:
        return locationsIn(fields);
    default:
        return std::nullopt;
    }
}

std::optional<std::string> Operands::ofStored(Operand operand) const {
    const http::Fields fields = m_grounds.storedFields;
    switch (operand) {
    case Operand::LastModified:
        return quoteField(fields, FieldName::LastModified);
    case Operand::ETag:
        return quoteField(fields, FieldName::ETag);
    case Operand::VaryField:
        return quote(m_grounds.varyDiffersIn);
    case Operand::VaryFields:
        return quoteField(fields, FieldName::Vary);
    case Operand::NoCacheNames:
        return noCacheNamesIn(fields);
    default:
        return m_grounds.stored ? ofFacts(*m_grounds.stored, operand) : std::nullopt;
    }
}

std::optional<std::string> Operands::ofFacts(const cache::StoredFacts &stored,
                                             Operand operand) const {
    using http::Directive;
    const cache::ResponseFacts &response = stored.response;
    const auto directive = [](Directive which, const std::optional<http::DeltaSeconds> &value) {
        return directiveText(http::spelling(which), value);
    };
    switch (operand) {
    case Operand::Date:
        return dateText(FieldName::Date, response.date.value_or(stored.responseTime));
    case Operand::Expires:
        return dateText(FieldName::Expires, response.expires);
    case Operand::MaxAge:
        return directive(Directive::MaxAge, response.maxAge);
    case Operand::SharedMaxAge:
        return directive(Directive::SMaxAge, response.sMaxAge);
    case Operand::StaleWhileRevalidate:
        return directive(Directive::StaleWhileRevalidate, response.staleWhileRevalidate);
    case Operand::StaleIfError:
        return directive(Directive::StaleIfError, response.staleIfError);
    case Operand::AgeField:
        return response.age ? std::optional(exactDuration(seconds(response.age->count())))
                            : std::nullopt;
    case Operand::StoredStatus:
        return std::to_string(response.status);
    case Operand::Refusal:
        return refusalOf(response);
    default:
        return std::nullopt;
    }
}

/// As the server wrote it, if that is what counted: what stood in its place otherwise, such as the
/// time of receipt for a Date that is missing.
std::string Operands::dateText(FieldName name, std::optional<Instant> counted) const {
    const http::Field *field = http::find(m_grounds.storedFields, name);
    if (field == nullptr)
        return counted ? rfc3339(*counted) : std::string(unknown);
    using namespace std::chrono;
    const year_month_day today(floor<days>(m_grounds.stored->responseTime));
    const auto written = http::parseHttpDate(field->value, today.year()).time;
    return counted && written != counted ? rfc3339(*counted) : quote(field->value);
}

std::string Operands::receivedLifetime() const {
    const cache::ResponseFacts &response = m_grounds.response;
    if (response.maxAge || response.has(http::Directive::MaxAge))
        return directiveText(http::spelling(http::Directive::MaxAge), response.maxAge);
    return "Expires: " + quoteField(m_grounds.exchange->responseFields, FieldName::Expires);
}

std::string Operands::of(Operand operand) const {
    if (auto made = ofTimes(operand))
        return *std::move(made);
    if (auto made = ofRequest(operand))
        return *std::move(made);
    if (auto made = ofReceived(operand))
        return *std::move(made);
    return ofStored(operand).value_or(std::string(unknown));
}

/// The number that decides between singular and plural: that of the first operand.
std::int64_t deciding(const CacheRuleText &words, const Grounds &grounds) {
    if (words.operands[0] == Operand::UpdatedFields)
        return grounds.updatedFields;
    return words.operands[0] == Operand::KeptFields ? std::int64_t{grounds.keptFields} : 1;
}

Reason reasonFor(Rule rule, const Operands &operands, const Grounds &grounds) {
    const cache::RuleRow &row = cache::rowOf(rule);
    const CacheRuleText &words = textOf(rule);
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < maxOperands && words.operands[i] != Operand::None; ++i)
        shown.push_back(operands.of(words.operands[i]));
    return {rule,
            row.step,
            row.id,
            row.section,
            citationLink(row.section),
            fill(words.sentence, shown, deciding(words, grounds))};
}

} // namespace

std::string exactDuration(Duration duration) {
    using namespace std::chrono;
    const auto whole = duration_cast<milliseconds>(std::max(duration, Duration::zero()));
    if (whole < minutes(2))
        return text(unitSeconds, secondsText(whole.count()));
    const std::int64_t day = whole / hours(24);
    const std::int64_t hour = whole % hours(24) / hours(1);
    const std::int64_t minute = whole % hours(1) / minutes(1);
    const std::int64_t second = (whole % minutes(1)).count();
    std::string written;
    const auto add = [&written](const Message &unit, const std::string &number) {
        written += (written.empty() ? "" : " ") + text(unit, number);
    };
    if (day > 0)
        add(unitDays, count(day));
    if (hour > 0)
        add(unitHours, count(hour));
    if (minute > 0)
        add(unitMinutes, count(minute));
    if (second > 0)
        add(unitSeconds, secondsText(second));
    return written;
}

std::vector<Reason> reasonsOf(const Grounds &grounds) {
    std::vector<Reason> reasons;
    const Operands operands(grounds);
    reasons.reserve(grounds.row->decision.reasons.size());
    for (const Rule rule : grounds.row->decision.reasons)
        reasons.push_back(reasonFor(rule, operands, grounds));
    return reasons;
}

} // namespace etagere::explain
