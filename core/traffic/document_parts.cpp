// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/document_parts.h"

namespace etagere::traffic {

namespace {

/// Large enough that neighbours share what they have in common, small enough to unpack for one.
constexpr std::size_t blockBytes = std::size_t{1} << 18U;

} // namespace

std::uint32_t TextWriter::rowOf(std::string_view text) {
    if (text.empty())
        return 0;
    const auto next = static_cast<std::uint32_t>(m_rows.size() + 1);
    const auto [at, isNew] = m_rows.try_emplace(text, next);
    if (isNew && !failure())
        note(m_insert.run(next, store::Blob{text}));
    return at->second;
}

std::string_view TextWriter::pack(http::Fields fields) {
    m_packed.clear();
    for (const http::Field &field : fields) {
        appendNumber(m_packed, rowOf(field.name));
        appendNumber(m_packed, rowOf(field.value));
    }
    return m_packed;
}

bool BodyWriter::isIn(std::int64_t row, std::string_view bytes) {
    m_find.bind(1, row);
    const auto found = m_find.step();
    bool same = false;
    if (found && *found) {
        const auto packing = static_cast<Packing>(m_find.integer(0).value_or(0));
        same = unpack(m_find.bytes(1).value_or(""), packing, bytes.size()) == bytes;
    }
    m_find.reset();
    return same;
}

std::int64_t BodyWriter::store(std::string_view bytes) {
    const Digest digest = digestOf(bytes);
    const auto [at, isNew] = m_digests.try_emplace(digest, m_newest + 1);
    if (!isNew && isIn(at->second, bytes))
        return at->second;
    const Packer::Packed packed = m_packer.pack(bytes);
    note(m_insert.run(++m_newest, bytes.size(), store::Blob{viewOf(digest)},
                      static_cast<int>(packed.packing), store::Blob{packed.bytes}));
    return m_newest;
}

std::int64_t BodyWriter::rowOf(const BodyRef &body) {
    // A document's own number tells the kind of body too; its row alone is the place.
    const bool blob = body.form == BodyForm::Blob;
    const auto [at, isNew] = m_places.try_emplace(
        Place{body.source, body.form, blob ? body.offset >> 1U : body.offset}, 0);
    if (!isNew || failure())
        return at->second;
    const auto bytes = m_traffic.loadBody(body, Bytes{maxPieceBytes});
    if (bytes)
        at.value() = store(*bytes);
    else
        ++m_lost;
    return at->second;
}

std::uint64_t RawWriter::offsetOf(const RawRef &raw) {
    const auto record = m_traffic.loadRaw(raw);
    if (!record || record->size() != raw.length || record->size() > maxPieceBytes) {
        ++m_lost;
        return 0;
    }
    if (!m_block.empty() && m_block.size() + record->size() > blockBytes)
        finish();
    const std::uint64_t offset = rawOffset(m_row, static_cast<std::uint32_t>(m_block.size()));
    m_block += *record;
    return offset;
}

void RawWriter::finish() {
    if (m_block.empty() || failure())
        return;
    const Packer::Packed packed = m_packer.pack(m_block);
    note(m_insert.run(m_row++, m_block.size(), store::Blob{viewOf(digestOf(m_block))},
                      static_cast<int>(packed.packing), store::Blob{packed.bytes}));
    m_block.clear();
}

} // namespace etagere::traffic
