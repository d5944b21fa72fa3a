// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/numbers.h"

#include <concepts>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace etagere::explain {

/// A text for people as the catalogue keeps it: English, with the placeholders %1 to %9, and %n for
/// the number that decides between `source` (one) and `plural` (any other).
struct Message {
    std::string_view context; ///< which part of the program speaks; translators see it
    std::string_view source;
    std::string_view plural; ///< empty: the text has no number to agree with
    friend constexpr bool operator==(const Message &, const Message &) = default;
};

/// Every text for people is marked by one of these two, so that Qt's lupdate finds it when it is
/// called with `-tr-function-alias QT_TRANSLATE_NOOP+=ETAGERE_TEXT` and
/// `-tr-function-alias QT_TRANSLATE_N_NOOP+=ETAGERE_PLURAL`. It keeps the English plural as the
/// text's disambiguation: look a plural up with it.
#define ETAGERE_TEXT(context, source)                                                              \
    ::etagere::explain::Message {                                                                  \
        context, source, {}                                                                        \
    }
#define ETAGERE_PLURAL(context, one, many)                                                         \
    ::etagere::explain::Message { context, one, many }

/// Gives the text in the reader's language, placeholders left alone; empty means there is none.
/// `n` decides between singular and plural, and is 1 for texts without a plural.
using Translator = std::function<std::string(const Message &message, std::int64_t n)>;

/// Installed once, before the first text is made; an empty one speaks English again.
void setTranslator(Translator translator);

/// What a placeholder becomes: texts as they are, whole numbers with their thousands apart.
[[nodiscard]] inline std::string argumentText(std::string_view text) { return std::string(text); }
template <std::integral Number>
[[nodiscard]] std::string argumentText(Number number) {
    return count(number);
}

/// Fills the placeholders in one pass: an argument that holds "%1" is not filled again. A
/// placeholder without an argument becomes an ellipsis.
[[nodiscard]] std::string fill(const Message &message, std::span<const std::string> arguments,
                               std::int64_t n = 1);

template <class... Arguments>
[[nodiscard]] std::string text(const Message &message, const Arguments &...arguments) {
    if constexpr (sizeof...(arguments) == 0) {
        return fill(message, {});
    } else {
        const std::string made[] = {argumentText(arguments)...};
        return fill(message, made);
    }
}

/// The same for a message with a plural; `n` also becomes %n.
template <class... Arguments>
[[nodiscard]] std::string plural(const Message &message, std::int64_t n,
                                 const Arguments &...arguments) {
    if constexpr (sizeof...(arguments) == 0) {
        return fill(message, {}, n);
    } else {
        const std::string made[] = {argumentText(arguments)...};
        return fill(message, made, n);
    }
}

} // namespace etagere::explain
