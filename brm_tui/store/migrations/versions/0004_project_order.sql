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
