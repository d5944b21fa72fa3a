// SPDX-License-Identifier: Apache-2.0
#include "core/explain/lab_words.h"

#include "core/explain/cache_rule_text.h"

#include <array>

namespace etagere::explain {

namespace {

using cache::Outcome;

struct Translated {
    std::string_view spanish;
    std::string_view portuguese;
};
constexpr std::array<Translated, static_cast<std::size_t>(Outcome::Count)> outcomes{{
    {"De la caché, fresca", "Do cache, fresca"},            // FreshHit
    {"De la caché, caducada", "Do cache, vencida"},         // StaleHit
    {"Revalidar", "Revalidar"},                             // Revalidate
    {"Reenviada", "Encaminhada"},                           // Forward
    {"Sin pasar por la caché", "Sem passar pelo cache"},    // Bypass
    {"Fallo de only-if-cached", "Falha de only-if-cached"}, // OnlyIfCachedFailure
    {"Validada (304)", "Validada (304)"},                   // Validated
    {"Reemplazada", "Substituída"},                         // Replaced
    {"Guardada", "Armazenada"},                             // Stored
    {"No guardada", "Não armazenada"},                      // NotStored
    {"Error", "Erro"},                                      // Error
}};
constexpr LabWords completed{ETAGERE_TEXT("cache words", "Completed (206)"), "Completada (206)",
                             "Completada (206)"};

std::string_view baseOf(std::string_view language) noexcept {
    return language.substr(0, language.find_first_of("-_"));
}

} // namespace

Message messageIn(std::string_view language, const LabWords &words) noexcept {
    const std::string_view base = baseOf(language);
    if (base == "es")
        return {words.english.context, words.spanish, {}};
    if (base == "pt")
        return {words.english.context, words.portuguese, {}};
    return words.english;
}

std::string outcomeWord(std::string_view language, Outcome outcome, bool isCompleted) {
    if (isCompleted)
        return textIn(language, completed);
    const std::string_view base = baseOf(language);
    const auto place = static_cast<std::size_t>(outcome);
    if (base == "es")
        return std::string(outcomes[place].spanish);
    return base == "pt" ? std::string(outcomes[place].portuguese) : wordOf(outcome);
}

} // namespace etagere::explain
