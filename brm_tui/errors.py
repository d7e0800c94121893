"""The one error type, shown alike by the command line and the error dialog."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line answers to the shell."""

    DONE = 0
    REFUSED = 1
    WRONG_USAGE = 2


class BrmError(Exception):
    """Something the user must be told: what happened, what was kept, what to do.

    Attributes:
        title: A few words, as the heading of a dialog.
        message: Whole sentences for the user.
        exit_code: What the command line exits with.
    """

    def __init__(self, title: str, message: str, exit_code: ExitCode = ExitCode.REFUSED) -> None:
        super().__init__(f"{title}: {message}")
        self.title = title
        self.message = message
        self.exit_code = exit_code


class FieldError(BrmError):
    """A value that a field does not take.

    Attributes:
        field: The field's name, as in the model and on the command line.
        value: What was given, as text.
        allowed: What the field takes, as a clause that completes "allowed: …".
    """

    def __init__(self, field: str, value: object, allowed: str) -> None:
        shown = str(value)
        if len(shown) > 80:
            shown = shown[:79] + "…"
        super().__init__("Not accepted", f"{field}: {shown!r} is not accepted; allowed: {allowed}.")
        self.field = field
        self.value = value
        self.allowed = allowed


class NotFoundError(BrmError):
    """Something that was named is not in the desk (or no longer)."""

    def __init__(self, what: str, name: object) -> None:
        super().__init__("Not found", f"There is no {what} {str(name)!r} in this desk.")


class StaleError(BrmError):
    """The row was changed by another window since it was read."""

    def __init__(self, what: str) -> None:
        super().__init__(
            "Changed meanwhile",
            f"{what} was changed by another window. Nothing was overwritten; look again and repeat your change.",
        )
