// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"
#include "core/readers/har_writer.h"
#include "core/readers/pseudonyms.h"

#include <optional>
#include <string>
#include <string_view>

namespace etagere::readers {

/// What of a message a HAR of that privacy tells. Under Strict only fields that are known to tell
/// nothing of a person are kept as they are; whatever is not on that list is replaced.
class PrivacyFilter {
public:
    PrivacyFilter(Privacy level, const PseudonymKey &key)
        : m_level(level)
        , m_pseudonyms(key) {}

    [[nodiscard]] Privacy level() const noexcept { return m_level; }
    [[nodiscard]] bool keepsUnmodelled() const noexcept { return m_level != Privacy::Strict; }
    [[nodiscard]] bool keepsBodies() const noexcept { return m_level != Privacy::Strict; }
    [[nodiscard]] bool keepsCookies() const noexcept { return m_level == Privacy::Full; }

    /// A field's value as it may be told; nothing when the field is left out.
    [[nodiscard]] std::optional<std::string> valueOf(const http::Field &field);
    [[nodiscard]] std::string url(std::string_view text);
    [[nodiscard]] std::string tag(std::string_view text);
    [[nodiscard]] std::string address(std::string_view text);

private:
    [[nodiscard]] std::string strictValueOf(const http::Field &field);

    Privacy m_level;
    Pseudonyms m_pseudonyms;
};

} // namespace etagere::readers
