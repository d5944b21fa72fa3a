// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/error.h"
#include "core/traffic/document.h"

#include <filesystem>
#include <optional>

namespace etagere::session {

/// Writes a capture document whole or not at all, readable for its owner alone. Blocks.
[[nodiscard]] std::optional<store::StoreError>
savePrivately(const traffic::Traffic &traffic, const traffic::Attachments &attachments,
              const std::filesystem::path &file);

} // namespace etagere::session
