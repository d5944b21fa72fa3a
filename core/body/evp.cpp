// SPDX-License-Identifier: Apache-2.0
#include "core/body/evp.h"

#include <openssl/evp.h>

namespace etagere::body {

namespace {

constexpr auto algorithmCount = static_cast<std::size_t>(Algorithm::Sha3_256) + 1;
constexpr std::array<const char *, algorithmCount> evpNames{"MD5",    "SHA1",   "SHA256",
                                                            "SHA384", "SHA512", "SHA3-256"};

using EvpContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

/// Looking an algorithm up costs more than hashing a small body: done once per process.
class FetchedAlgorithms {
public:
    FetchedAlgorithms() {
        for (std::size_t i = 0; i < algorithmCount; ++i)
            m_fetched[i] = EVP_MD_fetch(nullptr, evpNames[i], nullptr);
    }
    FetchedAlgorithms(const FetchedAlgorithms &) = delete;
    FetchedAlgorithms &operator=(const FetchedAlgorithms &) = delete;
    ~FetchedAlgorithms() {
        for (EVP_MD *algorithm : m_fetched)
            EVP_MD_free(algorithm);
    }
    [[nodiscard]] const EVP_MD *operator[](Algorithm algorithm) const {
        return m_fetched[static_cast<std::size_t>(algorithm)];
    }

private:
    std::array<EVP_MD *, algorithmCount> m_fetched{};
};

} // namespace

Digest evpDigest(Algorithm algorithm, std::string_view prefix, std::string_view bytes) {
    static const FetchedAlgorithms fetched;
    // A context per thread: making one costs as much as hashing a small body.
    thread_local const EvpContext context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const EVP_MD *md = fetched[algorithm];
    if (md == nullptr || !context)
        return {};
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    const bool done = EVP_DigestInit_ex2(context.get(), md, nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), prefix.data(), prefix.size()) == 1 &&
                      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(context.get(), out.data(), &size) == 1;
    return done ? Digest(std::span<const std::uint8_t>(out).first(size)) : Digest();
}

} // namespace etagere::body
