// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tags/clickhouse_address.h"
#include "core/tags/sql_server.h"

#include <string>

namespace etagere::session {

/// ClickHouse over its HTTP interface. Each question goes out on a connection of its own, which
/// ends with the answer, and is waited for: no event loop is needed, and any thread will do.
class ClickHouseServer final : public tags::SqlServer {
public:
    /// Without a user in the address, CLICKHOUSE_USER and CLICKHOUSE_PASSWORD of the environment
    /// count; a user in it without a password takes that password.
    explicit ClickHouseServer(tags::ClickHouseAddress address);

    [[nodiscard]] Result<void, store::StoreError> ask(const tags::SqlQuestion &question,
                                                      const AnswerPart &part) override;

private:
    [[nodiscard]] std::string requestFor(const tags::SqlQuestion &question) const;

    tags::ClickHouseAddress m_address;
};

} // namespace etagere::session
