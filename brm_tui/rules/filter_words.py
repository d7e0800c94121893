"""What a filter means, in words: shown below the line while one types it."""

from __future__ import annotations

from datetime import date

from brm_tui.rules.dates import show_date
from brm_tui.rules.filter_fields import FilterKind
from brm_tui.rules.filters import ListFilter, Term

_SIGNS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "=": ""}


def explained(meant: ListFilter, today: date) -> str:
    """Return what a filter means in words, empty where everything is listed."""
    parts = [term_words(term, today) for term in meant.terms]
    parts += [f"“{meant.text}”"] if meant.words else []
    return " · ".join(parts)


def term_words(term: Term, today: date) -> str:
    """Return what one condition means in words."""
    title, kind = term.field.title, term.field.kind
    without = "not " if term.negated else ""
    if kind is FilterKind.FLAG:
        return f"{without}{title}"
    if term.how == "missing":
        return f"with {title}" if term.negated else f"no {title}"
    if term.how == "between":
        return _between(term, today)
    if term.how in _SIGNS:
        return f"{without}{title} {_SIGNS[term.how]} {term.values[0]:g}".replace("  ", " ")
    return f"{title} {without}{' or '.join(str(value) for value in term.values)}"


def _between(term: Term, today: date) -> str:
    first, last = term.values
    title = term.field.title
    if isinstance(first, date) and isinstance(last, date):
        said = (
            show_date(first, today)
            if first == last
            else f"{show_date(first, today)} – {show_date(last, today)}"
        )
    elif isinstance(last, date):
        if term.or_missing:
            return f"no {title} after {show_date(last, today)}"
        said = f"up to {show_date(last, today)}"
    else:
        assert isinstance(first, date)
        said = f"from {show_date(first, today)}"
    return f"no {title} {said}" if term.negated else f"{title} {said}"
