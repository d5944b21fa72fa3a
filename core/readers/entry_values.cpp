// SPDX-License-Identifier: Apache-2.0
#include "core/readers/entry_values.h"

#include "core/readers/entry_parser.h"
#include "core/readers/json_text.h"

#include <charconv>
#include <cmath>

namespace etagere::readers {

using traffic::Repair;

void EntryValues::begin(const EntryText &text, RepairSet &repairs) noexcept {
    m_text = &text;
    m_repairs = &repairs;
    m_pool.clear();
    m_failed = false;
    m_tooLarge = false;
}

bool EntryValues::standsInText(const char *at) noexcept {
    // Where brackets do not match, simdjson may stand at the text's end or behind it.
    const std::string_view text = m_text->text();
    if (at > text.data() && at < text.data() + text.size())
        return true;
    fail();
    return false;
}

EntryValues::Kind EntryValues::kindOfFirst(char first) noexcept {
    switch (first) {
    case '{':
        return Kind::Object;
    case '[':
        return Kind::Array;
    case '"':
        return Kind::String;
    case 't':
    case 'f':
        return Kind::Word;
    case 'n':
        return Kind::Null;
    default:
        return Kind::Number;
    }
}

EntryValues::Kind EntryValues::kindOf(JsonValue value) noexcept {
    const char *at = value.raw_json_token().data();
    return standsInText(at) ? kindOfFirst(*at) : Kind::Null;
}

std::string_view EntryValues::token(JsonValue value) noexcept {
    std::string_view raw = value.raw_json_token();
    if (!standsInText(raw.data()))
        return {};
    const std::string_view text = m_text->text();
    raw = raw.substr(0, static_cast<std::size_t>(text.data() + text.size() - raw.data()));
    const auto isSpace = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    while (!raw.empty() && isSpace(raw.back()))
        raw.remove_suffix(1);
    return raw;
}

std::string_view EntryValues::keyOf(simdjson::ondemand::field &field) {
    const char *begin = field.key().raw();
    if (!standsInText(begin))
        return {};
    const std::string_view text = m_text->text();
    const auto at = static_cast<std::size_t>(begin - text.data());
    std::size_t end = at; // names are short: no search pays
    while (end < text.size() && text[end] != '"' && text[end] != '\\')
        ++end;
    if (end < text.size() && text[end] == '"')
        return text.substr(at, end - at);
    return unescaped(text.substr(at, skipString(text, at - 1).end - at - 1));
}

std::string_view EntryValues::unescaped(std::string_view inside) {
    std::string &text = m_pool.take();
    if (!appendUnescaped(inside, EntryParser::mostText, text))
        m_tooLarge = m_failed = true;
    return text;
}

std::string_view EntryValues::elided(std::string_view token) {
    const auto quote = static_cast<std::size_t>(token.data() - m_text->text().data());
    const LongString inside = m_text->sourceOfString(quote, token.size());
    return inside.length == 0 ? std::string_view{}
                              : unescaped(m_text->file().substr(inside.begin, inside.length));
}

std::string_view EntryValues::stringOf(std::string_view raw) {
    if (raw.size() < 2 || raw.back() != '"') {
        fail();
        return {};
    }
    if (raw.size() == 2)
        return elided(raw);
    const std::string_view inside = raw.substr(1, raw.size() - 2);
    return inside.find('\\') == std::string_view::npos ? inside : unescaped(inside);
}

std::optional<std::string_view> EntryValues::string(JsonValue value) {
    const std::string_view raw = token(value);
    return raw.starts_with('"') ? std::optional(stringOf(raw)) : std::nullopt;
}

std::string_view EntryValues::text(JsonValue value) {
    const std::string_view raw = token(value);
    switch (raw.empty() ? Kind::Null : kindOfFirst(raw.front())) {
    case Kind::String:
        return stringOf(raw);
    case Kind::Number:
    case Kind::Word:
        return raw;
    default:
        return {};
    }
}

std::optional<double> EntryValues::number(JsonValue value, Repair odd) {
    const Kind kind = kindOf(value);
    if (kind != Kind::Number)
        m_repairs->add(odd);
    if (kind != Kind::Number && kind != Kind::String)
        return std::nullopt;
    const std::string_view digits =
        kind == Kind::Number ? token(value) : string(value).value_or("");
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(number)) {
        m_repairs->add(odd);
        return std::nullopt;
    }
    return number;
}

std::int64_t EntryValues::size(JsonValue value) {
    constexpr double most = 9e15; // whole numbers are exact up to here
    const double size = number(value).value_or(-1);
    if (size < -1 || size > most)
        m_repairs->add(Repair::OddNumber);
    return size < 0 || size > most ? -1 : static_cast<std::int64_t>(size);
}

BodyDraft EntryValues::body(JsonValue value) {
    const std::string_view raw = token(value);
    if (raw.size() < 2 || raw.front() != '"' || raw.back() != '"') {
        m_repairs->add(Repair::BodyIsNoString);
        return {};
    }
    const auto quote = static_cast<std::size_t>(raw.data() - m_text->text().data());
    const LongString inside = m_text->sourceOfString(quote, raw.size());
    return {.present = true, .base64 = false, .offset = inside.begin, .length = inside.length};
}

} // namespace etagere::readers
