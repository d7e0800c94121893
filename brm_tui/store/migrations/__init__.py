"""One file a schema change, run in order."""
