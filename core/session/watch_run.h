// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/store/error.h"
#include "core/watch/monitor.h"
#include "core/wire/client.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace etagere::session {

struct WatchRequest {
    std::vector<std::string> urls; ///< absolute, http or https; one that comes twice counts once
    watch::MonitorOptions monitor{};
    std::filesystem::path state;  ///< watch::StateFile::memoryName for nowhere
    std::uint64_t mostVisits = 0; ///< 0: no end
    wire::ClientOptions client{};
    std::optional<std::uint64_t> seed; ///< of the choice what is asked whole; else by chance
};

struct WatchOutcome {
    std::uint64_t visits = 0;
    std::uint64_t changes = 0;
    std::uint64_t failures = 0;
    std::uint64_t staleTags = 0;
    std::uint64_t savedBytes = 0;
    bool stopped = false;                   ///< before what was asked for was done
    std::vector<watch::PageState> heldBack; ///< with `once`: Retry-After forbade the visit
    std::optional<store::StoreError> store; ///< why it ended: what is known could not be kept
};

/// Watches pages on this thread until it is done or asked to stop. Each visit is kept before it is
/// told. Makes the event loop that it needs. The error: the state could not be opened.
[[nodiscard]] Result<WatchOutcome, store::StoreError>
runWatch(const WatchRequest &request, const StopToken &stop,
         const std::function<void(const watch::Visit &, const watch::PageState &)> &onVisit);

} // namespace etagere::session
