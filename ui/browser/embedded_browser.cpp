// SPDX-License-Identifier: Apache-2.0
#include "ui/browser/embedded_browser.h"

#include "core/live/devtools_browser.h"
#include "core/live/devtools_client.h"
#include "ui/browser/devtools_host.h"
#include "ui/browser/engine.h"

#include <cassert>
#include <optional>
#include <utility>

namespace etagere::ui {

EmbeddedBrowser makeEmbeddedBrowser() {
    const std::optional<PreparedEngine> prepared = preparedEngine();
    assert(prepared && prepared->problem == EngineProblem::None);
    noteEngineStarted();
    auto host =
        std::make_unique<DevToolsHost>(DevToolsHostOptions{prepared->isCachePartitioned, false});
    DevToolsHost *const shown = host.get();
    live::EngineInfo info;
    info.engine = live::Engine::Embedded;
    info.product = "Chrome/" + engineVersion().toStdString();
    info.userAgent = shown->userAgent().toStdString();
    info.isCachePartitioned = prepared->isCachePartitioned;
    return {std::make_unique<live::DevtoolsBrowser>(
                std::move(info), nullptr, std::make_unique<live::DevtoolsClient>(std::move(host))),
            shown};
}

} // namespace etagere::ui
