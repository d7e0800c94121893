"""Any life that an agreement may have: what was frozen stays, who signed what is certain, all can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import agreements, history, records
from brm_tui.desk.agreement_text import agreement_overview
from brm_tui.desk.agreements import Signing
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.rules.agreements import digest
from tests.desk.agreement_desk import PEOPLE, ROLES, mail
from tests.store.history_tools import Tables, tables

STEPS = 320

#: Which states the four signatures of a version may have, by the state of the version.
SIGNATURES = {
    "proposed": {"pending", "signed"},
    "accepted": {"signed"},
    "superseded": {"signed"},
    "terminated": {"signed"},
    "declined": {"declined", "signed", "voided"},
    "withdrawn": {"signed", "voided"},
}


class Life:
    """Does random things to the agreements of one customer, and sees after each that everything still holds."""

    def __init__(self, desk: Desk, chance: Random) -> None:
        self.desk = desk
        self.chance = chance
        self.frozen: dict[str, tuple[int, str, str]] = {}
        #: What every table held after each step that is done, and after each that was taken back.
        self.states: list[Tables] = [tables(desk)]
        self.depth = 0
        self.did: Counter[str] = Counter()

    def live(self, steps: int) -> None:
        """Do so many things; what is refused counts too, for it must change nothing."""
        weighted: list[tuple[Callable[[], None], int]] = [
            (self._write, 4), (self._edit, 8), (self._propose, 9), (self._sign, 12), (self._all_sign, 3),
            (self._decline, 2), (self._withdraw, 1), (self._terminate, 1), (self._undo, 3), (self._redo, 3),
            (self._later, 2),
        ]  # fmt: skip
        verbs, weights = zip(*weighted, strict=True)
        for _step in range(steps):
            verb = self.chance.choices(verbs, weights)[0]
            self.do(verb)

    def do(self, verb: Callable[[], None]) -> None:
        """Do one thing, as far as it is not refused."""
        try:
            verb()
        except BrmError:
            self.did[f"{verb.__name__} refused"] += 1
            assert tables(self.desk) == self.states[self.depth]
        else:
            self.did[verb.__name__] += 1
            self.look()

    def step(self, deed: Callable[[], object]) -> None:
        """Do what makes one step of the history; none where nothing changes, or where it is refused."""
        newest = self._newest()
        try:
            deed()
        except BrmError:
            assert self._newest() == newest
            raise
        made = self._newest() - newest
        assert made in (0, 1)
        if made:
            del self.states[self.depth + 1 :]
            self.states.append(tables(self.desk))
            self.depth += 1
            self.look()

    def _newest(self) -> int:
        newest = history.steps(self.desk, newest=1)
        return newest[0].number if newest else 0

    # What holds, whatever was done

    def look(self) -> None:
        """See that the states are sound, and that nothing frozen has changed."""
        found = self.desk.reader.execute(
            "SELECT id, agreement_id, number, state, content, sha256 FROM agreement_version ORDER BY id"
        ).fetchall()
        states = Counter((agreement, state) for _id, agreement, _number, state, _text, _hash in found)
        assert all(
            number == 1 for (_agreement, state), number in states.items() if state in ("accepted", "proposed")
        )
        for version, _agreement, number, state, content, sha256 in found:
            assert digest(content) == sha256
            assert self.frozen.setdefault(version, (number, content, sha256)) == (number, content, sha256)
            self._look_at_signatures(version, state, sha256)
        for (agreement,) in self.desk.reader.execute("SELECT id FROM agreement").fetchall():
            assert agreements.verify(self.desk, agreement) == []
        running = self.desk.reader.execute("SELECT COUNT(*) FROM agreement WHERE ended IS NULL").fetchone()[0]
        assert running <= 1

    def _look_at_signatures(self, version: str, state: str, sha256: str) -> None:
        lines = self.desk.reader.execute(
            "SELECT role, state, signed, sha256 FROM signature WHERE version_id = ?", (version,)
        ).fetchall()
        assert sorted(line[0] for line in lines) == sorted(ROLES)
        assert {line[3] for line in lines} == {sha256}
        kinds = Counter(line[1] for line in lines)
        assert set(kinds) <= SIGNATURES[state], (state, kinds)
        assert kinds["declined"] == (state == "declined")
        if state == "proposed":
            assert kinds["pending"]
        if state == "withdrawn":
            assert kinds["voided"]
        today = self.desk.today.isoformat()
        for _role, answer, signed, _hash in lines:
            assert (signed is not None) == (answer in ("signed", "declined"))
            assert signed is None or signed <= today

    # What may be done

    def _one(self, table: str) -> str:
        found = self.desk.reader.execute(f'SELECT id FROM "{table}" ORDER BY id').fetchall()
        if not found:
            raise BrmError("Nothing there", f"There is no {table}.")
        return str(self.chance.choice(found)[0])

    def _agreement(self) -> str:
        """Return how an agreement is named: mostly by the customer's code, at times an ended one's id."""
        return self._one("agreement") if self.chance.random() < 0.1 else "FIN"

    def _write(self) -> None:
        """Start an agreement where none runs, and write what it lacks of what it needs to be proposed."""
        desk = self.desk
        running = desk.reader.execute("SELECT id, philosophy FROM agreement WHERE ended IS NULL").fetchone()
        if running is None:
            self.step(partial(agreements.new_agreement, desk, "FIN"))
        if running is None or not running[1]:
            self.step(partial(records.change, desk, "agreements", "FIN", {"philosophy": "Together."}))
        content = agreement_overview(desk, "FIN").content
        there = {row["role"] for row in content["staff"]}
        lacking: list[tuple[str, dict[str, object]]] = [
            ("staff", {"agreement": "FIN", "person": email, "side": side, "role": role})
            for role, (_name, email, side) in PEOPLE.items()
            if role not in there
        ]
        first = desk.today + timedelta(days=7)
        needed: tuple[tuple[str, dict[str, object]], ...] = (
            ("forums", {"agreement": "FIN", "name": "Review", "first_date": first}),
            ("objectives", {"agreement": "FIN", "title": "Close faster"}),
            ("actions", {"customer": "FIN", "title": "Draft", "assignee": mail(ROLES[2])}),
        )
        lacking += [(kind, given) for kind, given in needed if not content[kind]]
        if running is not None and running[1] and not lacking:
            raise BrmError("Whole", "There is nothing to add.")
        for kind, given in lacking:
            self.step(partial(records.add, desk, kind, given))

    def _edit(self) -> None:
        """Amend one of the sections, leaving now and then a mandatory one empty."""
        change, add, delete = records.change, records.add, records.delete
        desk, choice = self.desk, self.chance.choice
        text = choice(["Together.", "Apart.", "Ünïted [/] 財務", ""])
        day = desk.today + timedelta(days=choice([30, 200, 400]))
        edits: list[Callable[[], object]] = [
            lambda: change(desk, "agreements", "FIN", {"philosophy": text}),
            lambda: change(desk, "agreements", "FIN", {"term_end": day}),
            lambda: change(desk, "forums", self._one("forum"), {"frequency": choice(["monthly", "weekly"])}),
            lambda: change(desk, "forums", self._one("forum"), {"attendees": [mail(choice(ROLES))]}),
            lambda: change(desk, "objectives", self._one("objective"), {"target": float(choice((1, 2)))}),
            lambda: change(desk, "actions", self._one("action"), {"status": choice(["done", "planned"])}),
            lambda: change(desk, "people", mail(choice(ROLES)), {"name": choice(["Kim", "Sam"])}),
            lambda: add(desk, "appendices", {"agreement": "FIN", "title": "SLA", "valid_until": day}),
            lambda: add(desk, "actions", {"customer": "FIN", "title": "More", "due": day}),
            lambda: delete(desk, "actions", self._one("action")),
            lambda: delete(desk, "appendices", self._one("appendix")),
        ]
        self.step(choice(edits))

    def _propose(self) -> None:
        self.step(lambda: agreements.propose(self.desk, self._agreement(), "because"))

    def _signing(self, role: str) -> Signing:
        # Papers come in late at times, and at times somebody signs for somebody else.
        day = self.desk.today - timedelta(days=self.chance.choice([0, 0, 3, 90]))
        return Signing(role, mail(self.chance.choice([role, *ROLES])), day=day, note="as said")

    def _sign(self) -> None:
        signing = self._signing(self.chance.choice(ROLES))
        self.step(lambda: agreements.sign(self.desk, self._agreement(), signing))

    def _all_sign(self) -> None:
        for role in ROLES:
            signing = self._signing(role)
            self.step(partial(agreements.sign, self.desk, "FIN", signing))

    def _decline(self) -> None:
        signing = self._signing(self.chance.choice(ROLES))
        self.step(lambda: agreements.decline(self.desk, self._agreement(), signing))

    def _withdraw(self) -> None:
        self.step(lambda: agreements.withdraw(self.desk, self._agreement(), "not yet"))

    def _terminate(self) -> None:
        self.step(lambda: agreements.terminate(self.desk, self._agreement(), "over"))

    def _undo(self) -> None:
        for _time in range(self.chance.choice([1, 1, 1, 2, 3, 8])):
            self.take_back()
        if self.chance.random() < 0.4:
            self._redo()

    def _redo(self) -> None:
        for _time in range(self.chance.choice([1, 2, 5, 12])):
            self.bring_again()

    def take_back(self) -> None:
        """Undo the last step: everything is as it was before."""
        self.desk.undo()
        self.depth -= 1
        assert tables(self.desk) == self.states[self.depth]
        self.look()

    def bring_again(self) -> None:
        """Redo the last step that was undone: everything is as it was after it."""
        self.desk.redo()
        self.depth += 1
        assert tables(self.desk) == self.states[self.depth]
        self.look()

    def _later(self) -> None:
        pinned = self.desk.clock.now() + timedelta(days=self.chance.choice([1, 20, 150]))
        self.desk.clock = Clock(self.desk.clock.zone, pinned)


@pytest.mark.parametrize("seed", [8, 11])
def test_any_life_keeps_what_was_agreed(desk: Desk, seed: int) -> None:
    empty, life = tables(desk), Life(desk, Random(seed))
    life.step(lambda: records.add(desk, "customers", {"name": "Finance", "code": "FIN"}))
    for name, email, side in PEOPLE.values():
        person: dict[str, object] = {"name": name, "email": email, "side": side}
        life.step(partial(records.add, desk, "people", person))
    life.live(STEPS)
    for verb in (
        "_write", "_edit", "_propose", "_sign", "_all_sign", "_decline", "_withdraw", "_terminate", "_undo",
        "_redo", "_later",
    ):  # fmt: skip
        assert life.did[verb], f"{verb} never came off: {life.did}"
    steps, whole = life.depth, tables(desk)
    while life.depth:
        life.take_back()
    assert tables(desk) == empty
    with pytest.raises(BrmError, match="Nothing to undo"):
        desk.undo()
    for _step in range(steps):
        life.bring_again()
    assert tables(desk) == whole
