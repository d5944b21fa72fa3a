// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/cache_path.h"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <vector>

namespace etagere::live {

/// A request, or the response to it, as DevTools tells that it is held: Fetch.requestPaused.
struct PausedMessage {
    enum class Stage : std::uint8_t { Request, Response, Failure };
    Stage stage = Stage::Request;
    std::string id;        ///< of the pause; a request and its response have the same
    std::string networkId; ///< of the Network domain's events; the same for all hops of a redirect
    std::string frame;     ///< empty for workers that no page owns
    std::string type;      ///< "Document", "Image"
    std::string method;
    std::string url; ///< without a fragment
    std::vector<FieldLine> fields;
    HeldResponse response;     ///< at the stage Response
    bool wasCancelled = false; ///< at the stage Failure: by the page, which wants it no more
};

/// Total: what is missing or of another type reads as empty. Bounded as heads are (event_object.h).
[[nodiscard]] PausedMessage readPausedMessage(simdjson::dom::element params);

/// Field lines as Fetch.continueRequest and its kin take them: [{"name":..,"value":..}].
[[nodiscard]] std::string fieldEntries(const std::vector<FieldLine> &fields);

} // namespace etagere::live
