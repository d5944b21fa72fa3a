// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fidelity/outcome.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace etagere::fidelity {

/// What a browser did with a range of seeds: kept so that models can be compared without it.
struct Recording {
    std::string browser; ///< name and version
    std::map<std::uint64_t, Outcome> outcomes;
};

/// Writes it as JSON; false when the file cannot be written.
[[nodiscard]] bool save(const Recording &recording, const std::string &file);
/// Nothing when the file cannot be read, is no recording, or was made from other sequences than
/// this program generates.
[[nodiscard]] std::optional<Recording> load(const std::string &file);

} // namespace etagere::fidelity
