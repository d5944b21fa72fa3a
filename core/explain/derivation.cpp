// SPDX-License-Identifier: Apache-2.0
#include "core/explain/derivation.h"

#include "core/explain/message.h"
#include "core/explain/printable.h"
#include "core/http/etag.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace etagere::explain {

namespace {

using recipe::Encoding;
using recipe::Over;
using recipe::Part;
using recipe::PartKind;
using recipe::TimeUnit;

constexpr std::array kindTexts{
    ETAGERE_TEXT("derivation", "not explained"),
    ETAGERE_TEXT("derivation", "length of the content"),
    ETAGERE_TEXT("derivation", "Last-Modified"),
    ETAGERE_TEXT("derivation", "time of serving (Date)"),
    ETAGERE_TEXT("derivation", "Last-Modified and length in one number"),
    ETAGERE_TEXT("derivation", "digest of the content"),
    ETAGERE_TEXT("derivation", "digest that a field of the response states too"),
    ETAGERE_TEXT("derivation", "text from the URL"),
    ETAGERE_TEXT("derivation", "hash of the file's name, by its place"),
    ETAGERE_TEXT("derivation", "file number (inode), by its place"),
    ETAGERE_TEXT("derivation", "change number, by its place"),
    ETAGERE_TEXT("derivation", "suffix of a compressed variant"),
    ETAGERE_TEXT("derivation", "suffix that a server adds"),
    ETAGERE_TEXT("derivation", "constant"),
};
static_assert(kindTexts.size() == static_cast<std::size_t>(PartKind::Count));

constexpr std::array encodingTexts{
    Message{},
    ETAGERE_TEXT("derivation", "in decimal"),
    ETAGERE_TEXT("derivation", "in hexadecimal"),
    ETAGERE_TEXT("derivation", "in hexadecimal"),
    ETAGERE_TEXT("derivation", "in base32"),
    ETAGERE_TEXT("derivation", "in base36"),
    ETAGERE_TEXT("derivation", "in base64"),
    ETAGERE_TEXT("derivation", "in base64url"),
    ETAGERE_TEXT("derivation", "with a decimal fraction"),
    ETAGERE_TEXT("derivation", "as an ISO 8601 date"),
    ETAGERE_TEXT("derivation", "as JavaScript writes a date"),
    ETAGERE_TEXT("derivation", "in hexadecimal, last byte first"),
    ETAGERE_TEXT("derivation", "in a UUID"),
    ETAGERE_TEXT("derivation", "in base64 of a Protocol Buffers message"),
};
static_assert(encodingTexts.size() == static_cast<std::size_t>(Encoding::Protobuf) + 1);

constexpr std::array unitTexts{
    Message{},
    ETAGERE_TEXT("derivation", "as Unix time"),
    ETAGERE_TEXT("derivation", "as Unix time in milliseconds"),
    ETAGERE_TEXT("derivation", "as Unix time in microseconds"),
    ETAGERE_TEXT("derivation", "as Unix time in nanoseconds"),
    ETAGERE_TEXT("derivation", "as Windows FILETIME"),
    ETAGERE_TEXT("derivation", "as .NET ticks"),
    ETAGERE_TEXT("derivation", "as UUID time"),
};
static_assert(unitTexts.size() == static_cast<std::size_t>(TimeUnit::Uuid) + 1);

constexpr std::array overTexts{
    Message{},
    Message{},
    ETAGERE_TEXT("derivation", "as it was sent"),
    ETAGERE_TEXT("derivation", "with the file name's extension before it"),
    ETAGERE_TEXT("derivation", "(its path)"),
    ETAGERE_TEXT("derivation", "(its query)"),
    ETAGERE_TEXT("derivation", "(from Content-Range)"),
    Message{},
};
static_assert(overTexts.size() == static_cast<std::size_t>(Over::LastModifiedAndLength) + 1);

constexpr std::array<std::string_view, static_cast<std::size_t>(body::Algorithm::Count)>
    algorithmNames{"MD5",       "SHA-1",     "SHA-256",        "SHA-384",          "SHA-512",
                   "SHA3-256",  "CRC-32",    "CRC-32C",        "CRC-32 (Koopman)", "Adler-32",
                   "FNV-1a 32", "FNV-1a 52", "FNV-1a 64",      "xxHash32",         "xxHash64",
                   "XXH3 64",   "XXH3 128",  "MurmurHash3 32", "MurmurHash3 128",  "Git's SHA-1"};

constexpr Message partOf = ETAGERE_TEXT("derivation", "%1 = %2");
constexpr Message charactersAt = ETAGERE_TEXT("derivation", "characters %1-%2");
constexpr Message algorithmOf = ETAGERE_TEXT("derivation", "%1 of the content");
constexpr Message beginOf = ETAGERE_TEXT("derivation", "beginning of the %1");
constexpr Message endOf = ETAGERE_TEXT("derivation", "end of the %1");
constexpr Message lengthOf = ETAGERE_TEXT("derivation", "length %1");
constexpr Message statedBy = ETAGERE_TEXT("derivation", "digest stated by %1");
constexpr Message onlyShape = ETAGERE_TEXT("derivation", "only its shape is that of %1");
constexpr Message freeBits = ETAGERE_TEXT("derivation", "%1 of it not explained");

std::string subjectOf(const Part &part) {
    std::string subject = text(kindTexts[static_cast<std::size_t>(part.kind)]);
    if (part.kind == PartKind::FieldDigest && part.field != http::FieldName::Other)
        return text(statedBy, http::spelling(part.field));
    if (part.kind == PartKind::BodyDigest && part.algorithm != body::Algorithm::Count)
        subject = text(algorithmOf, algorithmNames[static_cast<std::size_t>(part.algorithm)]);
    if (part.prefixOnly)
        return text(beginOf, subject);
    return part.suffixOnly ? text(endOf, subject) : subject;
}

/// The number that a length's digits stand for; only shown where it differs from them.
std::string lengthText(const Part &part, std::string_view digits) {
    int base = 0;
    if (part.encoding == Encoding::Hex || part.encoding == Encoding::HexUpper)
        base = 16;
    else if (part.encoding == Encoding::Base36)
        base = 36;
    else
        return {};
    std::uint64_t number = 0;
    const char *end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number, base);
    return read.ec == std::errc() && read.ptr == end ? text(lengthOf, std::to_string(number))
                                                     : std::string();
}

