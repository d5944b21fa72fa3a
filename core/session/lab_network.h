// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/run.h"

#include <functional>
#include <memory>

namespace etagere::session {

/// The origins of a world behind real sockets on loopback, all of them on one port that is free:
/// for RunOptions::network. Time is the request's own; the address that the servers see is the
/// client's in the scenario. Works on the thread that asks, in an event loop of its own. Where the
/// system gives no socket, nothing is ever answered.
[[nodiscard]] std::function<std::unique_ptr<scenario::Network>(scenario::World &)> socketNetwork();

} // namespace etagere::session
