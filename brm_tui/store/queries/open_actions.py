"""Which actions are open, for queries that must not wait for the vocabulary to load."""

OPEN_STATUSES = ("backlog", "planned", "in progress", "blocked")
"""The statuses of an action that still binds whoever promised it."""

OPEN = f"{OPEN_STATUSES}"
"""The same as SQL writes it, for ``status IN``."""
