// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// One file of an evidence bundle and the SHA-256 of its bytes.
struct ManifestLine {
    std::string sha256; ///< 64 digits, lower case
    std::string path;   ///< relative, parts separated by "/"
    friend bool operator==(const ManifestLine &, const ManifestLine &) = default;
};

/// A line that a manifest cannot have, counted from 1.
struct ManifestError {
    std::size_t line = 0;
    friend bool operator==(const ManifestError &, const ManifestError &) = default;
};

/// The most of a manifest that is ever read.
inline constexpr std::size_t manifestLimit = std::size_t{16} << 20U;

/// SHA-256 in 64 lower-case digits.
[[nodiscard]] std::string sha256Of(std::string_view bytes);

/// Whether a bundle may have a file of that name: relative, of the characters A-Z a-z 0-9 . _ - in
/// parts separated by "/", no part empty or beginning with a dot, at most 255 characters. So no
/// name leads out of the bundle, hides itself, or means something to a shell or a terminal.
[[nodiscard]] bool isBundleName(std::string_view path) noexcept;

/// What `sha256sum -c` reads: digest, two spaces, path, one line each, sorted by path.
[[nodiscard]] std::string writeManifest(std::vector<ManifestLine> lines);

/// Reads only what writeManifest writes: sorted, no path twice, every line ended. Whatever else a
/// checksum file may say (escapes, other digests, comments) is an error, as is an empty one.
[[nodiscard]] Result<std::vector<ManifestLine>, ManifestError> readManifest(std::string_view text);

} // namespace etagere::report
