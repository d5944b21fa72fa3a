// SPDX-License-Identifier: Apache-2.0
#include "core/tags/observation_table.h"

#include <algorithm>
#include <array>

namespace etagere::tags {

namespace {

constexpr std::size_t batchSize = TextColumn::batchSize;
using Numbers = std::array<std::uint32_t, batchSize>;

Numbers numbersOf(std::span<const TableRow> rows, std::string_view TableRow::*member,
                  TextColumn &texts) {
    std::array<std::string_view, batchSize> views;
    Numbers numbers;
    std::transform(rows.begin(), rows.end(), views.begin(),
                   [member](const TableRow &row) { return row.*member; });
    texts.intern({views.data(), rows.size()}, {numbers.data(), rows.size()});
    return numbers;
}

} // namespace

void ObservationTable::append(std::span<const TableRow> rows) {
    while (!rows.empty()) {
        const std::size_t count = std::min(batchSize, rows.size());
        appendBatch(rows.first(count));
        rows = rows.subspan(count);
    }
}

void ObservationTable::appendBatch(std::span<const TableRow> rows) {
    if (m_contents.size() == 0) {
        const std::string_view unknown;
        std::uint32_t zero = 0;
        m_contents.intern({&unknown, 1}, {&zero, 1});
    }
    appendUrls(rows);
    const auto add = [rows](std::string_view TableRow::*member, TextColumn &texts,
                            BlockColumn<std::uint32_t> &column) {
        const Numbers numbers = numbersOf(rows, member, texts);
        column.append({numbers.data(), rows.size()});
    };
    add(&TableRow::visitor, m_visitors, m_visitor);
    add(&TableRow::tag, m_tags, m_tag);
    add(&TableRow::content, m_contents, m_content);
    std::array<std::int64_t, batchSize> times;
    std::transform(rows.begin(), rows.end(), times.begin(), [](const TableRow &row) {
        return row.when ? row.when->time_since_epoch().count() : unknownTime;
    });
    m_when.append({times.data(), rows.size()});
}

void ObservationTable::appendUrls(std::span<const TableRow> rows) {
    const Numbers urls = numbersOf(rows, &TableRow::url, m_urls);
    m_url.append({urls.data(), rows.size()});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (urls[i] != m_originOfUrl.size())
            continue;
        std::uint32_t origin = 0;
        m_origins.intern({&rows[i].origin, 1}, {&origin, 1});
        m_originOfUrl.push_back(origin);
    }
}

std::size_t ObservationTable::bytes() const noexcept {
    std::size_t total = m_originOfUrl.capacity() * sizeof(std::uint32_t) + m_when.bytes();
    for (const TextColumn *texts : {&m_origins, &m_urls, &m_visitors, &m_tags, &m_contents})
        total += texts->bytes();
    for (const auto *column : {&m_url, &m_visitor, &m_tag, &m_content})
        total += column->bytes();
    return total;
}

} // namespace etagere::tags
