// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/model.h"
#include "core/replay/log.h"
#include "core/session/session.h"

#include <string>
#include <vector>

namespace etagere::session {

struct ExplainRequest {
    std::vector<InputFile> inputs;
    /// At least one; the filter is asked about the first.
    std::vector<cache::Model> models{cache::rfc9111()};
    std::string filter; ///< a Query's text; terms in error are left out
};

/// A capture that was read and replayed, and which of its exchanges are asked about.
struct Explained {
    Opened opened;
    std::vector<replay::Log> logs;              ///< by model, as asked for
    std::vector<traffic::ExchangeId> exchanges; ///< ascending
    bool stopped = false;
};

/// Reads the inputs into one capture and replays it by every model, several at once where there are
/// cores for it, each visitor with a cache of their own. An
/// input that cannot be read is reported, the others stay. The tags are judged only when the filter
/// asks for grades.
[[nodiscard]] Explained runExplain(const ExplainRequest &request, const StopToken &stop,
                                   const StageListener &listener);

} // namespace etagere::session
