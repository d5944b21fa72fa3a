// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/form.h"

#include "core/body/text_code.h"
#include "core/recipe/digest_match.h"
#include "core/recipe/time_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace etagere::recipe {

namespace {

constexpr std::uint64_t nanosPerSecond = 1'000'000'000;
/// A double of this size is a multiple of 2^-22 s: what a float can carry at most.
constexpr double floatBits = 22;

unsigned baseOf(Encoding encoding) {
    switch (encoding) {
    case Encoding::Decimal:
        return 10;
    case Encoding::Base36:
        return 36;
    default:
        return 16;
    }
}

/// The number when it is written as the slot's formula prints it: its case, no stray zeros.
std::optional<std::uint64_t> numberIn(const Slot &slot, std::string_view text) {
    const bool wrongCase =
        slot.encoding == Encoding::HexUpper
            ? !isHexText(text, Case::Upper)
            : std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool strayZero = text.size() > slot.minDigits && text.starts_with('0');
    if (wrongCase || strayZero || text.size() < slot.minDigits)
        return std::nullopt;
    return body::decodeNumber(text, baseOf(slot.encoding));
}

std::optional<Part> writtenTimePart(const Subject &subject, std::string_view piece,
                                    const WrittenTime &time, double perDigit) {
    auto part = subject.secondPart(piece, time.second);
    if (part) {
        part->unit = TimeUnit::Seconds;
        part->bits = std::min(floatBits, time.fractionDigits * perDigit);
    }
    return part;
}

/// Apache built for 32 bits cut the microseconds to their low half; with no sub-second part in
/// the file system that half is still exactly that of the Last-Modified second.
std::optional<Part> cutMicroseconds(const Subject &subject, std::string_view piece,
                                    std::uint64_t value) {
    constexpr std::uint64_t low32 = 0xffff'ffff;
    if (!subject.modified() || value > low32)
        return std::nullopt;
    const auto whole = static_cast<std::uint64_t>(*subject.modified()) * 1'000'000;
    if ((whole & low32) != value)
        return std::nullopt;
    Part part = subject.partAt(piece, PartKind::ModificationTime);
    part.unit = TimeUnit::Microseconds;
    return part;
}

/// What became of one slot: nothing when the text cannot be of that form at all.
std::optional<Part> timeSlot(const Subject &subject, const Slot &slot, std::string_view piece) {
    std::optional<Part> part;
    std::optional<WrittenTime> written;
    constexpr double bitsPerDigit = 3.3219280948873626; // log2(10)
    switch (slot.encoding) {
    case Encoding::Iso8601:
        written = parseIso8601(piece);
        break;
    case Encoding::JavaScriptDate:
        written = parseJavaScriptDate(piece);
        break;
    case Encoding::Float:
        written = parseFloatSeconds(piece);
        break;
    default: {
        const auto number = numberIn(slot, piece);
        if (!number)
            return std::nullopt;
        part = subject.timePart(piece, slot.unit, *number);
        if (!part && slot.unit == TimeUnit::Microseconds && slot.encoding == Encoding::Hex)
            part = cutMicroseconds(subject, piece, *number);
        if (!part && !isPlausibleTime(slot.unit, *number))
            return std::nullopt;
        return part ? part : subject.unexplained(piece);
    }
    }
    if (!written)
        return std::nullopt;
    part = writtenTimePart(subject, piece, *written, bitsPerDigit);
    return part ? part : subject.unexplained(piece);
}

bool looksLikeDigest(const Slot &slot, std::string_view piece) {
    while (slot.encoding != Encoding::Hex && piece.ends_with('='))
        piece.remove_suffix(1);
    const std::size_t bytes = body::digestSize(slot.algorithm);
    std::size_t expected = bytes * 2;
    if (slot.encoding == Encoding::Base64)
        expected = (bytes * 8 + 5) / 6;
    if (slot.encoding == Encoding::Decimal)
        return isDecimalText(piece) && piece.size() <= 10;
    if (slot.length != 0)
        expected = slot.length;
    if (piece.size() != expected)
        return false;
    return slot.encoding == Encoding::Hex ? isHexText(piece) : mayBeDigest(piece);
}

std::optional<Part> digestSlot(const Subject &subject, const Slot &slot, std::string_view piece) {
    if (!looksLikeDigest(slot, piece))
        return std::nullopt;
    auto part = bodyDigestPart(subject, piece, slot.algorithm, slot.encoding, slot.length);
    return part ? part : subject.unexplained(piece);
}

std::optional<Part> numberSlot(const Subject &subject, const Slot &slot, std::string_view piece) {
    constexpr std::uint64_t mostNameHash = 0xffff'ffff;
    const auto number = numberIn(slot, piece);
    if (!number)
        return std::nullopt;
    Part part = subject.unexplained(piece);
    switch (slot.role) {
    case Role::Size:
        return subject.sizePart(piece, *number).value_or(part);
    case Role::SubSecond:
        if (*number >= nanosPerSecond)
            return std::nullopt;
        part.kind = PartKind::ModificationTime;
        part.unit = TimeUnit::Nanoseconds;
        part.bits = subSecondBits(TimeUnit::Nanoseconds);
        return part;
    case Role::NameHash:
        if (*number > mostNameHash)
            return std::nullopt;
        part.kind = PartKind::NameHash;
        part.algorithm = body::Algorithm::Adler32;
        return part;
    case Role::Inode:
        part.kind = PartKind::Inode;
        return part;
    default:
        part.kind = PartKind::ChangeNumber;
        return part;
    }
}

std::optional<Part> slotPart(const Subject &subject, const Slot &slot, std::string_view piece) {
    std::optional<Part> part;
    if (slot.role == Role::Time)
        part = timeSlot(subject, slot, piece);
    else if (slot.role == Role::Digest)
        part = digestSlot(subject, slot, piece);
    else
        part = numberSlot(subject, slot, piece);
    if (part && part->kind != PartKind::Unexplained)
        part->encoding = slot.encoding;
    return part;
}

/// The form's pieces, or nothing when the text has not its separators.
std::optional<std::vector<Part>> partsOf(const Form &form, const Subject &subject) {
    std::string_view rest = subject.text();
    std::vector<Part> parts;
    if (!rest.starts_with(form.prefix))
        return std::nullopt;
    if (!form.prefix.empty())
        parts.push_back(subject.partAt(rest.substr(0, form.prefix.size()), PartKind::Constant));
    rest.remove_prefix(form.prefix.size());
    for (std::size_t i = 0; i < form.slotCount; ++i) {
        const Slot &slot = form.slots[i];
        const auto end = slot.separator == '\0' ? rest.size() : rest.find(slot.separator);
        if (end == std::string_view::npos || end == 0)
            return std::nullopt;
        auto part = slotPart(subject, slot, rest.substr(0, end));
        if (!part)
            return std::nullopt;
        parts.push_back(*part);
        rest.remove_prefix(slot.separator == '\0' ? end : end + 1);
    }
    return parts;
}

/// Whether the form can be told from its looks: a time or a digest in it, and not only numbers.
bool isTelling(const Form &form) {
    const auto slots = std::span(form.slots).first(form.slotCount);
    return std::any_of(slots.begin(), slots.end(), [](const Slot &slot) {
        return slot.role == Role::Time || slot.role == Role::Digest;
    });
}

/// Sub-second digits are explained by the second beside them or not at all.
void dropLoneSubSeconds(const Subject &subject, std::vector<Part> &parts) {
    for (std::size_t i = 1; i < parts.size(); ++i) {
        Part &part = parts[i];
        const bool isSubSecond = part.kind == PartKind::ModificationTime &&
                                 part.unit == TimeUnit::Nanoseconds &&
                                 parts[i - 1].kind == PartKind::Unexplained;
        if (isSubSecond)
            part = subject.unexplained(
                subject.facts().opaque.substr(part.begin, part.end - part.begin));
    }
}

std::string digestSlotText(const Slot &slot, const FileFacts &file) {
    std::string text = digestText(body::digestOf(slot.algorithm, file.body), slot.encoding);
    if (slot.length != 0 && text.size() > slot.length)
        text.resize(slot.length);
    while (slot.padded && text.size() % 4 != 0)
        text.push_back('=');
    return text;
}

/// Seconds with six digits behind the point, or none when there is no fraction.
std::string secondsWithMicros(std::int64_t nanoseconds) {
    const auto micros = static_cast<std::uint64_t>(nanoseconds) / 1'000;
    std::string second = body::encodeNumber(micros / 1'000'000, 10);
    if (micros % 1'000'000 == 0)
        return second;
    return second + "." + body::encodeNumber(micros % 1'000'000, 10, 6);
}

std::string timeSlotText(const Slot &slot, const FileFacts &file) {
    if (slot.encoding == Encoding::Iso8601)
        return iso8601Of(file.modifiedNs);
    if (slot.encoding == Encoding::JavaScriptDate)
        return javaScriptDateOf(file.modifiedNs);
    if (slot.encoding == Encoding::Float && slot.unit == TimeUnit::Microseconds)
        return secondsWithMicros(file.modifiedNs);
    if (slot.encoding == Encoding::Float)
        return pythonFloat(pythonTime(file.modifiedNs));
    const UnitScale scale = scaleOf(slot.unit);
    const auto time = static_cast<std::uint64_t>(file.modifiedNs);
    const std::uint64_t second = time / nanosPerSecond + scale.epoch;
    const std::uint64_t fraction = time % nanosPerSecond / (nanosPerSecond / scale.perSecond);
    std::string text = body::encodeNumber(second * scale.perSecond + fraction,
                                          baseOf(slot.encoding), slot.minDigits);
    if (slot.encoding == Encoding::HexUpper)
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    return text;
}

} // namespace

