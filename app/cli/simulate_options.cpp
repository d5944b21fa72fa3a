// SPDX-License-Identifier: Apache-2.0
#include "app/cli/simulate_options.h"

#include "core/base/file.h"
#include "core/cache/eviction_limits.h"
#include "core/explain/error_text.h"
#include "core/explain/simulate_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace etagere::cli {

namespace {

namespace words = explain::simulate_text;
using explain::text;
using Refusal = Failure<std::string>;

std::vector<std::string_view> listFrom(std::string_view joined) {
    std::vector<std::string_view> parts;
    while (!joined.empty()) {
        const std::size_t comma = std::min(joined.find(','), joined.size());
        if (comma > 0)
            parts.push_back(joined.substr(0, comma));
        joined.remove_prefix(std::min(comma + 1, joined.size()));
    }
    return parts;
}

/// "a, b, c" of the names of an enum's members.
template <class Enum>
std::string allNames(std::size_t count) {
    std::string names;
    for (std::size_t i = 0; i < count; ++i)
        names.append(names.empty() ? "" : ", ").append(nameOf(static_cast<Enum>(i)));
    return names;
}

std::string columnNames() {
    std::string names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(replay::TraceColumn::Count); ++i)
        names.append(names.empty() ? "" : ", ")
            .append(explain::idOf(static_cast<replay::TraceColumn>(i)));
    return names;
}

Result<replay::TraceReading, std::string> readingFrom(const SimulateOptions &options) {
    replay::TraceReading reading;
    if (!options.traceFormat.empty())
        reading.format = replay::traceFormatFrom(options.traceFormat);
    for (const std::string_view name : listFrom(options.columns)) {
        const auto column = replay::traceColumnFrom(name);
        if (!column)
            return Refusal(text(words::unknownColumn, name, columnNames()));
        reading.columns.push_back(*column);
    }
    return reading;
}

/// The dictionary of --policy-file or --max-age; empty without them.
Result<std::string, std::string> policiesFrom(const SimulateOptions &options,
                                              const cache::Model &model) {
    if (options.maxAge && !options.policyFile.empty())
        return Refusal(text(words::twoOrigins));
    if (options.maxAge)
        return replay::maxAgePolicy(*options.maxAge);
    if (options.policyFile.empty())
        return std::string();
    const auto file = MappedFile::open(options.policyFile);
    if (!file)
        return Refusal(explain::sentenceOf(file.error()));
    const auto policies = replay::readPolicies(file->bytes(), model);
    if (!policies)
        return Refusal(text(words::policyFile, options.policyFile, policies.error().line,
                            explain::sentenceOf(policies.error())));
    return std::string(file->bytes());
}

Result<std::vector<Bytes>, std::string> capacitiesFrom(const SimulateOptions &options) {
    std::vector<Bytes> sizes;
    for (const std::string_view one : listFrom(options.capacities)) {
        const auto size = sizeFrom(one);
        if (!size || size->count == 0)
            return Refusal(text(words::badCapacity, "--capacity", one));
        sizes.push_back(*size);
    }
    if (!options.capacities.empty() && sizes.empty())
        return Refusal(text(words::badCapacity, "--capacity", options.capacities));
    return sizes;
}

Result<std::vector<cache::EvictionPolicy>, std::string>
policyNamesFrom(const SimulateOptions &options) {
    std::vector<cache::EvictionPolicy> policies;
    for (const std::string_view name : listFrom(options.policies)) {
        const auto policy = cache::evictionPolicyFrom(name);
        if (!policy)
            return Refusal(text(words::unknownPolicy, name,
                                allNames<cache::EvictionPolicy>(cache::evictionPolicyCount)));
        policies.push_back(*policy);
    }
    return policies;
}

