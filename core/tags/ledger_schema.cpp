// SPDX-License-Identifier: Apache-2.0
#include "core/tags/ledger_schema.h"

#include <array>

namespace etagere::tags {

namespace {

// `validator`: 0 ETag, 1 Last-Modified. Texts are the bytes that were recorded, valid UTF-8 or not.
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

// Observations are appended, and bear no index: a million a second have no time for one, and a scan
// passes some millions a second. What the rows `first` to `last` have in common is a recording; its
// entries and times tell where an observation might be that is recorded again (ledger_writer.cpp).
// An unknown time is the smallest number there. `kind` is kindOf(). Rows of version 1 have no entry
// and keep their key.
constexpr const char *version2 = R"sql(
ALTER TABLE observation RENAME TO old_observation;
CREATE TABLE recording(first INTEGER PRIMARY KEY, last INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source, recorded_at INTEGER NOT NULL,
    first_entry INTEGER, last_entry INTEGER, first_time INTEGER, last_time INTEGER) STRICT;
CREATE INDEX recording_by_source ON recording(source);
CREATE INDEX recording_by_recorded_at ON recording(recorded_at);
CREATE TABLE observation(id INTEGER PRIMARY KEY, url INTEGER NOT NULL, visitor INTEGER NOT NULL,
    entry INTEGER, kind INTEGER NOT NULL, value TEXT NOT NULL, time INTEGER,
    body_bytes INTEGER NOT NULL, body_digest TEXT) STRICT;
CREATE TABLE old_key(key BLOB PRIMARY KEY, observation INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE carried(id INTEGER PRIMARY KEY, old INTEGER NOT NULL) STRICT;
INSERT INTO carried(old) SELECT id FROM old_observation ORDER BY recorded_at, source, id;
INSERT INTO observation SELECT carried.id, url, visitor, NULL,
    (status<<2) | (sent_back<<1) | validator, value, time, body_bytes, nullif(body_digest, '')
    FROM carried CROSS JOIN old_observation ON old_observation.id=old;
INSERT INTO old_key SELECT key, carried.id
    FROM carried CROSS JOIN old_observation ON old_observation.id=old ORDER BY key;
INSERT INTO recording(first, last, source, recorded_at)
    SELECT min(carried.id), max(carried.id), source, recorded_at
    FROM carried CROSS JOIN old_observation ON old_observation.id=old
    GROUP BY source, recorded_at;
DROP TABLE carried;
DROP TABLE old_observation;
)sql";

constexpr std::array steps{version1, version2};
constexpr std::int32_t applicationId = 0x4574614c; // "EtaL"

} // namespace

store::Schema ledgerSchema() noexcept { return {applicationId, steps}; }

} // namespace etagere::tags
