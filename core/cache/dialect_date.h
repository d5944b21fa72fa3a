// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <optional>
#include <string_view>

namespace etagere::cache {

/// A date as Chromium and Firefox read it: any day, month and year that can be told apart, in any
/// order and with any words between them, the time being midnight where none can be read
/// (PR_ParseTimeString in nsprpub/pr/src/misc/prtime.c, base/third_party/nspr/prtime.cc; measured).
/// Two digits mean 1970 to 2069; a day that the month has not is counted on; zones without a known
/// name are GMT. `iso` also reads "2050-08-18T02:01:18Z", as Chromium does.
[[nodiscard]] std::optional<Instant> readBrowserDate(std::string_view text, bool iso);

} // namespace etagere::cache
