// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/tags/text_column.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace etagere::tags {

/// Values of one type that grow in large blocks and never move.
template <class T>
class BlockColumn {
public:
    static constexpr std::size_t blockSize = std::size_t{1} << 16U;

    void append(std::span<const T> values) {
        for (const T value : values) {
            if (m_size % blockSize == 0)
                m_blocks.push_back(std::make_unique_for_overwrite<T[]>(blockSize));
            m_blocks.back()[m_size % blockSize] = value;
            ++m_size;
        }
    }
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    [[nodiscard]] std::size_t blocks() const noexcept { return m_blocks.size(); }
    /// The values of one block; the last one may be shorter.
    [[nodiscard]] std::span<const T> block(std::size_t number) const noexcept {
        const std::size_t before = number * blockSize;
        return {m_blocks[number].get(), m_size - before < blockSize ? m_size - before : blockSize};
    }
    [[nodiscard]] std::size_t bytes() const noexcept {
        return m_blocks.size() * blockSize * sizeof(T);
    }

private:
    std::vector<std::unique_ptr<T[]>> m_blocks;
    std::size_t m_size = 0;
};

/// One observation on its way into the table. Borrowed during append() only.
struct TableRow {
    std::string_view origin{}; ///< of a URL that came before, it is not looked at
    std::string_view url{};
    std::string_view visitor{};
    std::string_view tag{};
    std::string_view content{}; ///< what tells contents apart, such as a digest; empty: unknown
    std::optional<Instant> when{};
};

/// Very many observations of one kind of validator, for questions over all of them: every text
/// once, 24 bytes a row beside. Only grows. One thread at a time, any number while nobody appends.
class ObservationTable {
public:
    static constexpr std::int64_t unknownTime = std::numeric_limits<std::int64_t>::min();

    void append(std::span<const TableRow> rows);

    [[nodiscard]] std::size_t size() const noexcept { return m_url.size(); }
    /// Memory taken, spare room included.
    [[nodiscard]] std::size_t bytes() const noexcept;

    [[nodiscard]] const TextColumn &originTexts() const noexcept { return m_origins; }
    [[nodiscard]] const TextColumn &urlTexts() const noexcept { return m_urls; }
    [[nodiscard]] const TextColumn &visitorTexts() const noexcept { return m_visitors; }
    [[nodiscard]] const TextColumn &tagTexts() const noexcept { return m_tags; }
    /// Number 0 is the unknown content.
    [[nodiscard]] const TextColumn &contentTexts() const noexcept { return m_contents; }
    /// The origin's number, by the number of the URL.
    [[nodiscard]] const std::vector<std::uint32_t> &originOfUrl() const noexcept {
        return m_originOfUrl;
    }
    [[nodiscard]] const BlockColumn<std::uint32_t> &url() const noexcept { return m_url; }
    [[nodiscard]] const BlockColumn<std::uint32_t> &visitor() const noexcept { return m_visitor; }
    [[nodiscard]] const BlockColumn<std::uint32_t> &tag() const noexcept { return m_tag; }
    [[nodiscard]] const BlockColumn<std::uint32_t> &content() const noexcept { return m_content; }
    /// Microseconds since 1970, or unknownTime.
    [[nodiscard]] const BlockColumn<std::int64_t> &when() const noexcept { return m_when; }

private:
    void appendBatch(std::span<const TableRow> rows);
    void appendUrls(std::span<const TableRow> rows);

    TextColumn m_origins, m_urls, m_visitors, m_tags, m_contents;
    std::vector<std::uint32_t> m_originOfUrl;
    BlockColumn<std::uint32_t> m_url, m_visitor, m_tag, m_content;
    BlockColumn<std::int64_t> m_when;
};

} // namespace etagere::tags
