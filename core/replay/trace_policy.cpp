// SPDX-License-Identifier: Apache-2.0
#include "core/replay/trace_policy.h"

#include "core/http/field.h"
#include "core/http/http_date.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace etagere::replay {

namespace {

std::string_view trimmed(std::string_view text) noexcept {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// The first word, which `text` loses.
std::string_view word(std::string_view &text) noexcept {
    const std::string_view all = trimmed(text);
    const std::size_t end = std::min(all.find_first_of(" \t"), all.size());
    text = all.substr(end);
    return all.substr(0, end);
}

std::optional<std::uint32_t> numberFrom(std::string_view text) noexcept {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return value;
}

std::optional<std::uint32_t> changesFrom(std::string_view text) noexcept {
    if (text == "never")
        return TracePolicy::never;
    if (text.empty())
        return std::nullopt;
    std::uint32_t unit = 0;
    switch (text.back()) {
    case 's':
        unit = 1;
        break;
    case 'm':
        unit = 60;
        break;
    case 'h':
        unit = 3600;
        break;
    case 'd':
        unit = 86400;
        break;
    default:
        return std::nullopt;
    }
    const auto number = numberFrom(text.substr(0, text.size() - 1));
    if (!number || *number == 0 || *number > 0xFFFFFFFFU / unit)
        return std::nullopt;
    return *number * unit;
}

/// Owns the texts that fields borrow.
struct FieldTexts {
    std::vector<std::pair<std::string, std::string>> texts;
    [[nodiscard]] std::vector<http::Field> fields() const {
        std::vector<http::Field> made;
        for (const auto &[name, value] : texts)
            made.push_back({name, value, http::fieldNameFrom(name)});
        return made;
    }
};

/// What a server would send for the reference time; none: an Expires that is no number.
std::optional<FieldTexts> fieldsOf(std::string_view text) {
    FieldTexts made;
    made.texts.emplace_back("Date", http::formatHttpDate(policyReference));
    while (!trimmed(text).empty()) {
        const std::size_t end = std::min(text.find('|'), text.size());
        const std::string_view member = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t colon = std::min(member.find(':'), member.size());
        const std::string_view name = trimmed(member.substr(0, colon));
        std::string value(trimmed(member.substr(std::min(colon + 1, member.size()))));
        const http::FieldName known = http::fieldNameFrom(name);
        if (known == http::FieldName::ETag && value.empty())
            value = "\"v\"";
        if (known == http::FieldName::LastModified && value.empty())
            value = http::formatHttpDate(policyReference);
        if (known == http::FieldName::Expires) {
            const auto seconds = numberFrom(value);
            if (!seconds)
                return std::nullopt;
            value = http::formatHttpDate(policyReference + std::chrono::seconds(*seconds));
        }
        if (!name.empty())
            made.texts.emplace_back(name, std::move(value));
    }
    return made;
}

using Kind = PolicyError::Kind;

Result<TracePolicy, Kind> policyFrom(std::string_view line, const cache::Model &model) {
    TracePolicy policy;
    policy.line = line;
    const auto share = numberFrom(word(line));
    if (!share || *share == 0)
        return Failure<Kind>(Kind::BadShare);
    policy.share = *share;
    const auto changes = changesFrom(word(line));
    if (!changes)
        return Failure<Kind>(Kind::BadChanges);
    policy.changesSeconds = *changes;
    if (trimmed(line).empty())
        return Failure<Kind>(Kind::NoFields);
    const auto fields = fieldsOf(line);
    if (!fields)
        return Failure<Kind>(Kind::BadExpires);
    constexpr std::uint16_t ok = 200;
    policy.facts = cache::responseFactsOf(ok, fields->fields(), policyReference, model);
    return policy;
}

} // namespace

Result<TracePolicies, PolicyError> readPolicies(std::string_view text, const cache::Model &model) {
    TracePolicies policies;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line = trimmed(line.substr(0, line.find('#')));
        if (line.empty())
            continue;
        if (policies.size() == policyLimit)
            return Failure<PolicyError>(PolicyError{Kind::TooMany, number});
        auto policy = policyFrom(line, model);
        if (!policy)
            return Failure<PolicyError>(PolicyError{policy.error(), number});
        policies.push_back(*std::move(policy));
    }
    if (policies.empty())
        return Failure<PolicyError>(PolicyError{Kind::None, 0});
    return policies;
}

std::string maxAgePolicy(std::uint64_t seconds) {
    return "1 never Cache-Control: max-age=" + std::to_string(seconds) + " | ETag";
}

std::string_view webPolicies() noexcept {
    return "# share changes fields\n"
           "20 never Cache-Control: public, max-age=31536000, immutable | ETag | Last-Modified\n"
           "12 90d   Cache-Control: max-age=31536000 | Last-Modified | Vary: Accept-Encoding\n"
           "10 30d   Cache-Control: public, max-age=2592000 | ETag | Last-Modified\n"
           "8  7d    Cache-Control: max-age=604800 | Last-Modified\n"
           "8  1d    Cache-Control: public, max-age=86400 | ETag | Vary: Accept-Encoding\n"
           "4  1d    Cache-Control: max-age=3600, stale-while-revalidate=86400 | ETag\n"
           "4  6h    Cache-Control: max-age=600 | ETag | Last-Modified\n"
           "3  1h    Cache-Control: max-age=60, must-revalidate | ETag\n"
           "5  1d    Cache-Control: no-cache | ETag\n"
           "4  10m   Cache-Control: private, max-age=0, must-revalidate | ETag\n"
           "5  1m    Cache-Control: no-store\n"
           "2  30d   Expires: 2592000 | Last-Modified\n"
           "12 60d   Last-Modified | ETag\n"
           "3  7d    Server: plain\n";
}

PolicyDraw::PolicyDraw(const TracePolicies &policies) {
    constexpr std::uint64_t wheel = 65'536;
    std::uint64_t sum = 0;
    for (const TracePolicy &one : policies)
        sum += one.share;
    std::uint64_t reached = 0;
    m_wheel.reserve(wheel);
    for (std::size_t i = 0; i < policies.size(); ++i) {
        reached += policies[i].share;
        m_wheel.resize(static_cast<std::size_t>(wheel * reached / sum),
                       static_cast<std::uint16_t>(i));
    }
}

std::uint16_t PolicyDraw::of(std::uint64_t key) const noexcept {
    // Other bits than those that place the key in a table.
    key *= 0xD6E8FEB86659FD93U;
    key ^= key >> 32U;
    key *= 0xD6E8FEB86659FD93U;
    return m_wheel[key >> 48U];
}

} // namespace etagere::replay
