// SPDX-License-Identifier: Apache-2.0
#include "core/wire/head.h"

#include <algorithm>
#include <cstring>

namespace etagere::wire {

namespace {

constexpr std::size_t leastCapacity = 1024;

std::string_view moved(std::string_view view, const char *from, const char *to) noexcept {
    return view.empty() ? std::string_view()
                        : std::string_view(to + (view.data() - from), view.size());
}

} // namespace

void Head::swap(Head &other) noexcept {
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_capacity, other.m_capacity);
    std::swap(m_used, other.m_used);
    std::swap(m_fields, other.m_fields);
    std::swap(m_first, other.m_first);
    std::swap(m_second, other.m_second);
    std::swap(m_status, other.m_status);
    std::swap(m_minor, other.m_minor);
}

void Head::clear() noexcept {
    m_used = 0;
    m_fields.clear();
    m_first = m_second = {};
    m_status = 0;
    m_minor = 1;
}

void Head::setRequest(std::string_view method, std::string_view target, int minorVersion) {
    m_first = keep(method);
    m_second = keep(target);
    m_minor = minorVersion;
}

void Head::setResponse(std::uint16_t status, std::string_view reason, int minorVersion) {
    m_first = keep(reason);
    m_status = status;
    m_minor = minorVersion;
}

void Head::add(std::string_view name, std::string_view value) {
    grow(name.size() + value.size());
    const std::string_view keptName = keep(name);
    m_fields.push_back({keptName, keep(value), http::fieldNameFrom(name)});
}

Head Head::copy() const {
    Head copied;
    copied.grow(m_used);
    copied.m_first = copied.keep(m_first);
    copied.m_second = copied.keep(m_second);
    copied.m_status = m_status;
    copied.m_minor = m_minor;
    copied.m_fields.reserve(m_fields.size());
    for (const http::Field &field : m_fields) {
        const std::string_view name = copied.keep(field.name);
        copied.m_fields.push_back({name, copied.keep(field.value), field.known});
    }
    return copied;
}

std::string_view Head::keep(std::string_view text) {
    if (text.empty())
        return {};
    grow(text.size());
    char *at = m_bytes.get() + m_used;
    std::memcpy(at, text.data(), text.size());
    m_used += text.size();
    return {at, text.size()};
}

void Head::grow(std::size_t needed) {
    if (m_used + needed <= m_capacity)
        return;
    const std::size_t capacity = std::max({leastCapacity, m_capacity * 2, m_used + needed});
    auto larger = std::make_unique<char[]>(capacity);
    if (m_used > 0)
        std::memcpy(larger.get(), m_bytes.get(), m_used);
    for (http::Field &field : m_fields) {
        field.name = moved(field.name, m_bytes.get(), larger.get());
        field.value = moved(field.value, m_bytes.get(), larger.get());
    }
    m_first = moved(m_first, m_bytes.get(), larger.get());
    m_second = moved(m_second, m_bytes.get(), larger.get());
    m_bytes = std::move(larger);
    m_capacity = capacity;
}

} // namespace etagere::wire
