// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::url {

/// One parameter of a query, undecoded. Views into the query.
struct QueryParameter {
    std::string_view name;
    std::string_view value; ///< empty also when there is no '='
    friend bool operator==(const QueryParameter &, const QueryParameter &) = default;
};

/// The parameters in order, cut at '&' and the first '=' (the WHATWG URL Standard's
/// application/x-www-form-urlencoded cuts); empty members are skipped. `query` is without '?'.
[[nodiscard]] std::vector<QueryParameter> parseQuery(std::string_view query);

/// Whether '+' is a space, as forms write it.
enum class PlusSign : std::uint8_t { Kept, IsSpace };

/// The bytes that the text stands for: each '%' with two hex digits becomes their byte, any other
/// stays (the WHATWG URL Standard §1.3). Bytes, which need be no UTF-8.
[[nodiscard]] std::string percentDecode(std::string_view text, PlusSign plus = PlusSign::Kept);

/// The path's segments between its slashes, undecoded, empty ones skipped: "/a//b/" has a and b.
[[nodiscard]] std::vector<std::string_view> pathSegments(std::string_view path);

} // namespace etagere::url
