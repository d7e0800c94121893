"""Searching: with engine.py the only place that may know the database's own way to search."""
