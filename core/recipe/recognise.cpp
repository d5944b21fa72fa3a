// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/digest_match.h"
#include "core/recipe/family.h"
#include "core/recipe/rewrite.h"

#include <algorithm>
#include <numeric>

namespace etagere::recipe {

namespace {

constexpr std::size_t maxTag = 1024;

bool has(const std::vector<Part> &parts, PartKind kind) {
    return std::any_of(parts.begin(), parts.end(),
                       [kind](const Part &part) { return part.kind == kind; });
}

Coverage coverageOf(const std::vector<Part> &parts) {
    const bool derived = std::any_of(parts.begin(), parts.end(),
                                     [](const Part &part) { return isDerived(part.kind); });
    if (!derived)
        return Coverage::FormatOnly;
    const bool sizeAndTime = has(parts, PartKind::SizeAndTime) ||
                             (has(parts, PartKind::Size) && has(parts, PartKind::ModificationTime));
    const bool open = has(parts, PartKind::Unexplained) || has(parts, PartKind::NameHash) ||
                      has(parts, PartKind::ChangeNumber) || has(parts, PartKind::ServingTime) ||
                      (has(parts, PartKind::Inode) && !sizeAndTime);
    return open ? Coverage::Partial : Coverage::Verified;
}

/// How much of the tag is derived, in characters.
std::size_t derivedLength(const std::vector<Part> &parts) {
    std::size_t length = 0;
    for (const Part &part : parts)
        length += isDerived(part.kind) ? part.end - part.begin : 0;
    return length;
}

double bitsOf(const std::vector<Part> &parts) {
    return std::accumulate(parts.begin(), parts.end(), 0.0,
                           [](double sum, const Part &part) { return sum + part.bits; });
}

void tryRecipes(const Subject &subject, Findings &findings) {
    recogniseForms(subject, findings);
    recognisePacked(subject, findings);
    recogniseHashed(subject, findings);
    recogniseContent(subject, findings);
    recogniseStated(subject, findings);
    if (!findings.isVerified())
        recogniseUniversal(subject, findings);
    if (findings.best().coverage <= Coverage::FormatOnly)
        recogniseLooks(subject, findings);
}

/// Nothing is known but what was added at the end: that part tells coded variants apart from
/// other tags.
Recognition unexplainedBut(const Subject &subject, const Reading &bare) {
    Recognition recognition;
    const std::string_view text = subject.text().substr(0, bare.end);
    if (!text.empty())
        recognition.parts.push_back(subject.unexplained(text));
    recognition.parts.insert(recognition.parts.end(), bare.suffixes.begin(), bare.suffixes.end());
    recognition.unexplainedBits = bitsOf(recognition.parts);
    return recognition;
}

} // namespace

bool isDerived(PartKind kind) noexcept {
    return kind == PartKind::Size || kind == PartKind::ModificationTime ||
           kind == PartKind::ServingTime || kind == PartKind::SizeAndTime ||
           kind == PartKind::BodyDigest || kind == PartKind::FieldDigest ||
           kind == PartKind::UrlText;
}

void Findings::offer(RecipeId recipe, std::vector<Part> parts, int fits) {
    Recognition offered;
    offered.recipe = recipe;
    offered.parts = std::move(parts);
    offered.parts.insert(offered.parts.end(), m_suffixes.begin(), m_suffixes.end());
    offered.coverage = coverageOf(offered.parts);
    offered.unexplainedBits = bitsOf(offered.parts);
    const auto isBetter = [&] {
        if (offered.coverage != m_best.coverage)
            return offered.coverage > m_best.coverage;
        const std::size_t length = derivedLength(offered.parts);
        const std::size_t bestLength = derivedLength(m_best.parts);
        if (offered.coverage != Coverage::Verified && length != bestLength)
            return length > bestLength;
        return fits > m_bestFits;
    };
    if (!isBetter())
        return;
    m_best = std::move(offered);
    m_bestFits = fits;
}

Recognition recognise(const Facts &facts) {
    const Subject whole(facts);
    if (facts.opaque.empty() || facts.opaque.size() > maxTag)
        return unexplainedBut(whole, {static_cast<std::uint32_t>(facts.opaque.size()), {}});
    Findings findings;
    const std::vector<Reading> readings = readingsOf(whole);
    for (const Reading &reading : readings) {
        findings.setSuffixes(reading.suffixes);
        tryRecipes(whole.withText(0, reading.end), findings);
        if (findings.isVerified())
            break;
    }
    return findings.best().coverage == Coverage::None ? unexplainedBut(whole, readings.back())
                                                      : findings.best();
}

bool wantsBody(const Facts &facts, const Recognition &without) {
    if (without.coverage == Coverage::Verified || facts.opaque.size() > maxTag)
        return false;
    return std::any_of(without.parts.begin(), without.parts.end(), [&facts](const Part &part) {
        const std::string_view piece = facts.opaque.substr(part.begin, part.end - part.begin);
        const auto lastBare = piece.find_last_not_of("-.:;,~ ");
        return part.kind == PartKind::Unexplained && lastBare != std::string_view::npos &&
               piece.size() >= 6;
    });
}

} // namespace etagere::recipe
