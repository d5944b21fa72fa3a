// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/readers/json_scan.h"

namespace etagere::readers {

/// Whether this processor has the instructions that skipContainerWide() needs (AVX2).
[[nodiscard]] bool canSkipWide() noexcept;

/// skipContainer() by those instructions; not to be called without them. Without a compiler for
/// them it is the plain one.
[[nodiscard]] ValueEnd skipContainerWide(std::string_view text, std::size_t begin,
                                         std::vector<LongString> *longStrings);

/// skipContainer() by what every processor has.
[[nodiscard]] ValueEnd skipContainerPlainly(std::string_view text, std::size_t begin,
                                            std::vector<LongString> *longStrings);

} // namespace etagere::readers
