// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/live/wire_row.h"

#include <filesystem>
#include <vector>

namespace etagere::tests {

/// What Chromium's own network stack wrote down (--log-net-log, IncludeSensitive) of the requests
/// that were sent, to whomever: a witness that knows nothing of DevTools. Reads as far as the file
/// was written; what is cut off is left out.
[[nodiscard]] std::vector<WireRow> netLogRows(const std::filesystem::path &file);

} // namespace etagere::tests
