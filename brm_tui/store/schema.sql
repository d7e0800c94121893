CREATE TABLE action (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	title VARCHAR(200) NOT NULL,
	detail TEXT NOT NULL,
	customer_id VARCHAR(36),
	objective_id VARCHAR(36),
	meeting_id VARCHAR(36),
	assignee_id VARCHAR(36),
	promised_by VARCHAR(32),
	start DATE,
	due DATE,
	priority VARCHAR(32) NOT NULL,
	status VARCHAR(32) NOT NULL,
	status_reason VARCHAR(2000) NOT NULL,
	carried_over INTEGER NOT NULL,
	internal BOOLEAN NOT NULL,
	position FLOAT NOT NULL,
	title_sort VARCHAR(400) NOT NULL,
	done DATE,
	CONSTRAINT pk_action PRIMARY KEY (id),
	CONSTRAINT ck_action_promised_by CHECK (promised_by IN ('business', 'IT')),
	CONSTRAINT ck_action_priority CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
	CONSTRAINT ck_action_status CHECK (status IN ('backlog', 'planned', 'in progress', 'blocked', 'done', 'cancelled')),
	CONSTRAINT fk_action_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_action_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_action_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_action_assignee_id FOREIGN KEY(assignee_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_action_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_action_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_action_detail_longest CHECK (length("detail") <= 100000),
	CONSTRAINT ck_action_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_action_objective_id_longest CHECK (length("objective_id") <= 36),
	CONSTRAINT ck_action_meeting_id_longest CHECK (length("meeting_id") <= 36),
	CONSTRAINT ck_action_assignee_id_longest CHECK (length("assignee_id") <= 36),
	CONSTRAINT ck_action_status_reason_longest CHECK (length("status_reason") <= 2000),
	CONSTRAINT ck_action_carried_over_least CHECK ("carried_over" >= 0),
	CONSTRAINT ck_action_carried_over_most CHECK ("carried_over" <= 1000000000)
);

CREATE INDEX ix_action_assignee_id ON action (assignee_id);

CREATE INDEX ix_action_board ON action (status, position, id);

CREATE INDEX ix_action_customer_id ON action (customer_id);

CREATE INDEX ix_action_customer_open ON action (customer_id, status, due);

CREATE INDEX ix_action_due ON action (due, status);

CREATE INDEX ix_action_meeting_id ON action (meeting_id);

CREATE INDEX ix_action_objective_id ON action (objective_id);

CREATE INDEX ix_action_status_due ON action (status, due);

CREATE INDEX ix_action_title_sort ON action (title_sort);

CREATE TABLE agreement (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	title VARCHAR(200) NOT NULL,
	term_start DATE,
	term_end DATE,
	review_date DATE,
	philosophy TEXT NOT NULL,
	ended DATE,
	CONSTRAINT pk_agreement PRIMARY KEY (id),
	CONSTRAINT fk_agreement_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_agreement_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_agreement_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_agreement_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_agreement_philosophy_longest CHECK (length("philosophy") <= 100000)
);

CREATE INDEX ix_agreement_customer_id ON agreement (customer_id);

CREATE TABLE agreement_projection (
	agreement_id VARCHAR(36) NOT NULL,
	complete INTEGER NOT NULL,
	changes_since INTEGER,
	CONSTRAINT pk_agreement_projection PRIMARY KEY (agreement_id)
);

CREATE TABLE agreement_version (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	agreement_id VARCHAR(36) NOT NULL,
	number INTEGER NOT NULL,
	content TEXT NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	reason VARCHAR(2000) NOT NULL,
	state VARCHAR(32) NOT NULL,
	proposed_at DATETIME NOT NULL,
	effective DATE,
	expires DATE,
	ended DATE,
	end_reason VARCHAR(2000) NOT NULL,
	CONSTRAINT pk_agreement_version PRIMARY KEY (id),
	CONSTRAINT uq_agreement_version_agreement_id_number UNIQUE (agreement_id, number),
	CONSTRAINT ck_agreement_version_state CHECK (state IN ('proposed', 'accepted', 'superseded', 'declined', 'withdrawn', 'terminated')),
	CONSTRAINT fk_agreement_version_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_agreement_version_agreement_id_longest CHECK (length("agreement_id") <= 36),
	CONSTRAINT ck_agreement_version_number_least CHECK ("number" >= 1),
	CONSTRAINT ck_agreement_version_number_most CHECK ("number" <= 1000000000),
	CONSTRAINT ck_agreement_version_content_longest CHECK (length("content") <= 50000000),
	CONSTRAINT ck_agreement_version_sha256_shortest CHECK (length("sha256") >= 1),
	CONSTRAINT ck_agreement_version_sha256_longest CHECK (length("sha256") <= 64),
	CONSTRAINT ck_agreement_version_reason_longest CHECK (length("reason") <= 2000),
	CONSTRAINT ck_agreement_version_end_reason_longest CHECK (length("end_reason") <= 2000)
);

CREATE INDEX ix_agreement_version_agreement_id ON agreement_version (agreement_id);

CREATE INDEX ix_agreement_version_state ON agreement_version (state);

CREATE UNIQUE INDEX uq_agreement_version_one_in_force ON agreement_version (agreement_id) WHERE state = 'accepted';

CREATE UNIQUE INDEX uq_agreement_version_one_proposed ON agreement_version (agreement_id) WHERE state = 'proposed';

CREATE TABLE appendix (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	agreement_id VARCHAR(36) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	title VARCHAR(200) NOT NULL,
	reference VARCHAR(200) NOT NULL,
	valid_until DATE,
	service_id VARCHAR(36),
	text TEXT NOT NULL,
	internal BOOLEAN NOT NULL,
	position FLOAT NOT NULL,
	CONSTRAINT pk_appendix PRIMARY KEY (id),
	CONSTRAINT ck_appendix_kind CHECK (kind IN ('SLA', 'OLA', 'other')),
	CONSTRAINT fk_appendix_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_appendix_service_id FOREIGN KEY(service_id) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_appendix_agreement_id_longest CHECK (length("agreement_id") <= 36),
	CONSTRAINT ck_appendix_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_appendix_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_appendix_reference_longest CHECK (length("reference") <= 200),
	CONSTRAINT ck_appendix_service_id_longest CHECK (length("service_id") <= 36),
	CONSTRAINT ck_appendix_text_longest CHECK (length("text") <= 100000)
);

CREATE INDEX ix_appendix_agreement_id ON appendix (agreement_id);

CREATE INDEX ix_appendix_service_id ON appendix (service_id);

CREATE INDEX ix_appendix_valid_until ON appendix (valid_until);

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

CREATE TABLE change (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	code VARCHAR(40),
	title VARCHAR(200) NOT NULL,
	detail TEXT NOT NULL,
	type VARCHAR(32) NOT NULL,
	impact INTEGER,
	likelihood INTEGER,
	risk VARCHAR(32),
	window_start DATETIME,
	window_end DATETIME,
	zone VARCHAR(64) NOT NULL,
	state VARCHAR(32) NOT NULL,
	told DATE,
	told_by_id VARCHAR(36),
	backout TEXT NOT NULL,
	owner_id VARCHAR(36),
	internal BOOLEAN NOT NULL,
	title_sort VARCHAR(400) DEFAULT '' NOT NULL,
	CONSTRAINT pk_change PRIMARY KEY (id),
	CONSTRAINT ck_change_window CHECK (window_end IS NULL OR (window_start IS NOT NULL AND window_end >= window_start)),
	CONSTRAINT uq_change_code UNIQUE (code),
	CONSTRAINT ck_change_type CHECK (type IN ('standard', 'normal', 'emergency')),
	CONSTRAINT ck_change_risk CHECK (risk IN ('low', 'moderate', 'high', 'very high')),
	CONSTRAINT ck_change_state CHECK (state IN ('requested', 'approved', 'scheduled', 'implemented', 'failed', 'cancelled')),
	CONSTRAINT fk_change_told_by_id FOREIGN KEY(told_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_change_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_change_code_longest CHECK (length("code") <= 40),
	CONSTRAINT ck_change_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_change_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_change_detail_longest CHECK (length("detail") <= 100000),
	CONSTRAINT ck_change_impact_least CHECK ("impact" >= 1),
	CONSTRAINT ck_change_impact_most CHECK ("impact" <= 5),
	CONSTRAINT ck_change_likelihood_least CHECK ("likelihood" >= 1),
	CONSTRAINT ck_change_likelihood_most CHECK ("likelihood" <= 5),
	CONSTRAINT ck_change_zone_longest CHECK (length("zone") <= 64),
	CONSTRAINT ck_change_told_by_id_longest CHECK (length("told_by_id") <= 36),
	CONSTRAINT ck_change_backout_longest CHECK (length("backout") <= 100000),
	CONSTRAINT ck_change_owner_id_longest CHECK (length("owner_id") <= 36)
);

CREATE INDEX ix_change_owner_id ON change (owner_id);

CREATE INDEX ix_change_title_sort ON change (title_sort);

CREATE INDEX ix_change_told_by_id ON change (told_by_id);

CREATE INDEX ix_change_window_start ON change (window_start);

CREATE TABLE change_customer (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	change_id VARCHAR(36) NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_change_customer PRIMARY KEY (id),
	CONSTRAINT uq_change_customer_change_id_customer_id UNIQUE (change_id, customer_id),
	CONSTRAINT fk_change_customer_change_id FOREIGN KEY(change_id) REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_change_customer_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_change_customer_change_id_longest CHECK (length("change_id") <= 36),
	CONSTRAINT ck_change_customer_customer_id_longest CHECK (length("customer_id") <= 36)
);

CREATE INDEX ix_change_customer_change_id ON change_customer (change_id);

CREATE INDEX ix_change_customer_customer_id ON change_customer (customer_id);

CREATE TABLE change_service (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	change_id VARCHAR(36) NOT NULL,
	service_id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_change_service PRIMARY KEY (id),
	CONSTRAINT uq_change_service_change_id_service_id UNIQUE (change_id, service_id),
	CONSTRAINT fk_change_service_change_id FOREIGN KEY(change_id) REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_change_service_service_id FOREIGN KEY(service_id) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_change_service_change_id_longest CHECK (length("change_id") <= 36),
	CONSTRAINT ck_change_service_service_id_longest CHECK (length("service_id") <= 36)
);

CREATE INDEX ix_change_service_change_id ON change_service (change_id);

CREATE INDEX ix_change_service_service_id ON change_service (service_id);

CREATE TABLE contact_role (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	person_id VARCHAR(36) NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	role VARCHAR(32) NOT NULL,
	"primary" BOOLEAN NOT NULL,
	influence VARCHAR(32),
	interest VARCHAR(32),
	engagement_now VARCHAR(32),
	engagement_wanted VARCHAR(32),
	active_from DATE,
	active_until DATE,
	CONSTRAINT pk_contact_role PRIMARY KEY (id),
	CONSTRAINT ck_contact_role_role CHECK (role IN ('business manager', 'business line manager', 'sponsor', 'user representative', 'point of contact')),
	CONSTRAINT ck_contact_role_influence CHECK (influence IN ('high', 'medium', 'low')),
	CONSTRAINT ck_contact_role_interest CHECK (interest IN ('high', 'medium', 'low')),
	CONSTRAINT ck_contact_role_engagement_now CHECK (engagement_now IN ('unaware', 'resistant', 'neutral', 'supportive', 'leading')),
	CONSTRAINT ck_contact_role_engagement_wanted CHECK (engagement_wanted IN ('unaware', 'resistant', 'neutral', 'supportive', 'leading')),
	CONSTRAINT fk_contact_role_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_contact_role_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_contact_role_person_id_longest CHECK (length("person_id") <= 36),
	CONSTRAINT ck_contact_role_customer_id_longest CHECK (length("customer_id") <= 36)
);

CREATE INDEX ix_contact_role_customer_id ON contact_role (customer_id);

CREATE INDEX ix_contact_role_person_id ON contact_role (person_id);

CREATE TABLE customer (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	code VARCHAR(12) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	parent_id VARCHAR(36),
	tier INTEGER NOT NULL,
	status VARCHAR(32) NOT NULL,
	outcomes TEXT NOT NULL,
	strategies TEXT NOT NULL,
	target_days INTEGER,
	maximum_days INTEGER,
	most_contacts INTEGER,
	zone VARCHAR(64) NOT NULL,
	work_start VARCHAR(5),
	work_end VARCHAR(5),
	tags JSON NOT NULL,
	notes TEXT NOT NULL,
	name_sort VARCHAR(400) NOT NULL,
	CONSTRAINT pk_customer PRIMARY KEY (id),
	CONSTRAINT uq_customer_code UNIQUE (code),
	CONSTRAINT ck_customer_kind CHECK (kind IN ('business unit', 'external customer', 'outsourcing provider')),
	CONSTRAINT ck_customer_status CHECK (status IN ('prospect', 'onboarding', 'active', 'dormant', 'closed')),
	CONSTRAINT fk_customer_parent_id FOREIGN KEY(parent_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_customer_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_customer_name_longest CHECK (length("name") <= 200),
	CONSTRAINT ck_customer_code_shortest CHECK (length("code") >= 1),
	CONSTRAINT ck_customer_code_longest CHECK (length("code") <= 12),
	CONSTRAINT ck_customer_parent_id_longest CHECK (length("parent_id") <= 36),
	CONSTRAINT ck_customer_tier_least CHECK ("tier" >= 1),
	CONSTRAINT ck_customer_tier_most CHECK ("tier" <= 3),
	CONSTRAINT ck_customer_outcomes_longest CHECK (length("outcomes") <= 100000),
	CONSTRAINT ck_customer_strategies_longest CHECK (length("strategies") <= 100000),
	CONSTRAINT ck_customer_target_days_least CHECK ("target_days" >= 1),
	CONSTRAINT ck_customer_target_days_most CHECK ("target_days" <= 366),
	CONSTRAINT ck_customer_maximum_days_least CHECK ("maximum_days" >= 1),
	CONSTRAINT ck_customer_maximum_days_most CHECK ("maximum_days" <= 366),
	CONSTRAINT ck_customer_most_contacts_least CHECK ("most_contacts" >= 1),
	CONSTRAINT ck_customer_most_contacts_most CHECK ("most_contacts" <= 1000),
	CONSTRAINT ck_customer_zone_longest CHECK (length("zone") <= 64),
	CONSTRAINT ck_customer_work_start_longest CHECK (length("work_start") <= 5),
	CONSTRAINT ck_customer_work_end_longest CHECK (length("work_end") <= 5),
	CONSTRAINT ck_customer_notes_longest CHECK (length("notes") <= 100000)
);

CREATE INDEX ix_customer_name_sort ON customer (name_sort);

CREATE INDEX ix_customer_parent_id ON customer (parent_id);

CREATE INDEX ix_customer_status ON customer (status);

CREATE TABLE customer_projection (
	customer_id VARCHAR(36) NOT NULL,
	last_contact_at DATETIME,
	next_meeting_at DATETIME,
	next_meeting_event_id VARCHAR(36),
	open_actions INTEGER NOT NULL,
	overdue_actions INTEGER NOT NULL,
	computed_for DATE,
	health INTEGER,
	health_trend VARCHAR(60) NOT NULL,
	health_for DATE,
	CONSTRAINT pk_customer_projection PRIMARY KEY (customer_id)
);

CREATE INDEX ix_customer_projection_last_contact_at ON customer_projection (last_contact_at);

CREATE INDEX ix_customer_projection_next_meeting_at ON customer_projection (next_meeting_at);

CREATE INDEX ix_customer_projection_open_actions ON customer_projection (open_actions);

CREATE INDEX ix_customer_projection_overdue_actions ON customer_projection (overdue_actions);

CREATE TABLE demand (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	title VARCHAR(200) NOT NULL,
	detail TEXT NOT NULL,
	kind VARCHAR(32) NOT NULL,
	horizon VARCHAR(32) NOT NULL,
	volume INTEGER,
	size INTEGER,
	value INTEGER,
	risk INTEGER,
	score_override FLOAT,
	override_reason VARCHAR(2000) NOT NULL,
	service_id VARCHAR(36),
	project_id VARCHAR(36),
	objective_id VARCHAR(36),
	action_id VARCHAR(36),
	requested_by_id VARCHAR(36),
	state VARCHAR(32) NOT NULL,
	state_reason VARCHAR(2000) NOT NULL,
	customer_order INTEGER,
	internal BOOLEAN NOT NULL,
	title_sort VARCHAR(400) NOT NULL,
	CONSTRAINT pk_demand PRIMARY KEY (id),
	CONSTRAINT ck_demand_kind CHECK (kind IN ('want', 'need', 'information need')),
	CONSTRAINT ck_demand_horizon CHECK (horizon IN ('now', 'next', 'later')),
	CONSTRAINT ck_demand_state CHECK (state IN ('draft', 'submitted', 'screening', 'qualified', 'approved', 'completed', 'deferred', 'rejected')),
	CONSTRAINT fk_demand_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_demand_service_id FOREIGN KEY(service_id) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_demand_project_id FOREIGN KEY(project_id) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_demand_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_demand_action_id FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_demand_requested_by_id FOREIGN KEY(requested_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_demand_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_demand_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_demand_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_demand_detail_longest CHECK (length("detail") <= 100000),
	CONSTRAINT ck_demand_volume_least CHECK ("volume" >= 1),
	CONSTRAINT ck_demand_volume_most CHECK ("volume" <= 5),
	CONSTRAINT ck_demand_size_least CHECK ("size" >= 1),
	CONSTRAINT ck_demand_size_most CHECK ("size" <= 5),
	CONSTRAINT ck_demand_value_least CHECK ("value" >= 1),
	CONSTRAINT ck_demand_value_most CHECK ("value" <= 5),
	CONSTRAINT ck_demand_risk_least CHECK ("risk" >= 1),
	CONSTRAINT ck_demand_risk_most CHECK ("risk" <= 5),
	CONSTRAINT ck_demand_score_override_least CHECK ("score_override" >= 0),
	CONSTRAINT ck_demand_score_override_most CHECK ("score_override" <= 100),
	CONSTRAINT ck_demand_override_reason_longest CHECK (length("override_reason") <= 2000),
	CONSTRAINT ck_demand_service_id_longest CHECK (length("service_id") <= 36),
	CONSTRAINT ck_demand_project_id_longest CHECK (length("project_id") <= 36),
	CONSTRAINT ck_demand_objective_id_longest CHECK (length("objective_id") <= 36),
	CONSTRAINT ck_demand_action_id_longest CHECK (length("action_id") <= 36),
	CONSTRAINT ck_demand_requested_by_id_longest CHECK (length("requested_by_id") <= 36),
	CONSTRAINT ck_demand_state_reason_longest CHECK (length("state_reason") <= 2000),
	CONSTRAINT ck_demand_customer_order_least CHECK ("customer_order" >= 1),
	CONSTRAINT ck_demand_customer_order_most CHECK ("customer_order" <= 1000000)
);

CREATE INDEX ix_demand_action_id ON demand (action_id);

CREATE INDEX ix_demand_customer_id ON demand (customer_id);

CREATE INDEX ix_demand_objective_id ON demand (objective_id);

CREATE INDEX ix_demand_project_id ON demand (project_id);

CREATE INDEX ix_demand_requested_by_id ON demand (requested_by_id);

CREATE INDEX ix_demand_service_id ON demand (service_id);

CREATE INDEX ix_demand_state ON demand (state, customer_id);

CREATE INDEX ix_demand_title_sort ON demand (title_sort);

CREATE TABLE demand_projection (
	demand_id VARCHAR(36) NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	closed BOOLEAN NOT NULL,
	score INTEGER,
	coverage INTEGER NOT NULL,
	behind FLOAT NOT NULL,
	kind INTEGER NOT NULL,
	horizon INTEGER NOT NULL,
	state INTEGER NOT NULL,
	value INTEGER,
	volume INTEGER,
	size INTEGER,
	risk INTEGER,
	customer_order INTEGER,
	matched BOOLEAN NOT NULL,
	CONSTRAINT pk_demand_projection PRIMARY KEY (demand_id)
);

CREATE INDEX ix_demand_projection_customer ON demand_projection (customer_id, closed, behind, demand_id);

CREATE INDEX ix_demand_projection_ranking ON demand_projection (closed, behind, demand_id);

CREATE TABLE desk_setting (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	name VARCHAR(80) NOT NULL,
	value VARCHAR(2000) NOT NULL,
	CONSTRAINT pk_desk_setting PRIMARY KEY (id),
	CONSTRAINT uq_desk_setting_name UNIQUE (name),
	CONSTRAINT ck_desk_setting_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_desk_setting_name_longest CHECK (length("name") <= 80),
	CONSTRAINT ck_desk_setting_value_longest CHECK (length("value") <= 2000)
);

CREATE TABLE event (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	layer VARCHAR(32) NOT NULL,
	title VARCHAR(200) NOT NULL,
	start DATETIME NOT NULL,
	zone VARCHAR(64) NOT NULL,
	length INTEGER,
	all_day BOOLEAN NOT NULL,
	end_date DATE,
	recurrence VARCHAR(500) NOT NULL,
	on_blackout VARCHAR(32) DEFAULT 'keep' NOT NULL,
	on_holiday VARCHAR(32) DEFAULT 'keep' NOT NULL,
	holidays VARCHAR(60) DEFAULT '' NOT NULL,
	place VARCHAR(255) NOT NULL,
	agenda TEXT NOT NULL,
	status VARCHAR(32) NOT NULL,
	impact VARCHAR(32) NOT NULL,
	reminder INTEGER,
	internal BOOLEAN NOT NULL,
	forum_id VARCHAR(36),
	source_calendar_id VARCHAR(36),
	foreign_uid VARCHAR(1000) NOT NULL,
	title_sort VARCHAR(400) NOT NULL,
	CONSTRAINT pk_event PRIMARY KEY (id),
	CONSTRAINT ck_event_span CHECK ((all_day AND end_date IS NOT NULL AND length IS NULL) OR (NOT all_day AND end_date IS NULL AND length IS NOT NULL)),
	CONSTRAINT ck_event_layer CHECK (layer IN ('meeting', 'customer', 'it')),
	CONSTRAINT ck_event_on_blackout CHECK (on_blackout IN ('keep', 'skip', 'move earlier', 'move later')),
	CONSTRAINT ck_event_on_holiday CHECK (on_holiday IN ('keep', 'skip', 'move earlier', 'move later')),
	CONSTRAINT ck_event_status CHECK (status IN ('tentative', 'confirmed', 'cancelled')),
	CONSTRAINT ck_event_impact CHECK (impact IN ('none', 'blackout')),
	CONSTRAINT fk_event_forum_id FOREIGN KEY(forum_id) REFERENCES forum (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_event_source_calendar_id FOREIGN KEY(source_calendar_id) REFERENCES source_calendar (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_event_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_event_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_event_zone_longest CHECK (length("zone") <= 64),
	CONSTRAINT ck_event_length_least CHECK ("length" >= 1),
	CONSTRAINT ck_event_length_most CHECK ("length" <= 44640),
	CONSTRAINT ck_event_recurrence_longest CHECK (length("recurrence") <= 500),
	CONSTRAINT ck_event_holidays_longest CHECK (length("holidays") <= 60),
	CONSTRAINT ck_event_place_longest CHECK (length("place") <= 255),
	CONSTRAINT ck_event_agenda_longest CHECK (length("agenda") <= 100000),
	CONSTRAINT ck_event_reminder_least CHECK ("reminder" >= 0),
	CONSTRAINT ck_event_reminder_most CHECK ("reminder" <= 40320),
	CONSTRAINT ck_event_forum_id_longest CHECK (length("forum_id") <= 36),
	CONSTRAINT ck_event_source_calendar_id_longest CHECK (length("source_calendar_id") <= 36),
	CONSTRAINT ck_event_foreign_uid_longest CHECK (length("foreign_uid") <= 1000)
);

CREATE INDEX ix_event_blackout ON event (start) WHERE impact = 'blackout';

CREATE INDEX ix_event_forum_id ON event (forum_id);

CREATE INDEX ix_event_source_calendar_id ON event (source_calendar_id);

CREATE INDEX ix_event_start ON event (start);

CREATE INDEX ix_event_title_sort ON event (title_sort);

CREATE UNIQUE INDEX uq_event_foreign_uid ON event (source_calendar_id, foreign_uid) WHERE source_calendar_id IS NOT NULL;

CREATE TABLE event_attendee (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	event_id VARCHAR(36) NOT NULL,
	person_id VARCHAR(36) NOT NULL,
	attendance VARCHAR(32) NOT NULL,
	CONSTRAINT pk_event_attendee PRIMARY KEY (id),
	CONSTRAINT uq_event_attendee_event_id_person_id UNIQUE (event_id, person_id),
	CONSTRAINT ck_event_attendee_attendance CHECK (attendance IN ('required', 'optional')),
	CONSTRAINT fk_event_attendee_event_id FOREIGN KEY(event_id) REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_event_attendee_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_event_attendee_event_id_longest CHECK (length("event_id") <= 36),
	CONSTRAINT ck_event_attendee_person_id_longest CHECK (length("person_id") <= 36)
);

CREATE INDEX ix_event_attendee_event_id ON event_attendee (event_id);

CREATE INDEX ix_event_attendee_person_id ON event_attendee (person_id);

CREATE TABLE event_customer (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	event_id VARCHAR(36) NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_event_customer PRIMARY KEY (id),
	CONSTRAINT uq_event_customer_event_id_customer_id UNIQUE (event_id, customer_id),
	CONSTRAINT fk_event_customer_event_id FOREIGN KEY(event_id) REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_event_customer_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_event_customer_event_id_longest CHECK (length("event_id") <= 36),
	CONSTRAINT ck_event_customer_customer_id_longest CHECK (length("customer_id") <= 36)
);

CREATE INDEX ix_event_customer_customer_id ON event_customer (customer_id);

CREATE INDEX ix_event_customer_event_id ON event_customer (event_id);

CREATE TABLE event_exception (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	event_id VARCHAR(36) NOT NULL,
	original_start DATETIME NOT NULL,
	cancelled BOOLEAN NOT NULL,
	start DATETIME,
	length INTEGER,
	end_date DATE,
	title VARCHAR(200),
	place VARCHAR(255),
	agenda VARCHAR(100000),
	CONSTRAINT pk_event_exception PRIMARY KEY (id),
	CONSTRAINT uq_event_exception_event_id_original_start UNIQUE (event_id, original_start),
	CONSTRAINT fk_event_exception_event_id FOREIGN KEY(event_id) REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_event_exception_event_id_longest CHECK (length("event_id") <= 36),
	CONSTRAINT ck_event_exception_length_least CHECK ("length" >= 1),
	CONSTRAINT ck_event_exception_length_most CHECK ("length" <= 44640),
	CONSTRAINT ck_event_exception_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_event_exception_place_longest CHECK (length("place") <= 255),
	CONSTRAINT ck_event_exception_agenda_longest CHECK (length("agenda") <= 100000)
);

CREATE INDEX ix_event_exception_event_id ON event_exception (event_id);

CREATE TABLE export_target (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	path VARCHAR(4096) NOT NULL,
	options JSON NOT NULL,
	written_at DATETIME,
	sha256 VARCHAR(64) NOT NULL,
	CONSTRAINT pk_export_target PRIMARY KEY (id),
	CONSTRAINT uq_export_target_path UNIQUE (path),
	CONSTRAINT ck_export_target_path_shortest CHECK (length("path") >= 1),
	CONSTRAINT ck_export_target_path_longest CHECK (length("path") <= 4096),
	CONSTRAINT ck_export_target_sha256_longest CHECK (length("sha256") <= 64)
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

CREATE TABLE feedback (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	title VARCHAR(200) NOT NULL,
	detail TEXT NOT NULL,
	person_id VARCHAR(36),
	service_id VARCHAR(36),
	severity VARCHAR(32) NOT NULL,
	state VARCHAR(32) NOT NULL,
	received DATE,
	due DATE,
	closed DATE,
	owner_id VARCHAR(36),
	escalation INTEGER NOT NULL,
	reopened INTEGER NOT NULL,
	reopen_reason VARCHAR(2000) DEFAULT '' NOT NULL,
	remedy TEXT NOT NULL,
	resolution TEXT NOT NULL,
	cause VARCHAR(200) NOT NULL,
	action_id VARCHAR(36),
	internal BOOLEAN NOT NULL,
	title_sort VARCHAR(400) NOT NULL,
	CONSTRAINT pk_feedback PRIMARY KEY (id),
	CONSTRAINT ck_feedback_kind CHECK (kind IN ('compliment', 'complaint', 'suggestion')),
	CONSTRAINT ck_feedback_severity CHECK (severity IN ('critical', 'high', 'medium', 'low')),
	CONSTRAINT ck_feedback_state CHECK (state IN ('received', 'acknowledged', 'assessed', 'resolution proposed', 'accepted by customer', 'closed')),
	CONSTRAINT fk_feedback_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_feedback_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_feedback_service_id FOREIGN KEY(service_id) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_feedback_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_feedback_action_id FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_feedback_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_feedback_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_feedback_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_feedback_detail_longest CHECK (length("detail") <= 100000),
	CONSTRAINT ck_feedback_person_id_longest CHECK (length("person_id") <= 36),
	CONSTRAINT ck_feedback_service_id_longest CHECK (length("service_id") <= 36),
	CONSTRAINT ck_feedback_owner_id_longest CHECK (length("owner_id") <= 36),
	CONSTRAINT ck_feedback_escalation_least CHECK ("escalation" >= 0),
	CONSTRAINT ck_feedback_escalation_most CHECK ("escalation" <= 3),
	CONSTRAINT ck_feedback_reopened_least CHECK ("reopened" >= 0),
	CONSTRAINT ck_feedback_reopened_most CHECK ("reopened" <= 1000000000),
	CONSTRAINT ck_feedback_reopen_reason_longest CHECK (length("reopen_reason") <= 2000),
	CONSTRAINT ck_feedback_remedy_longest CHECK (length("remedy") <= 100000),
	CONSTRAINT ck_feedback_resolution_longest CHECK (length("resolution") <= 100000),
	CONSTRAINT ck_feedback_cause_longest CHECK (length("cause") <= 200),
	CONSTRAINT ck_feedback_action_id_longest CHECK (length("action_id") <= 36)
);

CREATE INDEX ix_feedback_action_id ON feedback (action_id);

CREATE INDEX ix_feedback_customer_id ON feedback (customer_id);

CREATE INDEX ix_feedback_newest ON feedback (COALESCE(received, '0001-01-01'), id);

CREATE INDEX ix_feedback_open ON feedback (CASE WHEN state = 'accepted by customer' THEN '9999-12-31' ELSE COALESCE(due, '9999-12-30') END, id) WHERE state <> 'closed';

CREATE INDEX ix_feedback_owner_id ON feedback (owner_id);

CREATE INDEX ix_feedback_person_id ON feedback (person_id);

CREATE INDEX ix_feedback_received ON feedback (received);

CREATE INDEX ix_feedback_service_id ON feedback (service_id);

CREATE INDEX ix_feedback_state ON feedback (state, kind, customer_id);

CREATE INDEX ix_feedback_title_sort ON feedback (title_sort);

CREATE TABLE forum (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	agreement_id VARCHAR(36) NOT NULL,
	name VARCHAR(200) NOT NULL,
	level VARCHAR(32) NOT NULL,
	purpose TEXT NOT NULL,
	frequency VARCHAR(32) NOT NULL,
	first_date DATE NOT NULL,
	day_rule VARCHAR(60) NOT NULL,
	start_time VARCHAR(5) NOT NULL,
	zone VARCHAR(64) NOT NULL,
	length INTEGER NOT NULL,
	until DATE,
	on_blackout VARCHAR(32) DEFAULT 'keep' NOT NULL,
	on_holiday VARCHAR(32) DEFAULT 'keep' NOT NULL,
	holidays VARCHAR(60) DEFAULT '' NOT NULL,
	agenda TEXT NOT NULL,
	place VARCHAR(255) NOT NULL,
	position FLOAT NOT NULL,
	CONSTRAINT pk_forum PRIMARY KEY (id),
	CONSTRAINT ck_forum_level CHECK (level IN ('operational', 'tactical', 'strategic')),
	CONSTRAINT ck_forum_frequency CHECK (frequency IN ('weekly', 'fortnightly', 'monthly', 'every two months', 'quarterly', 'half-yearly', 'yearly')),
	CONSTRAINT ck_forum_on_blackout CHECK (on_blackout IN ('keep', 'skip', 'move earlier', 'move later')),
	CONSTRAINT ck_forum_on_holiday CHECK (on_holiday IN ('keep', 'skip', 'move earlier', 'move later')),
	CONSTRAINT fk_forum_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_forum_agreement_id_longest CHECK (length("agreement_id") <= 36),
	CONSTRAINT ck_forum_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_forum_name_longest CHECK (length("name") <= 200),
	CONSTRAINT ck_forum_purpose_longest CHECK (length("purpose") <= 100000),
	CONSTRAINT ck_forum_day_rule_longest CHECK (length("day_rule") <= 60),
	CONSTRAINT ck_forum_start_time_longest CHECK (length("start_time") <= 5),
	CONSTRAINT ck_forum_zone_longest CHECK (length("zone") <= 64),
	CONSTRAINT ck_forum_length_least CHECK ("length" >= 1),
	CONSTRAINT ck_forum_length_most CHECK ("length" <= 1440),
	CONSTRAINT ck_forum_holidays_longest CHECK (length("holidays") <= 60),
	CONSTRAINT ck_forum_agenda_longest CHECK (length("agenda") <= 100000),
	CONSTRAINT ck_forum_place_longest CHECK (length("place") <= 255)
);

CREATE INDEX ix_forum_agreement_id ON forum (agreement_id);

CREATE TABLE forum_attendee (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	forum_id VARCHAR(36) NOT NULL,
	person_id VARCHAR(36) NOT NULL,
	attendance VARCHAR(32) NOT NULL,
	CONSTRAINT pk_forum_attendee PRIMARY KEY (id),
	CONSTRAINT uq_forum_attendee_forum_id_person_id UNIQUE (forum_id, person_id),
	CONSTRAINT ck_forum_attendee_attendance CHECK (attendance IN ('required', 'optional')),
	CONSTRAINT fk_forum_attendee_forum_id FOREIGN KEY(forum_id) REFERENCES forum (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_forum_attendee_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_forum_attendee_forum_id_longest CHECK (length("forum_id") <= 36),
	CONSTRAINT ck_forum_attendee_person_id_longest CHECK (length("person_id") <= 36)
);

CREATE INDEX ix_forum_attendee_forum_id ON forum_attendee (forum_id);

CREATE INDEX ix_forum_attendee_person_id ON forum_attendee (person_id);

CREATE TABLE freeze (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	title VARCHAR(200) NOT NULL,
	start DATE NOT NULL,
	"end" DATE NOT NULL,
	detail TEXT NOT NULL,
	CONSTRAINT pk_freeze PRIMARY KEY (id),
	CONSTRAINT ck_freeze_span CHECK ("end" >= start),
	CONSTRAINT ck_freeze_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_freeze_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_freeze_detail_longest CHECK (length("detail") <= 100000)
);

CREATE INDEX ix_freeze_start ON freeze (start);

CREATE TABLE handed_over_pack (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	customer_id VARCHAR(36),
	report VARCHAR(60) NOT NULL,
	period VARCHAR(20) NOT NULL,
	handed_over DATE NOT NULL,
	content TEXT NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	CONSTRAINT pk_handed_over_pack PRIMARY KEY (id),
	CONSTRAINT fk_handed_over_pack_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_handed_over_pack_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_handed_over_pack_report_shortest CHECK (length("report") >= 1),
	CONSTRAINT ck_handed_over_pack_report_longest CHECK (length("report") <= 60),
	CONSTRAINT ck_handed_over_pack_period_shortest CHECK (length("period") >= 1),
	CONSTRAINT ck_handed_over_pack_period_longest CHECK (length("period") <= 20),
	CONSTRAINT ck_handed_over_pack_content_longest CHECK (length("content") <= 50000000),
	CONSTRAINT ck_handed_over_pack_sha256_longest CHECK (length("sha256") <= 64)
);

CREATE INDEX ix_handed_over_pack_customer_id ON handed_over_pack (customer_id);

CREATE TABLE history_change (
	id VARCHAR(36) NOT NULL,
	step_number INTEGER NOT NULL,
	position INTEGER NOT NULL,
	table_name VARCHAR(60) NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	operation VARCHAR(32) NOT NULL,
	"before" JSON,
	"after" JSON,
	CONSTRAINT pk_history_change PRIMARY KEY (id),
	CONSTRAINT uq_history_change_step_number_position UNIQUE (step_number, position),
	CONSTRAINT ck_history_change_operation CHECK (operation IN ('insert', 'update', 'delete'))
);

CREATE INDEX ix_history_change_row ON history_change (table_name, row_id, step_number);

CREATE TABLE history_step (
	id VARCHAR(36) NOT NULL,
	number INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	label VARCHAR(500) NOT NULL,
	at DATETIME NOT NULL,
	target INTEGER,
	CONSTRAINT pk_history_step PRIMARY KEY (id),
	CONSTRAINT uq_history_step_number UNIQUE (number),
	CONSTRAINT ck_history_step_kind CHECK (kind IN ('do', 'undo', 'redo'))
);

CREATE INDEX ix_history_step_at ON history_step (at);

CREATE TABLE holiday (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	calendar VARCHAR(60) NOT NULL,
	date DATE NOT NULL,
	name VARCHAR(200) NOT NULL,
	CONSTRAINT pk_holiday PRIMARY KEY (id),
	CONSTRAINT uq_holiday_calendar_date UNIQUE (calendar, date),
	CONSTRAINT ck_holiday_calendar_shortest CHECK (length("calendar") >= 1),
	CONSTRAINT ck_holiday_calendar_longest CHECK (length("calendar") <= 60),
	CONSTRAINT ck_holiday_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_holiday_name_longest CHECK (length("name") <= 200)
);

CREATE INDEX ix_holiday_date ON holiday (date);

CREATE TABLE import_mapping (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	kind VARCHAR(60) NOT NULL,
	name VARCHAR(80) NOT NULL,
	mapping JSON NOT NULL,
	CONSTRAINT pk_import_mapping PRIMARY KEY (id),
	CONSTRAINT uq_import_mapping_kind_name UNIQUE (kind, name),
	CONSTRAINT ck_import_mapping_kind_shortest CHECK (length("kind") >= 1),
	CONSTRAINT ck_import_mapping_kind_longest CHECK (length("kind") <= 60),
	CONSTRAINT ck_import_mapping_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_import_mapping_name_longest CHECK (length("name") <= 80)
);

CREATE TABLE log_entry (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	title VARCHAR(200) NOT NULL,
	detail TEXT NOT NULL,
	date DATE,
	state VARCHAR(32) NOT NULL,
	owner_id VARCHAR(36),
	internal BOOLEAN NOT NULL,
	CONSTRAINT pk_log_entry PRIMARY KEY (id),
	CONSTRAINT ck_log_entry_kind CHECK (kind IN ('opportunity', 'issue')),
	CONSTRAINT ck_log_entry_state CHECK (state IN ('open', 'closed')),
	CONSTRAINT fk_log_entry_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_log_entry_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_log_entry_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_log_entry_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_log_entry_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_log_entry_detail_longest CHECK (length("detail") <= 100000),
	CONSTRAINT ck_log_entry_owner_id_longest CHECK (length("owner_id") <= 36)
);

CREATE INDEX ix_log_entry_customer_id ON log_entry (customer_id);

CREATE INDEX ix_log_entry_date ON log_entry (date);

CREATE INDEX ix_log_entry_owner_id ON log_entry (owner_id);

CREATE TABLE maturity (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	side VARCHAR(32) NOT NULL,
	date DATE NOT NULL,
	level INTEGER NOT NULL,
	note VARCHAR(2000) NOT NULL,
	CONSTRAINT pk_maturity PRIMARY KEY (id),
	CONSTRAINT ck_maturity_side CHECK (side IN ('business', 'IT')),
	CONSTRAINT fk_maturity_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_maturity_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_maturity_level_least CHECK ("level" >= 1),
	CONSTRAINT ck_maturity_level_most CHECK ("level" <= 5),
	CONSTRAINT ck_maturity_note_longest CHECK (length("note") <= 2000)
);

CREATE INDEX ix_maturity_customer_id ON maturity (customer_id);

CREATE TABLE meeting (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	event_id VARCHAR(36) NOT NULL,
	occurrence DATETIME NOT NULL,
	state VARCHAR(32) NOT NULL,
	minutes TEXT NOT NULL,
	decisions TEXT NOT NULL,
	sentiment VARCHAR(200) NOT NULL,
	internal BOOLEAN NOT NULL,
	CONSTRAINT pk_meeting PRIMARY KEY (id),
	CONSTRAINT uq_meeting_event_id_occurrence UNIQUE (event_id, occurrence),
	CONSTRAINT ck_meeting_state CHECK (state IN ('held', 'not held', 'cancelled')),
	CONSTRAINT fk_meeting_event_id FOREIGN KEY(event_id) REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_meeting_event_id_longest CHECK (length("event_id") <= 36),
	CONSTRAINT ck_meeting_minutes_longest CHECK (length("minutes") <= 100000),
	CONSTRAINT ck_meeting_decisions_longest CHECK (length("decisions") <= 100000),
	CONSTRAINT ck_meeting_sentiment_longest CHECK (length("sentiment") <= 200)
);

CREATE INDEX ix_meeting_event_id ON meeting (event_id);

CREATE TABLE meeting_attendance (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	meeting_id VARCHAR(36) NOT NULL,
	person_id VARCHAR(36) NOT NULL,
	presence VARCHAR(32) NOT NULL,
	CONSTRAINT pk_meeting_attendance PRIMARY KEY (id),
	CONSTRAINT uq_meeting_attendance_meeting_id_person_id UNIQUE (meeting_id, person_id),
	CONSTRAINT ck_meeting_attendance_presence CHECK (presence IN ('present', 'apologised', 'absent')),
	CONSTRAINT fk_meeting_attendance_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_meeting_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_meeting_attendance_meeting_id_longest CHECK (length("meeting_id") <= 36),
	CONSTRAINT ck_meeting_attendance_person_id_longest CHECK (length("person_id") <= 36)
);

CREATE INDEX ix_meeting_attendance_meeting_id ON meeting_attendance (meeting_id);

CREATE INDEX ix_meeting_attendance_person_id ON meeting_attendance (person_id);

CREATE TABLE milestone (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	project_id VARCHAR(36) NOT NULL,
	title VARCHAR(200) NOT NULL,
	baseline DATE,
	forecast DATE,
	reached DATE,
	CONSTRAINT pk_milestone PRIMARY KEY (id),
	CONSTRAINT fk_milestone_project_id FOREIGN KEY(project_id) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_milestone_project_id_longest CHECK (length("project_id") <= 36),
	CONSTRAINT ck_milestone_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_milestone_title_longest CHECK (length("title") <= 200)
);

CREATE INDEX ix_milestone_forecast ON milestone (forecast);

CREATE INDEX ix_milestone_project_id ON milestone (project_id);

CREATE TABLE objective (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	agreement_id VARCHAR(36) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	title VARCHAR(200) NOT NULL,
	why TEXT NOT NULL,
	strategy VARCHAR(200) NOT NULL,
	it_strategy VARCHAR(200) NOT NULL,
	measure VARCHAR(200) NOT NULL,
	baseline FLOAT,
	target FLOAT,
	actual FLOAT,
	business_owner_id VARCHAR(36),
	it_owner_id VARCHAR(36),
	start DATE,
	due DATE,
	status VARCHAR(32) NOT NULL,
	investment BIGINT,
	value BIGINT,
	currency VARCHAR(3) NOT NULL,
	internal BOOLEAN NOT NULL,
	position FLOAT NOT NULL,
	CONSTRAINT pk_objective PRIMARY KEY (id),
	CONSTRAINT ck_objective_kind CHECK (kind IN ('objective', 'initiative')),
	CONSTRAINT ck_objective_status CHECK (status IN ('proposed', 'planned', 'in progress', 'achieved', 'missed', 'cancelled')),
	CONSTRAINT fk_objective_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_objective_business_owner_id FOREIGN KEY(business_owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_objective_it_owner_id FOREIGN KEY(it_owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_objective_agreement_id_longest CHECK (length("agreement_id") <= 36),
	CONSTRAINT ck_objective_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_objective_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_objective_why_longest CHECK (length("why") <= 100000),
	CONSTRAINT ck_objective_strategy_longest CHECK (length("strategy") <= 200),
	CONSTRAINT ck_objective_it_strategy_longest CHECK (length("it_strategy") <= 200),
	CONSTRAINT ck_objective_measure_longest CHECK (length("measure") <= 200),
	CONSTRAINT ck_objective_baseline_least CHECK ("baseline" >= -1000000000000.0),
	CONSTRAINT ck_objective_baseline_most CHECK ("baseline" <= 1000000000000.0),
	CONSTRAINT ck_objective_target_least CHECK ("target" >= -1000000000000.0),
	CONSTRAINT ck_objective_target_most CHECK ("target" <= 1000000000000.0),
	CONSTRAINT ck_objective_actual_least CHECK ("actual" >= -1000000000000.0),
	CONSTRAINT ck_objective_actual_most CHECK ("actual" <= 1000000000000.0),
	CONSTRAINT ck_objective_business_owner_id_longest CHECK (length("business_owner_id") <= 36),
	CONSTRAINT ck_objective_it_owner_id_longest CHECK (length("it_owner_id") <= 36),
	CONSTRAINT ck_objective_investment_least CHECK ("investment" >= -1000000000000000),
	CONSTRAINT ck_objective_investment_most CHECK ("investment" <= 1000000000000000),
	CONSTRAINT ck_objective_value_least CHECK ("value" >= -1000000000000000),
	CONSTRAINT ck_objective_value_most CHECK ("value" <= 1000000000000000),
	CONSTRAINT ck_objective_currency_longest CHECK (length("currency") <= 3)
);

CREATE INDEX ix_objective_agreement_id ON objective (agreement_id);

CREATE INDEX ix_objective_business_owner_id ON objective (business_owner_id);

CREATE INDEX ix_objective_due ON objective (due);

CREATE INDEX ix_objective_it_owner_id ON objective (it_owner_id);

CREATE TABLE occurrence (
	event_id VARCHAR(36) NOT NULL,
	original_start DATETIME NOT NULL,
	start DATETIME NOT NULL,
	"end" DATETIME NOT NULL,
	start_at DATETIME NOT NULL,
	end_at DATETIME NOT NULL,
	all_day BOOLEAN NOT NULL,
	exception_id VARCHAR(36),
	CONSTRAINT pk_occurrence PRIMARY KEY (event_id, original_start)
);

CREATE INDEX ix_occurrence_end ON occurrence (end_at);

CREATE INDEX ix_occurrence_start ON occurrence (start_at, event_id, original_start, end_at, exception_id);

CREATE TABLE person (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	side VARCHAR(32) NOT NULL,
	title VARCHAR(200) NOT NULL,
	organisation VARCHAR(200) NOT NULL,
	email VARCHAR(254),
	phone VARCHAR(60) NOT NULL,
	preferred_channel VARCHAR(32),
	active_from DATE,
	active_until DATE,
	zone VARCHAR(64) NOT NULL,
	work_start VARCHAR(5),
	work_end VARCHAR(5),
	capacity_hours FLOAT,
	comfortable_customers INTEGER,
	training VARCHAR(200) NOT NULL,
	training_refreshed DATE,
	tags JSON NOT NULL,
	notes TEXT NOT NULL,
	name_sort VARCHAR(400) NOT NULL,
	email_sort VARCHAR(254),
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT ck_person_side CHECK (side IN ('business', 'IT', 'supplier')),
	CONSTRAINT ck_person_preferred_channel CHECK (preferred_channel IN ('meeting', 'call', 'mail', 'chat', 'visit')),
	CONSTRAINT uq_person_email_sort UNIQUE (email_sort),
	CONSTRAINT ck_person_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_person_name_longest CHECK (length("name") <= 200),
	CONSTRAINT ck_person_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_person_organisation_longest CHECK (length("organisation") <= 200),
	CONSTRAINT ck_person_email_longest CHECK (length("email") <= 254),
	CONSTRAINT ck_person_phone_longest CHECK (length("phone") <= 60),
	CONSTRAINT ck_person_zone_longest CHECK (length("zone") <= 64),
	CONSTRAINT ck_person_work_start_longest CHECK (length("work_start") <= 5),
	CONSTRAINT ck_person_work_end_longest CHECK (length("work_end") <= 5),
	CONSTRAINT ck_person_capacity_hours_least CHECK ("capacity_hours" >= 0),
	CONSTRAINT ck_person_capacity_hours_most CHECK ("capacity_hours" <= 100),
	CONSTRAINT ck_person_comfortable_customers_least CHECK ("comfortable_customers" >= 0),
	CONSTRAINT ck_person_comfortable_customers_most CHECK ("comfortable_customers" <= 1000),
	CONSTRAINT ck_person_training_longest CHECK (length("training") <= 200),
	CONSTRAINT ck_person_notes_longest CHECK (length("notes") <= 100000),
	CONSTRAINT ck_person_email_sort_longest CHECK (length("email_sort") <= 254)
);

CREATE INDEX ix_person_name_sort ON person (name_sort);

CREATE INDEX ix_person_side ON person (side);

CREATE TABLE person_projection (
	person_id VARCHAR(36) NOT NULL,
	customers INTEGER NOT NULL,
	hours FLOAT NOT NULL,
	computed_for DATE,
	CONSTRAINT pk_person_projection PRIMARY KEY (person_id)
);

CREATE TABLE plan_staff (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	agreement_id VARCHAR(36) NOT NULL,
	person_id VARCHAR(36) NOT NULL,
	side VARCHAR(32) NOT NULL,
	role VARCHAR(200) NOT NULL,
	position FLOAT NOT NULL,
	CONSTRAINT pk_plan_staff PRIMARY KEY (id),
	CONSTRAINT ck_plan_staff_side CHECK (side IN ('business', 'IT', 'supplier')),
	CONSTRAINT fk_plan_staff_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreement (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_plan_staff_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_plan_staff_agreement_id_longest CHECK (length("agreement_id") <= 36),
	CONSTRAINT ck_plan_staff_person_id_longest CHECK (length("person_id") <= 36),
	CONSTRAINT ck_plan_staff_role_shortest CHECK (length("role") >= 1),
	CONSTRAINT ck_plan_staff_role_longest CHECK (length("role") <= 200)
);

CREATE INDEX ix_plan_staff_agreement_id ON plan_staff (agreement_id);

CREATE INDEX ix_plan_staff_person_id ON plan_staff (person_id);

CREATE TABLE project (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	code VARCHAR(40),
	summary TEXT NOT NULL,
	status VARCHAR(32) NOT NULL,
	priority VARCHAR(32) NOT NULL,
	manager_id VARCHAR(36),
	time_rag VARCHAR(32),
	time_figure VARCHAR(60) NOT NULL,
	time_reason VARCHAR(500) NOT NULL,
	time_constraint VARCHAR(32),
	resource_rag VARCHAR(32),
	resource_figure VARCHAR(60) NOT NULL,
	resource_reason VARCHAR(500) NOT NULL,
	resource_constraint VARCHAR(32),
	scope_rag VARCHAR(32),
	scope_figure VARCHAR(60) NOT NULL,
	scope_reason VARCHAR(500) NOT NULL,
	scope_constraint VARCHAR(32),
	baseline_start DATE,
	baseline_end DATE,
	forecast_start DATE,
	forecast_end DATE,
	budget BIGINT,
	spend BIGINT,
	expected_value BIGINT,
	realised_value BIGINT,
	currency VARCHAR(3) NOT NULL,
	internal BOOLEAN NOT NULL,
	name_sort VARCHAR(400) NOT NULL,
	CONSTRAINT pk_project PRIMARY KEY (id),
	CONSTRAINT uq_project_code UNIQUE (code),
	CONSTRAINT ck_project_status CHECK (status IN ('proposed', 'running', 'on hold', 'completed', 'cancelled')),
	CONSTRAINT ck_project_priority CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
	CONSTRAINT ck_project_time_rag CHECK (time_rag IN ('green', 'amber', 'red')),
	CONSTRAINT ck_project_time_constraint CHECK (time_constraint IN ('fixed', 'flexible', 'accepted')),
	CONSTRAINT ck_project_resource_rag CHECK (resource_rag IN ('green', 'amber', 'red')),
	CONSTRAINT ck_project_resource_constraint CHECK (resource_constraint IN ('fixed', 'flexible', 'accepted')),
	CONSTRAINT ck_project_scope_rag CHECK (scope_rag IN ('green', 'amber', 'red')),
	CONSTRAINT ck_project_scope_constraint CHECK (scope_constraint IN ('fixed', 'flexible', 'accepted')),
	CONSTRAINT fk_project_manager_id FOREIGN KEY(manager_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_project_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_project_name_longest CHECK (length("name") <= 200),
	CONSTRAINT ck_project_code_longest CHECK (length("code") <= 40),
	CONSTRAINT ck_project_summary_longest CHECK (length("summary") <= 100000),
	CONSTRAINT ck_project_manager_id_longest CHECK (length("manager_id") <= 36),
	CONSTRAINT ck_project_time_figure_longest CHECK (length("time_figure") <= 60),
	CONSTRAINT ck_project_time_reason_longest CHECK (length("time_reason") <= 500),
	CONSTRAINT ck_project_resource_figure_longest CHECK (length("resource_figure") <= 60),
	CONSTRAINT ck_project_resource_reason_longest CHECK (length("resource_reason") <= 500),
	CONSTRAINT ck_project_scope_figure_longest CHECK (length("scope_figure") <= 60),
	CONSTRAINT ck_project_scope_reason_longest CHECK (length("scope_reason") <= 500),
	CONSTRAINT ck_project_budget_least CHECK ("budget" >= -1000000000000000),
	CONSTRAINT ck_project_budget_most CHECK ("budget" <= 1000000000000000),
	CONSTRAINT ck_project_spend_least CHECK ("spend" >= -1000000000000000),
	CONSTRAINT ck_project_spend_most CHECK ("spend" <= 1000000000000000),
	CONSTRAINT ck_project_expected_value_least CHECK ("expected_value" >= -1000000000000000),
	CONSTRAINT ck_project_expected_value_most CHECK ("expected_value" <= 1000000000000000),
	CONSTRAINT ck_project_realised_value_least CHECK ("realised_value" >= -1000000000000000),
	CONSTRAINT ck_project_realised_value_most CHECK ("realised_value" <= 1000000000000000),
	CONSTRAINT ck_project_currency_longest CHECK (length("currency") <= 3)
);

CREATE INDEX ix_project_manager_id ON project (manager_id);

CREATE INDEX ix_project_name_sort ON project (name_sort);

CREATE INDEX ix_project_status ON project (status);

CREATE TABLE project_customer (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	project_id VARCHAR(36) NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	position FLOAT,
	CONSTRAINT pk_project_customer PRIMARY KEY (id),
	CONSTRAINT uq_project_customer_project_id_customer_id UNIQUE (project_id, customer_id),
	CONSTRAINT fk_project_customer_project_id FOREIGN KEY(project_id) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_project_customer_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_project_customer_project_id_longest CHECK (length("project_id") <= 36),
	CONSTRAINT ck_project_customer_customer_id_longest CHECK (length("customer_id") <= 36)
);

CREATE INDEX ix_project_customer_customer_id ON project_customer (customer_id);

CREATE INDEX ix_project_customer_project_id ON project_customer (project_id);

CREATE TABLE representation (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	person_id VARCHAR(36) NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	role VARCHAR(32) NOT NULL,
	hours FLOAT,
	affinity_organisation INTEGER,
	affinity_process INTEGER,
	affinity_services INTEGER,
	affinity_customer INTEGER,
	active_from DATE,
	active_until DATE,
	CONSTRAINT pk_representation PRIMARY KEY (id),
	CONSTRAINT ck_representation_role CHECK (role IN ('relationship manager', 'IT manager', 'service manager', 'backup')),
	CONSTRAINT fk_representation_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_representation_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_representation_person_id_longest CHECK (length("person_id") <= 36),
	CONSTRAINT ck_representation_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_representation_hours_least CHECK ("hours" >= 0),
	CONSTRAINT ck_representation_hours_most CHECK ("hours" <= 100),
	CONSTRAINT ck_representation_affinity_organisation_least CHECK ("affinity_organisation" >= 1),
	CONSTRAINT ck_representation_affinity_organisation_most CHECK ("affinity_organisation" <= 5),
	CONSTRAINT ck_representation_affinity_process_least CHECK ("affinity_process" >= 1),
	CONSTRAINT ck_representation_affinity_process_most CHECK ("affinity_process" <= 5),
	CONSTRAINT ck_representation_affinity_services_least CHECK ("affinity_services" >= 1),
	CONSTRAINT ck_representation_affinity_services_most CHECK ("affinity_services" <= 5),
	CONSTRAINT ck_representation_affinity_customer_least CHECK ("affinity_customer" >= 1),
	CONSTRAINT ck_representation_affinity_customer_most CHECK ("affinity_customer" <= 5)
);

CREATE INDEX ix_representation_customer_id ON representation (customer_id);

CREATE INDEX ix_representation_person_id ON representation (person_id);

CREATE TABLE risk (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	title VARCHAR(200) NOT NULL,
	detail TEXT NOT NULL,
	owner_id VARCHAR(36),
	impact INTEGER,
	likelihood INTEGER,
	response TEXT NOT NULL,
	state VARCHAR(32) NOT NULL,
	review DATE,
	internal BOOLEAN NOT NULL,
	CONSTRAINT pk_risk PRIMARY KEY (id),
	CONSTRAINT ck_risk_state CHECK (state IN ('open', 'accepted', 'closed')),
	CONSTRAINT fk_risk_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_risk_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_risk_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_risk_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_risk_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_risk_detail_longest CHECK (length("detail") <= 100000),
	CONSTRAINT ck_risk_owner_id_longest CHECK (length("owner_id") <= 36),
	CONSTRAINT ck_risk_impact_least CHECK ("impact" >= 1),
	CONSTRAINT ck_risk_impact_most CHECK ("impact" <= 5),
	CONSTRAINT ck_risk_likelihood_least CHECK ("likelihood" >= 1),
	CONSTRAINT ck_risk_likelihood_most CHECK ("likelihood" <= 5),
	CONSTRAINT ck_risk_response_longest CHECK (length("response") <= 100000)
);

CREATE INDEX ix_risk_customer_id ON risk (customer_id);

CREATE INDEX ix_risk_owner_id ON risk (owner_id);

CREATE TABLE saved_filter (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	screen VARCHAR(60) NOT NULL,
	name VARCHAR(80) NOT NULL,
	filter JSON NOT NULL,
	CONSTRAINT pk_saved_filter PRIMARY KEY (id),
	CONSTRAINT uq_saved_filter_screen_name UNIQUE (screen, name),
	CONSTRAINT ck_saved_filter_screen_shortest CHECK (length("screen") >= 1),
	CONSTRAINT ck_saved_filter_screen_longest CHECK (length("screen") <= 60),
	CONSTRAINT ck_saved_filter_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_saved_filter_name_longest CHECK (length("name") <= 80)
);

CREATE TABLE service (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	description TEXT NOT NULL,
	state VARCHAR(32) NOT NULL,
	owner_id VARCHAR(36),
	criticality VARCHAR(32) NOT NULL,
	name_sort VARCHAR(400) NOT NULL,
	CONSTRAINT pk_service PRIMARY KEY (id),
	CONSTRAINT uq_service_name UNIQUE (name),
	CONSTRAINT ck_service_state CHECK (state IN ('pipeline', 'live', 'retiring', 'retired')),
	CONSTRAINT ck_service_criticality CHECK (criticality IN ('critical', 'high', 'medium', 'low')),
	CONSTRAINT fk_service_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_service_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_service_name_longest CHECK (length("name") <= 200),
	CONSTRAINT ck_service_description_longest CHECK (length("description") <= 100000),
	CONSTRAINT ck_service_owner_id_longest CHECK (length("owner_id") <= 36)
);

CREATE INDEX ix_service_name_sort ON service (name_sort);

CREATE INDEX ix_service_owner_id ON service (owner_id);

CREATE TABLE service_measure (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	subscription_id VARCHAR(36) NOT NULL,
	period VARCHAR(7) NOT NULL,
	level FLOAT,
	target FLOAT,
	satisfaction FLOAT,
	cost BIGINT,
	currency VARCHAR(3) NOT NULL,
	CONSTRAINT pk_service_measure PRIMARY KEY (id),
	CONSTRAINT uq_service_measure_subscription_id_period UNIQUE (subscription_id, period),
	CONSTRAINT fk_service_measure_subscription_id FOREIGN KEY(subscription_id) REFERENCES subscription (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_service_measure_subscription_id_longest CHECK (length("subscription_id") <= 36),
	CONSTRAINT ck_service_measure_period_shortest CHECK (length("period") >= 1),
	CONSTRAINT ck_service_measure_period_longest CHECK (length("period") <= 7),
	CONSTRAINT ck_service_measure_level_least CHECK ("level" >= 0),
	CONSTRAINT ck_service_measure_level_most CHECK ("level" <= 100),
	CONSTRAINT ck_service_measure_target_least CHECK ("target" >= 0),
	CONSTRAINT ck_service_measure_target_most CHECK ("target" <= 100),
	CONSTRAINT ck_service_measure_satisfaction_least CHECK ("satisfaction" >= 1),
	CONSTRAINT ck_service_measure_satisfaction_most CHECK ("satisfaction" <= 5),
	CONSTRAINT ck_service_measure_cost_least CHECK ("cost" >= -1000000000000000),
	CONSTRAINT ck_service_measure_cost_most CHECK ("cost" <= 1000000000000000),
	CONSTRAINT ck_service_measure_currency_longest CHECK (length("currency") <= 3)
);

CREATE INDEX ix_service_measure_subscription_id ON service_measure (subscription_id);

CREATE TABLE signature (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	version_id VARCHAR(36) NOT NULL,
	role VARCHAR(32) NOT NULL,
	person_id VARCHAR(36),
	state VARCHAR(32) NOT NULL,
	signed DATE,
	method VARCHAR(32),
	evidence VARCHAR(2000) NOT NULL,
	note VARCHAR(2000) NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	CONSTRAINT pk_signature PRIMARY KEY (id),
	CONSTRAINT ck_signature_role CHECK (role IN ('relationship manager', 'business manager', 'IT manager', 'business line manager')),
	CONSTRAINT ck_signature_state CHECK (state IN ('pending', 'signed', 'declined', 'voided')),
	CONSTRAINT ck_signature_method CHECK (method IN ('in person', 'mail', 'electronic', 'minutes')),
	CONSTRAINT fk_signature_version_id FOREIGN KEY(version_id) REFERENCES agreement_version (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_signature_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_signature_version_id_longest CHECK (length("version_id") <= 36),
	CONSTRAINT ck_signature_person_id_longest CHECK (length("person_id") <= 36),
	CONSTRAINT ck_signature_evidence_longest CHECK (length("evidence") <= 2000),
	CONSTRAINT ck_signature_note_longest CHECK (length("note") <= 2000),
	CONSTRAINT ck_signature_sha256_longest CHECK (length("sha256") <= 64)
);

CREATE INDEX ix_signature_person_id ON signature (person_id);

CREATE INDEX ix_signature_version_id ON signature (version_id);

CREATE UNIQUE INDEX uq_signature_one_live_a_role ON signature (version_id, role) WHERE state <> 'voided';

CREATE TABLE snooze (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	subject VARCHAR(60) NOT NULL,
	subject_id VARCHAR(80) NOT NULL,
	until DATE NOT NULL,
	reason VARCHAR(500) NOT NULL,
	CONSTRAINT pk_snooze PRIMARY KEY (id),
	CONSTRAINT uq_snooze_subject_subject_id UNIQUE (subject, subject_id),
	CONSTRAINT ck_snooze_subject_shortest CHECK (length("subject") >= 1),
	CONSTRAINT ck_snooze_subject_longest CHECK (length("subject") <= 60),
	CONSTRAINT ck_snooze_subject_id_shortest CHECK (length("subject_id") >= 1),
	CONSTRAINT ck_snooze_subject_id_longest CHECK (length("subject_id") <= 80),
	CONSTRAINT ck_snooze_reason_longest CHECK (length("reason") <= 500)
);

CREATE TABLE source_calendar (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	layer VARCHAR(32) NOT NULL,
	customer_id VARCHAR(36),
	path VARCHAR(4096) NOT NULL,
	CONSTRAINT pk_source_calendar PRIMARY KEY (id),
	CONSTRAINT uq_source_calendar_name UNIQUE (name),
	CONSTRAINT ck_source_calendar_layer CHECK (layer IN ('meeting', 'customer', 'it')),
	CONSTRAINT fk_source_calendar_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_source_calendar_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_source_calendar_name_longest CHECK (length("name") <= 200),
	CONSTRAINT ck_source_calendar_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_source_calendar_path_longest CHECK (length("path") <= 4096)
);

CREATE INDEX ix_source_calendar_customer_id ON source_calendar (customer_id);

CREATE TABLE subscription (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	service_id VARCHAR(36) NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	cost BIGINT,
	currency VARCHAR(3) NOT NULL,
	priority VARCHAR(32) NOT NULL,
	users INTEGER,
	level_target FLOAT,
	active_from DATE,
	active_until DATE,
	CONSTRAINT pk_subscription PRIMARY KEY (id),
	CONSTRAINT uq_subscription_service_id_customer_id UNIQUE (service_id, customer_id),
	CONSTRAINT ck_subscription_priority CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
	CONSTRAINT fk_subscription_service_id FOREIGN KEY(service_id) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_subscription_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_subscription_service_id_longest CHECK (length("service_id") <= 36),
	CONSTRAINT ck_subscription_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_subscription_cost_least CHECK ("cost" >= -1000000000000000),
	CONSTRAINT ck_subscription_cost_most CHECK ("cost" <= 1000000000000000),
	CONSTRAINT ck_subscription_currency_longest CHECK (length("currency") <= 3),
	CONSTRAINT ck_subscription_users_least CHECK ("users" >= 0),
	CONSTRAINT ck_subscription_users_most CHECK ("users" <= 1000000000),
	CONSTRAINT ck_subscription_level_target_least CHECK ("level_target" >= 0),
	CONSTRAINT ck_subscription_level_target_most CHECK ("level_target" <= 100)
);

CREATE INDEX ix_subscription_customer_id ON subscription (customer_id);

CREATE INDEX ix_subscription_service_id ON subscription (service_id);

CREATE TABLE success (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	title VARCHAR(200) NOT NULL,
	story TEXT NOT NULL,
	value BIGINT,
	currency VARCHAR(3) NOT NULL,
	value_shown VARCHAR(200) NOT NULL,
	evidence VARCHAR(2000) NOT NULL,
	date DATE,
	internal BOOLEAN NOT NULL,
	CONSTRAINT pk_success PRIMARY KEY (id),
	CONSTRAINT fk_success_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_success_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_success_title_shortest CHECK (length("title") >= 1),
	CONSTRAINT ck_success_title_longest CHECK (length("title") <= 200),
	CONSTRAINT ck_success_story_longest CHECK (length("story") <= 100000),
	CONSTRAINT ck_success_value_least CHECK ("value" >= -1000000000000000),
	CONSTRAINT ck_success_value_most CHECK ("value" <= 1000000000000000),
	CONSTRAINT ck_success_currency_longest CHECK (length("currency") <= 3),
	CONSTRAINT ck_success_value_shown_longest CHECK (length("value_shown") <= 200),
	CONSTRAINT ck_success_evidence_longest CHECK (length("evidence") <= 2000)
);

CREATE INDEX ix_success_customer_id ON success (customer_id);

CREATE INDEX ix_success_date ON success (date);

CREATE TABLE success_source (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	success_id VARCHAR(36) NOT NULL,
	log_entry_id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_success_source PRIMARY KEY (id),
	CONSTRAINT uq_success_source_success_id_log_entry_id UNIQUE (success_id, log_entry_id),
	CONSTRAINT fk_success_source_success_id FOREIGN KEY(success_id) REFERENCES success (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_success_source_log_entry_id FOREIGN KEY(log_entry_id) REFERENCES log_entry (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_success_source_success_id_longest CHECK (length("success_id") <= 36),
	CONSTRAINT ck_success_source_log_entry_id_longest CHECK (length("log_entry_id") <= 36)
);

CREATE INDEX ix_success_source_log_entry_id ON success_source (log_entry_id);

CREATE INDEX ix_success_source_success_id ON success_source (success_id);

CREATE TABLE survey (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	customer_id VARCHAR(36),
	service_id VARCHAR(36),
	method VARCHAR(32) NOT NULL,
	date DATE,
	question VARCHAR(500) NOT NULL,
	sample INTEGER,
	invited INTEGER,
	CONSTRAINT pk_survey PRIMARY KEY (id),
	CONSTRAINT ck_survey_method CHECK (method IN ('CSAT', 'NPS')),
	CONSTRAINT fk_survey_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_survey_service_id FOREIGN KEY(service_id) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_survey_name_shortest CHECK (length("name") >= 1),
	CONSTRAINT ck_survey_name_longest CHECK (length("name") <= 200),
	CONSTRAINT ck_survey_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_survey_service_id_longest CHECK (length("service_id") <= 36),
	CONSTRAINT ck_survey_question_longest CHECK (length("question") <= 500),
	CONSTRAINT ck_survey_sample_least CHECK ("sample" >= 0),
	CONSTRAINT ck_survey_sample_most CHECK ("sample" <= 1000000000),
	CONSTRAINT ck_survey_invited_least CHECK ("invited" >= 0),
	CONSTRAINT ck_survey_invited_most CHECK ("invited" <= 1000000000)
);

CREATE INDEX ix_survey_customer_id ON survey (customer_id);

CREATE INDEX ix_survey_date ON survey (date);

CREATE INDEX ix_survey_service_id ON survey (service_id);

CREATE TABLE survey_response (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	survey_id VARCHAR(36) NOT NULL,
	customer_id VARCHAR(36),
	person_id VARCHAR(36),
	score INTEGER,
	comment TEXT NOT NULL,
	date DATE,
	internal BOOLEAN NOT NULL,
	CONSTRAINT pk_survey_response PRIMARY KEY (id),
	CONSTRAINT fk_survey_response_survey_id FOREIGN KEY(survey_id) REFERENCES survey (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_survey_response_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_survey_response_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_survey_response_survey_id_longest CHECK (length("survey_id") <= 36),
	CONSTRAINT ck_survey_response_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_survey_response_person_id_longest CHECK (length("person_id") <= 36),
	CONSTRAINT ck_survey_response_score_least CHECK ("score" >= 0),
	CONSTRAINT ck_survey_response_score_most CHECK ("score" <= 10),
	CONSTRAINT ck_survey_response_comment_longest CHECK (length("comment") <= 100000)
);

CREATE INDEX ix_survey_response_customer_id ON survey_response (customer_id);

CREATE INDEX ix_survey_response_person_id ON survey_response (person_id);

CREATE INDEX ix_survey_response_survey_id ON survey_response (survey_id);

CREATE TABLE touch (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	at DATETIME NOT NULL,
	channel VARCHAR(32) NOT NULL,
	direction VARCHAR(32) NOT NULL,
	by_id VARCHAR(36),
	sentiment VARCHAR(32),
	summary TEXT NOT NULL,
	topics JSON NOT NULL,
	meeting_id VARCHAR(36),
	internal BOOLEAN NOT NULL,
	CONSTRAINT pk_touch PRIMARY KEY (id),
	CONSTRAINT ck_touch_channel CHECK (channel IN ('meeting', 'call', 'mail', 'chat', 'visit')),
	CONSTRAINT ck_touch_direction CHECK (direction IN ('to customer', 'from customer')),
	CONSTRAINT ck_touch_sentiment CHECK (sentiment IN ('positive', 'neutral', 'negative')),
	CONSTRAINT fk_touch_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_touch_by_id FOREIGN KEY(by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_touch_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_touch_customer_id_longest CHECK (length("customer_id") <= 36),
	CONSTRAINT ck_touch_by_id_longest CHECK (length("by_id") <= 36),
	CONSTRAINT ck_touch_summary_longest CHECK (length("summary") <= 100000),
	CONSTRAINT ck_touch_meeting_id_longest CHECK (length("meeting_id") <= 36)
);

CREATE INDEX ix_touch_at ON touch (at, id);

CREATE INDEX ix_touch_by_id ON touch (by_id);

CREATE INDEX ix_touch_customer_at ON touch (customer_id, at);

CREATE INDEX ix_touch_customer_id ON touch (customer_id);

CREATE INDEX ix_touch_meeting_id ON touch (meeting_id);

CREATE TABLE touch_person (
	id VARCHAR(36) NOT NULL,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	revision INTEGER NOT NULL,
	touch_id VARCHAR(36) NOT NULL,
	person_id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_touch_person PRIMARY KEY (id),
	CONSTRAINT uq_touch_person_touch_id_person_id UNIQUE (touch_id, person_id),
	CONSTRAINT fk_touch_person_touch_id FOREIGN KEY(touch_id) REFERENCES touch (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_touch_person_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_touch_person_touch_id_longest CHECK (length("touch_id") <= 36),
	CONSTRAINT ck_touch_person_person_id_longest CHECK (length("person_id") <= 36)
);

CREATE INDEX ix_touch_person_person_id ON touch_person (person_id);

CREATE INDEX ix_touch_person_touch_id ON touch_person (touch_id);
