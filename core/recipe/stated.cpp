// SPDX-License-Identifier: Apache-2.0
#include "core/body/text_code.h"
#include "core/recipe/digest_match.h"
#include "core/recipe/family.h"

#include <algorithm>
#include <array>

namespace etagere::recipe {

namespace {

using http::FieldName;

/// Fields that state a digest of the body. Names without a number are compared as text.
struct DigestField {
    std::string_view name;
    FieldName known = FieldName::Other;
    RecipeId recipe = RecipeId::FieldDigest;
};
constexpr std::array digestFields{
    DigestField{"x-goog-hash", FieldName::XGoogHash, RecipeId::GoogleStorage},
    DigestField{"content-md5", FieldName::ContentMd5},
    DigestField{"docker-content-digest", FieldName::DockerContentDigest, RecipeId::DockerDigest},
    DigestField{"digest"},
    DigestField{"content-digest"},
    DigestField{"repr-digest"},
    DigestField{"x-ms-blob-content-md5"},
    DigestField{"x-amz-checksum-sha256"},
    DigestField{"x-amz-checksum-sha1"}};

constexpr std::size_t minDigestBytes = 16;
constexpr std::size_t minUrlText = 6;
/// Shorter texts count only between punctuation: they may stand in a longer word by chance.
constexpr std::size_t minInsideWord = 16;

bool isNamed(const http::Field &field, const DigestField &wanted) {
    constexpr auto lowered = [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
    };
    if (wanted.known != FieldName::Other)
        return field.known == wanted.known;
    return std::equal(field.name.begin(), field.name.end(), wanted.name.begin(), wanted.name.end(),
                      lowered);
}

bool containsIgnoringCase(std::string_view text, std::string_view lower) {
    return std::search(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
           }) != text.end();
}

/// The tag's bytes, when it can be a digest, and how it is written.
struct Stated {
    body::ByteVector bytes;
    Encoding encoding = Encoding::None;
};
std::optional<Stated> digestBytes(std::string_view text) {
    const bool isHex = isHexText(text, Case::Lower) || isHexText(text, Case::Upper);
    auto bytes = isHex ? body::decodeHex(text) : body::decodeBase64(text);
    if (!bytes || bytes->size() < minDigestBytes || bytes->size() > body::Digest::maxSize)
        return std::nullopt;
    return Stated{std::move(*bytes), isHex ? Encoding::Hex : Encoding::Base64};
}

const DigestField *statingField(const Facts &facts, const Stated &digest) {
    const std::string hex = body::encodeHex(digest.bytes);
    const std::string base64 =
        body::encodeBase64(digest.bytes, body::Base64::Standard, body::Padding::None);
    for (const http::Field &field : facts.fields) {
        const auto *const named =
            std::find_if(digestFields.begin(), digestFields.end(),
                         [&field](const DigestField &wanted) { return isNamed(field, wanted); });
        if (named != digestFields.end() && (field.value.find(base64) != std::string_view::npos ||
                                            containsIgnoringCase(field.value, hex)))
            return named;
    }
    return nullptr;
}

void recogniseFieldDigest(const Subject &subject, Findings &findings) {
    std::string_view text = subject.text();
    constexpr std::string_view sha256 = "sha256:";
    std::vector<Part> parts;
    if (text.starts_with(sha256)) {
        parts.push_back(subject.partAt(text.substr(0, sha256.size()), PartKind::Constant));
        text.remove_prefix(sha256.size());
    }
    const auto digest = digestBytes(text);
    if (!digest)
        return;
    const DigestField *field = statingField(subject.facts(), *digest);
    if (field == nullptr)
        return;
    Part part = subject.partAt(text, PartKind::FieldDigest);
    part.encoding = digest->encoding;
    part.field = field->known;
    parts.push_back(part);
    findings.offer(field->recipe, std::move(parts));
}

void appendVarint(body::ByteVector &bytes, std::uint64_t number) {
    for (; number > 0x7f; number >>= 7)
        bytes.push_back(static_cast<std::uint8_t>(number | 0x80U));
    bytes.push_back(static_cast<std::uint8_t>(number));
}

std::string generationText(std::uint64_t generation, std::uint64_t metageneration) {
    body::ByteVector bytes{0x08}; // field 1, varint
    appendVarint(bytes, generation);
    bytes.push_back(0x10); // field 2, varint
    appendVarint(bytes, metageneration);
    return body::encodeBase64(bytes);
}

void recogniseGeneration(const Subject &subject, Findings &findings) {
    const http::Fields fields = subject.facts().fields;
    const auto generation =
        body::decodeNumber(http::valueOf(fields, FieldName::XGoogGeneration), 10);
    const auto metageneration =
        body::decodeNumber(http::valueOf(fields, FieldName::XGoogMetageneration), 10);
    if (!generation || !metageneration ||
        subject.text() != generationText(*generation, *metageneration))
        return;
    Part part = subject.partAt(subject.text(), PartKind::FieldDigest);
    part.encoding = Encoding::Protobuf;
    part.field = FieldName::XGoogGeneration;
    findings.offer(RecipeId::GoogleGeneration, {part});
}

bool isWordCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool standsAlone(std::string_view text, std::size_t at, std::size_t size) {
    const bool before = at > 0 && isWordCharacter(text[at - 1]);
    const bool after = at + size < text.size() && isWordCharacter(text[at + size]);
    return !before && !after;
}

bool standsIn(std::string_view text, std::string_view piece) {
    for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + 1)) {
        if (piece.size() >= minInsideWord || standsAlone(text, at, piece.size()))
            return true;
    }
    return false;
}

std::string_view queryOf(std::string_view url) {
    const auto mark = url.find_first_of("?#");
    return mark == std::string_view::npos ? std::string_view() : url.substr(mark);
}

void recogniseUrlText(const Subject &subject, Findings &findings) {
    const std::string_view text = subject.text();
    const Facts &facts = subject.facts();
    if (text.size() < minUrlText)
        return;
    const std::string_view query = queryOf(facts.url);
    const std::string_view path =
        facts.path.empty() ? facts.url.substr(0, facts.url.size() - query.size()) : facts.path;
    Part part = subject.partAt(text, PartKind::UrlText);
    if (standsIn(path, text))
        part.over = Over::PathWithoutQuery;
    else if (standsIn(query, text))
        part.over = Over::Query;
    else
        return;
    findings.offer(RecipeId::UrlText, {part});
}

} // namespace

void recogniseStated(const Subject &subject, Findings &findings) {
    recogniseFieldDigest(subject, findings);
    recogniseGeneration(subject, findings);
    if (!findings.isVerified())
        recogniseUrlText(subject, findings);
}

std::optional<std::string> makeStated(RecipeId recipe, const FileFacts &file) {
    switch (recipe) {
    case RecipeId::GoogleStorage:
        return "\"" + body::encodeHex(body::digestOf(body::Algorithm::Md5, file.body).bytes()) +
               "\"";
    case RecipeId::GoogleGeneration:
        if (file.generation == 0)
            return std::nullopt;
        return generationText(file.generation, file.metageneration);
    default:
        return std::nullopt;
    }
}

} // namespace etagere::recipe
