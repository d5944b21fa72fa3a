// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/difference.h"
#include "core/cache/model.h"
#include "core/explain/message.h"

namespace etagere::explain {

/// How a browser with that difference departs from RFC 9111, for whoever builds websites: a
/// sentence or two, without operands.
[[nodiscard]] const Message &sentenceOf(cache::Difference difference) noexcept;

/// What the key of such a cache keeps apart: "The top site, ...".
[[nodiscard]] const Message &sentenceOf(cache::Partitioning partitioning) noexcept;

} // namespace etagere::explain
