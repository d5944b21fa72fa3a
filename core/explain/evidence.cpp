// SPDX-License-Identifier: Apache-2.0
#include "core/explain/derivation.h"
#include "core/explain/printable.h"
#include "core/explain/rule_text.h"

#include <cmath>
#include <limits>
#include <variant>

namespace etagere::explain {

namespace {

using analysis::Argument;

double numberOf(const Argument &argument) {
    if (const auto *whole = std::get_if<std::int64_t>(&argument))
        return static_cast<double>(*whole);
    if (const auto *real = std::get_if<double>(&argument))
        return *real;
    return std::numeric_limits<double>::quiet_NaN();
}

/// The judgement names the recipe; the finding has the parts it found.
std::string derivationText(const std::string &said, const analysis::Finding &finding) {
    if (finding.provenance && (said.empty() || isRecipe(said)))
        return derivationOf(*finding.provenance);
    return said.empty() ? "\u2026" : shortened(serversOf(said), quoteLimit * 2);
}

std::string numberText(ArgumentKind kind, const Argument &argument) {
    if (kind == ArgumentKind::Bits)
        return bits(numberOf(argument));
    if (kind == ArgumentKind::Percent)
        return percent(numberOf(argument));
    if (const auto *whole = std::get_if<std::int64_t>(&argument))
        return count(*whole);
    return decimal(numberOf(argument));
}

std::string shownArgument(ArgumentKind kind, const Argument &argument,
                          const analysis::Finding &finding) {
    const auto *said = std::get_if<std::string>(&argument);
    if (said == nullptr)
        return numberText(kind, argument);
    if (kind == ArgumentKind::Derivation)
        return derivationText(*said, finding);
    if (kind == ArgumentKind::Recipe)
        return serversOf(*said);
    return shortened(*said);
}

std::int64_t wholeNumberOf(const Argument &argument) {
    if (const auto *whole = std::get_if<std::int64_t>(&argument))
        return *whole;
    return 2; // a text or a fraction stands with the plural
}

} // namespace

std::string sentenceOf(const analysis::Evidence &evidence, const analysis::Finding &finding) {
    const RuleText &words = textOf(evidence.rule);
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < maxArguments && words.arguments[i] != ArgumentKind::None; ++i) {
        if (i < evidence.arguments.size())
            shown.push_back(shownArgument(words.arguments[i], evidence.arguments[i], finding));
        else if (words.arguments[i] == ArgumentKind::Derivation)
            shown.push_back(derivationText({}, finding));
    }
    const auto deciding = static_cast<std::size_t>(words.agreesWith);
    const bool agrees = words.agreesWith >= 0 && deciding < evidence.arguments.size();
    return fill(words.sentence, shown, agrees ? wholeNumberOf(evidence.arguments[deciding]) : 1);
}

} // namespace etagere::explain
