"""Fields for what was done in a session, when, and how each hold went."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from library.bounds import MAX_NAME
from library.history.record import HoldRecord, SessionRecord
from library.session.put_right import DAY, HOLD, ROUTINE, TIME, texts
from library.text import clean
from tui.widgets.hold_field import HoldField
from tui.widgets.text import Text
from tui.widgets.typing import Line

TITLES = {ROUTINE: "Routine", DAY: "Day", TIME: "Begun at"}
"""Of the lines, by what their texts are called."""
_ROOM = {DAY: 20, TIME: 10}
"""Characters of the lines; our judgement."""


class WhatWasDone(Vertical):
    """The lines and the holds of a session; each text stands for itself."""

    DEFAULT_CSS = """
    WhatWasDone {
        height: auto;
        .line {
            height: 1;
        }
        .label {
            width: 14;
            padding-left: 1;
        }
        Line {
            width: 1fr;
            height: 1;
            padding: 0 1;
            background: $track;
        }
        .exercise {
            color: $text-secondary;
            text-style: bold;
            padding-left: 1;
        }
        .holds {
            height: auto;
            margin: 1 0 0 0;
        }
    }
    """

    def __init__(
        self,
        session: SessionRecord,
        exercise_name: Callable[[str], str],
        part_name: Callable[[HoldRecord], str],
    ) -> None:
        """Show a session.

        Args:
            session: As it is in the log.
            exercise_name: Returns the name of an exercise by its id.
            part_name: Returns which repetition or step of its exercise a hold is.
        """
        super().__init__()
        self._session = session
        self._exercise_name, self._part_name = exercise_name, part_name
        self._before = texts(session)

    def compose(self) -> ComposeResult:
        """Lay out the lines, then the holds below the names of their exercises."""
        for name, title in TITLES.items():
            with Horizontal(classes="line"):
                yield Text(title, classes="label")
                limit = max(_ROOM.get(name, MAX_NAME), len(self._before[name]))
                line = Line(self._before[name], max_length=limit, id=name, compact=True)
                line.select_on_focus = False  # what is there is not lost to the first letter
                yield line
        with Vertical(classes="holds"):
            yield from self._holds()

    def _holds(self) -> Iterator[Widget]:
        numbered = enumerate(self._session.holds, start=1)
        for exercise, group in groupby(numbered, key=lambda each: each[1].exercise):
            name = self._exercise_name(exercise)
            yield Text(name, classes="exercise")
            for number, hold in group:
                yield HoldField(hold, f"{HOLD}{number}", name, self._part_name(hold))

    @property
    def fields(self) -> Mapping[str, Line | HoldField]:
        """The fields by what their texts are called."""
        lines = {name: self.query_one(f"#{name}", Line) for name in TITLES}
        return {**lines, **{str(field.name): field for field in self.query(HoldField)}}

    @property
    def typed(self) -> dict[str, str]:
        """The texts that say something else than the session."""
        now = {
            name: field.text if isinstance(field, HoldField) else field.value
            for name, field in self.fields.items()
        }
        return {name: text for name, text in now.items() if text != self._before[name]}

    def show(self, typed: Mapping[str, str]) -> None:
        """Put what was typed before into its fields."""
        for name, field in self.fields.items():
            if name not in typed:
                continue
            if isinstance(field, HoldField):
                field.read(typed[name])
            else:
                field.value = clean(typed[name])
