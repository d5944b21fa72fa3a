// SPDX-License-Identifier: Apache-2.0
#include "core/readers/pseudonym_key.h"

#include "core/body/digest.h"

#include <algorithm>
#include <random>

namespace etagere::readers {

namespace {

constexpr std::size_t blockSize = 64; // of SHA-256

std::string lowered(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return low;
}

std::string_view bytesOf(const body::Digest &digest) noexcept {
    const auto bytes = digest.bytes();
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

/// RFC 2104 §2.
body::Digest hmac(const PseudonymKey &key, std::string_view text) {
    std::string inner(blockSize, '\x36');
    std::string outer(blockSize, '\x5c');
    for (std::size_t i = 0; i < key.bytes.size(); ++i) {
        inner[i] = static_cast<char>(inner[i] ^ key.bytes[i]);
        outer[i] = static_cast<char>(outer[i] ^ key.bytes[i]);
    }
    const body::Digest first = body::digestOf(body::Algorithm::Sha256, inner, text);
    return body::digestOf(body::Algorithm::Sha256, outer, bytesOf(first));
}

} // namespace

PseudonymKey PseudonymKey::random() {
    std::random_device source;
    PseudonymKey key;
    std::generate(key.bytes.begin(), key.bytes.end(),
                  [&source] { return static_cast<std::uint8_t>(source()); });
    return key;
}

PseudonymKey PseudonymKey::fromPassphrase(std::string_view passphrase) {
    PseudonymKey key;
    const body::Digest digest =
        body::digestOf(body::Algorithm::Sha256, "etagere redaction\n", passphrase);
    const auto bytes = digest.bytes();
    std::copy_n(bytes.begin(), std::min(bytes.size(), key.bytes.size()), key.bytes.begin());
    return key;
}

std::string PseudonymKey::digitsOf(std::string_view identifier) const {
    constexpr std::string_view hexDigits = "0123456789abcdef";
    std::string digits;
    const body::Digest digest = hmac(*this, lowered(identifier));
    for (const std::uint8_t byte : digest.bytes()) {
        digits += hexDigits[byte >> 4U];
        digits += hexDigits[byte & 0x0fU];
    }
    return digits;
}

} // namespace etagere::readers
