// SPDX-License-Identifier: Apache-2.0
#include "core/readers/json_out.h"

#include "core/readers/json_text.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace etagere::readers {

namespace {

constexpr std::size_t piece = std::size_t{1} << 16U;

constexpr bool standsForItself(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\';
}

void appendEscaped(char c, std::string &out) {
    static constexpr std::string_view meanings = "\"\\\b\f\n\r\t";
    static constexpr std::string_view letters = "\"\\bfnrt";
    if (const std::size_t which = meanings.find(c); which != std::string_view::npos) {
        out += '\\';
        out += letters[which];
        return;
    }
    std::array<char, 8> escape{};
    std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
    out += escape.data();
}

} // namespace

/// Checks copied JSON, strictly and to the last byte, and drops the white space in it.
struct JsonOut::Checker {
    simdjson::dom::parser parser;
    std::string padded;
    std::string minified;

    bool check(std::string_view json) {
        padded.assign(json);
        padded.reserve(json.size() + simdjson::SIMDJSON_PADDING);
        simdjson::dom::element element;
        if (parser.parse(padded).get(element) != simdjson::SUCCESS)
            return false;
        minified.resize(json.size() + simdjson::SIMDJSON_PADDING);
        std::size_t length = 0;
        if (simdjson::minify(json.data(), json.size(), minified.data(), length) !=
            simdjson::SUCCESS)
            return false;
        minified.resize(length);
        return true;
    }
};

JsonOut::JsonOut(const Sink &sink)
    : m_sink(sink)
    , m_checker(std::make_unique<Checker>()) {}
JsonOut::~JsonOut() = default;

void JsonOut::flush() {
    if (!m_error && !m_buffer.empty()) {
        if (auto taken = m_sink(m_buffer); !taken)
            m_error = taken.error();
    }
    m_buffer.clear();
}

void JsonOut::next(std::string_view name) {
    if (m_buffer.size() >= piece)
        flush();
    if (!m_first)
        m_buffer += ',';
    m_first = false;
    if (name.empty())
        return;
    string(name);
    m_buffer += ':';
}

void JsonOut::string(std::string_view text) {
    m_buffer += '"';
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && standsForItself(text[end]))
            ++end;
        m_buffer.append(text, at, end - at);
        if (m_buffer.size() >= piece)
            flush();
        at = end;
        if (at == text.size())
            break;
        const std::size_t length = utf8Length(text, at);
        if (length == 1)
            appendEscaped(text[at], m_buffer);
        else
            m_buffer += length == 0 ? replacementCharacter : text.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    m_buffer += '"';
}

void JsonOut::beginObject(std::string_view name) {
    next(name);
    m_buffer += '{';
    m_first = true;
}

void JsonOut::endObject() {
    m_buffer += '}';
    m_first = false;
}

void JsonOut::beginArray(std::string_view name) {
    next(name);
    m_buffer += '[';
    m_first = true;
}

void JsonOut::endArray() {
    m_buffer += ']';
    m_first = false;
}

void JsonOut::member(std::string_view name, std::string_view text) {
    next(name);
    string(text);
}

void JsonOut::member(std::string_view name, std::int64_t number) {
    next(name);
    m_buffer += std::to_string(number);
}

void JsonOut::milliseconds(std::string_view name, Duration time) {
    time = std::max(time, Duration::zero());
    next(name);
    constexpr std::int64_t each = 1000;
    std::array<char, 8> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%03d", static_cast<int>(time.count() % each));
    m_buffer += std::to_string(time.count() / each);
    if (time.count() % each != 0)
        m_buffer += fraction.data();
}

void JsonOut::instant(std::string_view name, Instant time) {
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss<microseconds> clock(time - day);
    std::array<char, 64> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ",
        static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
        static_cast<int>(clock.subseconds().count()));
    member(name, std::string_view(text.data(), static_cast<std::size_t>(length)));
}

void JsonOut::null(std::string_view name) {
    next(name);
    m_buffer += "null";
}

bool JsonOut::copied(std::string_view rawName, std::string_view json) {
    std::string name;
    if (!m_checker->check(json) || !appendUnescaped(rawName, rawName.size(), name) || name.empty())
        return false;
    next(name);
    m_buffer += m_checker->minified;
    return true;
}

Result<void, FileError> JsonOut::finish() {
    flush();
    if (m_error)
        return Failure<FileError>(*m_error);
    return {};
}

} // namespace etagere::readers
