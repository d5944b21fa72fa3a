// SPDX-License-Identifier: Apache-2.0
#include "core/watch/odds.h"

#include <algorithm>
#include <cmath>

namespace etagere::watch {

double detectionOdds(double share, std::uint64_t revalidations) noexcept {
    const double missed = 1 - std::clamp(share, 0.0, 1.0);
    return 1 - std::pow(missed, static_cast<double>(revalidations));
}

} // namespace etagere::watch
