// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/difference.h"
#include "core/url/partition.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace etagere::cache {

using url::Partitioning;

/// A browser model: whose cache policy is simulated. A value; each difference from RFC 9111 is a
/// named member of `differences`.
struct Model {
    std::string_view name;    ///< "rfc9111"; stable
    std::string_view version; ///< changes with any decision of the model; stands in every output
    std::string_view browser; ///< the release it was measured against; empty for rfc9111
    Differences differences;
    Partitioning partitioning = Partitioning::None;
    std::int32_t heuristicDivisor = 10; ///< of the time since Last-Modified (RFC 9111 §4.2.2)
    bool shared = false; ///< a shared cache: s-maxage, private, Authorization (RFC 9111 §3, §3.5)

    [[nodiscard]] constexpr bool has(Difference difference) const noexcept {
        return differences.has(difference);
    }
};

/// A private cache that does what RFC 9111 asks and what it suggests.
[[nodiscard]] const Model &rfc9111() noexcept;
[[nodiscard]] const Model &chromium() noexcept;
[[nodiscard]] const Model &firefox() noexcept;
[[nodiscard]] const Model &safari() noexcept;
/// All, rfc9111 first.
[[nodiscard]] std::span<const Model> models() noexcept;
/// The model of that name, or null.
[[nodiscard]] const Model *modelFrom(std::string_view name) noexcept;
/// Where the model has a difference from: a source file of the browser, or a measurement of the
/// public suite's recorded results. Empty when the model does not have it.
[[nodiscard]] std::string_view sourceOf(const Model &model, Difference difference) noexcept;

} // namespace etagere::cache
