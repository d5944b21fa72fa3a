// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/cache/facts.h"
#include "core/cache/model.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::replay {

/// How a server lets its responses be cached: the fields that it sends with them, and how often
/// what is behind them changes. A line of a dictionary:
///
///     SHARE  CHANGES  FIELD [: VALUE] | FIELD [: VALUE] ...
///
/// SHARE is a whole number: how many of all objects have this policy, against the sum. CHANGES is
/// the time between two versions of an object, "never" or a number with s, m, h or d. Fields that
/// are asked for by name alone are made for each version: ETag (strong), Last-Modified (when the
/// version came). Expires takes a number of seconds from Date, which is always sent.
struct TracePolicy {
    static constexpr std::uint32_t never = 0;
    std::string line; ///< as it stands in the dictionary
    std::uint32_t share = 1;
    std::uint32_t changesSeconds = never;
    cache::ResponseFacts facts; ///< of status 200; dates as of `reference`
};

/// The time that the dates in a policy's facts are made for.
inline constexpr Instant policyReference{std::chrono::seconds(1'600'000'000)};

/// A line of a dictionary that cannot be read.
struct PolicyError {
    enum class Kind : std::uint8_t { BadShare, BadChanges, NoFields, BadExpires, TooMany, None };
    Kind kind = Kind::BadShare;
    std::size_t line = 0; ///< from 1
    friend bool operator==(const PolicyError &, const PolicyError &) = default;
};

using TracePolicies = std::vector<TracePolicy>;
inline constexpr std::size_t policyLimit = 65'000;

/// Reads a dictionary, as the model reads fields. Empty lines and what follows # are left out.
[[nodiscard]] Result<TracePolicies, PolicyError> readPolicies(std::string_view text,
                                                              const cache::Model &model);

/// One policy: `Cache-Control: max-age=SECONDS` and an ETag, never changing.
[[nodiscard]] std::string maxAgePolicy(std::uint64_t seconds);

/// The dictionary that stands for the web at large when a trace says nothing: an assumption, made
/// by hand and measured nowhere. Long-lived assets, pages that are validated, a few that are not
/// stored, and some without any information.
[[nodiscard]] std::string_view webPolicies() noexcept;

/// Which policy the object of that key has, by the shares; always the same one.
class PolicyDraw {
public:
    explicit PolicyDraw(const TracePolicies &policies);
    [[nodiscard]] std::uint16_t of(std::uint64_t key) const noexcept;

private:
    std::vector<std::uint16_t> m_wheel; ///< policies, as often as their share has it
};

} // namespace etagere::replay
