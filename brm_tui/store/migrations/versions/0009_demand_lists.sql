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
