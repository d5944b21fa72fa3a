// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/origin.h"

#include <string>
#include <string_view>

namespace etagere::lab {

/// The value of the request's first line of that field; empty when there is none.
[[nodiscard]] std::string_view fieldOf(const Request &request, http::FieldName name) noexcept;
/// All its lines as one list.
[[nodiscard]] std::string listOf(const Request &request, http::FieldName name);
/// The request's cookie of that name; empty when there is none.
[[nodiscard]] std::string_view cookieOf(const Request &request, std::string_view name);
/// The target without its query.
[[nodiscard]] std::string_view pathOf(const Request &request) noexcept;
[[nodiscard]] bool isReading(const Request &request) noexcept; ///< GET or HEAD
/// Accept-Encoding names gzip, not with a weight of 0.
[[nodiscard]] bool acceptsGzip(const Request &request);

/// A response of that status with its Date.
[[nodiscard]] Response begin(const Request &request, std::uint16_t status);
/// The same with a short text for a body.
[[nodiscard]] Response plainAnswer(const Request &request, std::uint16_t status,
                                   std::string_view text);
/// The first line of that field, or null.
[[nodiscard]] std::string *find(Response &response, http::FieldName name) noexcept;
void remove(Response &response, http::FieldName name);

[[nodiscard]] std::string quoted(std::string_view text);

} // namespace etagere::lab
