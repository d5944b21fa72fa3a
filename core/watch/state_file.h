// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/watch/page.h"

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::watch {

/// What a watch knows, in one SQLite file that only its owner may read, so that it goes on where it
/// was, killed or not. Each call writes whole or not at all. For one thread; several programs may
/// use one file.
class StateFile {
public:
    static constexpr std::string_view memoryName = ":memory:";

    /// Opens or makes it, with the folders that are missing.
    [[nodiscard]] static Result<StateFile, store::StoreError>
    open(const std::filesystem::path &path);

    /// None: not known yet. A page whose row cannot be understood is not known.
    [[nodiscard]] Result<std::optional<PageState>, store::StoreError>
    find(std::string_view url) const;
    [[nodiscard]] Result<std::vector<StaleOrigin>, store::StoreError> distrusted() const;
    [[nodiscard]] Result<void, store::StoreError> save(const PageState &page);
    /// The first that is saved for an origin stays.
    [[nodiscard]] Result<void, store::StoreError> save(const StaleOrigin &origin);

private:
    explicit StateFile(store::Database database) noexcept
        : m_database(std::move(database)) {}
    store::Database m_database;
};

/// watch.sqlite beside the ledger, in the user's data directory; empty when there is no home.
[[nodiscard]] std::filesystem::path defaultStatePath();

} // namespace etagere::watch
