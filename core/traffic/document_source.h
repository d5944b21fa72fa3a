// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/traffic/document_schema.h"
#include "core/traffic/source.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace etagere::traffic {

/// Bodies and raw records in an opened document. One connection, one load at a time.
class DocumentSource final : public Source {
public:
    [[nodiscard]] static Result<std::shared_ptr<const DocumentSource>, store::StoreError>
    make(store::Database database);
    DocumentSource(store::Database database, store::Statement bodies, store::Statement blocks);

    [[nodiscard]] Result<std::string, LoadError> loadBody(const BodyRef &body,
                                                          Bytes limit) const override;
    [[nodiscard]] Result<std::string, LoadError> loadRaw(const RawRef &raw) const override;
    /// For reading the other tables before the source is shared.
    [[nodiscard]] const store::Database &database() const noexcept { return m_database; }

private:
    [[nodiscard]] bool loadBlock(std::int64_t row) const;

    mutable std::mutex m_mutex;
    store::Database m_database;
    mutable store::Statement m_bodies;
    mutable store::Statement m_blocks;
    /// The block that was asked last: records are mostly read in order, many to a block.
    mutable std::int64_t m_blockRow = 0;
    mutable std::string m_block;
};

} // namespace etagere::traffic
