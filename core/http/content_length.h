// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/deviation.h"

#include <optional>
#include <string_view>

// RFC 9110 §8.6
//   Content-Length = 1*DIGIT
namespace etagere::http {

struct ParsedContentLength {
    std::optional<Bytes> length;
    Deviations deviations;
};

/// Total. A list of equal values is that value; members that disagree give none, and
/// ConflictingValues (RFC 9110 §8.6). More than 2^63-1 gives none.
[[nodiscard]] ParsedContentLength parseContentLength(std::string_view value);

} // namespace etagere::http
