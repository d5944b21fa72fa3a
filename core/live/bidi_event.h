// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/live/exchange.h"

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::live {

/// The channel on which the observer inside Firefox tells what it sees (firefox_scripts.h).
inline constexpr std::string_view wireChannel = "etagere-wire";

/// What one event of BiDi's network module says of one hop.
struct BidiNetworkEvent {
    std::string request;       ///< BiDi's id; hops of a redirect share it
    std::uint64_t channel = 0; ///< the number that it begins with: the observer's
    std::uint32_t hop = 0;     ///< redirects before it
    std::string context;       ///< empty: none
    bool isNavigation = false;
    bool isFromCache = false;
    bool isStream = false; ///< an EventSource, which need not end
    std::int64_t requestBytes = 0;
    std::int64_t bodyBytes = 0;
    std::int64_t contentBytes = 0; ///< the same, its coding undone; 0 when it is not told
    LiveExchange exchange;         ///< without frame, top, and without bodies
};

/// Nothing when it has no id. Members that are missing or of another type are taken as absent.
[[nodiscard]] std::optional<BidiNetworkEvent> readNetworkEvent(simdjson::dom::element params);

/// What the observer inside Firefox says of a request on the wire.
struct WireNote {
    enum class Kind : std::uint8_t { Asked, Answered, Ended };
    Kind kind = Kind::Asked;
    std::uint64_t channel = 0;
    LiveExchange exchange{}; ///< Ended: no more than its URL; Asked: without a response
};

/// From the text that the observer sent, "7 {...}"; nothing when it is none of its notes.
[[nodiscard]] std::optional<WireNote> readWireNote(simdjson::dom::parser &parser,
                                                   std::string_view text);

/// The text of a note within a script.message event; empty when it is another message.
[[nodiscard]] std::string_view wireNoteText(simdjson::dom::element params);
/// The browser's own number of the user context that a note tells of: what it begins with; -1 when
/// there is none.
[[nodiscard]] std::int64_t userContextOf(std::string_view wireNote) noexcept;

} // namespace etagere::live
