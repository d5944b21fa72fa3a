// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/body_text.h"

#include "core/analysis/token.h"
#include "core/body/text_code.h"
#include "core/http/text.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace etagere::analysis {

namespace {

constexpr std::size_t longestDisguised = std::size_t{64} << 10U;
constexpr std::size_t longestDigested = 4096;

constexpr bool isAlphanumeric(char c) noexcept { return http::isDigit(c) || http::isAlpha(c); }

std::string memberBefore(std::string_view body, std::size_t at) {
    std::size_t end = at;
    while (end > 0 && at - end < 8 && !isAlphanumeric(body[end - 1]))
        --end;
    std::size_t begin = end;
    while (begin > 0 && end - begin < 32 && (isAlphanumeric(body[begin - 1])))
        --begin;
    return std::string(body.substr(begin, end - begin));
}

/// Words as Englehardt and Narayanan cut them: of a-zA-Z0-9_-=; and without the last three.
std::vector<std::string_view> wordsOf(std::string_view body) {
    std::vector<std::string_view> words;
    for (const bool strict : {false, true}) {
        const auto inside = [strict](char c) {
            return isAlphanumeric(c) || (!strict && (c == '_' || c == '-' || c == '='));
        };
        for (std::size_t begin = 0; begin < body.size();) {
            std::size_t end = begin;
            while (end < body.size() && inside(body[end]))
                ++end;
            if (end - begin >= shortestIdentifier)
                words.push_back(body.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    return words;
}

/// The piece as base64, base64url and hexadecimal write it, in lower case and without padding.
std::vector<std::string> writingsOf(std::string_view piece) {
    const std::vector<std::uint8_t> bytes(piece.begin(), piece.end());
    std::vector<std::string> all{
        body::encodeBase64(bytes, body::Base64::Standard, body::Padding::None),
        body::encodeBase64(bytes, body::Base64::Url, body::Padding::None), body::encodeHex(bytes)};
    for (std::string &text : all)
        text = tokenOf(text);
    return all;
}

} // namespace

BodyText::BodyText(std::string body)
    : m_body(std::move(body))
    , m_lower(tokenOf(m_body)) {}

std::optional<BodyText::Found> BodyText::find(std::string_view piece) const {
    const std::string token = tokenOf(piece);
    auto plain = findWord(token, Disguise::Plain);
    if (plain || m_body.size() > longestDisguised)
        return plain;
    for (const std::string &written : writingsOf(piece)) {
        if (auto found = findWord(written, Disguise::Encoded))
            return found;
    }
    for (const Form &form : decodedForms(piece)) {
        if (auto found = findWord(form.text, Disguise::Encoded))
            return found;
    }
    for (const Form &form : digestForms(piece)) {
        if (auto found = findWord(form.text, Disguise::Digest))
            return found;
    }
    return findDigested(token);
}

std::optional<BodyText::Found> BodyText::findWord(std::string_view token, Disguise disguise) const {
    const std::string_view body = m_lower;
    for (std::size_t at = body.find(token); at != std::string_view::npos;
         at = body.find(token, at + 1)) {
        const std::size_t end = at + token.size();
        if ((at == 0 || !isAlphanumeric(body[at - 1])) &&
            (end == body.size() || !isAlphanumeric(body[end])))
            return Found{memberBefore(body, at), disguise};
    }
    return std::nullopt;
}

std::optional<BodyText::Found> BodyText::findDigested(std::string_view token) const {
    constexpr std::size_t md5 = 32;
    constexpr std::size_t sha1 = 40;
    if (m_body.size() > longestDigested || (token.size() != md5 && token.size() != sha1))
        return std::nullopt;
    for (const std::string_view word : wordsOf(m_body)) {
        for (const Form &form : digestForms(word)) {
            if (form.text == token)
                return findWord(tokenOf(word), Disguise::Digest);
        }
    }
    return std::nullopt;
}

} // namespace etagere::analysis
