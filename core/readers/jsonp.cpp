// SPDX-License-Identifier: Apache-2.0
#include "core/readers/jsonp.h"

#include "core/readers/json_scan.h"

namespace etagere::readers {

namespace {

constexpr bool isInName(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || c == '.';
}

} // namespace

JsonStart findJson(std::string_view file) noexcept {
    JsonStart start;
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    start.byteOrderMark = file.substr(0, mark.size()) == mark;
    start.at = skipSpace(file, start.byteOrderMark ? mark.size() : 0);
    std::size_t at = start.at;
    constexpr std::size_t longestName = 256;
    while (at < file.size() && at - start.at < longestName && isInName(file[at]))
        ++at;
    at = skipSpace(file, at);
    if (at >= file.size() || file[at] != '(')
        return start;
    const std::size_t inside = skipSpace(file, at + 1);
    if (inside < file.size() && (file[inside] == '{' || file[inside] == '[')) {
        start.wrapped = true;
        start.at = inside;
    }
    return start;
}

} // namespace etagere::readers
