// SPDX-License-Identifier: Apache-2.0
#include "core/tags/ledger_schema.h"

#include <array>

namespace etagere::tags {

namespace {

// `key` makes recording the same capture twice harmless (ledger_record.cpp). `validator`: 0 ETag,
// 1 Last-Modified. Texts are the bytes that were recorded, valid UTF-8 or not.
constexpr const char *version1 = R"sql(
CREATE TABLE setting(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE origin(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, site TEXT NOT NULL) STRICT;
CREATE INDEX origin_by_site ON origin(site);
CREATE TABLE url(id INTEGER PRIMARY KEY, origin INTEGER NOT NULL REFERENCES origin,
    text TEXT NOT NULL UNIQUE) STRICT;
CREATE INDEX url_by_origin ON url(origin);
CREATE TABLE visitor(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE source(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE observation(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,
    url INTEGER NOT NULL REFERENCES url, visitor INTEGER NOT NULL REFERENCES visitor,
    source INTEGER NOT NULL REFERENCES source, validator INTEGER NOT NULL, value TEXT NOT NULL,
    time INTEGER, status INTEGER NOT NULL, body_bytes INTEGER NOT NULL, body_digest TEXT NOT NULL,
    sent_back INTEGER NOT NULL, recorded_at INTEGER NOT NULL) STRICT;
CREATE INDEX observation_by_url ON observation(url, value);
CREATE INDEX observation_by_value ON observation(value);
CREATE INDEX observation_by_visitor ON observation(visitor);
CREATE INDEX observation_by_source ON observation(source);
CREATE INDEX observation_by_recorded_at ON observation(recorded_at);
)sql";

constexpr std::array steps{version1};
constexpr std::int32_t applicationId = 0x4574614c; // "EtaL"

} // namespace

store::Schema ledgerSchema() noexcept { return {applicationId, steps}; }

} // namespace etagere::tags
