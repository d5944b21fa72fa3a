// SPDX-License-Identifier: Apache-2.0
#include "core/live/event_object.h"

#include "core/http/text.h"

#include <algorithm>

namespace etagere::live {

namespace {

/// Collects lines within the bounds of a head.
class Lines {
public:
    void add(std::string_view name, std::string_view value) {
        m_bytes += name.size() + value.size();
        if (m_lines.size() < maxHeadLines && m_bytes <= maxHeadBytes)
            m_lines.push_back({std::string(name), std::string(value)});
    }
    [[nodiscard]] std::vector<FieldLine> take() { return std::move(m_lines); }

private:
    std::vector<FieldLine> m_lines;
    std::size_t m_bytes = 0;
};

/// Takes the text up to the next line end off the front.
std::string_view takeLine(std::string_view &text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

} // namespace

EventObject::EventObject(simdjson::dom::element element) {
    simdjson::dom::object object;
    if (element.get(object) == simdjson::SUCCESS)
        m_object = object;
}

EventObject EventObject::object(std::string_view name) const {
    simdjson::dom::element element;
    if (!m_object || m_object->at_key(name).get(element) != simdjson::SUCCESS)
        return {};
    return EventObject(element);
}

std::string_view EventObject::text(std::string_view name) const {
    std::string_view text;
    if (!m_object || m_object->at_key(name).get(text) != simdjson::SUCCESS)
        return {};
    return text;
}

double EventObject::number(std::string_view name) const {
    double number = 0;
    if (!m_object || m_object->at_key(name).get(number) != simdjson::SUCCESS)
        return 0;
    return number;
}

std::optional<bool> EventObject::statedFlag(std::string_view name) const {
    bool flag = false;
    if (!m_object || m_object->at_key(name).get(flag) != simdjson::SUCCESS)
        return std::nullopt;
    return flag;
}

bool EventObject::flag(std::string_view name) const { return statedFlag(name).value_or(false); }

std::int64_t EventObject::bytes(std::string_view name) const {
    constexpr double most = 9e15; // whole numbers are exact up to here
    double number = 0;
    if (!m_object || m_object->at_key(name).get(number) != simdjson::SUCCESS)
        return -1;
    return number >= 0 && number <= most ? static_cast<std::int64_t>(number) : -1;
}

std::uint16_t EventObject::status(std::string_view name) const {
    const double code = number(name);
    return code >= 100 && code < 1000 ? static_cast<std::uint16_t>(code) : std::uint16_t{0};
}

std::vector<FieldLine> EventObject::fields(std::string_view name) const {
    Lines lines;
    const EventObject object = this->object(name);
    if (!object.m_object)
        return {};
    for (const simdjson::dom::key_value_pair member : *object.m_object) {
        std::string_view value;
        if (member.value.get(value) != simdjson::SUCCESS)
            continue;
        do
            lines.add(member.key, takeLine(value));
        while (!value.empty());
    }
    return lines.take();
}

std::vector<FieldLine> fieldsOfHead(std::string_view head) {
    Lines lines;
    takeLine(head);
    while (!head.empty()) {
        const std::string_view line = takeLine(head);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && colon > 0)
            lines.add(line.substr(0, colon), http::trimmed(line.substr(colon + 1)));
    }
    return lines.take();
}

Duration durationOf(double seconds) noexcept {
    constexpr double most = 3e11; // the year 11,000, in seconds from 1970
    return Duration(static_cast<std::int64_t>(std::clamp(seconds, -most, most) * 1e6));
}

} // namespace etagere::live
