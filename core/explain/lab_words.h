// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/decision.h"
#include "core/explain/message.h"

/// What stands between an author's texts, in the languages that the built-in lessons have. It is
/// said in the language of the scenario, which its reader chose and which need not be the
/// program's.
namespace etagere::explain {

struct LabWords {
    Message english; ///< for every other language: translated as the program's texts are
    std::string_view spanish;
    std::string_view portuguese;
};

/// The message of that language, a code such as "es" or "pt-BR".
[[nodiscard]] Message messageIn(std::string_view language, const LabWords &words) noexcept;

template <class... Arguments>
[[nodiscard]] std::string textIn(std::string_view language, const LabWords &words,
                                 const Arguments &...arguments) {
    return text(messageIn(language, words), arguments...);
}

/// wordOf(outcome) in the language. Of Validated, `isCompleted` tells what a 206 completed from
/// what a 304 renewed.
[[nodiscard]] std::string outcomeWord(std::string_view language, cache::Outcome outcome,
                                      bool isCompleted = false);

} // namespace etagere::explain
