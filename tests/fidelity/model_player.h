// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/model.h"
#include "tests/fidelity/outcome.h"
#include "tests/fidelity/sequence.h"

namespace etagere::fidelity {

/// Plays a sequence against a model, with the same origin as a browser's and a clock of its own, on
/// which every request happens exactly when it is due.
[[nodiscard]] Outcome playOnModel(const Sequence &sequence, const cache::Model &model);

} // namespace etagere::fidelity
