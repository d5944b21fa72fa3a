// SPDX-License-Identifier: Apache-2.0
#include "core/store/migrate.h"

#include "core/store/transaction.h"

#include <string>
#include <vector>

namespace etagere::store {

namespace {

Failure<StoreError> failure(StoreError error, int version) {
    error.version = version;
    return Failure<StoreError>(error);
}

/// What the schema table says, one text per object, in the order of their names.
Result<std::vector<std::string>, StoreError> objectsOf(const Database &database) {
    auto rows = database.prepare(
        "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') "
        "FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name, type");
    if (!rows)
        return Failure<StoreError>(rows.error());
    std::vector<std::string> objects;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return Failure<StoreError>(row.error());
        if (!*row)
            return objects;
        objects.emplace_back(rows->bytes(0).value_or(std::string_view{}));
    }
}

Result<void, StoreError> takeSteps(Database &database, const Schema &schema, int from) {
    for (int version = from + 1; version <= schema.newest(); ++version) {
        const char *const sql = schema.steps[static_cast<std::size_t>(version) - 1];
        if (auto ok = database.execute(sql); !ok)
            return failure(ok.error(), version);
    }
    const auto pragmas = "PRAGMA application_id=" + std::to_string(schema.applicationId) +
                         ";PRAGMA user_version=" + std::to_string(schema.newest());
    if (auto ok = database.execute(pragmas); !ok)
        return failure(ok.error(), schema.newest());
    return {};
}

} // namespace

Result<int, StoreError> findVersion(const Database &database, const Schema &schema) {
    // One statement, so one snapshot: another program may make the tables between two looks.
    auto row =
        database.prepare("SELECT o.application_id, v.user_version, (SELECT count(*) FROM "
                         "sqlite_schema) FROM pragma_application_id o, pragma_user_version v");
    if (!row)
        return Failure<StoreError>(row.error());
    if (const auto stepped = row->step(); !stepped)
        return Failure<StoreError>(stepped.error());
    const std::int64_t owner = row->integer(0).value_or(0);
    const std::int64_t version = row->integer(1).value_or(0);
    const bool empty = owner == 0 && version == 0 && row->integer(2).value_or(1) == 0;
    const int found = static_cast<int>(version);
    if (!empty && (owner != schema.applicationId || found < 0))
        return failure({StoreError::Kind::ForeignSchema, 0, 0, 0}, found);
    if (found > schema.newest())
        return failure({StoreError::Kind::NewerSchema, 0, 0, 0}, found);
    return found;
}

Result<void, StoreError> migrate(Database &database, const Schema &schema) {
    auto version = findVersion(database, schema);
    if (!version)
        return Failure<StoreError>(version.error());
    if (*version == schema.newest())
        return {};
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return Failure<StoreError>(transaction.error());
    version = findVersion(database, schema); // another program may have been quicker
    if (!version)
        return Failure<StoreError>(version.error());
    if (auto ok = takeSteps(database, schema, *version); !ok)
        return ok;
    return transaction->commit();
}

Result<bool, StoreError> hasExactly(const Database &database, const Schema &schema) {
    auto model = Database::inMemory();
    if (!model)
        return Failure<StoreError>(model.error());
    if (auto ok = migrate(*model, schema); !ok)
        return Failure<StoreError>(ok.error());
    const auto expected = objectsOf(*model);
    if (!expected)
        return Failure<StoreError>(expected.error());
    const auto found = objectsOf(database);
    if (!found)
        return Failure<StoreError>(found.error());
    return *found == *expected;
}

} // namespace etagere::store
