// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/validation.h"
#include "core/replay/log.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::replay {

/// Everything a decision was made from, found again for the one row that somebody looks at. What
/// core/explain fills its sentences from. Borrows from the traffic; valid while it and the log are.
struct Grounds {
    const traffic::Exchange *exchange = nullptr;
    const Row *row = nullptr;
    cache::RequestFacts request{};
    cache::ResponseFacts response{}; ///< as recorded
    /// The considered version's; of a variant that Vary kept out when nothing matched.
    std::optional<cache::StoredFacts> stored{};
    std::vector<http::Field> storedFields{}; ///< its fields, 304 updates included
    std::string_view varyDiffersIn{};
    cache::Condition condition{};    ///< that the model sends with Outcome::Revalidate
    std::uint32_t updatedFields = 0; ///< by the 304
    std::uint32_t keptFields = 0;
};
[[nodiscard]] Grounds groundsOf(const traffic::Traffic &traffic, const Log &log,
                                traffic::ExchangeId exchange);

} // namespace etagere::replay
