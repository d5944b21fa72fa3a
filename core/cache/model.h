// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace etagere::cache {

/// A browser model: whose cache policy is simulated. A value; every member is a way to differ from
/// RFC 9111.
struct Model {
    std::string_view name;    ///< "rfc9111"; stable
    std::string_view version; ///< changes with any decision of the model; stands in every output
    std::int32_t heuristicDivisor = 10; ///< of the time since Last-Modified (RFC 9111 §4.2.2)
};

/// A private cache that does what RFC 9111 asks and what it suggests.
[[nodiscard]] const Model &rfc9111() noexcept;
/// The model of that name, or null.
[[nodiscard]] const Model *modelFrom(std::string_view name) noexcept;

} // namespace etagere::cache
