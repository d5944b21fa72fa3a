// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/cache/decision.h"
#include "core/http/field.h"
#include "core/http/http_date.h"
#include "core/http/text.h"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

/// Where the clock of these tests begins, and seconds after it.
inline Instant at(std::int64_t seconds) {
    return std::chrono::sys_days(std::chrono::year{2026} / 3 / 1) + std::chrono::seconds(seconds);
}

/// A message's fields as a test writes them: "ETag: \"a\" | Date: @-5", where @N is the HTTP date
/// N seconds after the clock's beginning.
class Lines {
public:
    explicit Lines(std::string_view text) {
        constexpr std::string_view separator = " | ";
        while (!text.empty()) {
            const std::size_t end = text.find(separator);
            add(text.substr(0, end));
            text = end == std::string_view::npos ? std::string_view()
                                                 : text.substr(end + separator.size());
        }
    }
    Lines(const Lines &) = delete;
    Lines &operator=(const Lines &) = delete;

    [[nodiscard]] http::Fields fields() const { return m_fields; }

private:
    void add(std::string_view line) {
        const std::size_t colon = line.find(':', 1);
        const std::string_view name = keep(std::string(http::trimmed(line.substr(0, colon))));
        const std::string_view value = http::trimmed(line.substr(colon + 1));
        m_fields.push_back({name, keep(dated(std::string(value))), http::fieldNameFrom(name)});
    }
    static std::string dated(std::string value) {
        if (value.starts_with('@'))
            return http::formatHttpDate(at(std::strtoll(value.c_str() + 1, nullptr, 10)));
        return value;
    }
    std::string_view keep(std::string text) { return m_texts.emplace_back(std::move(text)); }

    std::deque<std::string> m_texts;
    std::vector<http::Field> m_fields;
};

/// "lifetime-max-age age-apparent fresh"
inline std::string idsOf(const cache::Reasons &reasons) {
    std::string ids;
    for (const cache::Rule rule : reasons)
        ids += (ids.empty() ? "" : " ") + std::string(cache::rowOf(rule).id);
    return ids;
}

/// Fields as text, in order: "ETag: \"a\" | Date: ...".
inline std::string textOf(http::Fields fields) {
    std::string text;
    for (const http::Field &field : fields) {
        text += (text.empty() ? "" : " | ") + std::string(field.name) + ": ";
        text += field.value;
    }
    return text;
}

} // namespace etagere::tests
