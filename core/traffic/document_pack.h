// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/document_schema.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct ZSTD_CCtx_s;

namespace etagere::traffic {

/// XXH3-128, in its canonical order of bytes.
using Digest = std::array<char, 16>;
[[nodiscard]] Digest digestOf(std::string_view bytes) noexcept;
[[nodiscard]] inline std::string_view viewOf(const Digest &digest) noexcept {
    return {digest.data(), digest.size()};
}

/// Packs one piece after the other.
class Packer {
public:
    struct Packed {
        Packing packing = Packing::Plain;
        std::string_view bytes; ///< of the packer or of what was given; valid until the next piece
    };
    Packer();
    /// Plain when packing would save little or nothing.
    [[nodiscard]] Packed pack(std::string_view bytes);

private:
    struct Free {
        void operator()(ZSTD_CCtx_s *context) const noexcept;
    };
    std::unique_ptr<ZSTD_CCtx_s, Free> m_context;
    std::string m_buffer;
};

/// The bytes again, if there are exactly `length` of them. Takes memory only as bytes really come
/// out, whatever `length` says.
[[nodiscard]] std::optional<std::string> unpack(std::string_view packed, Packing packing,
                                                std::uint64_t length);

/// LEB128.
void appendNumber(std::string &to, std::uint32_t number);
/// Takes a number off the front; nothing when there is none or it has more than 32 bits.
[[nodiscard]] std::optional<std::uint32_t> takeNumber(std::string_view &from) noexcept;

} // namespace etagere::traffic
