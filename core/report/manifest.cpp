// SPDX-License-Identifier: Apache-2.0
#include "core/report/manifest.h"

#include "core/body/digest.h"

#include <algorithm>

namespace etagere::report {

namespace {

constexpr std::size_t digestLength = 64;
constexpr std::string_view separator = "  ";

bool isNameCharacter(char character) noexcept {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '.' || character == '_' ||
           character == '-';
}

bool isPart(std::string_view part) noexcept {
    return !part.empty() && part.front() != '.' && part.front() != '-' &&
           std::all_of(part.begin(), part.end(), isNameCharacter);
}

bool isDigest(std::string_view text) noexcept {
    return text.size() == digestLength && std::all_of(text.begin(), text.end(), [](char digit) {
               return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
           });
}

} // namespace

std::string sha256Of(std::string_view bytes) {
    constexpr std::string_view hexDigits = "0123456789abcdef";
    std::string text;
    text.reserve(digestLength);
    const body::Digest digest = body::digestOf(body::Algorithm::Sha256, bytes);
    for (const std::uint8_t byte : digest.bytes()) {
        text += hexDigits[byte >> 4U];
        text += hexDigits[byte & 0x0fU];
    }
    return text;
}

bool isBundleName(std::string_view path) noexcept {
    constexpr std::size_t longest = 255;
    if (path.empty() || path.size() > longest)
        return false;
    while (true) {
        const std::size_t slash = path.find('/');
        if (!isPart(path.substr(0, slash)))
            return false;
        if (slash == std::string_view::npos)
            return true;
        path.remove_prefix(slash + 1);
    }
}

std::string writeManifest(std::vector<ManifestLine> lines) {
    std::sort(lines.begin(), lines.end(),
              [](const ManifestLine &a, const ManifestLine &b) { return a.path < b.path; });
    std::string text;
    for (const ManifestLine &line : lines)
        text.append(line.sha256).append(separator).append(line.path).append("\n");
    return text;
}

Result<std::vector<ManifestLine>, ManifestError> readManifest(std::string_view text) {
    std::vector<ManifestLine> lines;
    constexpr std::size_t pathAt = digestLength + separator.size();
    const auto refused = [&lines] {
        return Failure<ManifestError>(ManifestError{lines.size() + 1});
    };
    if (text.empty() || text.size() > manifestLimit)
        return refused();
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        if (end == std::string_view::npos || line.size() <= pathAt ||
            !isDigest(line.substr(0, digestLength)) ||
            line.substr(digestLength, separator.size()) != separator ||
            !isBundleName(line.substr(pathAt)) ||
            (!lines.empty() && lines.back().path >= line.substr(pathAt)))
            return refused();
        lines.push_back({std::string(line.substr(0, digestLength)), //
                         std::string(line.substr(pathAt))});
        text.remove_prefix(end + 1);
    }
    return lines;
}

} // namespace etagere::report
