-- A ledger as version 1 of its schema kept it: what 0.1 recorded of a.har and b.har.
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
INSERT INTO setting VALUES('retention_days',500);
INSERT INTO origin VALUES(1,'https://www.a.example','a.example');
INSERT INTO origin VALUES(2,'https://b.example','b.example');
INSERT INTO url VALUES(1,1,'https://www.a.example/1');
INSERT INTO url VALUES(2,1,'https://www.a.example/2?x=[1]');
INSERT INTO url VALUES(3,2,'https://b.example/');
INSERT INTO visitor VALUES(1,'alice');
INSERT INTO visitor VALUES(2,'bob');
INSERT INTO source VALUES(1,'a.har');
INSERT INTO source VALUES(2,'b.har');
INSERT INTO observation VALUES(1,X'878d3820788d84c4461d0758d0112ddd',1,1,1,0,'"1"',0,200,5,'digest 0',0,8640000000000);
INSERT INTO observation VALUES(2,X'6cf1bcc858e40c8bdce80d42d8ac6179',1,1,1,1,'monday',0,200,5,'digest 0',0,8640000000000);
INSERT INTO observation VALUES(3,X'8c0a3d9d03b87f3073897c48d18b668c',2,1,1,0,CAST(X'2232ff22' AS TEXT),86400000000,200,5,'digest 1',0,8640000000000);
INSERT INTO observation VALUES(4,X'760c34a6097959f2588fc7b5af49b0f4',3,2,1,0,'"1"',172800000000,200,5,'digest 2',1,8640000000000);
INSERT INTO observation VALUES(5,X'145877dd6501a79debf6bc08eb6b2831',3,2,1,0,'"3"',259200000000,200,5,'digest 3',0,8640000000000);
INSERT INTO observation VALUES(6,X'a1161f13ce81301e18beb7e655326d31',1,1,2,0,'"1"',0,200,5,'',0,7776000000000);
PRAGMA application_id=1165254988;
PRAGMA user_version=1;
