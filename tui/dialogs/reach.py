"""How far the fingers reach: how it is measured, and a line for what came of it."""

import re
from collections.abc import Mapping, Sequence

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from library.cells import UnreadableCell
from library.guidance.reach import ReachResult, centimetres
from library.history.record import ReachForm, SideName
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.text.reach import ABOUT, left_out_words, result_words
from tui.widgets.text import Text
from tui.widgets.typing import Asked

_ROOM = 40
"""Characters for the tries of a leg."""
_UNIT = re.compile(r"\s+(cm|in|\")", re.IGNORECASE)
"""A unit that stands apart from its number."""
_HINT = "Centimetres, or inches as in 2in. Several tries with a space between."
_OTHER_LEG = "Tab goes to the other leg. "
_NOTHING = "Nothing is typed yet."


class Measured(msgspec.Struct, frozen=True):
    """What was measured."""

    form: ReachForm
    tries: Mapping[SideName, tuple[float, ...]]
    """In centimetres, by leg."""


class MeasureReach(Card[Measured | None]):
    """Tells how reach is measured and takes the tries; None when there were none."""

    BINDINGS = bindings("ask")
    HEADING = "How far you reach"

    def __init__(
        self, form: ReachForm, results: Sequence[ReachResult], ticks: Sequence[str]
    ) -> None:
        """Ask.

        Args:
            form: How it is measured.
            results: What was measured before, in any form.
            ticks: Ids of those with which it is better left out.
        """
        super().__init__()
        self._form = form
        self._results = results
        self._ticks = ticks

    @property
    def _legs(self) -> tuple[SideName, ...]:
        return ("both",) if self._form is ReachForm.FLOOR else ("left", "right")

    def body(self) -> ComposeResult:
        """Tell how, what there was before, and ask for each leg."""
        if self._ticks:
            yield Text(left_out_words(self._ticks), classes="strong")
        yield Text(ABOUT[self._form], classes="about")
        for result in self._results:
            yield Text(f"Last time: {result_words(result)}", classes="muted")
        for leg in self._legs:
            if leg != "both":
                yield Text(f"{leg.capitalize()} leg", classes="muted")
            yield Asked(id=leg, max_length=_ROOM, compact=True)
        hint = _HINT if len(self._legs) == 1 else _OTHER_LEG + _HINT
        yield Text(hint, id="reach-problem", classes="muted")

    def on_mount(self) -> None:
        """Begin with the first leg."""
        self.query(Asked).first().focus()

    @on(Input.Submitted)
    def _keep(self) -> None:
        tries: dict[SideName, tuple[float, ...]] = {}
        try:
            for leg in self._legs:
                if typed := _UNIT.sub(r"\1", self.query_one(f"#{leg}", Asked).value).split():
                    tries[leg] = tuple(map(centimetres, typed))
        except UnreadableCell as error:
            self._tell(str(error))
            return
        if tries:
            self.dismiss(Measured(self._form, tries))
        else:
            self._tell(_NOTHING)

    def _tell(self, problem: str) -> None:
        self.query_one("#reach-problem", Text).update(problem)

    def action_leave(self) -> None:
        """Go back without a measurement."""
        self.dismiss(None)
