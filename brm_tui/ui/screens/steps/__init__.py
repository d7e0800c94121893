"""The four steps to a relationship: how far it has come, and the next thing to do."""
