// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/firefox_browser.h"

#include <cstdint>
#include <memory>
#include <string>

namespace etagere::live {

/// A user context and what is under way in it.
struct FirefoxBrowser::Profile {
    std::string userContext; ///< BiDi's name
    std::int64_t number = 0; ///< Firefox's own
    std::string tab;         ///< empty: none is open
    std::unique_ptr<FirefoxVisit> visit;
    bool isOpening = false;  ///< a tab
    bool isVisiting = false; ///< from the call to its answer
    bool isStopped = false;  ///< before it began
    bool isBusy = false;     ///< forgetting or flushing
    Done<VisitSummary> visited;
};

} // namespace etagere::live
