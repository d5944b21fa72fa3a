// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace etagere::report {

/// Text for between tags and inside quoted attributes: made printable (no control or bidi
/// character acts on the page), then & < > " ' escaped.
[[nodiscard]] std::string htmlText(std::string_view text);

/// The same of several lines, each with its end: within a line that would be shown as a control
/// character.
[[nodiscard]] std::string htmlLines(std::string_view text);

/// `<name class="cssClass">text</name>`; without a class when that is empty. The text is escaped.
[[nodiscard]] std::string htmlElement(std::string_view name, std::string_view cssClass,
                                      std::string_view text);

/// A recorded value or URL: in <code>, isolated from the direction of the text around it.
[[nodiscard]] std::string htmlCode(std::string_view recorded);

} // namespace etagere::report
