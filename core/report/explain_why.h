// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/freshness.h"
#include "core/replay/log.h"
#include "core/report/text_layout.h"

#include <optional>
#include <string>
#include <string_view>

namespace etagere::report {

/// A character for the outcome, one column wide, another for each: on terminals, in drawings and in
/// the window. None for Count.
[[nodiscard]] std::string_view glyphOf(cache::Outcome outcome) noexcept;
[[nodiscard]] Look lookOf(cache::Outcome outcome) noexcept;

/// What decided the outcome in a few words, with the numbers that matter: "75 s old, fresh for
/// 1 d". `stored` is the lifetime of what the exchange left in the cache, `version` what that is.
[[nodiscard]] std::string whyOf(const cache::Decision &decision,
                                const std::optional<cache::Lifetime> &stored,
                                const replay::Version *version);

} // namespace etagere::report
