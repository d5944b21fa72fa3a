// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/report/bundle_files.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace etagere::report {

/// One thing that keeps a bundle from verifying.
struct BundleProblem {
    enum class Kind : std::uint8_t {
        Missing,      ///< the manifest names the file, the bundle lacks it
        Extra,        ///< the bundle has it, the manifest does not
        NotPlain,     ///< a link, a folder or a device where a file should be
        WrongSize,    ///< expected and found in bytes
        WrongHash,    ///< expected and found as SHA-256
        BadManifest,  ///< line `at` is none that a manifest has
        BadLog,       ///< line `at` is no line of a log
        WrongNumber,  ///< line `at` of the log is out of order
        BrokenChain,  ///< line `at` of the log does not carry the hash of the line before
        LogDisagrees, ///< log and manifest do not name the file with the same hash
        BadCover,     ///< the cover is not the template with the manifest's hash
        BadArchive,   ///< from byte `at` on the archive is not as it was written
        TooLarge,     ///< more than such a file may be; it was not read
        TooMany,      ///< more files than a bundle may have
        Unreadable,   ///< the system would not give it
        Count
    };
    Kind kind = Kind::Missing;
    std::string file; ///< empty: the bundle itself
    std::string expected, found;
    std::uint64_t at = 0;
    friend bool operator==(const BundleProblem &, const BundleProblem &) = default;
};

/// The stable name in JSON: "wrong-hash".
[[nodiscard]] std::string_view nameOf(BundleProblem::Kind kind) noexcept;

struct Verification {
    std::string manifestSha256; ///< empty when there is no manifest
    std::uint64_t files = 0;    ///< that the manifest names
    std::uint64_t bytes = 0;    ///< of those that were read
    std::vector<BundleProblem> problems;
    [[nodiscard]] bool holds() const noexcept { return problems.empty(); }
};

/// Checks a bundle, folder or archive: that every file of the manifest is there, plain, of the size
/// the log states and of the hash the manifest states; that nothing else is there; that the log's
/// chain holds and agrees with the manifest; that the cover shows the manifest's hash. Sizes are
/// compared before anything is read, so that a swollen file costs nothing. That nobody made the
/// whole bundle anew is shown only by comparing `manifestSha256` with the one noted elsewhere.
[[nodiscard]] Result<Verification, BundleUnread> verifyBundle(const std::filesystem::path &bundle);

} // namespace etagere::report
