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
