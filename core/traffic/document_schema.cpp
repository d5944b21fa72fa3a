// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/document_schema.h"

#include <array>

namespace etagere::traffic {

namespace {

// Texts are blobs: they are whatever bytes were recorded, NULs and bad UTF-8 too. Each different
// one stands in `text` once. A fields column is a run of pairs of LEB128 numbers, the rows in
// `text` of a line's name and value. `body` and `raw_block` bytes are packed as `packing` says
// (0 plain, 1 zstd), `length` is unpacked, `digest` is XXH3-128 of the unpacked bytes. Raw records
// lie one after the other in blocks, so that what they have in common packs well. Times are
// microseconds since 1970, durations microseconds.
constexpr const char *version1 = R"sql(
CREATE TABLE text(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE source(id INTEGER PRIMARY KEY, name BLOB NOT NULL, creator BLOB NOT NULL,
    creator_version BLOB NOT NULL, browser BLOB NOT NULL, fresh_profiles INTEGER NOT NULL) STRICT;
CREATE TABLE visitor(id INTEGER PRIMARY KEY, name BLOB NOT NULL) STRICT;
CREATE TABLE visit(id INTEGER PRIMARY KEY, visitor INTEGER NOT NULL, source INTEGER,
    page_id BLOB NOT NULL, title BLOB NOT NULL, started INTEGER) STRICT;
CREATE TABLE url(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE body(id INTEGER PRIMARY KEY, length INTEGER NOT NULL, digest BLOB NOT NULL,
    packing INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TABLE raw_block(id INTEGER PRIMARY KEY, length INTEGER NOT NULL, digest BLOB NOT NULL,
    packing INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TABLE exchange(id INTEGER PRIMARY KEY, visit INTEGER NOT NULL, url INTEGER NOT NULL,
    method INTEGER NOT NULL, request_version INTEGER NOT NULL, response_version INTEGER NOT NULL,
    mime_type INTEGER NOT NULL, server_address INTEGER NOT NULL,
    started INTEGER, duration INTEGER, status INTEGER NOT NULL, served_from INTEGER NOT NULL,
    index_in_source INTEGER NOT NULL, transferred_bytes INTEGER NOT NULL,
    content_bytes INTEGER NOT NULL, body_bytes INTEGER NOT NULL,
    request_fields BLOB NOT NULL, response_fields BLOB NOT NULL,
    request_body INTEGER, request_body_source INTEGER, request_body_flags INTEGER,
    response_body INTEGER, response_body_source INTEGER, response_body_flags INTEGER,
    raw_source INTEGER, raw_offset INTEGER, raw_length INTEGER) STRICT;
)sql";

// What is not a part of the capture but travels with it; what its bytes are is told by its name.
constexpr const char *version2 = R"sql(
CREATE TABLE attachment(name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
)sql";

constexpr std::array steps{version1, version2};
constexpr std::int32_t applicationId = 0x45746167; // "Etag"

} // namespace

store::Schema documentSchema() noexcept { return {applicationId, steps}; }

bool wasText(const BodyRef &body) noexcept {
    if (body.form == BodyForm::Blob)
        return (body.offset & 1U) != 0;
    return body.form == BodyForm::JsonText;
}

DocumentError readError(const store::StoreError &cause) noexcept {
    using From = store::StoreError::Kind;
    using Kind = DocumentError::Kind;
    switch (cause.kind) {
    case From::CannotOpen:
    case From::Busy:
        return {Kind::Unreadable, cause};
    case From::NotADatabase:
    case From::ForeignSchema:
        return {Kind::NotACapture, cause};
    case From::NewerSchema:
        return {Kind::NewerVersion, cause};
    case From::Full:
        return {Kind::Full, cause};
    default:
        return {Kind::Damaged, cause};
    }
}

DocumentError writeError(const store::StoreError &cause) noexcept {
    const bool full = cause.kind == store::StoreError::Kind::Full;
    return {full ? DocumentError::Kind::Full : DocumentError::Kind::NotWritable, cause};
}

} // namespace etagere::traffic
