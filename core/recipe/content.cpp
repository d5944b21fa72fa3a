// SPDX-License-Identifier: Apache-2.0
#include "core/body/text_code.h"
#include "core/recipe/digest_match.h"
#include "core/recipe/family.h"

#include <algorithm>
#include <vector>

namespace etagere::recipe {

namespace {

using body::Algorithm;

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
constexpr std::size_t md5Text = 32;
/// Each part size that is tried hashes the whole body again.
constexpr std::size_t maxPartSizes = 16;
constexpr std::uint64_t maxParts = 10'000; // S3's own limit

/// Node's path.extname(): from the last point of the last segment, but not its first character.
std::string_view extensionOf(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const auto point = name.rfind('.');
    return point == std::string_view::npos || point == 0 ? std::string_view() : name.substr(point);
}

std::string serveHandlerDigest(std::string_view path, std::string_view body) {
    const std::string prefix = std::string(extensionOf(path)) + "-";
    return body::encodeHex(body::digestOf(Algorithm::Sha1, prefix, body).bytes());
}

void recogniseServeHandler(const Subject &subject, Findings &findings) {
    const Facts &facts = subject.facts();
    if (facts.decoded == nullptr || subject.text().size() != 40 || !isHexText(subject.text()) ||
        subject.text() != serveHandlerDigest(facts.path, facts.decoded->bytes()))
        return;
    Part part = subject.partAt(subject.text(), PartKind::BodyDigest);
    part.algorithm = Algorithm::Sha1;
    part.encoding = Encoding::Hex;
    part.over = Over::ExtensionAndBody;
    findings.offer(RecipeId::ServeHandler, {part});
}

void recogniseNextJs(const Subject &subject, Findings &findings) {
    const std::string_view text = subject.text();
    // Eleven base36 digits hold 52 bits; the length has up to seven.
    if (subject.facts().decoded == nullptr || text.size() < 2 || text.size() > 18 ||
        !body::decodeNumber(text.substr(0, 10), 36))
        return;
    body::LazyDigests &digests = *subject.facts().decoded;
    const std::string length = body::encodeNumber(body::utf16Length(digests.bytes()), 36);
    if (!text.ends_with(length))
        return;
    const std::string_view hash = text.substr(0, text.size() - length.size());
    auto digest = bodyDigestPart(subject, hash, Algorithm::Fnv1a52, Encoding::Base36);
    if (!digest)
        return;
    Part size = subject.partAt(text.substr(hash.size()), PartKind::Size);
    size.encoding = Encoding::Base36;
    size.over = Over::Decoded;
    findings.offer(RecipeId::NextJs, {*digest, size});
}

std::string qetagOf(const body::Digest &sha1) {
    body::ByteVector bytes{0x16};
    bytes.insert(bytes.end(), sha1.bytes().begin(), sha1.bytes().end());
    return body::encodeBase64(bytes, body::Base64::Url);
}

void recogniseQiniu(const Subject &subject, Findings &findings) {
    constexpr std::size_t qetagText = 28;
    const Facts &facts = subject.facts();
    if (facts.decoded == nullptr || subject.text().size() != qetagText ||
        facts.decoded->bytes().size() > 4 * mebibyte ||
        subject.text() != qetagOf(facts.decoded->get(Algorithm::Sha1)))
        return;
    Part part = subject.partAt(subject.text(), PartKind::BodyDigest);
    part.algorithm = Algorithm::Sha1;
    part.encoding = Encoding::Base64Url;
    part.over = Over::Decoded;
    findings.offer(RecipeId::Qiniu, {part});
}

body::Digest multipartDigest(std::string_view body, std::uint64_t partSize) {
    std::string joined;
    for (std::size_t at = 0; at < body.size(); at += partSize) {
        const auto digest = body::digestOf(Algorithm::Md5, body.substr(at, partSize));
        joined.append(digest.bytes().begin(), digest.bytes().end());
    }
    return body::digestOf(Algorithm::Md5, joined);
}

/// Part sizes that cut `length` bytes into `parts`, those in use first.
std::vector<std::uint64_t> partSizes(std::uint64_t length, std::uint64_t parts) {
    std::vector<std::uint64_t> sizes;
    const auto add = [&](std::uint64_t size) {
        const bool fits = size != 0 && (length + size - 1) / size == parts;
        if (fits && sizes.size() < maxPartSizes && std::ranges::find(sizes, size) == sizes.end())
            sizes.push_back(size);
    };
    for (const unsigned known : {5U, 8U, 15U, 16U, 25U, 50U, 64U, 100U})
        add(known * mebibyte);
    add((length + parts - 1) / parts);
    for (unsigned power = 10; power < 40; ++power)
        add(std::uint64_t{1} << power);
    add(((length + parts - 1) / parts + mebibyte - 1) / mebibyte * mebibyte);
    return sizes;
}

std::optional<Part> multipartPart(const Subject &subject, std::string_view hash,
                                  std::uint64_t parts) {
    if (subject.facts().decoded == nullptr)
        return std::nullopt;
    const std::string_view body = subject.facts().decoded->bytes();
    for (const std::uint64_t size : partSizes(body.size(), parts)) {
        if (hash != body::encodeHex(multipartDigest(body, size).bytes()))
            continue;
        Part part = subject.partAt(hash, PartKind::BodyDigest);
        part.algorithm = Algorithm::Md5;
        part.encoding = Encoding::Hex;
        part.over = Over::Decoded;
        return part;
    }
    return std::nullopt;
}

void recogniseMultipart(const Subject &subject, Findings &findings) {
    const std::string_view text = subject.text();
    if (text.size() < md5Text + 2 || text[md5Text] != '-' || !isHexText(text.substr(0, md5Text)))
        return;
    const std::string_view count = text.substr(md5Text + 1);
    const auto parts = body::decodeNumber(count, 10);
    if (!parts || *parts == 0 || *parts > maxParts || count.front() == '0')
        return;
    const std::string_view hash = text.substr(0, md5Text);
    const auto digest = multipartPart(subject, hash, *parts);
    Part number = subject.partAt(count, digest ? PartKind::Size : PartKind::ChangeNumber);
    number.encoding = Encoding::Decimal;
    number.bits = digest ? 0 : capacityOf(count);
    findings.offer(RecipeId::S3Multipart, {digest.value_or(subject.unexplained(hash)), number});
}

} // namespace

void recogniseContent(const Subject &subject, Findings &findings) {
    recogniseServeHandler(subject, findings);
    recogniseNextJs(subject, findings);
    recogniseQiniu(subject, findings);
    recogniseMultipart(subject, findings);
}

std::optional<std::string> makeContent(RecipeId recipe, const FileFacts &file) {
    switch (recipe) {
    case RecipeId::ServeHandler:
        return "\"" + serveHandlerDigest(file.path, file.body) + "\"";
    case RecipeId::NextJs:
        return "\"" + digestText(body::digestOf(Algorithm::Fnv1a52, file.body), Encoding::Base36) +
               body::encodeNumber(body::utf16Length(file.body), 36) + "\"";
    case RecipeId::Qiniu:
        if (file.body.size() > 4 * mebibyte)
            return std::nullopt;
        return "\"" + qetagOf(body::digestOf(Algorithm::Sha1, file.body)) + "\"";
    case RecipeId::S3Multipart: {
        if (file.partSize == 0)
            return std::nullopt;
        const std::uint64_t parts = (file.body.size() + file.partSize - 1) / file.partSize;
        return "\"" + body::encodeHex(multipartDigest(file.body, file.partSize).bytes()) + "-" +
               body::encodeNumber(parts, 10) + "\"";
    }
    case RecipeId::RailsKey:
        if (file.key.empty())
            return std::nullopt;
        return "W/\"" + body::encodeHex(body::digestOf(Algorithm::Md5, file.key).bytes()) + "\"";
    default:
        return std::nullopt;
    }
}

} // namespace etagere::recipe
