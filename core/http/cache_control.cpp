// SPDX-License-Identifier: Apache-2.0
#include "core/http/cache_control.h"

#include "core/http/name_table.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace etagere::http {

namespace {

using Kind = DeviationKind;
using Seconds = std::optional<DeltaSeconds> CacheControl::*;
using Names = std::string_view CacheControl::*;

/// A directive, and where its argument goes if it may have one.
struct DirectiveRow {
    Directive directive = Directive::Count;
    std::string_view name;
    Seconds seconds = nullptr;
    Names fieldNames = nullptr;
};

constexpr std::array<DirectiveRow, static_cast<std::size_t>(Directive::Count)> rows{{
    {Directive::NoStore, "no-store"},
    {Directive::NoCache, "no-cache", nullptr, &CacheControl::noCacheFields},
    {Directive::Private, "private", nullptr, &CacheControl::privateFields},
    {Directive::Public, "public"},
    {Directive::MustRevalidate, "must-revalidate"},
    {Directive::ProxyRevalidate, "proxy-revalidate"},
    {Directive::MustUnderstand, "must-understand"},
    {Directive::NoTransform, "no-transform"},
    {Directive::Immutable, "immutable"},
    {Directive::OnlyIfCached, "only-if-cached"},
    {Directive::MaxAge, "max-age", &CacheControl::maxAge},
    {Directive::SMaxAge, "s-maxage", &CacheControl::sMaxAge},
    {Directive::StaleWhileRevalidate, "stale-while-revalidate",
     &CacheControl::staleWhileRevalidate},
    {Directive::StaleIfError, "stale-if-error", &CacheControl::staleIfError},
    {Directive::MinFresh, "min-fresh", &CacheControl::minFresh},
    {Directive::MaxStale, "max-stale", &CacheControl::maxStale},
}};

constexpr bool tableIsInEnumOrder() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].directive) != i)
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder(), "every Directive has its own row, in order");
static_assert(rows.size() <= 32, "each has a bit of CacheControl::flags");

constexpr std::array<std::string_view, rows.size()> directiveNames() {
    std::array<std::string_view, rows.size()> names;
    for (std::size_t i = 0; i < rows.size(); ++i)
        names[i] = rows[i].name;
    return names;
}
constexpr NameTable directives{directiveNames()};

const DirectiveRow *findRow(std::string_view name) noexcept {
    const std::size_t number = directives.find(name);
    return number == 0 ? nullptr : &rows[number - 1];
}

/// Reads one value's members into a CacheControl that earlier lines may have filled.
class DirectiveReader {
public:
    DirectiveReader(std::string_view value, CacheControl &control, Deviations &deviations)
        : m_value(value)
        , m_control(control)
        , m_deviations(deviations) {}

    void read() {
        ListReader members(m_value);
        std::string_view member;
        bool any = false;
        for (; members.next(member); any = true)
            readMember(member);
        if (!any)
            note(m_deviations, Kind::EmptyValue, {0, m_value.size()});
    }

private:
    void readMember(std::string_view member) {
        const std::size_t equals = member.find('=');
        const std::string_view name = trimmed(member.substr(0, equals));
        const DirectiveRow *row = findRow(name);
        if (row == nullptr) {
            noteUnknown(name, member);
            return;
        }
        if (m_control.has(row->directive)) {
            note(m_deviations, Kind::DuplicateDirective, m_value, member);
            return;
        }
        m_control.flags |= 1U << static_cast<unsigned>(row->directive);
        const bool hasArgument = equals != std::string_view::npos;
        const std::string_view argument = member.substr(hasArgument ? equals + 1 : member.size());
        if (row->seconds != nullptr && (hasArgument || row->directive != Directive::MaxStale))
            readSeconds(*row, argument);
        else if (row->fieldNames != nullptr && hasArgument)
            readFieldNames(*row, trimmed(argument));
    }

    /// Names that are new are nothing to complain of.
    void noteUnknown(std::string_view name, std::string_view member) {
        if (name.empty())
            note(m_deviations, Kind::EmptyName, m_value, member);
        else if (!std::all_of(name.begin(), name.end(), isTokenChar))
            note(m_deviations, Kind::MalformedParameter, m_value, member);
    }

    void readSeconds(const DirectiveRow &row, std::string_view argument) {
        const ParsedDeltaSeconds parsed = parseDeltaSeconds(argument);
        m_control.*row.seconds = parsed.value;
        const std::size_t shift = offsetIn(m_value, argument);
        for (const Deviation &deviation : parsed.deviations)
            note(m_deviations, deviation.kind, {shift + deviation.begin, shift + deviation.end});
    }

    void readFieldNames(const DirectiveRow &row, std::string_view argument) {
        if (argument.empty()) {
            note(m_deviations, Kind::EmptyValue, m_value, argument);
            return;
        }
        std::string_view names = argument;
        if (argument.front() != '"') {
            note(m_deviations, Kind::UnquotedArgument, m_value, argument);
        } else if (argument.size() == 1 || argument.back() != '"') {
            note(m_deviations, Kind::MissingEndQuote, m_value, argument);
            names.remove_prefix(1);
        } else {
            names = argument.substr(1, argument.size() - 2);
        }
        m_control.*row.fieldNames = trimmed(names);
    }

    std::string_view m_value;
    CacheControl &m_control;
    Deviations &m_deviations;
};

} // namespace

Directive directiveFrom(std::string_view name) noexcept {
    const DirectiveRow *const row = findRow(name);
    return row == nullptr ? Directive::Count : row->directive;
}

std::string_view spelling(Directive directive) noexcept {
    return rows[static_cast<std::size_t>(directive)].name;
}

ParsedCacheControl parseCacheControl(std::string_view value) {
    ParsedCacheControl parsed;
    DirectiveReader(value, parsed.control, parsed.deviations).read();
    return parsed;
}

CacheControl cacheControlOf(Fields fields) {
    ParsedCacheControl parsed;
    for (const Field &field : fields) {
        if (field.known == FieldName::CacheControl)
            DirectiveReader(field.value, parsed.control, parsed.deviations).read();
    }
    return parsed.control;
}

} // namespace etagere::http