std::string pythonFloat(double value) {
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed);
    std::string text(buffer.data(), end.ptr);
    return text.find('.') == std::string::npos ? text + ".0" : text;
}

double pythonTime(std::int64_t nanoseconds) noexcept {
    const std::int64_t second = nanoseconds / 1'000'000'000;
    return static_cast<double>(second) +
           1e-9 * static_cast<double>(nanoseconds - second * 1'000'000'000);
}

std::string slotText(const Slot &slot, const FileFacts &file) {
    const unsigned base = baseOf(slot.encoding);
    switch (slot.role) {
    case Role::Size:
        return body::encodeNumber(file.size, base, slot.minDigits);
    case Role::Time:
        return timeSlotText(slot, file);
    case Role::SubSecond:
        return body::encodeNumber(static_cast<std::uint64_t>(file.modifiedNs) % nanosPerSecond,
                                  base, slot.minDigits);
    case Role::Inode:
        return body::encodeNumber(file.inode, base, slot.minDigits);
    case Role::NameHash:
        return digestText(body::digestOf(body::Algorithm::Adler32, file.diskPath), slot.encoding);
    case Role::ChangeNumber:
        return body::encodeNumber(file.changeNumber, base, slot.minDigits);
    case Role::Digest:
        return digestSlotText(slot, file);
    }
    return {};
}

void recogniseForms(const Subject &subject, Findings &findings) {
    for (const Form &form : allForms()) {
        auto parts = partsOf(form, subject);
        if (!parts)
            continue;
        dropLoneSubSeconds(subject, *parts);
        const bool isDerivedAnywhere = std::any_of(
            parts->begin(), parts->end(), [](const Part &part) { return isDerived(part.kind); });
        if (!isDerivedAnywhere && !isTelling(form))
            continue;
        const bool serverFits = !form.server.empty() && subject.serverIs(form.server);
        const bool styleFits =
            form.weak == subject.facts().weak && form.quoted == subject.facts().quoted;
        findings.offer(form.recipe, std::move(*parts), (serverFits ? 2 : 0) + (styleFits ? 1 : 0));
    }
}

std::optional<std::string> makeForm(RecipeId recipe, const FileFacts &file) {
    const auto forms = allForms();
    const auto form = std::find_if(forms.begin(), forms.end(),
                                   [recipe](const Form &row) { return row.recipe == recipe; });
    if (form == forms.end() || file.modifiedNs < 0)
        return std::nullopt;
    std::string tag = form->weak ? "W/" : "";
    tag += form->quoted ? "\"" : "";
    tag += form->prefix;
    for (std::size_t i = 0; i < form->slotCount; ++i) {
        tag += slotText(form->slots[i], file);
        if (form->slots[i].separator != '\0')
            tag.push_back(form->slots[i].separator);
    }
    tag += form->suffix;
    tag += form->quoted ? "\"" : "";
    return tag;
}

} // namespace etagere::recipe
