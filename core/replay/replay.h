// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stop.h"
#include "core/replay/log.h"
#include "core/traffic/traffic.h"

#include <span>

namespace etagere::replay {

/// Plays a capture against a model, each visitor with a cache of their own that is empty at first.
/// Responses are the recorded ones. The cache of the recorded browser hides some of them from us:
///  - it was asked by the model and the record has a whole response with the same validator: the
///    server would have sent a 304 (Rule::NotModifiedAssumed);
///  - the record has a 304 or a cached response for which nothing is stored here: the browser had
///    it from before the recording, so it is stored now (Rule::HeldBefore);
///  - the model would ask where the browser did not: the stored response stays as it is
///    (Rule::AnswerNotRecorded);
///  - a flush took what the browser still had (Rule::FlushedByUser): a recorded 304 or cached
///    response stands for the whole response that would have come. The same holds for a 304 about
///    another tag than the model's.
/// Of one URL at most 32 variants are kept per visitor; the oldest makes room.
/// Validators that the recorded request bears are the recorded cache's own and are not looked at.
/// Decisions that rest on such conclusions are `inferred`.
[[nodiscard]] Log replay(const traffic::Traffic &traffic, const cache::Model &model,
                         std::span<const Flush> flushes = {}, const StopToken &stop = {},
                         const Progress &progress = {});

} // namespace etagere::replay
