// SPDX-License-Identifier: Apache-2.0
#include "core/body/text_code.h"
#include "core/recipe/family.h"

#include <array>
#include <cmath>

namespace etagere::recipe {

namespace {

constexpr std::uint64_t ticksPerSecond = 10'000'000;
constexpr std::size_t jettyHalf = 11; ///< 64 bits in base64 without padding
/// Java's hashCode of the name: it falls out of the check, so the response does not explain it.
constexpr double nameHashBits = 32;

std::uint64_t unixSecond(const FileFacts &file) {
    return static_cast<std::uint64_t>(file.modifiedNs / 1'000'000'000);
}
std::uint64_t unixMillis(const FileFacts &file) {
    return static_cast<std::uint64_t>(file.modifiedNs / 1'000'000);
}
std::uint64_t fileTimeOf(std::uint64_t second) {
    return (second + scaleOf(TimeUnit::FileTime).epoch) * ticksPerSecond;
}

std::uint64_t reversedBits(std::uint64_t number) {
    std::uint64_t reversed = 0;
    for (int i = 0; i < 64; ++i, number >>= 1)
        reversed = (reversed << 1) | (number & 1U);
    return reversed;
}

/// The whole text as one part that says size and time.
Part both(const Subject &subject, Encoding encoding, TimeUnit unit) {
    Part part = subject.partAt(subject.text(), PartKind::SizeAndTime);
    part.encoding = encoding;
    part.unit = unit;
    part.over = Over::LastModifiedAndLength;
    part.bits = subSecondBits(unit);
    return part;
}

void recogniseCaddyJoined(const Subject &subject, Findings &findings) {
    if (!subject.modified() || *subject.modified() < 0)
        return;
    const std::string time =
        body::encodeNumber(static_cast<std::uint64_t>(*subject.modified()), 36);
    const std::string_view text = subject.text();
    if (!text.starts_with(time) || text.size() == time.size())
        return;
    auto timePart = subject.secondPart(text.substr(0, time.size()), *subject.modified());
    const std::string_view rest = text.substr(time.size());
    const auto number = body::decodeNumber(rest, 36);
    auto size = number ? subject.sizePart(rest, *number) : std::nullopt;
    if (!timePart || !size)
        return;
    timePart->encoding = Encoding::Base36;
    timePart->unit = TimeUnit::Seconds;
    size->encoding = Encoding::Base36;
    findings.offer(RecipeId::CaddyJoined, {*timePart, *size});
}

std::optional<std::uint64_t> base64Number(std::string_view text) {
    const auto bytes = body::decodeBase64(text);
    if (!bytes || bytes->size() != 8)
        return std::nullopt;
    return body::Digest(*bytes).number();
}

/// Both halves are hidden by the same hash of the name, which falls out of their XOR.
void recogniseJetty(const Subject &subject, Findings &findings) {
    const std::string_view text = subject.text();
    if (text.size() != 2 * jettyHalf || !subject.modified())
        return;
    const auto time = base64Number(text.substr(0, jettyHalf));
    const auto size = base64Number(text.substr(jettyHalf));
    if (!time || !size)
        return;
    for (const LengthFact &length : subject.lengths()) {
        const auto found =
            subject.timePart(text, TimeUnit::Milliseconds, *time ^ *size ^ length.value);
        if (!found || found->kind != PartKind::ModificationTime)
            continue;
        Part part = both(subject, Encoding::Base64, TimeUnit::Milliseconds);
        part.bits += nameHashBits;
        findings.offer(RecipeId::Jetty, {part});
        return;
    }
}

/// One way to cut the digits into eight bytes, lowest first: bit i says that byte i has two.
std::optional<std::uint64_t> cutAs(unsigned twoDigits, std::string_view digits) {
    std::uint64_t number = 0;
    std::size_t at = 0;
    for (unsigned i = 0; i < 8; ++i) {
        const std::size_t size = ((twoDigits >> i) & 1U) != 0 ? 2 : 1;
        if (at + size > digits.size() || (size == 2 && digits[at] == '0'))
            return std::nullopt;
        const auto byte = body::decodeNumber(digits.substr(at, size), 16);
        number |= *byte << (8 * i);
        at += size;
    }
    if (at != digits.size())
        return std::nullopt;
    return number;
}

std::optional<Part> fileTimePart(const Subject &subject, std::string_view digits) {
    if (digits.size() < 8 || digits.size() > 16 || !isHexText(digits))
        return std::nullopt;
    for (unsigned twoDigits = 0; twoDigits < 256; ++twoDigits) {
        const auto number = cutAs(twoDigits, digits);
        if (!number)
            continue;
        auto part = subject.timePart(digits, TimeUnit::FileTime, *number);
        if (part) {
            part->encoding = Encoding::LittleEndianHex;
            return part;
        }
    }
    return std::nullopt;
}

void recogniseIis(const Subject &subject, Findings &findings) {
    const std::string_view text = subject.text();
    const auto colon = text.find(':');
    if (colon == std::string_view::npos)
        return;
    const auto time = fileTimePart(subject, text.substr(0, colon));
    const std::string_view change = text.substr(colon + 1);
    if (!time || !isHexText(change) || change.size() > 8)
        return;
    const bool isZero = change == "0"; // always, since IIS 7
    Part part = subject.partAt(change, isZero ? PartKind::Constant : PartKind::ChangeNumber);
    part.encoding = Encoding::Hex;
    part.bits = isZero ? 0 : capacityOf(change);
    findings.offer(RecipeId::Iis, {*time, part}, subject.serverIs("iis") ? 2 : 0);
}

void recogniseXor(const Subject &subject, Findings &findings) {
    const std::string_view text = subject.text();
    const auto number = body::decodeNumber(text, 16);
    if (!number || text.size() < 10 || text.front() == '0' || !isHexText(text) ||
        !subject.modified() || *subject.modified() < 0)
        return;
    const std::uint64_t fileTime = fileTimeOf(static_cast<std::uint64_t>(*subject.modified()));
    for (const LengthFact &length : subject.lengths()) {
        if ((fileTime ^ length.value) == *number)
            findings.offer(RecipeId::AspNetCore, {both(subject, Encoding::Hex, TimeUnit::Seconds)});
        const auto millis =
            subject.timePart(text, TimeUnit::Milliseconds, *number ^ reversedBits(length.value));
        if (millis && millis->kind == PartKind::ModificationTime && length.value != 0)
            findings.offer(RecipeId::AkkaHttp,
                           {both(subject, Encoding::Hex, TimeUnit::Milliseconds)});
    }
}

std::string base64Of(std::uint64_t number) {
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
    return body::encodeBase64(bytes, body::Base64::Standard, body::Padding::None);
}

std::string littleEndianHex(std::uint64_t number) {
    std::string text;
    for (int i = 0; i < 8; ++i, number >>= 8)
        text += body::encodeNumber(number & 0xffU, 16);
    return text;
}

} // namespace

void recognisePacked(const Subject &subject, Findings &findings) {
    recogniseCaddyJoined(subject, findings);
    recogniseJetty(subject, findings);
    recogniseIis(subject, findings);
    recogniseXor(subject, findings);
}

std::optional<std::string> makePacked(RecipeId recipe, const FileFacts &file) {
    using body::encodeNumber;
    if (file.modifiedNs < 0)
        return std::nullopt;
    const auto hash = static_cast<std::uint64_t>(std::int64_t{file.nameHash});
    switch (recipe) {
    case RecipeId::CaddyJoined:
        return "\"" + encodeNumber(unixSecond(file), 36) + encodeNumber(file.size, 36) + "\"";
    case RecipeId::Jetty:
        return "W/\"" + base64Of(unixMillis(file) ^ hash) + base64Of(file.size ^ hash) + "\"";
    case RecipeId::Iis: {
        const auto ticks = static_cast<std::uint64_t>(file.modifiedNs / 100) +
                           scaleOf(TimeUnit::FileTime).epoch * ticksPerSecond;
        return "\"" + littleEndianHex(ticks) + ":" + encodeNumber(file.changeNumber, 16) + "\"";
    }
    case RecipeId::AspNetCore:
        return "\"" + encodeNumber(fileTimeOf(unixSecond(file)) ^ file.size, 16) + "\"";
    case RecipeId::AkkaHttp:
        return "\"" + encodeNumber(unixMillis(file) ^ reversedBits(file.size), 16) + "\"";
    default:
        return std::nullopt;
    }
}

} // namespace etagere::recipe
