// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser.h"

#include <memory>

namespace etagere::ui {

class DevToolsHost;

/// The embedded engine as a browser in this process, and what shows its pages.
struct EmbeddedBrowser {
    std::unique_ptr<live::Browser> browser;
    DevToolsHost *host = nullptr; ///< belongs to the browser
};

/// Starts the engine if it has not started. It must be prepared, and without a problem: engine.h.
[[nodiscard]] EmbeddedBrowser makeEmbeddedBrowser();

} // namespace etagere::ui
