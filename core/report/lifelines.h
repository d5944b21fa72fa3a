// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/sequence.h"

#include <string_view>
#include <vector>

namespace etagere::report {

/// Who takes part in the steps, from left to right: clients, then what stands before the origins,
/// whoever asks others before them, origins.
[[nodiscard]] std::vector<Lifeline> lifelinesOf(const scenario::Scenario &scenario,
                                                const scenario::Trace &trace,
                                                std::string_view language);

} // namespace etagere::report
