// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/delta_seconds.h"

// RFC 9111 §5.1
//   Age = delta-seconds
namespace etagere::http {

/// Total. Of a list the first member counts, the rest is discarded; what is no number says nothing
/// (RFC 9111 §5.1).
[[nodiscard]] ParsedDeltaSeconds parseAge(std::string_view value);

} // namespace etagere::http
