// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/live/exchange.h"

#include <simdjson.h>

#include <optional>
#include <string_view>
#include <vector>

namespace etagere::live {

/// A JSON object of a DevTools event, asked by name. Total: what is missing or of another type
/// reads as empty, 0, false. Borrows: valid while the parser's document is.
class EventObject {
public:
    EventObject() = default;
    explicit EventObject(simdjson::dom::element element);

    [[nodiscard]] bool isPresent() const noexcept { return m_object.has_value(); }
    [[nodiscard]] EventObject object(std::string_view name) const;
    [[nodiscard]] std::string_view text(std::string_view name) const;
    [[nodiscard]] double number(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name) const;
    /// Nothing where there is no such member: browsers of other versions leave some out.
    [[nodiscard]] std::optional<bool> statedFlag(std::string_view name) const;
    /// A count of bytes: -1 unless it is a number of at least 0.
    [[nodiscard]] std::int64_t bytes(std::string_view name) const;
    /// 0 unless it is one (100 to 999).
    [[nodiscard]] std::uint16_t status(std::string_view name) const;

    /// An object of fields, in its order. Lines of one name stand in one value, cut by line ends.
    [[nodiscard]] std::vector<FieldLine> fields(std::string_view name) const;

private:
    std::optional<simdjson::dom::object> m_object;
};

/// The field lines of a message's head as it was on the wire, its first line left out: their order,
/// case and repetition survive there.
[[nodiscard]] std::vector<FieldLine> fieldsOfHead(std::string_view head);

/// What one head may hold; lines beyond it are dropped.
inline constexpr std::size_t maxHeadBytes = std::size_t{512} << 10U;
inline constexpr std::size_t maxHeadLines = 1000;

/// Seconds, as DevTools counts them; what no clock shows becomes the nearest that one could.
[[nodiscard]] Duration durationOf(double seconds) noexcept;

} // namespace etagere::live
