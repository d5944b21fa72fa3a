// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/content_range.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::cache {

/// A run of stored bytes that stays valid for as long as it is held.
struct Slice {
    std::shared_ptr<const std::string> bytes;
    std::size_t offset = 0;
    std::size_t length = 0;
    [[nodiscard]] std::string_view view() const noexcept {
        return std::string_view(*bytes).substr(offset, length);
    }
};
using Slices = std::vector<Slice>;

/// The bytes of a representation that a cache has: all of them, or parts (RFC 9111 §3.3). Runs
/// never overlap and stand in order. Copying shares the bytes.
class Content {
public:
    /// Adds bytes that begin at `offset` of the representation; of those that are there already the
    /// older ones stay (with a strong validator they are the same).
    void put(std::uint64_t offset, std::shared_ptr<const std::string> bytes);
    /// Whether every byte of the range is there.
    [[nodiscard]] bool covers(const http::ByteRange &range) const noexcept;
    /// The bytes of the range that are there, in order.
    [[nodiscard]] Slices slices(const http::ByteRange &range) const;
    /// The first run of bytes in the range that is missing; none when all are there.
    [[nodiscard]] std::optional<http::ByteRange>
    firstGap(const http::ByteRange &range) const noexcept;
    /// Whether only one run of bytes of the range is missing.
    [[nodiscard]] bool hasOneGap(const http::ByteRange &range) const noexcept;
    /// Bytes held.
    [[nodiscard]] std::uint64_t size() const noexcept { return m_size; }
    /// One past the last byte of the run that begins at 0.
    [[nodiscard]] std::uint64_t prefix() const noexcept;
    [[nodiscard]] std::vector<http::ByteRange> ranges() const;

private:
    struct Run {
        std::uint64_t begin = 0;
        Slice slice;
        [[nodiscard]] std::uint64_t end() const noexcept { return begin + slice.length; }
    };
    std::vector<Run> m_runs;
    std::uint64_t m_size = 0;
};

} // namespace etagere::cache
