"""A desk with one agreement of some 40 printed pages that was amended 30 times: seeded, built once, kept out of git."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from brm_tui.clock import pinned_clock
from brm_tui.desk import agreements, records
from brm_tui.desk.agreements import Signing
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from brm_tui.rules.vocabulary import SignatureRole

SEED = 20_261_125
VERSIONS, FORUMS, OBJECTIVES, ACTIONS, APPENDICES, STAFF = 30, 6, 16, 50, 9, 14
_START = date(2024, 1, 15)
_WORDS = (
    "service ledger store depot month quarter promise review incident change release budget forecast owner clerk "
    "invoice order delivery queue report season warehouse payroll contract figure decision question answer plan "
    "risk cost value outcome team manager shift holiday window calendar meeting minute letter office system screen "
    "keeps plans answers names asks shows moves closes opens pays counts agrees reads writes measures settles tells "
    "early late open fair quick written shared known planned honest yearly monthly first last next every both each "
    "with before after within from until without because whenever where and or but so that which who"
)


def long_agreement_home(folder: Path) -> Home:
    """Return the home of the desk with the long agreement, built on first use."""
    home = Home(folder / f"agreement-{SEED}")
    done = home.root / "built"
    if not done.exists():
        if home.database.exists():
            home.database.unlink()
        home.make()
        _build(home)
        done.touch()
    return home


def long_text(length: int) -> str:
    """Return a text of so many characters in lines of a paragraph each."""
    writer = _Writer()
    text = ""
    while len(text) < length:
        text += writer.text(12) + "\n\n"
    return text[:length]


class _Writer:
    """Writes texts that read like texts: words, sentences, paragraphs."""

    def __init__(self) -> None:
        self._chance = random.Random(SEED)
        self._words = _WORDS.split()

    def sentence(self) -> str:
        """Return a sentence."""
        words = self._chance.choices(self._words, k=self._chance.randint(7, 18))
        return f"{' '.join(words).capitalize()}."

    def text(self, paragraphs: int) -> str:
        """Return paragraphs, some of them lists and headings."""
        parts: list[str] = []
        for number in range(paragraphs):
            if number % 6 == 3:
                parts.append("\n".join(f"- {self.sentence()}" for _ in range(4)))
            elif number % 12 == 5:
                parts.append(f"## {self.sentence()}")
            else:
                parts.append(" ".join(self.sentence() for _ in range(self._chance.randint(3, 6))))
        return "\n\n".join(parts)

    def amended(self, text: str) -> str:
        """Return a text with some of its words replaced, a paragraph added and one taken out."""
        parts = text.split("\n\n")
        for _ in range(6):
            place = self._chance.randrange(len(parts))
            words = parts[place].split(" ")
            words[self._chance.randrange(len(words))] = self._chance.choice(self._words)
            parts[place] = " ".join(words)
        parts.insert(self._chance.randrange(len(parts)), self.sentence())
        del parts[self._chance.randrange(len(parts))]
        return "\n\n".join(parts)


def _build(home: Home) -> None:
    writer = _Writer()
    desk = Desk.open(home, pinned_clock(_START.isoformat(), "Europe/Berlin"))
    agreement = _agreement(desk, writer)
    objectives = _objectives(desk, writer, agreement)
    actions = _actions(desk, writer, objectives)
    appendices = _appendices(desk, writer, agreement)
    philosophy = writer.text(50)
    records.change(desk, "agreements", agreement, {"philosophy": philosophy})
    _accept(desk, "The first agreement")
    desk.close()
    for number in range(2, VERSIONS + 1):
        day = _START + timedelta(days=30 * number)
        desk = Desk.open(home, pinned_clock(day.isoformat(), "Europe/Berlin"))
        philosophy = writer.amended(philosophy)
        records.change(desk, "agreements", agreement, {"philosophy": philosophy})
        for kind, ids, name, query in (
            ("objectives", objectives, "why", "SELECT why FROM objective WHERE id = ?"),
            ("actions", actions, "detail", "SELECT detail FROM action WHERE id = ?"),
            ("appendices", appendices, "text", "SELECT text FROM appendix WHERE id = ?"),
        ):
            for row_id in ids[number % 4 :: 4][:4]:
                before = str(desk.reader.execute(query, (row_id,)).fetchone()[0])
                records.change(desk, kind, row_id, {name: writer.amended(before)})
        records.delete(desk, "actions", actions.pop(number))
        actions.append(_action(desk, writer, objectives[number % OBJECTIVES]))
        _accept(desk, writer.sentence())
        desk.close()
    desk = Desk.open(home, pinned_clock("2026-11-24", "Europe/Berlin"))
    records.change(desk, "agreements", agreement, {"philosophy": writer.amended(philosophy)})
    desk.close()


def _agreement(desk: Desk, writer: _Writer) -> str:
    records.add(
        desk,
        "customers",
        {
            "name": "Logistics",
            "code": "LOG",
            "strategies": "\n".join(writer.sentence() for _ in range(6)),
        },
    )
    agreement = agreements.new_agreement(desk, "LOG", start=_START)
    records.change(desk, "agreements", agreement, {"term_end": date(2027, 12, 31)})
    for number, role in enumerate([*SignatureRole, *["service manager"] * (STAFF - len(SignatureRole))]):
        side = "IT" if number % 2 == 0 else "business"
        records.add(
            desk, "people", {"name": f"Person {number} Surname", "email": _mail(number), "side": side}
        )
        records.add(
            desk, "staff", {"agreement": agreement, "person": _mail(number), "side": side, "role": str(role)}
        )
    for number in range(FORUMS):
        records.add(
            desk,
            "forums",
            {
                "agreement": agreement,
                "name": f"Review {number} of {writer.sentence()[:40]}",
                "purpose": writer.text(2),
                "agenda": "\n".join(f"{place}. {writer.sentence()}" for place in range(1, 7)),
                "frequency": "quarterly",
                "day_rule": "1st tuesday",
                "first_date": _START,
                "attendees": [(_mail(person), "required") for person in range(6)],
            },
        )
    return agreement


def _mail(number: int) -> str:
    return f"person{number}@log.example"


def _objectives(desk: Desk, writer: _Writer, agreement: str) -> list[str]:
    return [
        records.add(
            desk,
            "objectives",
            {
                "agreement": agreement,
                "title": f"Objective {number}: {writer.sentence()[:60]}",
                "why": writer.text(3),
                "strategy": writer.sentence()[:100],
                "it_strategy": writer.sentence()[:100],
                "measure": "minutes at the gate",
                "baseline": 25.0 + number,
                "target": 20.0,
                "business_owner": _mail(1),
                "it_owner": _mail(2),
                "start": _START,
                "due": date(2027, 6, 30),
                "investment": 3_000_000,
                "value": 9_000_000,
            },
        )
        for number in range(OBJECTIVES)
    ]


def _actions(desk: Desk, writer: _Writer, objectives: list[str]) -> list[str]:
    return [_action(desk, writer, objectives[number % OBJECTIVES]) for number in range(ACTIONS)]


def _action(desk: Desk, writer: _Writer, objective: str) -> str:
    return records.add(
        desk,
        "actions",
        {
            "title": writer.sentence()[:80],
            "detail": writer.text(1),
            "objective": objective,
            "assignee": _mail(2),
            "promised_by": "IT",
            "due": date(2027, 1, 31),
            "status": "planned",
        },
    )


def _appendices(desk: Desk, writer: _Writer, agreement: str) -> list[str]:
    return [
        records.add(
            desk,
            "appendices",
            {"agreement": agreement, "title": f"SLA {number}", "text": writer.text(11)},
        )
        for number in range(APPENDICES)
    ]


def _accept(desk: Desk, reason: str) -> None:
    """Propose and let all four sign."""
    agreements.propose(desk, "LOG", reason)
    for number, role in enumerate(SignatureRole):
        agreements.sign(
            desk, "LOG", Signing(role.value, _mail(number), method="electronic", evidence=f"File {number}")
        )
