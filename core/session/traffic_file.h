// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/store/error.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace etagere::session {

/// Why traffic was not written: the one or the other, by what was to be written.
struct TrafficFileError {
    std::optional<FileError> file{};          ///< of a HAR
    std::optional<store::StoreError> store{}; ///< of a capture
};
[[nodiscard]] std::string sentenceOf(const TrafficFileError &error,
                                     const std::filesystem::path &path);

/// Writes traffic whole or not at all: a capture when the path ends in ".etagere", else a HAR.
/// Gives how many exchanges are in it.
[[nodiscard]] Result<std::uint64_t, TrafficFileError>
writeTraffic(const traffic::Traffic &traffic, const std::filesystem::path &path);

} // namespace etagere::session
