// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/deviation.h"

#include <string_view>
#include <vector>

// RFC 9110 §8.3.1
//   Content-Type = type "/" subtype parameters
//   parameters   = *( OWS ";" OWS [ token "=" ( token / quoted-string ) ] )
namespace etagere::http {

/// A parameter; `value` without its quotes, escapes left as they are.
struct Parameter {
    std::string_view name;
    std::string_view value;
    friend bool operator==(const Parameter &, const Parameter &) = default;
};

/// What a Content-Type says. Views into the value; case as written: compare with the helpers.
struct ContentType {
    std::string_view type;    ///< "text"; empty when there is no slash
    std::string_view subtype; ///< "html"
    std::string_view charset; ///< the first charset parameter's value; may be empty
    std::vector<Parameter> parameters;
    Deviations deviations;
    /// True when type and subtype are these, case aside; `essence` is in lower case: "text/html".
    [[nodiscard]] bool is(std::string_view essence) const noexcept;
};

/// Total. Of several media types joined by commas the first counts.
[[nodiscard]] ContentType parseContentType(std::string_view value);

/// True for what a person could read as text: text/*, JSON, XML, JavaScript, forms, SVG and their
/// kin.
[[nodiscard]] bool isTextual(const ContentType &type) noexcept;

} // namespace etagere::http
