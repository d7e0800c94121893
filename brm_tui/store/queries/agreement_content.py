"""An agreement's seven sections as its working copy says now, in the form that versions freeze."""

from __future__ import annotations

import sqlite3
from typing import Any

from brm_tui.errors import NotFoundError
from brm_tui.rules.vocabulary import SignatureRole

_FORUM = (
    "id", "name", "level", "purpose", "frequency", "first_date", "day_rule", "start_time", "zone", "length", "until",
    "agenda", "place",
)  # fmt: skip
_OBJECTIVE = (
    "id", "kind", "title", "why", "strategy", "it_strategy", "measure", "baseline", "target", "start", "due",
    "investment", "value", "currency",
)  # fmt: skip
_ACTION = ("id", "title", "detail", "promised_by", "start", "due", "priority")
_APPENDIX = ("id", "kind", "title", "reference", "valid_until", "text")


def agreement_content(connection: sqlite3.Connection, agreement_id: str) -> dict[str, Any]:
    """Return the seven sections.

    What merely runs (states, figures achieved, order) is left out: it is not what both sides agreed.

    Raises:
        NotFoundError: There is no such agreement.
    """
    head = connection.execute(
        "SELECT a.id, a.title, a.term_start, a.term_end, a.review_date, a.philosophy, c.id, c.code, c.name,"
        " c.strategies FROM agreement a JOIN customer c ON c.id = a.customer_id WHERE a.id = ?",
        (agreement_id,),
    ).fetchone()
    if head is None:
        raise NotFoundError("agreement", agreement_id)
    staff = _staff(connection, agreement_id)
    # The first of the list who stays signs for a role; whoever is leaving only where there is nobody else.
    by_staying = sorted(staff, key=lambda row: row["left"] is not None)
    signing = {row["role"].casefold(): row for row in reversed(by_staying)}
    return {
        "agreement": {
            "id": head[0],
            "title": head[1],
            "term_start": head[2],
            "term_end": head[3],
            "review_date": head[4],
            "customer": {"id": head[6], "code": head[7], "name": head[8]},
            "strategies": head[9],
        },
        "philosophy": head[5],
        "staff": staff,
        "forums": _forums(connection, agreement_id),
        "objectives": _objectives(connection, agreement_id),
        "actions": _actions(connection, agreement_id, head[6]),
        "acceptance": [
            {
                "role": role.value,
                "person_id": signing[role.value.casefold()]["person_id"]
                if role.value.casefold() in signing
                else None,
                "person": signing[role.value.casefold()]["person"]
                if role.value.casefold() in signing
                else None,
            }
            for role in SignatureRole
        ],
        "appendices": _rows(
            connection,
            f"SELECT {_columns('t', _APPENDIX)}, s.name AS service FROM appendix t"
            " LEFT JOIN service s ON s.id = t.service_id WHERE t.agreement_id = ? ORDER BY t.position, t.id",
            (agreement_id,),
        ),
    }


def _columns(alias: str, names: tuple[str, ...]) -> str:
    return ", ".join(f'{alias}."{name}" AS "{name}"' for name in names)


def _rows(connection: sqlite3.Connection, query: str, parameters: tuple[object, ...]) -> list[dict[str, Any]]:
    cursor = connection.execute(query, parameters)
    names = [item[0] for item in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _staff(connection: sqlite3.Connection, agreement_id: str) -> list[dict[str, Any]]:
    return _rows(
        connection,
        "SELECT t.id AS id, t.person_id AS person_id, p.name AS person, t.side AS side, t.role AS role,"
        ' p.active_until AS "left" FROM plan_staff t JOIN person p ON p.id = t.person_id'
        " WHERE t.agreement_id = ? ORDER BY t.position, t.id",
        (agreement_id,),
    )


def _forums(connection: sqlite3.Connection, agreement_id: str) -> list[dict[str, Any]]:
    forums = _rows(
        connection,
        f"SELECT {_columns('t', _FORUM)} FROM forum t WHERE t.agreement_id = ? ORDER BY t.position, t.id",
        (agreement_id,),
    )
    for forum in forums:
        forum["attendees"] = _rows(
            connection,
            "SELECT p.id AS person_id, p.name AS person, p.side AS side, l.attendance AS attendance"
            " FROM forum_attendee l JOIN person p ON p.id = l.person_id WHERE l.forum_id = ?"
            " ORDER BY p.name_sort, p.id",
            (forum["id"],),
        )
    return forums


def _objectives(connection: sqlite3.Connection, agreement_id: str) -> list[dict[str, Any]]:
    return _rows(
        connection,
        f"SELECT {_columns('t', _OBJECTIVE)}, b.name AS business_owner, i.name AS it_owner FROM objective t"
        " LEFT JOIN person b ON b.id = t.business_owner_id LEFT JOIN person i ON i.id = t.it_owner_id"
        " WHERE t.agreement_id = ? ORDER BY t.position, t.id",
        (agreement_id,),
    )


def _actions(connection: sqlite3.Connection, agreement_id: str, customer_id: str) -> list[dict[str, Any]]:
    """Return the actions of the agreement's objectives, and the customer's that serve no objective."""
    selected = (
        f"SELECT {_columns('t', _ACTION)}, p.name AS assignee, o.title AS objective FROM action t"
        " LEFT JOIN person p ON p.id = t.assignee_id LEFT JOIN objective o ON o.id = t.objective_id"
        " WHERE t.status <> 'cancelled' AND t.internal = 0"
    )
    of_objectives = (
        f"{selected} AND t.objective_id IN (SELECT x.id FROM objective x WHERE x.agreement_id = ?)"
    )
    of_none = f"{selected} AND t.customer_id = ? AND t.objective_id IS NULL"
    # Sorted here: asked to sort, SQLite reads every action of the desk in that order instead.
    rows = _rows(connection, of_objectives, (agreement_id,)) + _rows(connection, of_none, (customer_id,))
    return sorted(rows, key=lambda row: str(row["id"]))
