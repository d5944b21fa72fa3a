// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "core/live/exchange.h"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace etagere::tests {

/// What a server and a capture must agree on of one request on the wire.
struct WireRow {
    std::string method = "GET";
    std::string url;
    std::string ifNoneMatch;
    std::string ifModifiedSince;
    std::uint16_t status = 0; ///< 0: never answered
    std::string cookie;
    friend auto operator<=>(const WireRow &, const WireRow &) = default;
};

/// Whether a browser says that it sent this one: not what a cache or a service worker answered, nor
/// what failed before it was sent.
[[nodiscard]] bool wasOnWire(const live::LiveExchange &exchange);

/// Those of the exchanges that were on the wire, as the server would have logged them.
[[nodiscard]] std::vector<WireRow> wireRows(const std::vector<live::LiveExchange> &exchanges);

/// The first field line of that name, case aside; empty when there is none.
[[nodiscard]] std::string valueOf(const std::vector<live::FieldLine> &fields,
                                  std::string_view name);

/// Empty when both are equal as multisets; else a line for each row that only one of them has.
[[nodiscard]] QString differences(std::vector<WireRow> served, std::vector<WireRow> captured);

} // namespace etagere::tests
