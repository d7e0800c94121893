"""Settings: what the file may hold, and that one change leaves the others alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from brm_tui.config import Settings, change_settings, read_settings
from brm_tui.errors import BrmError


def test_a_change_keeps_what_another_window_wrote(tmp_path: Path) -> None:
    """Only what is named is written; the file is read again first."""
    path = tmp_path / "settings.toml"
    change_settings(path, theme="brm-light")
    change_settings(path, calendar_view="week", calendar_hidden=("due", "it"), calendar_customer="FIN")
    change_settings(path, theme="brm-dark")
    found = read_settings(path)
    assert found == Settings(calendar_view="week", calendar_hidden=("due", "it"), calendar_customer="FIN")
    assert "theme" not in path.read_text(encoding="utf-8")
    change_settings(path, calendar_view="month", calendar_hidden=(), calendar_customer="")
    assert read_settings(path) == Settings()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('calendar_view = "decade"', "month, week, agenda, year"),
        ('calendar_hidden = ["meetings"]', "meeting"),
        ('calendar_hidden = "due"', "a list of"),
        ("feedback_days = { huge = 2 }", "critical, high, medium, low"),
        ("feedback_days = { low = 0 }", "1 to 250"),
        ("feedback_days = { low = true }", "1 to 250"),
        ("calendar_customer = 3", "a text in quotes"),
        ("calender_view = 1", "no setting"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_right(tmp_path: Path, line: str, said: str) -> None:
    """Nothing is guessed."""
    path = tmp_path / "settings.toml"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(BrmError) as caught:
        read_settings(path)
    assert said in str(caught.value.message)
