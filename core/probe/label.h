// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/probe/outcome.h"

#include <optional>
#include <string>
#include <string_view>

namespace etagere::probe {

/// What stands as a visit's title in a saved run: "P3 made-up etag".
[[nodiscard]] std::string labelOf(const Question &question);

/// A question with the probe, role and validator that a title names; none for any other title.
[[nodiscard]] std::optional<Question> labelled(std::string_view title);

/// The field of the echo check: no server has a reason to do anything with it.
inline constexpr std::string_view echoCheckField = "X-Trace-Note";

} // namespace etagere::probe
