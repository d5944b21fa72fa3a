// SPDX-License-Identifier: Apache-2.0
#include "core/cache/outcome.h"

#include <array>
#include <cstddef>

namespace etagere::cache {

namespace {

struct OutcomeRow {
    Outcome outcome = Outcome::Count;
    std::string_view name;
};

constexpr std::array<OutcomeRow, static_cast<std::size_t>(Outcome::Count)> rows{{
    {Outcome::FreshHit, "fresh-hit"},
    {Outcome::StaleHit, "stale-hit"},
    {Outcome::Revalidate, "revalidate"},
    {Outcome::Forward, "forward"},
    {Outcome::Bypass, "bypass"},
    {Outcome::OnlyIfCachedFailure, "only-if-cached-failure"},
    {Outcome::Validated, "validated"},
    {Outcome::Replaced, "replaced"},
    {Outcome::Stored, "stored"},
    {Outcome::NotStored, "not-stored"},
    {Outcome::Error, "error"},
}};

constexpr bool tableIsInEnumOrder() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].outcome) != i)
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder(), "every Outcome has its own row, in order");

} // namespace

std::string_view nameOf(Outcome outcome) noexcept {
    return rows[static_cast<std::size_t>(outcome)].name;
}

} // namespace etagere::cache
