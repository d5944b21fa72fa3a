// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/environment.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::report {

/// What the cover tells beside the manifest's hash.
struct CoverFacts {
    std::string verdict;              ///< the result in one line
    const Environment *environment{}; ///< who, when, and with what
    std::vector<std::string> inputs;  ///< the recordings or addresses it is about
    /// The bundle's other files, each with what it is.
    std::vector<std::pair<std::string, std::string>> files;
};

/// The page that lies on top of a bundle, one sheet when printed, with room for the manifest's
/// SHA-256 (manifestPlace). Links lead to the bundle's own files only; nothing is loaded. Recorded
/// text cannot make another such place.
[[nodiscard]] std::string writeCoverTemplate(const CoverFacts &facts);

/// The same list of files in plain text, with how to check them by hand.
[[nodiscard]] std::string writeReadme(const CoverFacts &facts);

} // namespace etagere::report
