"""Who may be entered twice, and who is not."""

from __future__ import annotations

import time

import pytest

from brm_tui.rules.duplicates import Named, likely_duplicates


def reason(first: str, second: str, phones: tuple[str, str] = ("", "")) -> str:
    """Return why two people may be one, or nothing."""
    found = likely_duplicates([Named("1", first, "", phones[0]), Named("2", second, "", phones[1])])
    assert all((pair.first, pair.second) == ("1", "2") for pair in found)
    return found[0].reason if found else ""


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("Ana Souza", "Ana Souza", "same name"),
        ("Ana Souza", "ana  SOUZA", "same name, written otherwise"),
        ("Ana Souza", "Souza, Ana", "same name, written otherwise"),
        ("María Oliveira", "Maria Oliveira", "same name, written otherwise"),
        ("Dr. Ana Souza", "Ana Souza", "same name, written otherwise"),
        ("Ana Souza", "A. Souza", "nearly the same name"),
        ("Ana Maria Souza", "Ana M. Souza", "nearly the same name"),
        ("Ana B. Souza", "Ana Souza", "nearly the same name"),
        ("Katherine Jones", "Catherine Jones", "nearly the same name"),
        ("山田花子", "山田花子", "same name"),
    ],
)
def test_likely(first: str, second: str, said: str) -> None:
    assert reason(first, second) == said


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ana Souza", "Bruno Souza"),
        ("Ana Souza", "Ana Silva"),
        ("Jan de Vries", "Ian de Boer"),
        ("Ana Souza 12", "Ana Souza 13"),
        ("Ana", "Bo"),
        ("---", "???"),
        ("Zoë Petrova", "Зоя Петрова"),
    ],
)
def test_not_likely(first: str, second: str) -> None:
    assert reason(first, second) == ""


def test_a_telephone_says_something_only_with_a_name() -> None:
    same = ("+49 40 5550 1034", "040 / 5550-1034")
    assert reason("Ana Souza", "Ana Lima", same) == "same telephone and a name in common"
    assert reason("Ana Souza", "Bo Lima", same) == ""
    assert reason("Ana Souza", "Ana Lima", ("1034", "1034")) == ""
    assert reason("Ana Souza", "A. Souza", same) == "nearly the same name and the same telephone"


def test_each_pair_comes_once_in_the_order_of_entry() -> None:
    people = [
        Named(str(number), name) for number, name in enumerate(["Bo Lund", "Ana Souza", "Lund Bo", "Bo Lund"])
    ]
    found = [(pair.first, pair.second) for pair in likely_duplicates(people)]
    assert found == [("0", "2"), ("0", "3"), ("2", "3")]


def test_thousands_of_the_same_surname_take_no_time() -> None:
    people = [Named(str(number), f"{chr(97 + number % 26)}name{number} Nguyen") for number in range(5_000)]
    begun = time.process_time()
    assert likely_duplicates(people) == []
    assert time.process_time() - begun < 5
