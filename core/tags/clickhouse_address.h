// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::tags {

/// Where a ledger in ClickHouse is:
/// clickhouse://[user[:password]@]host[:8123][/database][?cluster=NAME&secure=1&timeout=SECONDS]
struct ClickHouseAddress {
    static constexpr std::string_view scheme = "clickhouse://";

    std::string user{};     ///< empty: the server's default user
    std::string password{}; ///< never shown
    std::string host{};     ///< a name or a numeric address, an IPv6 one without brackets
    std::uint16_t port = 8123;
    std::string database = "default";
    std::string cluster{}; ///< of several servers, as their configuration names it; empty: one
    bool secure = false;   ///< https
    std::chrono::seconds timeout{300}; ///< without a byte from the server

    /// Nothing when it is none. Percent-encoding counts in user and password.
    [[nodiscard]] static std::optional<ClickHouseAddress> parse(std::string_view text);
    /// Without user and password.
    [[nodiscard]] std::string forPeople() const;
    friend bool operator==(const ClickHouseAddress &, const ClickHouseAddress &) = default;
};

} // namespace etagere::tags
