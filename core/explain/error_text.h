// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/store/error.h"

#include <string>
#include <string_view>

namespace etagere::explain {

/// What errno means: "permission denied". Zero: "unknown error".
[[nodiscard]] std::string systemErrorText(int systemError);

/// "FILE cannot be written: no space left on device"
[[nodiscard]] std::string sentenceOf(const FileError &error);

/// Why the database at `path` could not be used, and what can be done about it.
[[nodiscard]] std::string sentenceOf(const store::StoreError &error, std::string_view path);

} // namespace etagere::explain
