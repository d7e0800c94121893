"""Making a person on the spot, wherever the agreement's forms pick one."""

from __future__ import annotations

from brm_tui.desk.agreement_steps import add_person
from brm_tui.ui.dialogs.base import Dialog
from brm_tui.ui.screens.agreement.frame import AgreementFrame

_FIELDS = ("name", "side", "title", "organisation", "email", "phone")


class PeopleActions(AgreementFrame):
    """Adds people while another form is open."""

    async def make_person(self, typed: str) -> tuple[str, str] | None:
        """Let the user enter someone who is missing; return the name to store and the label, None when left.

        Args:
            typed: What was typed in the list in which nobody fitted.
        """
        from brm_tui.desk.choices import choice_of
        from brm_tui.ui.dialogs.form import FormDialog
        from brm_tui.ui.record_form import described

        page = self.page
        if page is None:
            return None
        made: list[str] = []

        async def save(entered: dict[str, object]) -> None:
            made.append(await self.gateway.write(add_person, self.desk, page.head.customer_id, entered))

        fields = await self.gateway.read(described, "people", _FIELDS)
        dialog: Dialog[dict[str, object]] = FormDialog(
            "New person", fields, {"name": typed}, save=save, new=True
        )
        if await self.ask(dialog) is None or not made:
            return None
        self.toast("New person added · u takes it back")
        return await self.gateway.read(choice_of, self.desk, "people", made[0])
