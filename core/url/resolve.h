// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace etagere::url {

/// The URL that a reference means when it stands in a message of `base` (RFC 3986 §5.2), without
/// its fragment. Total: what is no reference is taken as a path. `base` is absolute.
[[nodiscard]] std::string resolve(std::string_view base, std::string_view reference);

} // namespace etagere::url
