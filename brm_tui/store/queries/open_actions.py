"""Which actions are open and whose promises they are, for queries that must not wait for the vocabulary to load."""

OPEN_STATUSES = ("backlog", "planned", "in progress", "blocked")
"""The statuses of an action that still binds whoever promised it."""

OPEN = f"{OPEN_STATUSES}"
"""The same as SQL writes it, for ``status IN``."""

SIDE = "COALESCE(a.promised_by, CASE WHEN p.side IN ('business', 'IT') THEN p.side END)"
"""Who promised an action ``a``: as was said, else by the side of its assignee ``p``; NULL where neither is known."""
