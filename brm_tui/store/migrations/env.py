"""Alembic looks for this file; migrations are run by ``store/migrating.py``."""
