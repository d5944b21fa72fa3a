// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace etagere::report {

/// What pseudonyms are made with. The same key gives the same identifier the same pseudonym, over
/// several reports too; without the key none can be traced back or tried out.
struct RedactionKey {
    std::array<std::uint8_t, 32> bytes{};
    /// From the system's random source.
    [[nodiscard]] static RedactionKey random();
    /// From a passphrase, so that reports made with it can be compared.
    [[nodiscard]] static RedactionKey fromPassphrase(std::string_view passphrase);
};

/// Makes pseudonyms and remembers what they stand for: HMAC-SHA-256 (RFC 2104), cut to 40 bits.
/// Upper and lower case give the same, as identifiers are compared without regard to it.
class Pseudonyms {
public:
    explicit Pseudonyms(const RedactionKey &key);

    /// "id-3f29ac01d7" for one identifier.
    [[nodiscard]] std::string of(std::string_view identifier);
    /// Each run of letters and digits becomes a pseudonym; what separates them, and a leading W/,
    /// stays. So a part of a tag has the pseudonym that it has alone.
    [[nodiscard]] std::string ofParts(std::string_view value);
    /// Scheme, host, port, path and parameter names stay; user information, parameter values,
    /// path parameters (;jsessionid=) and the fragment become pseudonyms. Of data:, blob: and
    /// other URLs only the scheme stays.
    [[nodiscard]] std::string ofUrl(std::string_view url);
    /// The text with every identifier met before, of 8 characters or more, replaced.
    [[nodiscard]] std::string swept(std::string_view text) const;

private:
    RedactionKey m_key;
    std::map<std::string, std::string, std::less<>> m_known; ///< lower case -> pseudonym
};

} // namespace etagere::report
