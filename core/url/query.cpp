// SPDX-License-Identifier: Apache-2.0
#include "core/url/query.h"

#include <algorithm>
#include <cstddef>

namespace etagere::url {

namespace {

/// The pieces between the marks that hold anything, each handed to `take`.
template <class Take>
void forEachPiece(std::string_view text, char mark, Take take) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(mark, at), text.size());
        if (end > at)
            take(text.substr(at, end - at));
        at = end + 1;
    }
}

int hexDigit(char c) noexcept {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The byte that "%xy" at `at` stands for; -1 for anything else.
int escapedByte(std::string_view text, std::size_t at) noexcept {
    if (text[at] != '%' || text.size() - at < 3)
        return -1;
    const int high = hexDigit(text[at + 1]);
    const int low = hexDigit(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

} // namespace

std::vector<QueryParameter> parseQuery(std::string_view query) {
    std::vector<QueryParameter> parameters;
    forEachPiece(query, '&', [&parameters](std::string_view piece) {
        const std::size_t equals = std::min(piece.find('='), piece.size());
        parameters.push_back(
            {piece.substr(0, equals), piece.substr(std::min(equals + 1, piece.size()))});
    });
    return parameters;
}

std::string percentDecode(std::string_view text, PlusSign plus) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const int escaped = escapedByte(text, at);
        if (escaped >= 0)
            bytes += static_cast<char>(static_cast<unsigned char>(escaped));
        else
            bytes += text[at] == '+' && plus == PlusSign::IsSpace ? ' ' : text[at];
        at += escaped >= 0 ? 3 : 1;
    }
    return bytes;
}

std::vector<std::string_view> pathSegments(std::string_view path) {
    std::vector<std::string_view> segments;
    forEachPiece(path, '/', [&segments](std::string_view piece) { segments.push_back(piece); });
    return segments;
}

} // namespace etagere::url
