// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/readers/pseudonym_key.h"

#include <map>
#include <string>
#include <string_view>

namespace etagere::report {

using RedactionKey = readers::PseudonymKey;

/// Makes pseudonyms and remembers what they stand for: the first 40 bits of the key's digits. A
/// HAR that was written with the same key (readers::Pseudonyms) has the same digits in the same
/// places.
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
