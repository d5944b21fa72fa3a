// SPDX-License-Identifier: Apache-2.0
#include "core/probe/outcome.h"

#include "core/body/coding.h"
#include "core/body/digest.h"
#include "core/http/text.h"

#include <algorithm>

namespace etagere::probe {

namespace {

constexpr Bytes mostDecoded{std::uint64_t{64} << 20U};

bool containsIgnoringCase(std::string_view text, std::string_view part) noexcept {
    const auto at = std::search(text.begin(), text.end(), part.begin(), part.end(),
                                [](char a, char b) { return http::lowered(a) == b; });
    return at != text.end();
}

/// The body without its codings, or nothing where they are damaged.
std::optional<std::string> decodedText(const Answer &answer) {
    const std::string_view coding = valueIn(answer.fields, "Content-Encoding");
    if (coding.empty())
        return *answer.body;
    auto decoded = body::decodeAll(coding, *answer.body, mostDecoded);
    return decoded ? std::optional(std::move(*decoded)) : std::nullopt;
}

} // namespace

std::string_view valueIn(const Lines &lines, std::string_view name) noexcept {
    for (const auto &[known, value] : lines) {
        if (http::equalsIgnoringCase(known, name))
            return value;
    }
    return {};
}

std::vector<http::Field> fieldsOf(const Lines &lines) {
    std::vector<http::Field> fields;
    fields.reserve(lines.size());
    for (const auto &[name, value] : lines)
        fields.push_back({name, value, http::fieldNameFrom(name)});
    return fields;
}

Outcome outcomeOf(Question question, Answer answer) {
    Outcome outcome;
    outcome.question = std::move(question);
    outcome.answer = std::move(answer);
    if (!outcome.answer.body || outcome.answer.status == 0)
        return outcome;
    auto decoded = decodedText(outcome.answer);
    if (!decoded)
        return outcome;
    constexpr std::uint16_t ok = 200;
    const body::Digest digest = body::digestOf(body::Algorithm::Sha256, *decoded);
    std::copy_n(digest.bytes().begin(), std::min(digest.bytes().size(), outcome.digest.size()),
                outcome.digest.begin());
    outcome.hasContent = !outcome.answer.cut && outcome.answer.status == ok;
    decoded->resize(std::min(decoded->size(), keptText));
    outcome.text = std::move(*decoded);
    return outcome;
}

bool wasAnsweredByCache(const Lines &fields) noexcept {
    constexpr std::array<std::string_view, 5> hitFields{
        "X-Cache", "CF-Cache-Status", "X-Cache-Status", "X-Proxy-Cache", "Cache-Status"};
    const std::string_view age = valueIn(fields, "Age");
    if (!age.empty() && age != "0")
        return true;
    const std::string_view varnish = http::trimmed(valueIn(fields, "X-Varnish"));
    if (varnish.find(' ') != std::string_view::npos)
        return true; // two numbers: the second is the request that had filled the cache
    return std::any_of(hitFields.begin(), hitFields.end(), [&fields](std::string_view name) {
        const std::string_view value = valueIn(fields, name);
        return containsIgnoringCase(value, "hit") && !containsIgnoringCase(value, "hit-for");
    });
}

} // namespace etagere::probe
