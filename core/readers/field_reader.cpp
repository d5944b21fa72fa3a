// SPDX-License-Identifier: Apache-2.0
#include "core/readers/field_reader.h"

#include <cstddef>

namespace etagere::readers {

using traffic::Repair;
using Kind = EntryValues::Kind;

void FieldReader::read(JsonValue headers, std::vector<http::Field> &fields) {
    m_fields = &fields;
    fields.clear();
    switch (m_values.kindOf(headers)) {
    case Kind::Array:
        m_values.eachElement(headers, [this](JsonValue element) { readListed(element); });
        break;
    case Kind::Object:
        m_values.repairs().add(Repair::FieldsAsObject);
        m_values.eachMember(
            headers, [this](std::string_view name, JsonValue value) { addAny(name, value); });
        break;
    default:
        break;
    }
}

void FieldReader::readListed(JsonValue element) {
    switch (m_values.kindOf(element)) {
    case Kind::Object:
        return readNamed(element);
    case Kind::Array:
        return readPair(element);
    default:
        m_values.repairs().add(Repair::FieldWithoutName);
    }
}

void FieldReader::readNamed(JsonValue element) {
    std::string_view name;
    std::string_view text;
    m_several.clear();
    m_values.eachMember(element, [&](std::string_view key, JsonValue value) {
        if (key == "name") {
            name = m_values.text(value);
        } else if (key == "value") {
            text = m_values.text(value);
            if (text.empty())
                readSeveral(value);
        }
    });
    if (m_several.empty())
        return add(name, text);
    for (const std::string_view each : m_several)
        add(name, each);
}

void FieldReader::readSeveral(JsonValue value) {
    if (m_values.kindOf(value) == Kind::Array)
        m_values.eachElement(value,
                             [this](JsonValue each) { m_several.push_back(m_values.text(each)); });
}

void FieldReader::readPair(JsonValue element) {
    m_values.repairs().add(Repair::FieldsAsPairs);
    std::string_view name;
    std::size_t count = 0;
    m_values.eachElement(element, [&](JsonValue value) {
        if (count == 0)
            name = m_values.text(value);
        else if (count == 1)
            addAny(name, value);
        ++count;
    });
    if (count == 1)
        add(name, {});
}

void FieldReader::addAny(std::string_view name, JsonValue value) {
    if (m_values.kindOf(value) != Kind::Array)
        return add(name, m_values.text(value));
    m_values.eachElement(value, [&](JsonValue each) { add(name, m_values.text(each)); });
}

void FieldReader::add(std::string_view name, std::string_view value) {
    if (name.empty())
        return m_values.repairs().add(Repair::FieldWithoutName);
    if (name.front() == ':')
        return m_values.repairs().add(Repair::PseudoFields);
    if (!m_values.isVerbatim(value) && value.find('\n') != std::string_view::npos)
        return addLines(name, value);
    m_fields->push_back({name, value, http::fieldNameFrom(name)});
}

void FieldReader::addLines(std::string_view name, std::string_view lines) {
    m_values.repairs().add(Repair::LinesJoined);
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
        const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
        while (!line.empty() && isSpace(line.front()))
            line.remove_prefix(1);
        while (!line.empty() && isSpace(line.back()))
            line.remove_suffix(1);
        if (!line.empty())
            m_fields->push_back({name, line, http::fieldNameFrom(name)});
    }
}

} // namespace etagere::readers
