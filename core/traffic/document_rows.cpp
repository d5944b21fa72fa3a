// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/document_rows.h"

#include "core/traffic/document_pack.h"

#include <algorithm>

namespace etagere::traffic {

Rows::Rows(const store::Database &database, std::string_view select, ReadState &state)
    : m_statement(database.prepare(select))
    , m_state(state) {}

bool Rows::cut() noexcept {
    m_state.cutShort = true;
    return false;
}

bool Rows::next() {
    m_state.stopped = m_state.stopped || m_state.stop.stop_requested();
    if (m_state.stopped || m_state.tooLarge)
        return false;
    if (!m_statement)
        return cut();
    const auto row = m_statement->step();
    if (!row)
        return cut();
    if (!*row)
        return false;
    const auto id = m_statement->integer(0);
    if (!id || *id <= m_id)
        return cut();
    m_id = *id;
    return true;
}

Attachments readAttachments(const store::Database &database, ReadState &state) {
    // length() reads no byte of a blob that is too long to take.
    Rows rows(database,
              "SELECT rowid, name, bytes FROM attachment WHERE length(name) + length(bytes) <= "
              "16777216 ORDER BY rowid",
              state);
    static_assert(maxAttachmentBytes == 16'777'216);
    Attachments attachments;
    std::uint64_t left = maxAttachmentBytes;
    while (rows.next()) {
        const auto name = rows.row().bytes(1);
        const auto bytes = rows.row().bytes(2);
        if (!name || !bytes || name->size() + bytes->size() > left)
            continue;
        left -= name->size() + bytes->size();
        attachments.emplace(*name, *bytes);
    }
    return attachments;
}

std::optional<std::size_t> RowMap::find(std::optional<std::int64_t> id) const noexcept {
    if (!id || m_ids.empty() || *id < m_ids.front() || *id > m_ids.back())
        return std::nullopt;
    // Ids are never negative, so that the difference fits.
    const auto guess = static_cast<std::size_t>(*id - m_ids.front());
    if (guess < m_ids.size() && m_ids[guess] == *id)
        return guess;
    const auto at = std::lower_bound(m_ids.begin(), m_ids.end(), *id);
    if (*at != *id)
        return std::nullopt;
    return static_cast<std::size_t>(at - m_ids.begin());
}

void TextReader::read(const store::Database &database, ReadState &state) {
    Rows rows(database, "SELECT id, bytes FROM text ORDER BY id", state);
    while (rows.next()) {
        const auto bytes = rows.row().bytes(1);
        if (!bytes || !state.take(bytes->size() + sizeof(std::string_view) + sizeof(std::int64_t)))
            continue;
        m_rows.add(rows.id());
        m_texts.push_back(m_arena.store(*bytes));
    }
    m_known.assign(m_texts.size(), http::FieldName::Count);
}

std::optional<std::string_view> TextReader::text(std::optional<std::int64_t> row) const {
    if (row == 0)
        return std::string_view{};
    const auto index = m_rows.find(row);
    return index ? std::optional(m_texts[*index]) : std::nullopt;
}

http::FieldName TextReader::knownName(std::size_t index) {
    http::FieldName &known = m_known[index];
    if (known == http::FieldName::Count)
        known = http::fieldNameFrom(m_texts[index]);
    return known;
}

bool TextReader::unpackLine(std::string_view &packed, http::Field &field) {
    const auto nameRow = takeNumber(packed);
    const auto valueRow = takeNumber(packed);
    if (!nameRow || !valueRow)
        return false;
    const auto value = text(*valueRow);
    if (!value)
        return false;
    field = {{}, *value, http::FieldName::Other};
    if (*nameRow == 0)
        return true;
    const auto name = m_rows.find(*nameRow);
    if (!name)
        return false;
    field.name = m_texts[*name];
    field.known = knownName(*name);
    return true;
}

bool TextReader::unpack(std::string_view packed, std::vector<http::Field> &fields,
                        ReadState &state) {
    fields.clear();
    while (!packed.empty()) {
        http::Field field;
        if (!unpackLine(packed, field) || !state.take(sizeof(field) + field.value.size()))
            return false;
        fields.push_back(field);
    }
    return true;
}

} // namespace etagere::traffic
