// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/probed.h"
#include "core/probe/outcome.h"
#include "core/traffic/traffic.h"

#include <string>
#include <vector>

namespace etagere::probe {

/// What is judged. Borrows.
struct Material {
    const traffic::Traffic &traffic; ///< of the outcomes
    const std::vector<Outcome> &outcomes;
    Guards guards = Guards::all();
};

/// The URL that the probes asked: where the first visit's redirects ended.
[[nodiscard]] std::string probedUrl(const std::vector<Outcome> &outcomes);

/// What the outcomes tell about one validator of the probed URL. Pure but for reading bodies.
[[nodiscard]] analysis::Probed learnedFrom(const Material &material, tags::Validator validator);

/// The whole judgement: the passive analysis of what natural visits showed, settled by what the
/// probes learned. One finding for ETag and one for each other validator that the server used,
/// grade 0 included, worst first; none
/// when the server never answered.
[[nodiscard]] std::vector<analysis::Finding> judge(const Material &material);

} // namespace etagere::probe
