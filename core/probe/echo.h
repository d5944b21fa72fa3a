// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/probe/outcome.h"

#include <set>
#include <string>
#include <string_view>

namespace etagere::probe {

/// Where an answer gave back what the request had sent: all of it, or its first eight characters.
struct Echo {
    bool value = false;     ///< in the validator itself; `W/`, quotes and dropped punctuation aside
    bool cookie = false;    ///< in a Set-Cookie line
    bool elsewhere = false; ///< in the content or a Location
    [[nodiscard]] bool any() const noexcept { return value || cookie || elsewhere; }
};
/// Of a request that sent nothing: nothing.
[[nodiscard]] Echo echoOf(const Outcome &outcome);

/// What of `sent` would be recognised in a text: its first eight characters; empty when it is too
/// short to be told from chance.
[[nodiscard]] std::string_view recognisable(std::string_view sent) noexcept;

/// The response says that the value matched: 304 with no other value in it, or 200 with the same.
[[nodiscard]] bool isMatch(const Outcome &outcome);

/// What an answer holds that could be one visitor's own: "cookie NAME=token", "location token",
/// "content token"; tokens of 8 to 100 characters. At most 4096 of them.
[[nodiscard]] std::set<std::string> ownDataOf(const Outcome &outcome);

} // namespace etagere::probe
