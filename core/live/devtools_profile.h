// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/devtools_browser.h"
#include "core/live/devtools_follow.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace etagere::live {

/// A browser context and what is under way in it.
struct DevtoolsBrowser::Profile {
    PageSetup setup;
    std::unique_ptr<CachePath> cache; ///< in the place of the browser's; null: the browser's own
    OverwriteFlush overwrites;
    std::unique_ptr<DevtoolsPage> page;
    std::unique_ptr<DevtoolsVisit> visit;   ///< on `page`, so it goes first
    std::unique_ptr<DevtoolsFollow> follow; ///< on `page` as well, between visits
    std::string shown;                      ///< the page that was told of last
    bool isOpen = false;                    ///< the page can be loaded again
    bool isFresh = false;                   ///< the page has loaded nothing yet
    bool isOpening = false;
    std::vector<std::string> strangers; ///< pages that appeared while ours was being opened
    bool isVisiting = false;            ///< from the call to its answer
    bool isStopped = false;             ///< before it began
    bool isBusy = false;                ///< forgetting or flushing, which may need the page
    Done<VisitSummary> visited;

    void dropPage() {
        visit.reset();
        follow.reset();
        page.reset();
        isOpen = false;
        isFresh = false;
    }
};

} // namespace etagere::live
