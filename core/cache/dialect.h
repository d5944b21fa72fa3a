// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/cache/model.h"
#include "core/http/cache_control.h"
#include "core/http/field.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace etagere::cache {

/// The message's Cache-Control as the model reads it. RFC 9111 §4.2.1 and §5.2 for rfc9111;
/// net/http/http_response_headers.cc (GetCacheControlDirective, HasHeaderValue) for Chromium;
/// netwerk/protocol/http/CacheControlParser.cpp for Firefox.
[[nodiscard]] http::CacheControl readCacheControl(http::Fields fields, const Model &model);

/// A value of Age as the model reads it: the first member by RFC 9111 §5.1 and in Chromium, C's
/// atoi() in Firefox.
[[nodiscard]] std::optional<http::DeltaSeconds> readAge(std::string_view value, const Model &model);

/// A date as the model reads it: browsers read more than the grammar of RFC 9110 §5.6.7.
[[nodiscard]] std::optional<Instant> readDate(std::string_view value, std::chrono::year year,
                                              const Model &model);

} // namespace etagere::cache
