// SPDX-License-Identifier: Apache-2.0
#include "core/http/content_coding.h"

#include "core/http/text.h"

#include <array>
#include <cstddef>

namespace etagere::http {

namespace {

struct CodingRow {
    ContentCoding coding = ContentCoding::Other;
    std::string_view name;
    std::string_view alias;
};

constexpr std::array<CodingRow, static_cast<std::size_t>(ContentCoding::Count)> rows{{
    {ContentCoding::Identity, "identity", {}},
    {ContentCoding::Gzip, "gzip", "x-gzip"},
    {ContentCoding::Deflate, "deflate", {}},
    {ContentCoding::Brotli, "br", {}},
    {ContentCoding::Zstd, "zstd", {}},
    {ContentCoding::Compress, "compress", "x-compress"},
    {ContentCoding::Other, {}, {}},
}};

constexpr bool tableIsInEnumOrder() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].coding) != i)
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder(), "every ContentCoding has its own row, in order");

} // namespace

ContentCoding contentCodingFrom(std::string_view token) noexcept {
    for (const CodingRow &row : rows) {
        if (equalsIgnoringCase(token, row.name) ||
            (!row.alias.empty() && equalsIgnoringCase(token, row.alias)))
            return row.coding;
    }
    return ContentCoding::Other;
}

std::string_view spelling(ContentCoding coding) noexcept {
    return rows[static_cast<std::size_t>(coding)].name;
}

ParsedContentCoding parseContentCoding(std::string_view value) {
    ParsedContentCoding parsed;
    ListReader members(value);
    std::string_view member;
    while (members.next(member)) {
        const ContentCoding coding = contentCodingFrom(member);
        parsed.codings.push_back({coding, member});
        if (coding == ContentCoding::Other)
            note(parsed.deviations, DeviationKind::UnknownCoding, value, member);
    }
    if (parsed.codings.empty())
        note(parsed.deviations, DeviationKind::EmptyValue, {0, value.size()});
    return parsed;
}

std::optional<std::string> registeredCodings(std::string_view value) {
    std::string names;
    for (const CodingView &each : parseContentCoding(value).codings) {
        if (each.coding == ContentCoding::Other)
            return std::nullopt;
        if (each.coding == ContentCoding::Identity)
            continue;
        names += names.empty() ? "" : ", ";
        names += spelling(each.coding);
    }
    return names;
}

} // namespace etagere::http
