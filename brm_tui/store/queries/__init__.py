"""Plain SQL that returns frozen records; imports no model."""
