// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"

#include <cstdint>
#include <vector>

namespace etagere::gateway {

/// What happens to fields that Connection names.
enum class Named : std::uint8_t {
    Dropped, ///< as RFC 9110 §7.6.1 asks
    Kept     ///< as browsers do with a response's
};

/// Puts into `out` the fields that concern more than one connection (RFC 9110 §7.6.1): without
/// Connection, what it names, and the others that are known to concern one connection only. Borrows
/// what `fields` borrow.
void endToEnd(http::Fields fields, Named named, std::vector<http::Field> &out);

} // namespace etagere::gateway
