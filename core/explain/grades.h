// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"

#include <string>

namespace etagere::explain {

/// "Identifier-capable"
[[nodiscard]] std::string nameOf(analysis::Grade grade);

/// What the grade means, in one sentence.
[[nodiscard]] std::string meaningOf(analysis::Grade grade);

/// What a finding is about, as a heading: "Tag linked to an identifier".
[[nodiscard]] std::string titleOf(analysis::Kind kind, tags::Validator validator);

} // namespace etagere::explain
