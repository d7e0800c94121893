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
	CONSTRAINT pk_demand_projection PRIMARY KEY (demand_id)
);
CREATE INDEX ix_demand_projection_customer ON demand_projection (customer_id, closed, behind, demand_id);
CREATE INDEX ix_demand_projection_ranking ON demand_projection (closed, behind, demand_id);
