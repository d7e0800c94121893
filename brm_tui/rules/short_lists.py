"""The lists that are read at once: they are filtered by the words that stand in them alone. Plain data."""

from __future__ import annotations

from brm_tui.rules.filter_fields import FilterList

CUSTOMER_ACTIONS = FilterList("customer actions", "actions", (), "blocked ana")
CUSTOMER_PEOPLE = FilterList("customer people", "people", (), "sponsor high")
CUSTOMER_MEETINGS = FilterList("customer meetings", "meetings", (), "monthly not held")
CUSTOMER_RISKS = FilterList("customer risks", "risks", (), "open high")
MILESTONES = FilterList("milestones", "milestones", (), "late cutover")
ANSWERS = FilterList("answers", "answers", (), "slow FIN")
SHORT_LISTS = (CUSTOMER_ACTIONS, CUSTOMER_PEOPLE, CUSTOMER_MEETINGS, CUSTOMER_RISKS, MILESTONES, ANSWERS)
"""All of them."""