Result<const cache::Model *, std::string> modelOf(const SimulateOptions &options) {
    const bool http = !options.model.empty() || options.maxAge || !options.policyFile.empty();
    if (!http)
        return nullptr;
    const cache::Model *model =
        options.model.empty() ? &cache::rfc9111() : cache::modelFrom(options.model);
    if (model != nullptr)
        return model;
    std::string names;
    for (const cache::Model &one : cache::models())
        names.append(names.empty() ? "" : ", ").append(one.name);
    return Refusal(text(words::unknownModels, options.model, names));
}

/// Every policy with every capacity; what is not given is the model's.
Result<void, std::string> addRuns(const SimulateOptions &options, const cache::Model *model,
                                  SimulateWishes &wishes) {
    constexpr std::size_t most = 256;
    auto capacities = capacitiesFrom(options);
    auto policies = policyNamesFrom(options);
    if (!capacities || !policies)
        return Refusal(capacities ? policies.error() : capacities.error());
    if (capacities->empty() && model == nullptr)
        return Refusal(text(words::noCapacity));
    const std::string_view name = model == nullptr ? std::string_view() : model->name;
    const cache::StorageLimits usual = cache::storageLimitsOf(name);
    wishes.limitsAssumed = usual.assumed && (capacities->empty() || policies->empty());
    if (capacities->empty())
        capacities->push_back(usual.capacity);
    if (policies->empty())
        policies->push_back(usual.policy);
    if (capacities->size() * policies->size() > most)
        return Refusal(text(words::tooManyRuns, capacities->size() * policies->size()));
    for (const Bytes capacity : *capacities) {
        for (const cache::EvictionPolicy policy : *policies)
            wishes.request.settings.runs.push_back(
                {policy, capacity, cache::storageLimitsOf(name, capacity).entry});
    }
    return {};
}

} // namespace

std::optional<Bytes> sizeFrom(std::string_view text) {
    if (text == "unbounded")
        return cache::StorageLimits::unbounded;
    struct Unit {
        std::string_view name;
        double bytes;
    };
    static constexpr std::array<Unit, 14> units{{{"", 1},
                                                 {"b", 1},
                                                 {"kb", 1e3},
                                                 {"mb", 1e6},
                                                 {"gb", 1e9},
                                                 {"tb", 1e12},
                                                 {"k", 0x1p10},
                                                 {"m", 0x1p20},
                                                 {"g", 0x1p30},
                                                 {"t", 0x1p40},
                                                 {"kib", 0x1p10},
                                                 {"mib", 0x1p20},
                                                 {"gib", 0x1p30},
                                                 {"tib", 0x1p40}}};
    double number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc() || !std::isfinite(number) || number < 0)
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    std::string unit;
    for (const char c : text) {
        if (c != ' ')
            unit += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    const auto *found = std::find_if(units.begin(), units.end(),
                                     [&unit](const Unit &one) { return one.name == unit; });
    constexpr double most = 0x1p62;
    if (found == units.end() || number * found->bytes >= most)
        return std::nullopt;
    return Bytes{static_cast<std::uint64_t>(std::llround(number * found->bytes))};
}

Result<SimulateWishes, std::string> wishesFrom(const SimulateOptions &options) {
    SimulateWishes wishes;
    wishes.request.trace = options.trace;
    if (options.trace.empty())
        return Refusal(text(words::noTrace));
    auto reading = readingFrom(options);
    if (!reading)
        return Refusal(reading.error());
    wishes.request.settings.reading = *std::move(reading);
    if (!options.writeTrace.empty())
        return wishes;
    const auto model = modelOf(options);
    if (!model)
        return Refusal(model.error());
    if (*model != nullptr) {
        wishes.request.settings.model = **model;
        auto policies = policiesFrom(options, **model);
        if (!policies)
            return Refusal(policies.error());
        wishes.request.settings.policies = *std::move(policies);
    }
    if (auto added = addRuns(options, *model, wishes); !added)
        return Refusal(added.error());
    return wishes;
}

} // namespace etagere::cli
