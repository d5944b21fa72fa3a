// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::live {

/// The members of a JSON object that is sent to a browser, written one after the other. Text that
/// is no UTF-8 has U+FFFD where it breaks.
class JsonParams {
public:
    JsonParams &text(std::string_view name, std::string_view value);
    JsonParams &number(std::string_view name, std::int64_t value);
    JsonParams &flag(std::string_view name, bool value);
    /// A value that is JSON already: an array, an object.
    JsonParams &json(std::string_view name, std::string_view value);

    /// The whole object: {"url":"about:blank"}.
    [[nodiscard]] std::string object() const { return '{' + m_members + '}'; }

private:
    void name(std::string_view name);
    std::string m_members;
};

/// A JSON string with its quotes.
[[nodiscard]] std::string jsonString(std::string_view text);

} // namespace etagere::live
