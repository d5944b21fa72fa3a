// SPDX-License-Identifier: Apache-2.0
#include "core/probe/label.h"

#include <algorithm>

namespace etagere::probe {

namespace {

constexpr std::string_view tagWord = "etag";
constexpr std::string_view timeWord = "last-modified";

/// The text before the next blank, which is taken away with it.
std::string_view nextWord(std::string_view &text) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

} // namespace

std::string labelOf(const Question &question) {
    std::string label(nameOf(question.probe));
    label += ' ';
    // A page belongs to the visit that begins with it.
    label += nameOf(question.role == Role::Page ? Role::Fresh : question.role);
    label += ' ';
    label += question.validator == tags::Validator::ETag ? tagWord : timeWord;
    return label;
}

std::optional<Question> labelled(std::string_view title) {
    Question question;
    const auto probe = probeFrom(nextWord(title));
    const std::string_view role = nextWord(title);
    if (!probe || (title != tagWord && title != timeWord))
        return std::nullopt;
    question.probe = *probe;
    question.validator = title == tagWord ? tags::Validator::ETag : tags::Validator::LastModified;
    for (std::size_t i = 0; i < roleCount; ++i) {
        if (nameOf(static_cast<Role>(i)) == role) {
            question.role = static_cast<Role>(i);
            return question;
        }
    }
    return std::nullopt;
}

} // namespace etagere::probe
