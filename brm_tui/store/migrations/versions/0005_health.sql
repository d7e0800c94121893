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
