"""The risks of a relationship."""