void join(std::string &words, const std::string &more) {
    if (more.empty())
        return;
    if (!words.empty())
        words += ' ';
    words += more;
}

std::string partText(const Part &part, std::string_view opaque) {
    const bool inside = part.begin < part.end && part.end <= opaque.size();
    const std::string_view piece =
        inside ? opaque.substr(part.begin, part.end - part.begin) : std::string_view();
    std::string words;
    if (part.kind == PartKind::Size && inside)
        words = lengthText(part, piece);
    if (words.empty())
        words = subjectOf(part);
    join(words, text(overTexts[static_cast<std::size_t>(part.over)]));
    join(words, text(unitTexts[static_cast<std::size_t>(part.unit)]));
    if (part.kind != PartKind::CodingSuffix)
        join(words, text(encodingTexts[static_cast<std::size_t>(part.encoding)]));
    if (part.bits >= 0.05 && part.kind != PartKind::Unexplained)
        words += ", " + text(freeBits, bits(part.bits));
    const std::string place =
        inside ? shortened(piece, 64) : text(charactersAt, part.begin + 1, part.end);
    return text(partOf, place, words);
}

std::string_view opaqueOf(std::string_view value) {
    const http::ParsedETag parsed = http::parseETag(value);
    return parsed.tag ? parsed.tag->opaque : value;
}

} // namespace

std::string derivationOf(const analysis::Provenance &provenance) {
    const std::string_view opaque = opaqueOf(provenance.value);
    std::string words;
    for (const Part &part : provenance.recognition.parts) {
        if (!words.empty())
            words += "; ";
        words += partText(part, opaque);
    }
    const recipe::RecipeId made = provenance.recognition.recipe;
    if (made == recipe::RecipeId::None || made == recipe::RecipeId::Universal)
        return words;
    std::string servers(recipe::rowOf(made).servers);
    if (provenance.recognition.coverage == recipe::Coverage::FormatOnly)
        servers = text(onlyShape, servers);
    return words.empty() ? servers : words + " (" + servers + ")";
}

std::string serversOf(std::string_view recipeId) {
    for (const recipe::RecipeRow &row : recipe::allRecipes()) {
        if (row.id == recipeId && !row.servers.empty())
            return std::string(row.servers);
    }
    return shortened(recipeId);
}

bool isRecipe(std::string_view recipeId) noexcept {
    const auto recipes = recipe::allRecipes();
    return std::any_of(recipes.begin(), recipes.end(),
                       [recipeId](const recipe::RecipeRow &row) { return row.id == recipeId; });
}

std::string_view idOf(recipe::RecipeId recipe) noexcept { return recipe::rowOf(recipe).id; }

} // namespace etagere::explain
