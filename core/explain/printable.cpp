// SPDX-License-Identifier: Apache-2.0
#include "core/explain/printable.h"

#include "core/explain/utf8.h"

#include <array>
#include <cstdio>

namespace etagere::explain {

namespace {

constexpr std::string_view ellipsis = "\u2026";
constexpr std::string_view replacement = "\ufffd";

std::string escaped(const CodePoint &point) {
    if (point.valid && point.value == '\n')
        return "\\n";
    if (point.valid && point.value == '\t')
        return "\\t";
    std::array<char, 16> buffer{};
    const auto value = static_cast<unsigned>(point.value);
    if (!point.valid || value < 0x80)
        std::snprintf(buffer.data(), buffer.size(), "\\x%02x", value);
    else
        std::snprintf(buffer.data(), buffer.size(), "\\u{%04x}", value);
    return buffer.data();
}

/// Walks over the characters and appends what `show` makes of each.
template <class Show>
std::string rewritten(std::string_view text, std::size_t limit, Show show) {
    std::string out;
    out.reserve(text.size() < 4096 ? text.size() : 4096);
    for (std::size_t shown = 0; !text.empty(); ++shown) {
        if (shown == limit) {
            out += ellipsis;
            break;
        }
        const CodePoint point = firstCodePoint(text);
        show(out, point, text.substr(0, point.length));
        text.remove_prefix(point.length);
    }
    return out;
}

} // namespace

std::string printable(std::string_view text, std::size_t limit) {
    return rewritten(text, limit,
                     [](std::string &out, const CodePoint &point, std::string_view raw) {
                         if (!point.valid || isDeceptive(point.value))
                             out += escaped(point);
                         else
                             out += raw;
                     });
}

std::string shortened(std::string_view text, std::size_t limit) {
    return rewritten(text, limit,
                     [](std::string &out, const CodePoint &point, std::string_view raw) {
                         out += point.valid ? raw : replacement;
                     });
}

std::string validUtf8(std::string_view text) { return shortened(text, noLimit); }

std::size_t columns(std::string_view text) {
    std::size_t total = 0;
    while (!text.empty()) {
        const CodePoint point = firstCodePoint(text);
        total += point.valid ? columnsOf(point.value) : 1;
        text.remove_prefix(point.length);
    }
    return total;
}

} // namespace etagere::explain
