// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/digest_match.h"

#include "core/body/text_code.h"

#include <algorithm>
#include <array>

namespace etagere::recipe {

namespace {

using body::Algorithm;

constexpr std::size_t minCut = 8;        ///< characters of a cut digest
constexpr std::size_t minNumberText = 6; ///< shorter numbers agree too often by chance
constexpr std::size_t maxDigestText = 2 * body::Digest::maxSize;

/// What is cut in practice.
constexpr std::array cutAlgorithms{Algorithm::Md5, Algorithm::Sha1, Algorithm::Sha256,
                                   Algorithm::Sha512, Algorithm::GitBlob};
constexpr std::array textEncodings{Encoding::Hex, Encoding::HexUpper, Encoding::Base64,
                                   Encoding::Base64Url, Encoding::Base32};
constexpr std::array numberEncodings{Encoding::Decimal, Encoding::Base36, Encoding::Hex};

std::string_view withoutPadding(std::string_view text) {
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    return text;
}

unsigned baseOf(Encoding encoding) {
    if (encoding == Encoding::Decimal)
        return 10;
    return encoding == Encoding::Base36 ? 36 : 16;
}

std::size_t lengthIn(Encoding encoding, std::size_t bytes) {
    const std::size_t bits = bytes * 8;
    switch (encoding) {
    case Encoding::Base64:
    case Encoding::Base64Url:
        return (bits + 5) / 6;
    case Encoding::Base32:
        return (bits + 4) / 5;
    default:
        return bytes * 2;
    }
}

bool isBase64Text(std::string_view text, Encoding encoding) {
    const bool url = encoding == Encoding::Base64Url;
    return std::all_of(text.begin(), text.end(), [url](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == (url ? '-' : '+') || c == (url ? '_' : '/');
    });
}

bool isBase32Text(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'); });
}

bool mayBeIn(Encoding encoding, std::string_view text) {
    switch (encoding) {
    case Encoding::Hex:
        return isHexText(text, Case::Lower);
    case Encoding::HexUpper:
        return isHexText(text, Case::Upper);
    case Encoding::Base32:
        return isBase32Text(text);
    default:
        return isBase64Text(text, encoding) && !isHexText(text, Case::Either);
    }
}

Part digestPart(const Subject &subject, std::string_view piece, Algorithm algorithm,
                Encoding encoding) {
    Part part = subject.partAt(piece, PartKind::BodyDigest);
    part.algorithm = algorithm;
    part.encoding = encoding;
    return part;
}

/// The bodies at hand, the one named first first.
struct Source {
    body::LazyDigests *digests = nullptr;
    Over over = Over::None;
};
std::array<Source, 2> sourcesOf(const Subject &subject) {
    return {Source{subject.facts().decoded, Over::Decoded},
            Source{subject.facts().encoded, Over::Encoded}};
}

std::optional<Part> wholeOrCut(const Subject &subject, std::string_view piece, Source source,
                               Encoding encoding) {
    const std::string_view text = withoutPadding(piece);
    for (std::size_t i = 0; i < static_cast<std::size_t>(Algorithm::Count); ++i) {
        const auto algorithm = static_cast<Algorithm>(i);
        const std::size_t whole = lengthIn(encoding, body::digestSize(algorithm));
        const bool isCut = text.size() < whole && text.size() >= minCut &&
                           std::ranges::find(cutAlgorithms, algorithm) != cutAlgorithms.end();
        if (text.size() != whole && !isCut)
            continue;
        const std::string expected = digestText(source.digests->get(algorithm), encoding);
        const bool isPrefix = expected.starts_with(text);
        if (expected.empty() || (!isPrefix && !(isCut && expected.ends_with(text))))
            continue;
        Part part = digestPart(subject, piece, algorithm, encoding);
        part.over = source.over;
        part.prefixOnly = isCut && isPrefix;
        part.suffixOnly = isCut && !isPrefix;
        return part;
    }
    return std::nullopt;
}

/// Checksums as numbers, so without leading zeros.
std::optional<Part> asNumber(const Subject &subject, std::string_view piece, Source source,
                             Encoding encoding) {
    const auto number = body::decodeNumber(piece, baseOf(encoding));
    if (!number || piece.size() < minNumberText)
        return std::nullopt;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Algorithm::Count); ++i) {
        const auto algorithm = static_cast<Algorithm>(i);
        const std::size_t size = body::digestSize(algorithm);
        const bool fits = size <= 4 ? *number <= 0xffff'ffff : *number > 0xffff'ffff;
        if (size > 8 || !fits || source.digests->get(algorithm).number() != *number)
            continue;
        Part part = digestPart(subject, piece, algorithm, encoding);
        part.over = source.over;
        return part;
    }
    return std::nullopt;
}

} // namespace

std::string digestText(const body::Digest &digest, Encoding encoding) {
    switch (encoding) {
    case Encoding::Hex:
        return body::encodeHex(digest.bytes());
    case Encoding::HexUpper:
        return body::encodeHex(digest.bytes(), body::Letters::Upper);
    case Encoding::Base64:
        return body::encodeBase64(digest.bytes(), body::Base64::Standard, body::Padding::None);
    case Encoding::Base64Url:
        return body::encodeBase64(digest.bytes(), body::Base64::Url, body::Padding::None);
    case Encoding::Base32:
        return body::encodeBase32(digest.bytes());
    case Encoding::Decimal:
    case Encoding::Base36:
        return digest.bytes().size() > 8 || digest.bytes().empty()
                   ? std::string()
                   : body::encodeNumber(digest.number(), baseOf(encoding));
    default:
        return {};
    }
}

std::optional<Part> bodyDigestPart(const Subject &subject, std::string_view piece,
                                   Algorithm algorithm, Encoding encoding, std::size_t length) {
    const std::string_view text = withoutPadding(piece);
    for (const Source &source : sourcesOf(subject)) {
        if (source.digests == nullptr)
            continue;
        std::string expected = digestText(source.digests->get(algorithm), encoding);
        const bool isCut = length != 0 && length < expected.size();
        if (isCut)
            expected.resize(length);
        if (expected.empty() || text != expected)
            continue;
        Part part = digestPart(subject, piece, algorithm, encoding);
        part.over = source.over;
        part.prefixOnly = isCut;
        return part;
    }
    return std::nullopt;
}

std::optional<Part> anyBodyDigestPart(const Subject &subject, std::string_view piece) {
    if (!mayBeDigest(piece))
        return std::nullopt;
    for (const Source &source : sourcesOf(subject)) {
        if (source.digests == nullptr)
            continue;
        for (const Encoding encoding : textEncodings) {
            if (!mayBeIn(encoding, withoutPadding(piece)))
                continue;
            if (auto part = wholeOrCut(subject, piece, source, encoding))
                return part;
        }
        for (const Encoding encoding : numberEncodings) {
            if (auto part = asNumber(subject, piece, source, encoding))
                return part;
        }
    }
    return std::nullopt;
}

bool mayBeDigest(std::string_view piece) noexcept {
    const std::string_view text = withoutPadding(piece);
    return text.size() >= minNumberText && text.size() <= maxDigestText &&
           (isBase64Text(text, Encoding::Base64) || isBase64Text(text, Encoding::Base64Url));
}

} // namespace etagere::recipe
