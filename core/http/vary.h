// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/deviation.h"
#include "core/http/field.h"
#include "core/http/text.h"

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

/// The field names in all Vary lines of a response, one after the other, without keeping them:
/// repeats come again, what is no field name is left out, and so is all behind the 256th member.
class VaryNames {
public:
    explicit VaryNames(Fields responseFields) noexcept
        : m_fields(responseFields) {}
    /// The next name into `name`; false at the end.
    [[nodiscard]] bool next(std::string_view &name) noexcept;

private:
    Fields m_fields;
    ListReader m_members{{}};
    unsigned m_count = 0;
};
/// True when one of the Vary lines says "*".
[[nodiscard]] bool varySaysAny(Fields responseFields) noexcept;

} // namespace etagere::http
