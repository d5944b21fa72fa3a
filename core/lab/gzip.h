// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace etagere::lab {

/// The bytes in gzip (RFC 1952), without a name or time in the header: the same bytes always give
/// the same. Empty when there is no memory for it.
[[nodiscard]] std::string gzipped(std::string_view bytes);

} // namespace etagere::lab
