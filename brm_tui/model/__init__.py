"""SQLModel tables, one file a feature."""
