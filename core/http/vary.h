// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/deviation.h"
#include "core/http/field.h"

#include <string_view>
#include <vector>

// RFC 9110 §12.5.5
//   Vary = #( "*" / field-name )
namespace etagere::http {

/// What Vary says. Views into the value, case as written.
struct Vary {
    bool any = false;                    ///< "*": no request matches (RFC 9111 §4.1)
    std::vector<std::string_view> names; ///< without repeats, case aside; at most 256
    Deviations deviations;
    /// True when that field is a member.
    [[nodiscard]] bool mentions(FieldName name) const noexcept;
};

/// Total. Members that are no field name are left out.
[[nodiscard]] Vary parseVary(std::string_view value);
/// All Vary lines of a response as one list; no deviations.
[[nodiscard]] Vary varyOf(Fields responseFields);

} // namespace etagere::http
