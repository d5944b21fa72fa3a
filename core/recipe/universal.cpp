// SPDX-License-Identifier: Apache-2.0
#include "core/body/text_code.h"
#include "core/recipe/digest_match.h"
#include "core/recipe/family.h"
#include "core/recipe/time_text.h"

#include <algorithm>
#include <array>

namespace etagere::recipe {

namespace {

constexpr std::string_view separators = "-.:=;_,+~/ ";
/// Only so many pieces are looked at one by one; the rest stays together.
constexpr std::size_t maxPieces = 8;
/// A shorter number equals a length too often by chance.
constexpr std::size_t minSizeText = 3;

struct NumberForm {
    Encoding encoding = Encoding::Decimal;
    unsigned base = 10;
};
constexpr std::array numberForms{NumberForm{Encoding::Decimal, 10}, NumberForm{Encoding::Hex, 16},
                                 NumberForm{Encoding::Base36, 36}};
constexpr std::array timeUnits{TimeUnit::Seconds,      TimeUnit::Milliseconds,
                               TimeUnit::Microseconds, TimeUnit::Nanoseconds,
                               TimeUnit::FileTime,     TimeUnit::Ticks};

std::optional<Part> numberPart(const Subject &subject, std::string_view piece) {
    for (const NumberForm &form : numberForms) {
        const auto number = body::decodeNumber(piece, form.base);
        if (!number)
            continue;
        std::optional<Part> part;
        if (piece.size() >= minSizeText)
            part = subject.sizePart(piece, *number);
        for (std::size_t i = 0; !part && i < timeUnits.size(); ++i)
            part = subject.timePart(piece, timeUnits[i], *number);
        if (!part)
            continue;
        part->encoding = form.encoding;
        return part;
    }
    return std::nullopt;
}

/// The 60 bits of time in a version 1 UUID (RFC 9562 §5.1); the node in it stays unexplained.
std::optional<Part> uuidPart(const Subject &subject, std::string_view piece) {
    constexpr std::size_t uuidText = 36;
    if (piece.size() != uuidText || piece[14] != '1' || piece[8] != '-' || piece[13] != '-' ||
        piece[18] != '-')
        return std::nullopt;
    const auto low = body::decodeNumber(piece.substr(0, 8), 16);
    const auto middle = body::decodeNumber(piece.substr(9, 4), 16);
    const auto high = body::decodeNumber(piece.substr(15, 3), 16);
    if (!low || !middle || !high)
        return std::nullopt;
    auto part = subject.timePart(piece.substr(0, 18), TimeUnit::Uuid,
                                 (*high << 48) | (*middle << 32) | *low);
    if (part)
        part->encoding = Encoding::Uuid;
    return part;
}

std::optional<Part> writtenPart(const Subject &subject, std::string_view piece) {
    struct Writing {
        Encoding encoding = Encoding::None;
        std::optional<WrittenTime> time;
    };
    const std::array writings{Writing{Encoding::Iso8601, parseIso8601(piece)},
                              Writing{Encoding::JavaScriptDate, parseJavaScriptDate(piece)},
                              Writing{Encoding::Float, parseFloatSeconds(piece)}};
    constexpr double bitsPerDigit = 3.3219280948873626; // log2(10)
    for (const Writing &writing : writings) {
        auto part = writing.time ? subject.secondPart(piece, writing.time->second) : std::nullopt;
        if (!part)
            continue;
        part->encoding = writing.encoding;
        part->unit = TimeUnit::Seconds;
        part->bits = writing.time->fractionDigits * bitsPerDigit;
        return part;
    }
    return std::nullopt;
}

std::optional<Part> explained(const Subject &subject, std::string_view piece) {
    auto part = numberPart(subject, piece);
    if (!part)
        part = writtenPart(subject, piece);
    if (!part)
        part = uuidPart(subject, piece);
    return part ? part : anyBodyDigestPart(subject, piece);
}

/// Some servers join a fixed text with a digest or a time: both ends are tried.
std::vector<Part> joinedParts(const Subject &subject, std::string_view piece) {
    // Hexadecimal MD5, SHA-1, SHA-256; decimal milliseconds and seconds; hexadecimal seconds.
    constexpr std::array<std::size_t, 6> lengths{64, 40, 32, 13, 10, 8};
    for (const std::size_t length : lengths) {
        if (piece.size() <= length || !isHexText(piece))
            continue;
        const std::string_view head = piece.substr(0, length);
        const std::string_view tail = piece.substr(length);
        if (auto part = explained(subject, head))
            return {*part, explained(subject, tail).value_or(subject.unexplained(tail))};
        const std::string_view end = piece.substr(piece.size() - length);
        const std::string_view start = piece.substr(0, piece.size() - length);
        if (auto part = explained(subject, end))
            return {subject.unexplained(start), *part};
    }
    return {subject.unexplained(piece)};
}

std::vector<std::string_view> piecesOf(std::string_view text) {
    std::vector<std::string_view> pieces;
    std::size_t at = 0;
    while (at < text.size()) {
        // A second separator belongs to what follows: base64 may begin with one.
        auto end = text.find_first_of(separators, at + 1);
        if (end == std::string_view::npos || pieces.size() + 1 == maxPieces)
            end = text.size();
        pieces.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return pieces;
}

std::string_view spanning(std::string_view first, std::string_view last) {
    return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

/// Adds what explains `run` as one text; a UUID's node is left over and stays unexplained.
bool appendExplained(const Subject &subject, std::string_view run, std::vector<Part> &parts) {
    const auto part = explained(subject, run);
    if (!part)
        return false;
    parts.push_back(*part);
    if (const auto rest = run.substr(part->end - part->begin); !rest.empty())
        parts.push_back(subject.unexplained(rest));
    return true;
}

/// The longest run of pieces from `first` on that is explained as one text; how many it took.
std::size_t longestRun(const Subject &subject, const std::vector<std::string_view> &pieces,
                       std::size_t first, std::vector<Part> &parts) {
    for (std::size_t last = pieces.size(); last > first; --last) {
        const std::string_view run = spanning(pieces[first], pieces[last - 1]);
        if (appendExplained(subject, run, parts))
            return last - first;
    }
    return 0;
}

} // namespace

void recogniseUniversal(const Subject &subject, Findings &findings) {
    // Padding belongs to the last piece.
    const std::string_view text = subject.text();
    const auto padding = text.find_last_not_of('=');
    const std::string_view bare =
        padding == std::string_view::npos ? text : text.substr(0, padding + 1);
    std::vector<Part> parts;
    if (appendExplained(subject, bare, parts))
        return findings.offer(RecipeId::Universal, std::move(parts));
    const auto pieces = piecesOf(bare);
    for (std::size_t i = 0; i < pieces.size();) {
        const std::size_t taken = longestRun(subject, pieces, i, parts);
        if (taken == 0) {
            const auto joined = joinedParts(subject, pieces[i]);
            parts.insert(parts.end(), joined.begin(), joined.end());
        }
        i += std::max<std::size_t>(taken, 1);
    }
    const bool anything = std::any_of(parts.begin(), parts.end(),
                                      [](const Part &part) { return isDerived(part.kind); });
    if (anything)
        findings.offer(RecipeId::Universal, std::move(parts));
}

void recogniseLooks(const Subject &subject, Findings &findings) {
    constexpr std::size_t longestPhoenix = 7;
    const std::string_view text = subject.text();
    const bool bodySeen = subject.facts().decoded != nullptr;
    RecipeId looks = RecipeId::None;
    if (isHexText(text) && text.size() == 32)
        looks = bodySeen ? RecipeId::RailsKey : RecipeId::BodyMd5;
    else if (isHexText(text) && text.size() == 40)
        looks = RecipeId::BodySha1;
    else if (isHexText(text) && text.size() == 64)
        looks = RecipeId::BodySha256;
    else if (isDecimalText(text) && body::decodeNumber(text, 10) <= 0xffff'ffffU &&
             text.size() <= 10 && subject.serverIs("lighttpd"))
        looks = RecipeId::Lighttpd;
    else if (isHexText(text, Case::Upper) && text.size() <= longestPhoenix &&
             (subject.serverIs("cowboy") || subject.serverIs("bandit")))
        looks = RecipeId::Phoenix;
    constexpr int overAnyForm = 4;
    if (looks != RecipeId::None)
        findings.offer(looks, {subject.unexplained(text)}, overAnyForm);
}

} // namespace etagere::recipe
