// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/tag_audit.h"

#include <cstdint>

namespace etagere::session {

/// How a cache audits tags with that share (0 to 1): strong ones byte for byte, weak ones and dates
/// by what the content says. The seed makes the choice repeatable.
[[nodiscard]] cache::TagAudit tagAudit(double share, std::uint64_t seed);

} // namespace etagere::session
