"""What is read ahead of the user holds up no read, gives way to keys, and is read once though two wait for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.ui import gateway as gateways
from brm_tui.ui.app import BrmApp
from brm_tui.ui.gateway import Gateway
from brm_tui.ui.screens.calendar import reading
from brm_tui.ui.screens.calendar.screen import CalendarScreen
from brm_tui.ui.screens.calendar.spans import read_sheet
from tests.ui.keyboard_user import KeyboardUser
from tests.ui.shell_desk import at_rest, open_desk


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[Gateway]:
    """Return a gateway to an empty desk."""
    made = Gateway(open_desk(tmp_path), lambda _other: None, lambda _error: None)
    yield made
    await made.close()


def in_pieces(desk: Desk, done: list[int]) -> int:
    """Read in five pieces."""
    for piece in range(5):
        desk.read(lambda connection: connection.execute("SELECT 1").fetchone())
        done.append(piece)
    return len(done)


def begun_ahead(gateway: Gateway, done: list[int]) -> asyncio.Task[int]:
    """Begin to read ahead just after a key."""
    gateway.used()
    return asyncio.create_task(gateway.read_ahead(in_pieces, gateway.desk, done))


async def test_a_read_does_not_wait_for_what_is_read_ahead(gateway: Gateway) -> None:
    gate = threading.Event()
    ahead = asyncio.create_task(gateway.read_ahead(gate.wait))
    assert await gateway.read(gateway.desk.data_version) >= 0
    assert not ahead.done()
    gate.set()
    assert await ahead


async def test_it_gives_way_to_keys_and_goes_on_when_they_rest(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateways, "_GIVEN_WAY", 0.1)
    done: list[int] = []
    ahead = begun_ahead(gateway, done)
    for _key in range(4):
        await asyncio.sleep(0.05)
        gateway.used()
        assert not done
    assert await ahead == 5


async def test_it_gives_way_no_longer_when_somebody_waits_for_it(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateways, "_GIVEN_WAY", 60.0)
    done: list[int] = []
    ahead = begun_ahead(gateway, done)
    await asyncio.sleep(0.05)
    assert not done
    gateway.wait_for_what_is_ahead()
    assert await ahead == 5


async def test_a_read_of_the_reader_gives_no_way(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateways, "_GIVEN_WAY", 60.0)
    gateway.used()
    assert await gateway.read(in_pieces, gateway.desk, []) == 5


async def test_it_ends_when_the_program_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateways, "_GIVEN_WAY", 60.0)
    made = Gateway(open_desk(tmp_path), lambda _other: None, lambda _error: None)
    done: list[int] = []
    ahead = begun_ahead(made, done)
    await asyncio.sleep(0.05)
    await asyncio.wait_for(made.close(), 5)
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(ahead, 5)
    assert not done


async def test_a_month_is_read_once_though_two_wait_for_it(
    demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_sheet
    gate = threading.Event()
    asked: list[object] = []

    def counted(*args: object) -> object:
        asked.append(args[2])
        gate.wait(5)
        return read(*args)  # type: ignore[arg-type]

    app = BrmApp(demo)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("4")
        screen = await user.until_on(CalendarScreen)
        await user.until_seen("November 2026")
        await user.until(lambda: at_rest(app))
        monkeypatch.setattr(reading, "read_sheet", counted)
        ahead = asyncio.create_task(screen.read_month(date(2027, 6, 1), ahead=True))
        await asyncio.sleep(0.01)
        waits = asyncio.create_task(screen.read_month(date(2027, 6, 15)))
        await asyncio.sleep(0.01)
        ahead.cancel()  # who began may leave
        gate.set()
        sheet = await waits
        assert len(asked) == 1
        assert screen.kept_month(date(2027, 6, 15)) is sheet


async def test_what_cannot_be_read_ahead_is_read_when_it_is_asked_for(
    demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise BrmError("Not now", "It cannot be read.")

    app = BrmApp(demo)
    async with app.run_test(size=(100, 30)) as pilot:
        user = KeyboardUser(app, pilot)
        await user.press("4")
        screen = await user.until_on(CalendarScreen)
        await user.until_seen("November 2026")
        await user.until(lambda: at_rest(app))
        with monkeypatch.context() as failing:
            failing.setattr(reading, "read_sheet", fail)
            with pytest.raises(BrmError):
                await screen.read_month(date(2027, 6, 1), ahead=True)
        assert (await screen.read_month(date(2027, 6, 1))).by_day
