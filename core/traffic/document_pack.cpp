// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/document_pack.h"

#include <xxhash.h>
#include <zstd.h>

#include <algorithm>

namespace etagere::traffic {

namespace {

constexpr std::size_t leastWorthPacking = 128;
constexpr int level = 1; // level 3 packs HAR text a few per cent better at half the speed

struct FreeDecoder {
    void operator()(ZSTD_DCtx *context) const noexcept { ZSTD_freeDCtx(context); }
};

} // namespace

Digest digestOf(std::string_view bytes) noexcept {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    Digest digest{};
    std::copy(std::begin(canonical.digest), std::end(canonical.digest), digest.begin());
    return digest;
}

void Packer::Free::operator()(ZSTD_CCtx *context) const noexcept { ZSTD_freeCCtx(context); }

Packer::Packer()
    : m_context(ZSTD_createCCtx()) {}

Packer::Packed Packer::pack(std::string_view bytes) {
    if (bytes.size() < leastWorthPacking || !m_context)
        return {Packing::Plain, bytes};
    const std::size_t bound = ZSTD_compressBound(bytes.size());
    if (m_buffer.size() < bound)
        m_buffer.resize(bound);
    const std::size_t size = ZSTD_compressCCtx(m_context.get(), m_buffer.data(), m_buffer.size(),
                                               bytes.data(), bytes.size(), level);
    if (ZSTD_isError(size) != 0 || size > bytes.size() - bytes.size() / 16)
        return {Packing::Plain, bytes};
    return {Packing::Zstd, std::string_view(m_buffer).substr(0, size)};
}

std::optional<std::string> unpack(std::string_view packed, Packing packing, std::uint64_t length) {
    if (packing == Packing::Plain)
        return packed.size() == length ? std::optional(std::string(packed)) : std::nullopt;
    const std::unique_ptr<ZSTD_DCtx, FreeDecoder> context(ZSTD_createDCtx());
    if (!context)
        return std::nullopt;
    std::string block(ZSTD_DStreamOutSize(), '\0');
    std::string bytes;
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    std::size_t left = 1; // 0 once a frame is complete
    while (left != 0) {
        ZSTD_outBuffer out{block.data(), block.size(), 0};
        left = ZSTD_decompressStream(context.get(), &out, &in);
        const bool stuck = out.pos == 0 && in.pos == in.size && left != 0;
        if (ZSTD_isError(left) != 0 || stuck || out.pos > length - bytes.size())
            return std::nullopt;
        bytes.append(block, 0, out.pos);
    }
    return bytes.size() == length ? std::optional(std::move(bytes)) : std::nullopt;
}

void appendNumber(std::string &to, std::uint32_t number) {
    while (number >= 0x80U) {
        to += static_cast<char>((number & 0x7fU) | 0x80U);
        number >>= 7U;
    }
    to += static_cast<char>(number);
}

std::optional<std::uint32_t> takeNumber(std::string_view &from) noexcept {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < from.size() && i < 5; ++i) {
        const auto byte = static_cast<unsigned char>(from[i]);
        number |= static_cast<std::uint64_t>(byte & 0x7fU) << (7 * i);
        if (byte >= 0x80U)
            continue;
        from.remove_prefix(i + 1);
        return number <= 0xffff'ffffU ? std::optional(static_cast<std::uint32_t>(number))
                                      : std::nullopt;
    }
    return std::nullopt;
}

} // namespace etagere::traffic
