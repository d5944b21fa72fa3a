// SPDX-License-Identifier: Apache-2.0
#include "core/body/text_code.h"
#include "core/recipe/family.h"
#include "core/recipe/form.h"
#include "core/recipe/hash.h"

#include <algorithm>
#include <cmath>

namespace etagere::recipe {

namespace {

constexpr std::uint32_t phoenixMask = (1U << 27) - 1; ///< phash2's range when none is given
constexpr std::uint32_t cowboyRange = 0xffff'ffff;
constexpr std::size_t md5Text = 32;

std::string upperHex(std::uint32_t number) {
    std::string text = body::encodeNumber(number, 16);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    return text;
}

Part bothHashed(const Subject &subject, Encoding encoding) {
    Part part = subject.partAt(subject.text(), PartKind::SizeAndTime);
    part.encoding = encoding;
    part.unit = TimeUnit::Seconds;
    part.over = Over::LastModifiedAndLength;
    return part;
}

void recogniseErlang(const Subject &subject, Findings &findings) {
    const std::string_view text = subject.text();
    const bool isDecimal = isDecimalText(text);
    if (text.size() > 10 || text.size() < 4 || (!isDecimal && !isHexText(text, Case::Upper)) ||
        !subject.modified())
        return;
    for (const LengthFact &length : subject.lengths()) {
        const std::uint32_t hash = erlangHash(length.value, *subject.modified());
        if (text == body::encodeNumber(hash % cowboyRange, 10))
            findings.offer(RecipeId::Cowboy, {bothHashed(subject, Encoding::Decimal)});
        if (text == upperHex(hash & phoenixMask))
            findings.offer(RecipeId::Phoenix, {bothHashed(subject, Encoding::HexUpper)});
    }
}

std::string_view starletteTag(double time, std::string_view sizeText, std::string &buffer) {
    buffer = pythonFloat(time);
    buffer += '-';
    buffer += sizeText;
    return buffer;
}

/// Looks for the double whose text hashes to the tag: the whole second first, then every double of
/// it, as far as the caller allows.
std::optional<double> starletteTime(const Subject &subject, const body::Digest &wanted,
                                    std::uint64_t size) {
    const auto second = static_cast<double>(*subject.modified());
    const std::string sizeText = body::encodeNumber(size, 10);
    const double step = std::ldexp(1.0, -22);
    const std::uint32_t tries = std::min(subject.facts().preimageTries, allPreimages);
    std::string buffer;
    for (std::uint32_t i = 0; i < std::max(tries, 1U); ++i) {
        const double time = second + step * i;
        if (body::digestOf(body::Algorithm::Md5, starletteTag(time, sizeText, buffer)) == wanted)
            return time;
    }
    return std::nullopt;
}

void recogniseStarlette(const Subject &subject, Findings &findings) {
    constexpr std::int64_t doublesHaveThatStep = std::int64_t{1} << 30; // until 2038
    if (subject.text().size() != md5Text || !isHexText(subject.text()) || !subject.modified() ||
        *subject.modified() < doublesHaveThatStep || findings.isVerified())
        return;
    const auto bytes = body::decodeHex(subject.text());
    for (const LengthFact &length : subject.lengths()) {
        const auto time = starletteTime(subject, body::Digest(*bytes), length.value);
        if (!time)
            continue;
        Part part = bothHashed(subject, Encoding::Hex);
        part.algorithm = body::Algorithm::Md5;
        part.bits = *time == std::floor(*time) ? 0 : 22;
        findings.offer(RecipeId::Starlette, {part});
        return;
    }
}

} // namespace

void recogniseHashed(const Subject &subject, Findings &findings) {
    recogniseErlang(subject, findings);
    recogniseStarlette(subject, findings);
}

std::optional<std::string> makeHashed(RecipeId recipe, const FileFacts &file) {
    constexpr std::int64_t nanos = 1'000'000'000;
    if (file.modifiedNs < 0)
        return std::nullopt;
    const std::int64_t second = file.modifiedNs / nanos;
    switch (recipe) {
    case RecipeId::Cowboy:
        return "\"" + body::encodeNumber(erlangHash(file.size, second) % cowboyRange, 10) + "\"";
    case RecipeId::Phoenix:
        return "\"" + upperHex(erlangHash(file.size, second) & phoenixMask) + "\"";
    case RecipeId::Lighttpd: {
        const LighttpdFile hashed{file.inode, file.size, static_cast<std::uint64_t>(second),
                                  static_cast<std::uint64_t>(file.modifiedNs % nanos)};
        return "\"" + body::encodeNumber(lighttpdHash(hashed), 10) + "\"";
    }
    case RecipeId::Starlette: {
        std::string buffer;
        const auto text =
            starletteTag(pythonTime(file.modifiedNs), body::encodeNumber(file.size, 10), buffer);
        return "\"" + body::encodeHex(body::digestOf(body::Algorithm::Md5, text).bytes()) + "\"";
    }
    default:
        return std::nullopt;
    }
}

} // namespace etagere::recipe
