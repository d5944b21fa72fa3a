// SPDX-License-Identifier: Apache-2.0
#include "core/http/field.h"

#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace etagere::http {

namespace {

struct NameRow {
    FieldName name = FieldName::Other;
    std::string_view usual;
    std::string_view lower;
};

constexpr std::size_t nameCount = static_cast<std::size_t>(FieldName::Count);

constexpr std::array<NameRow, nameCount> names{{
    {FieldName::Other, "", ""},
    {FieldName::AcceptEncoding, "Accept-Encoding", "accept-encoding"},
    {FieldName::AcceptRanges, "Accept-Ranges", "accept-ranges"},
    {FieldName::Age, "Age", "age"},
    {FieldName::Authorization, "Authorization", "authorization"},
    {FieldName::CacheControl, "Cache-Control", "cache-control"},
    {FieldName::ClearSiteData, "Clear-Site-Data", "clear-site-data"},
    {FieldName::Connection, "Connection", "connection"},
    {FieldName::ContentEncoding, "Content-Encoding", "content-encoding"},
    {FieldName::ContentLength, "Content-Length", "content-length"},
    {FieldName::ContentLocation, "Content-Location", "content-location"},
    {FieldName::ContentMd5, "Content-MD5", "content-md5"},
    {FieldName::ContentRange, "Content-Range", "content-range"},
    {FieldName::ContentType, "Content-Type", "content-type"},
    {FieldName::Cookie, "Cookie", "cookie"},
    {FieldName::Date, "Date", "date"},
    {FieldName::DockerContentDigest, "Docker-Content-Digest", "docker-content-digest"},
    {FieldName::ETag, "ETag", "etag"},
    {FieldName::Expires, "Expires", "expires"},
    {FieldName::Host, "Host", "host"},
    {FieldName::IfMatch, "If-Match", "if-match"},
    {FieldName::IfModifiedSince, "If-Modified-Since", "if-modified-since"},
    {FieldName::IfNoneMatch, "If-None-Match", "if-none-match"},
    {FieldName::IfRange, "If-Range", "if-range"},
    {FieldName::IfUnmodifiedSince, "If-Unmodified-Since", "if-unmodified-since"},
    {FieldName::LastModified, "Last-Modified", "last-modified"},
    {FieldName::Location, "Location", "location"},
    {FieldName::NoVarySearch, "No-Vary-Search", "no-vary-search"},
    {FieldName::Origin, "Origin", "origin"},
    {FieldName::Pragma, "Pragma", "pragma"},
    {FieldName::Range, "Range", "range"},
    {FieldName::Referer, "Referer", "referer"},
    {FieldName::Server, "Server", "server"},
    {FieldName::SetCookie, "Set-Cookie", "set-cookie"},
    {FieldName::TransferEncoding, "Transfer-Encoding", "transfer-encoding"},
    {FieldName::UserAgent, "User-Agent", "user-agent"},
    {FieldName::Vary, "Vary", "vary"},
    {FieldName::Via, "Via", "via"},
    {FieldName::XGoogGeneration, "X-Goog-Generation", "x-goog-generation"},
    {FieldName::XGoogHash, "X-Goog-Hash", "x-goog-hash"},
    {FieldName::XGoogMetageneration, "X-Goog-Metageneration", "x-goog-metageneration"},
}};

constexpr bool isLowerOf(std::string_view lower, std::string_view usual) {
    return std::equal(lower.begin(), lower.end(), usual.begin(), usual.end(),
                      [](char l, char u) { return l == lowered(u); });
}

constexpr bool tableIsInEnumOrder() {
    for (std::size_t i = 0; i < nameCount; ++i) {
        if (static_cast<std::size_t>(names[i].name) != i ||
            !isLowerOf(names[i].lower, names[i].usual))
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder(), "every FieldName has its own row, in order");

constexpr std::size_t slotCount = 256;

/// Looks at the length and three letters only; the case bit is set in each.
constexpr std::size_t slotOf(std::string_view name, unsigned factor) {
    const auto letter = [name](std::size_t i) {
        return static_cast<unsigned>(static_cast<unsigned char>(name[i])) | 0x20U;
    };
    const unsigned mixed = letter(0) + letter(name.size() / 2) * 31U +
                           letter(name.size() - 1) * 1021U +
                           static_cast<unsigned>(name.size()) * 65537U;
    return ((mixed * factor) >> 16U) % slotCount;
}

constexpr bool separatesAll(unsigned factor) {
    std::array<bool, slotCount> taken{};
    for (std::size_t i = 1; i < nameCount; ++i) {
        bool &slot = taken[slotOf(names[i].lower, factor)];
        if (slot)
            return false;
        slot = true;
    }
    return true;
}

/// The first factor that gives each name a slot of its own, found by the compiler.
constexpr unsigned findFactor() {
    unsigned factor = 2654435761U;
    while (!separatesAll(factor))
        factor += 2U;
    return factor;
}
constexpr unsigned factor = findFactor();

constexpr std::array<FieldName, slotCount> makeSlots() {
    std::array<FieldName, slotCount> slots{};
    for (std::size_t i = 1; i < nameCount; ++i)
        slots[slotOf(names[i].lower, factor)] = names[i].name;
    return slots;
}
constexpr std::array<FieldName, slotCount> slots = makeSlots();

/// Most candidates differ in length or in the first letter.
bool isSpelledLike(std::string_view name, const NameRow &row) noexcept {
    if (name.size() != row.lower.size())
        return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] != row.lower[i] && lowered(name[i]) != row.lower[i])
            return false;
    }
    return true;
}

} // namespace

FieldName fieldNameFrom(std::string_view name) noexcept {
    if (name.empty())
        return FieldName::Other;
    const FieldName candidate = slots[slotOf(name, factor)];
    const NameRow &row = names[static_cast<std::size_t>(candidate)];
    return isSpelledLike(name, row) ? candidate : FieldName::Other;
}

std::string_view spelling(FieldName name) noexcept {
    return names[static_cast<std::size_t>(name)].usual;
}

const Field *find(Fields fields, FieldName name) noexcept {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [name](const Field &field) { return field.known == name; });
    return found == fields.end() ? nullptr : &*found;
}

std::string_view valueOf(Fields fields, FieldName name) noexcept {
    const Field *field = find(fields, name);
    return field == nullptr ? std::string_view() : field->value;
}

const Field *find(Fields fields, std::string_view name) noexcept {
    const auto found = std::find_if(fields.begin(), fields.end(), [name](const Field &field) {
        return equalsIgnoringCase(field.name, name);
    });
    return found == fields.end() ? nullptr : &*found;
}

} // namespace etagere::http
