// SPDX-License-Identifier: Apache-2.0
#include "core/explain/message.h"

#include <utility>

namespace etagere::explain {

namespace {

Translator &installedTranslator() {
    static Translator translator;
    return translator;
}

std::string patternOf(const Message &message, std::int64_t n) {
    if (const Translator &translate = installedTranslator()) {
        std::string translated = translate(message, n);
        if (!translated.empty())
            return translated;
    }
    const bool many = n != 1 && !message.plural.empty();
    return std::string(many ? message.plural : message.source);
}

} // namespace

void setTranslator(Translator translator) { installedTranslator() = std::move(translator); }

std::string fill(const Message &message, std::span<const std::string> arguments, std::int64_t n) {
    const std::string pattern = patternOf(message, n);
    std::string filled;
    filled.reserve(pattern.size() + 32);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
        if (pattern[i] != '%' || !((next >= '1' && next <= '9') || next == 'n')) {
            filled += pattern[i];
            continue;
        }
        ++i;
        const auto index = static_cast<std::size_t>(next - '1');
        if (next == 'n')
            filled += count(n);
        else if (index < arguments.size())
            filled += arguments[index];
        else
            filled += "\u2026";
    }
    return filled;
}

} // namespace etagere::explain
