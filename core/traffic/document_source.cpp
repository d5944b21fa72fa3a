// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/document_source.h"

#include "core/traffic/document_pack.h"

#include <utility>

namespace etagere::traffic {

namespace {

using Kind = LoadError::Kind;

Failure<LoadError> failure(Kind kind, std::uint64_t offset) {
    return Failure<LoadError>(LoadError{kind, offset});
}

/// One row of `body` or `raw_block`: length, digest, packing, bytes.
Result<std::string, LoadError> loadPiece(store::Statement &query, std::int64_t row, Bytes limit) {
    query.reset();
    query.bind(1, row);
    const auto found = query.step();
    if (!found || !*found)
        return failure(Kind::Unreadable, 0);
    const auto length = query.integer(0);
    const auto digest = query.bytes(1);
    const auto packing = query.integer(2);
    const auto bytes = query.bytes(3);
    if (!length || !digest || !packing || !bytes || *length < 0 || *packing < 0 || *packing > 1)
        return failure(Kind::Malformed, 0);
    const auto size = static_cast<std::uint64_t>(*length);
    if (size > limit.count || size > maxPieceBytes)
        return failure(Kind::TooLarge, 0);
    auto piece = unpack(*bytes, static_cast<Packing>(*packing), size);
    if (!piece || viewOf(digestOf(*piece)) != *digest)
        return failure(Kind::Malformed, 0);
    return std::move(*piece);
}

} // namespace

Result<std::shared_ptr<const DocumentSource>, store::StoreError>
DocumentSource::make(store::Database database) {
    auto bodies = database.prepare("SELECT length, digest, packing, bytes FROM body WHERE id=?");
    if (!bodies)
        return Failure<store::StoreError>(bodies.error());
    auto blocks =
        database.prepare("SELECT length, digest, packing, bytes FROM raw_block WHERE id=?");
    if (!blocks)
        return Failure<store::StoreError>(blocks.error());
    return std::make_shared<const DocumentSource>(std::move(database), std::move(*bodies),
                                                  std::move(*blocks));
}

DocumentSource::DocumentSource(store::Database database, store::Statement bodies,
                               store::Statement blocks)
    : m_database(std::move(database))
    , m_bodies(std::move(bodies))
    , m_blocks(std::move(blocks)) {}

Result<std::string, LoadError> DocumentSource::loadBody(const BodyRef &body, Bytes limit) const {
    if (body.form != BodyForm::Blob)
        return failure(Kind::Absent, body.offset);
    const std::lock_guard lock(m_mutex);
    auto bytes = loadPiece(m_bodies, blobRow(body.offset), limit);
    m_bodies.reset();
    if (!bytes)
        return failure(bytes.error().kind, body.offset);
    return bytes;
}

bool DocumentSource::loadBlock(std::int64_t row) const {
    if (row == m_blockRow)
        return true;
    auto block = loadPiece(m_blocks, row, Bytes{maxPieceBytes});
    m_blocks.reset();
    if (!block)
        return false;
    m_block = std::move(*block);
    m_blockRow = row;
    return true;
}

Result<std::string, LoadError> DocumentSource::loadRaw(const RawRef &raw) const {
    const std::lock_guard lock(m_mutex);
    if (rawRow(raw.offset) == 0 || !loadBlock(rawRow(raw.offset)))
        return failure(Kind::Unreadable, raw.offset);
    const std::uint64_t begin = rawBegin(raw.offset);
    if (begin > m_block.size() || raw.length > m_block.size() - begin)
        return failure(Kind::Malformed, raw.offset);
    return m_block.substr(begin, raw.length);
}

} // namespace etagere::traffic
