// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/readers/pseudonym_key.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace etagere::readers {

/// Replaces what may identify somebody by made-up text: the same for the same, case aside, within
/// everything that is written with one key; without the key nothing leads back. Each run of letters
/// and digits is replaced on its own and what stands between is kept, so that a part that links two
/// values still does, and a value keeps its shape.
class Pseudonyms {
public:
    explicit Pseudonyms(const PseudonymKey &key)
        : m_key(key) {}

    /// Every run of letters and digits replaced; those up to 16 characters keep their length.
    /// Percent escapes are kept and separate runs.
    [[nodiscard]] std::string of(std::string_view value);
    /// As of(), but the W/ of a weak entity tag is kept.
    [[nodiscard]] std::string ofTag(std::string_view value);
    /// Names kept, values replaced: "a=1; b=2".
    [[nodiscard]] std::string ofCookies(std::string_view value);
    /// As a Set-Cookie line: the first value is replaced, what follows is kept.
    [[nodiscard]] std::string ofSetCookie(std::string_view value);
    /// The scheme's name kept, what follows replaced.
    [[nodiscard]] std::string ofCredentials(std::string_view value);
    /// Of a URL the query's values and the user information are replaced, the fragment is dropped;
    /// of a data: or javascript: URL nothing but the scheme is left.
    [[nodiscard]] std::string ofUrl(std::string_view url);
    /// An IPv4 address of the network 10; numbered as they come, so that no two are taken for one.
    [[nodiscard]] std::string ofAddress(std::string_view address);

private:
    void appendRun(std::string_view run, std::string &out);

    PseudonymKey m_key;
    std::unordered_map<std::string, std::string> m_digits; ///< by what they stand for
    std::unordered_map<std::string, std::uint32_t> m_addresses;
};

} // namespace etagere::readers
