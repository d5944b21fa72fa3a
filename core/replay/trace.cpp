// SPDX-License-Identifier: Apache-2.0
#include "core/replay/trace.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace etagere::replay {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(TraceFormat::Count)> formatNames{
    "text", "oracle-general", "etagere"};

struct ColumnName {
    std::string_view name;
    TraceColumn column;
};
/// Ours first, then what libCacheSim, webcachesim and published traces call them.
constexpr ColumnName columnNames[] = {
    {"-", TraceColumn::Skip},           {"time", TraceColumn::Time},
    {"key", TraceColumn::Key},          {"size", TraceColumn::Size},
    {"method", TraceColumn::Method},    {"status", TraceColumn::Status},
    {"max-age", TraceColumn::MaxAge},   {"client", TraceColumn::Client},
    {"vary", TraceColumn::Variant},     {"version", TraceColumn::Version},
    {"policy", TraceColumn::Policy},    {"timestamp", TraceColumn::Time},
    {"ts", TraceColumn::Time},          {"clock_time", TraceColumn::Time},
    {"id", TraceColumn::Key},           {"obj", TraceColumn::Key},
    {"object", TraceColumn::Key},       {"obj_id", TraceColumn::Key},
    {"object_id", TraceColumn::Key},    {"url", TraceColumn::Key},
    {"uri", TraceColumn::Key},          {"obj_size", TraceColumn::Size},
    {"object_size", TraceColumn::Size}, {"bytes", TraceColumn::Size},
    {"length", TraceColumn::Size},      {"op", TraceColumn::Method},
    {"code", TraceColumn::Status},      {"max_age", TraceColumn::MaxAge},
    {"ttl", TraceColumn::MaxAge},       {"user", TraceColumn::Client},
    {"client_id", TraceColumn::Client}, {"variant", TraceColumn::Variant},
    {"etag", TraceColumn::Version}};

} // namespace

std::string_view nameOf(TraceFormat format) noexcept {
    return formatNames[static_cast<std::size_t>(format)];
}

std::optional<TraceFormat> traceFormatFrom(std::string_view name) noexcept {
    const auto *found = std::find(formatNames.begin(), formatNames.end(), name);
    if (found == formatNames.end())
        return std::nullopt;
    return static_cast<TraceFormat>(found - formatNames.begin());
}

std::optional<TraceColumn> traceColumnFrom(std::string_view name) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const auto *found = std::find_if(std::begin(columnNames), std::end(columnNames),
                                     [&](const ColumnName &one) { return one.name == lower; });
    if (found == std::end(columnNames))
        return std::nullopt;
    return found->column;
}

void TraceProblems::add(const TraceProblem &problem) {
    if (counts[static_cast<std::size_t>(problem.kind)]++ < keptOfEach)
        first.push_back(problem);
}

std::uint64_t TraceProblems::skipped() const noexcept {
    std::uint64_t sum = 0;
    for (const std::uint64_t one : counts)
        sum += one;
    return sum - count(TraceProblem::Kind::TimeGoesBack);
}

std::uint64_t traceKeyOf(std::string_view text) noexcept {
    constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = text.size() * factor;
    while (!text.empty()) {
        std::uint64_t word = 0;
        const std::size_t taken = std::min(text.size(), sizeof word);
        std::memcpy(&word, text.data(), taken);
        text.remove_prefix(taken);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32U;
    }
    return hash * 0xBF58476D1CE4E5B9U;
}

} // namespace etagere::replay
