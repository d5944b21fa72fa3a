// SPDX-License-Identifier: Apache-2.0
#include "core/report/sarif_parts.h"

#include <algorithm>
#include <cctype>

namespace etagere::report {

namespace {

bool isHex(char character) noexcept {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f') ||
           (character >= 'A' && character <= 'F');
}

} // namespace

void sarifMessage(JsonWriter &json, std::string_view key, std::string_view text,
                  std::string_view markdown) {
    json.key(key).beginObject();
    json.key("text").text(text);
    if (!markdown.empty())
        json.key("markdown").text(markdown);
    json.endObject();
}

void sarifArtifact(JsonWriter &json, std::string_view uri) {
    json.key("physicalLocation").beginObject();
    json.key("artifactLocation").beginObject();
    json.key("uri").text(uriReference(uri.empty() ? "about:blank" : uri));
    json.endObject();
    json.endObject();
}

std::string sarifName(std::string_view id) {
    std::string name;
    bool begins = true;
    for (const char character : id) {
        if (character != '-')
            name += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(character)))
                           : character;
        begins = character == '-';
    }
    return name;
}

std::string uriReference(std::string_view text) {
    constexpr std::string_view kept = "-._~:/?@!$&'()*+,;=";
    constexpr std::string_view hexDigits = "0123456789ABCDEF";
    // Brackets belong around an address in the authority only (RFC 3986 §3.2.2), and a second
    // number sign nowhere.
    const std::size_t slashes = text.find("//");
    const std::size_t authority = slashes == std::string_view::npos ? 0 : slashes + 2;
    const std::size_t path = std::min(text.find_first_of("/?#", authority), text.size());
    const std::size_t fragment = text.find('#');
    std::string uri;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char character = text[i];
        const bool letter = (character >= 'a' && character <= 'z') ||
                            (character >= 'A' && character <= 'Z') ||
                            (character >= '0' && character <= '9');
        const bool bracket = (character == '[' || character == ']') && authority > 0 && i < path;
        const bool escape =
            character == '%' && i + 2 < text.size() && isHex(text[i + 1]) && isHex(text[i + 2]);
        if (letter || bracket || escape || i == fragment ||
            kept.find(character) != std::string_view::npos) {
            uri += character;
            continue;
        }
        const auto byte = static_cast<unsigned char>(character);
        uri += {'%', hexDigits[byte >> 4U], hexDigits[byte & 0x0fU]};
    }
    return uri;
}

} // namespace etagere::report
