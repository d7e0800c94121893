"""The SQL of how services stand: their newest figures, and the rule that judges them."""

from __future__ import annotations

from brm_tui.rules.services import DISSATISFIED_BELOW, LOST_AT_MOST, NEARLY, SATISFIED_FROM

_UNKNOWN_RANK = 9


def _newest(figure: str) -> str:
    return (
        f"(SELECT x.id FROM service_measure x WHERE x.subscription_id = s.id AND x.{figure} IS NOT NULL"
        " ORDER BY x.period DESC LIMIT 1)"
    )


LEVEL = f"LEFT JOIN service_measure l ON l.id = {_newest('level')}"
SATISFACTION = f"LEFT JOIN service_measure n ON n.id = {_newest('satisfaction')}"
TARGET = "COALESCE(l.target, s.level_target)"
DATA = "(SELECT MAX(x.period) FROM service_measure x WHERE x.subscription_id = s.id)"
_LEVEL_RANK = f"""CASE WHEN l.level IS NULL OR l.period < :stale_before OR {TARGET} IS NULL THEN {_UNKNOWN_RANK}
  WHEN l.level >= {TARGET} - {NEARLY} THEN 3
  WHEN 100 - l.level < {LOST_AT_MOST} * (100 - {TARGET}) - {NEARLY} THEN 1 ELSE 0 END"""
_SATISFACTION_RANK = f"""CASE WHEN n.satisfaction IS NULL OR n.period < :stale_before THEN {_UNKNOWN_RANK}
  WHEN n.satisfaction >= {SATISFIED_FROM} THEN 3 WHEN n.satisfaction < {DISSATISFIED_BELOW} THEN 0 ELSE 1 END"""
STANDING = f"""CASE WHEN {_LEVEL_RANK} = {_UNKNOWN_RANK} AND {_SATISFACTION_RANK} = {_UNKNOWN_RANK} THEN 2
  WHEN {_LEVEL_RANK} < {_SATISFACTION_RANK} THEN {_LEVEL_RANK} ELSE {_SATISFACTION_RANK} END"""
"""The rule of ``rules/services.py`` once more, for lists that are sorted and filtered by it; a test compares them."""
STANDING_WORD = (
    f"CASE {STANDING} WHEN 0 THEN 'red' WHEN 1 THEN 'amber' WHEN 2 THEN 'unknown' ELSE 'green' END"
)
ENDED = "s.active_until IS NOT NULL AND s.active_until < :today"
