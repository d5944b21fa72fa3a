// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace etagere::session {

/// Looks for one text in many, case aside (ASCII). Made for millions of short texts: it scans for
/// the text's rarest byte and compares where it stands.
class TextSearch {
public:
    explicit TextSearch(std::string_view text);
    [[nodiscard]] bool isIn(std::string_view text) const noexcept;

private:
    [[nodiscard]] bool scan(std::string_view text, char byte) const noexcept;
    std::string m_lowered;
    std::size_t m_rarest = 0; ///< where it stands in the text
    char m_lower = 0;
    char m_upper = 0;
};

/// Whether the labels of `labels` stand in `host` one after the other, each whole, case aside:
/// "cdn.example" in "a.CDN.example", not in "mycdn.example". `labels` is in lower case and not
/// empty.
[[nodiscard]] bool hasLabels(std::string_view host, std::string_view labels) noexcept;

} // namespace etagere::session
