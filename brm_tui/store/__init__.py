"""The database: engine, migrations, history, backup and queries."""
