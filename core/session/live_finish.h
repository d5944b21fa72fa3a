// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/live_session.h"

#include <filesystem>
#include <optional>

namespace etagere::session {

/// Says of each flush that was tried out whether the visitor can still be told from others. Judges
/// the visits for it; for a thread of its own.
void settleTrials(audit::LiveResult &result, const StopToken &stop);

/// What follows the visits of one site, without a browser: probes of what they leave open, and
/// writing it all down. Blocks; for a thread of its own.
[[nodiscard]] std::optional<store::StoreError>
finishLive(const LiveRequest &request, audit::LiveResult result, const std::filesystem::path &file,
           const StopToken &stop, const Progress &probing);

} // namespace etagere::session
