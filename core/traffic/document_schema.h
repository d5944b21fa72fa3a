// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/migrate.h"
#include "core/traffic/document.h"
#include "core/traffic/source.h"

#include <cstdint>
#include <optional>

namespace etagere::traffic {

/// The tables of a capture document and the steps that led to them.
[[nodiscard]] store::Schema documentSchema() noexcept;

/// How bytes lie in a table.
enum class Packing : std::uint8_t { Plain, Zstd };

/// What no table stores in one piece: SQLite's own limit is 10^9 bytes.
inline constexpr std::uint64_t maxPieceBytes = 900'000'000;

/// What is remembered of a body beside its bytes.
inline constexpr std::int64_t bodyTruncated = 1;
inline constexpr std::int64_t bodyText = 2;

/// A Blob's number: its row, and in the lowest bit whether it was characters. Row 0 is none: a body
/// that its source could not give.
constexpr std::uint64_t blobNumber(std::int64_t row, bool text) noexcept {
    return static_cast<std::uint64_t>(row) << 1U | (text ? 1U : 0U);
}
constexpr std::int64_t blobRow(std::uint64_t number) noexcept {
    return static_cast<std::int64_t>(number >> 1U);
}

/// A raw record's offset: its block's row and where in the unpacked block it begins.
constexpr std::uint64_t rawOffset(std::int64_t row, std::uint32_t begin) noexcept {
    return static_cast<std::uint64_t>(row) << 32U | begin;
}
constexpr std::int64_t rawRow(std::uint64_t offset) noexcept {
    return static_cast<std::int64_t>(offset >> 32U);
}
constexpr std::uint32_t rawBegin(std::uint64_t offset) noexcept {
    return static_cast<std::uint32_t>(offset & 0xffff'ffffU);
}

/// What a failure while reading, or while writing, is to whoever asked for the document.
[[nodiscard]] DocumentError readError(const store::StoreError &cause) noexcept;
[[nodiscard]] DocumentError writeError(const store::StoreError &cause) noexcept;

} // namespace etagere::traffic
