// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/body/digest.h"

namespace etagere::body {

/// Whether OpenSSL computes it: Md5 to Sha3_256.
[[nodiscard]] constexpr bool isCryptographic(Algorithm algorithm) noexcept {
    return algorithm <= Algorithm::Sha3_256;
}

/// The digest of the two joined, by OpenSSL. Empty when the library has it disabled.
[[nodiscard]] Digest evpDigest(Algorithm algorithm, std::string_view prefix,
                               std::string_view bytes);

} // namespace etagere::body
