// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::readers {

/// What pseudonyms are made with. The same key gives the same identifier the same pseudonym, in
/// reports and HAR files alike; without the key none can be traced back or tried out.
struct PseudonymKey {
    std::array<std::uint8_t, 32> bytes{};
    /// From the system's random source.
    [[nodiscard]] static PseudonymKey random();
    /// From a passphrase, so that what is made with it can be compared.
    [[nodiscard]] static PseudonymKey fromPassphrase(std::string_view passphrase);
    /// HMAC-SHA-256 (RFC 2104) of the identifier in lower case, in 64 hexadecimal digits. Upper and
    /// lower case give the same, as identifiers are compared without regard to it.
    [[nodiscard]] std::string digitsOf(std::string_view identifier) const;
};

} // namespace etagere::readers
