// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace etagere::session {

/// Runs `work(i)` for every i below `count` on all cores, and returns when all are done. After an
/// exception of `work` no more is begun, and the first one is thrown on.
void onAllCores(std::size_t count, const std::function<void(std::size_t)> &work);

} // namespace etagere::session
