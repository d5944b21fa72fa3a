// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/readers/pseudonym_key.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace etagere::readers {

/// How much of what identifies somebody a HAR keeps.
enum class Privacy : std::uint8_t {
    Full,
    ChromeLike, ///< without Cookie, Set-Cookie and Authorization, as Chrome exports by default
    /// Cookies, entity tags in every field that carries them, credentials, query values and
    /// addresses become pseudonyms, equal for equal values made with one key, so that links between
    /// them still show; bodies, and whatever this program does not model, are left out.
    Strict
};

struct WriteOptions {
    Privacy privacy = Privacy::Full;
    /// Strict: what the pseudonyms are made with; without it, a random one.
    std::optional<PseudonymKey> key{};
    /// Which exchanges are written, with the visits they belong to; empty: all of them.
    std::function<bool(const traffic::Exchange &)> keeps{};
};

/// Takes the next piece of what is written, in order; its failure ends the writing.
using Sink = std::function<Result<void, FileError>(std::string_view)>;

struct Written {
    std::uint32_t entries = 0;
    std::uint32_t bodiesLost = 0; ///< could not be loaded from their source any more
    bool stopped = false;         ///< asked to stop; the file is whole, but ends early
};

/// Writes HAR 1.2, one entry at a time. An exchange that came from a HAR keeps the members this
/// program does not model, its timings and comments; what is modelled is written from the model.
/// `cache.beforeRequest.eTag` is the tag held when the request went out, `cache.afterRequest.eTag`
/// the one held after it. Every visit becomes a page with an id of its own; whose visit it was
/// stands in the page's `_visitor`, which readHar reads back. Bytes that are no UTF-8 become
/// U+FFFD; a body that is no UTF-8 is written as base64.
[[nodiscard]] Result<Written, FileError> writeHar(const traffic::Traffic &traffic, const Sink &sink,
                                                  const WriteOptions &options = {},
                                                  const StopToken &stop = {},
                                                  const Progress &progress = {});

} // namespace etagere::readers
