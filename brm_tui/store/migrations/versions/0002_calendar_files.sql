CREATE TABLE calendar_identity_before AS SELECT * FROM calendar_identity;

DROP TABLE calendar_identity;

DROP TABLE calendar_text;

CREATE TABLE calendar_identity (
	id VARCHAR(36) NOT NULL,
	uid VARCHAR(255) NOT NULL,
	layer VARCHAR(32) NOT NULL,
	source VARCHAR(60) NOT NULL,
	source_id VARCHAR(36) NOT NULL,
	occurrence VARCHAR(32) NOT NULL,
	sequence INTEGER NOT NULL,
	stamp DATETIME NOT NULL,
	created DATETIME NOT NULL,
	cancelled_at DATETIME,
	exported_at DATETIME,
	content_hash VARCHAR(64) NOT NULL,
	schedule_hash VARCHAR(64) NOT NULL,
	last_rendered TEXT NOT NULL,
	CONSTRAINT pk_calendar_identity PRIMARY KEY (id),
	CONSTRAINT uq_calendar_identity_source_source_id_occurrence UNIQUE (source, source_id, occurrence),
	CONSTRAINT uq_calendar_identity_uid UNIQUE (uid),
	CONSTRAINT ck_calendar_identity_layer CHECK (layer IN ('meeting', 'customer', 'it', 'change', 'milestone', 'agreement', 'due')),
	CONSTRAINT ck_calendar_identity_uid_shortest CHECK (length("uid") >= 1),
	CONSTRAINT ck_calendar_identity_uid_longest CHECK (length("uid") <= 255),
	CONSTRAINT ck_calendar_identity_source_shortest CHECK (length("source") >= 1),
	CONSTRAINT ck_calendar_identity_source_longest CHECK (length("source") <= 60),
	CONSTRAINT ck_calendar_identity_source_id_shortest CHECK (length("source_id") >= 1),
	CONSTRAINT ck_calendar_identity_source_id_longest CHECK (length("source_id") <= 36),
	CONSTRAINT ck_calendar_identity_occurrence_longest CHECK (length("occurrence") <= 32),
	CONSTRAINT ck_calendar_identity_sequence_least CHECK ("sequence" >= 0),
	CONSTRAINT ck_calendar_identity_sequence_most CHECK ("sequence" <= 1000000000),
	CONSTRAINT ck_calendar_identity_content_hash_longest CHECK (length("content_hash") <= 64),
	CONSTRAINT ck_calendar_identity_schedule_hash_longest CHECK (length("schedule_hash") <= 64),
	CONSTRAINT ck_calendar_identity_last_rendered_longest CHECK (length("last_rendered") <= 10000000)
);

CREATE TABLE calendar_text (
	identity_id VARCHAR(36) NOT NULL,
	horizon DATE NOT NULL,
	rendering INTEGER NOT NULL,
	events TEXT NOT NULL,
	digest VARCHAR(32) NOT NULL,
	zone VARCHAR(64) NOT NULL,
	sort_key VARCHAR(400) NOT NULL,
	said TEXT NOT NULL,
	customers TEXT NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE NOT NULL,
	CONSTRAINT pk_calendar_text PRIMARY KEY (identity_id),
	CONSTRAINT ck_calendar_text_rendering_least CHECK ("rendering" >= 0),
	CONSTRAINT ck_calendar_text_rendering_most CHECK ("rendering" <= 1000000000),
	CONSTRAINT ck_calendar_text_events_longest CHECK (length("events") <= 10000000),
	CONSTRAINT ck_calendar_text_digest_longest CHECK (length("digest") <= 32),
	CONSTRAINT ck_calendar_text_zone_longest CHECK (length("zone") <= 64),
	CONSTRAINT ck_calendar_text_sort_key_longest CHECK (length("sort_key") <= 400),
	CONSTRAINT ck_calendar_text_said_longest CHECK (length("said") <= 10000000),
	CONSTRAINT ck_calendar_text_customers_longest CHECK (length("customers") <= 100000)
);

CREATE TABLE exported_entry (
	file_id VARCHAR(36) NOT NULL,
	identity_id VARCHAR(36) NOT NULL,
	digest VARCHAR(32) NOT NULL,
	CONSTRAINT pk_exported_entry PRIMARY KEY (file_id, identity_id),
	CONSTRAINT ck_exported_entry_digest_longest CHECK (length("digest") <= 32)
);

CREATE TABLE exported_file (
	id VARCHAR(36) NOT NULL,
	path VARCHAR(4096) NOT NULL,
	exported_at DATETIME NOT NULL,
	CONSTRAINT pk_exported_file PRIMARY KEY (id),
	CONSTRAINT uq_exported_file_path UNIQUE (path),
	CONSTRAINT ck_exported_file_path_shortest CHECK (length("path") >= 1),
	CONSTRAINT ck_exported_file_path_longest CHECK (length("path") <= 4096)
);

INSERT INTO calendar_identity (id, uid, layer, source, source_id, occurrence, sequence, stamp, created, cancelled_at, exported_at, content_hash, schedule_hash, last_rendered)
SELECT id, uid, layer, source, source_id, occurrence, sequence, stamp, created, cancelled_at, exported_at, content_hash, schedule_hash, last_rendered
FROM calendar_identity_before;

DROP TABLE calendar_identity_before;
