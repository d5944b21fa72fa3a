// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/rewrite.h"

#include <algorithm>
#include <array>

namespace etagere::recipe {

namespace {

struct Suffix {
    std::string_view text;
    PartKind kind = PartKind::CodingSuffix;
};
/// Longer ones first.
constexpr std::array suffixes{Suffix{"--gzip"},
                              Suffix{"--br"},
                              Suffix{"--zstd"},
                              Suffix{"--deflate"},
                              Suffix{"-gzip"},
                              Suffix{"-br"},
                              Suffix{"-zstd"},
                              Suffix{"-deflate"},
                              Suffix{"+gzip"},
                              Suffix{"+br"},
                              Suffix{";gz"},
                              Suffix{";br"},
                              Suffix{"-df"},
                              Suffix{"+ident", PartKind::ServerSuffix},
                              Suffix{"-ssl", PartKind::ServerSuffix},
                              Suffix{";;;", PartKind::ServerSuffix}};
constexpr std::size_t maxSuffixes = 3;

constexpr std::string_view dynatrace = ":dtagent";

const Suffix *suffixOf(std::string_view text) {
    for (const Suffix &suffix : suffixes) {
        if (text.size() > suffix.text.size() && text.ends_with(suffix.text))
            return &suffix;
    }
    return nullptr;
}

Reading dynatraceReading(const Subject &subject, std::string_view text, std::size_t at) {
    Reading reading;
    reading.end = static_cast<std::uint32_t>(at);
    reading.suffixes.push_back(
        subject.partAt(text.substr(at, dynatrace.size()), PartKind::ServerSuffix));
    const std::string_view version = text.substr(at + dynatrace.size());
    if (!version.empty())
        reading.suffixes.push_back(subject.unexplained(version));
    return reading;
}

} // namespace

std::vector<Reading> readingsOf(const Subject &subject) {
    const std::string_view whole = subject.text();
    std::vector<Reading> readings;
    readings.push_back({static_cast<std::uint32_t>(whole.size()), {}});
    if (const auto at = whole.find(dynatrace); at != std::string_view::npos && at > 0)
        readings.push_back(dynatraceReading(subject, whole, at));
    std::vector<Part> taken = readings.back().suffixes;
    std::reverse(taken.begin(), taken.end());
    std::string_view text = whole.substr(0, readings.back().end);
    while (readings.size() <= maxSuffixes) {
        const Suffix *suffix = suffixOf(text);
        if (suffix == nullptr)
            break;
        const std::size_t end = text.size() - suffix->text.size();
        taken.push_back(subject.partAt(text.substr(end), suffix->kind));
        text = text.substr(0, end);
        readings.push_back({static_cast<std::uint32_t>(end), {taken.rbegin(), taken.rend()}});
    }
    return readings;
}

} // namespace etagere::recipe
