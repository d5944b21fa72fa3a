// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <cstdint>
#include <span>

namespace etagere::store {

/// One kind of database: whose it is (SQLite's application_id, never 0) and the steps that lead to
/// its newest form. Step i makes version i + 1 of version i (SQLite's user_version); steps are
/// never changed once released, only added.
struct Schema {
    std::int32_t applicationId = 0;
    std::span<const char *const> steps;
    [[nodiscard]] int newest() const noexcept { return static_cast<int>(steps.size()); }
};

/// The version a database has: 0 when it is empty. ForeignSchema when it is of another kind,
/// NewerSchema when this program does not know the version.
[[nodiscard]] Result<int, StoreError> findVersion(const Database &database, const Schema &schema);

/// Brings the database to the newest version, in one transaction. Safe when two programs do it at
/// once. The error's `version` is the step that failed.
[[nodiscard]] Result<void, StoreError> migrate(Database &database, const Schema &schema);

/// Whether the tables and indices are, word for word, those that migrate() makes. A file that says
/// so of itself may lie; this is what makes it safe to query.
[[nodiscard]] Result<bool, StoreError> hasExactly(const Database &database, const Schema &schema);

} // namespace etagere::store
