"""The exercises as a list: by posture, each with its mark and how far one has come."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from textual.content import Content
from textual.widgets.option_list import Option

from library.exercises.model import Exercise, Posture
from tui.text.exercise_marks import FAVOURITE, LADDER, MORE, ExerciseMark
from tui.widgets.cursor_list import CursorList
from tui.widgets.spread import Spread

_GROUPS: Mapping[Posture | None, str] = {
    Posture.LYING: "Lying",
    Posture.FLOOR: "On the floor",
    Posture.SITTING: "Sitting",
    Posture.STANDING: "Standing",
    None: "Others",
}
"""From the ground up, as one gets up once in a session; last those whose file does not tell."""
_FAVOURITES, _HIDDEN = "Favourites", "Hidden"


class ExerciseRow(msgspec.Struct, frozen=True):
    """An exercise and what its row shows of it."""

    exercise: Exercise
    mark: ExerciseMark
    favourite: bool = False
    level: int | None = None
    """The rung a person stands on; None without a ladder."""
    hidden: bool = False
    """Whether it is only listed because what is hidden was asked for."""
    more: bool = False
    """Whether the next rung is offered."""

    @property
    def line(self) -> Spread:
        """The row as it is drawn."""
        left = Content.assemble((self.mark.glyph, self.mark.colour), f" {self.exercise.name}")
        return Spread(left, Content(" ").join(self._right()))

    def _right(self) -> Iterator[Content]:
        if self.favourite:
            yield Content.styled(FAVOURITE, "$text-accent")
        if self.mark.word:
            yield Content.styled(self.mark.word, self.mark.word_colour)
        elif self.level is not None and not self.exercise.prescribed:
            rungs, climbed = len(self.exercise.doses), self.level + 1
            yield Content.assemble(
                (LADDER[:rungs][:climbed], "$primary"),
                (LADDER[:rungs][climbed:], "$border"),
                " " * (len(LADDER) - rungs),
                (MORE, "$text-success") if self.more else " ",
            )


class ExerciseList(CursorList):
    """The exercises, favourites first, then by posture."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._rows: dict[str, ExerciseRow] = {}

    def show(self, rows: Sequence[ExerciseRow]) -> None:
        """List these exercises anew; the cursor stays on its exercise, or goes to the first."""
        current, at = self.current, self.highlighted or 0
        self._rows = {row.exercise.id: row for row in rows}
        self.set_options(_grouped(rows))
        if not self._rows:
            return
        if current in self._rows:
            self.highlighted = self.get_option_index(current)
        else:
            self.highlighted = self._nearest(at)

    def _nearest(self, at: int) -> int | None:
        """Return the line of the exercise nearest to a line."""
        lines = [line for line, each in enumerate(self.options) if not each.disabled]
        return min(lines, key=lambda line: abs(line - at), default=None)

    def update(self, rows: Iterable[ExerciseRow]) -> None:
        """Show what has changed of exercises that are listed; no line moves."""
        for row in rows:
            if row != self._rows[row.exercise.id]:
                self._rows[row.exercise.id] = row
                self.replace_option_prompt(row.exercise.id, row.line)


def _grouped(rows: Sequence[ExerciseRow]) -> Iterator[Option]:
    shown = [row for row in rows if not row.hidden]
    groups = {_FAVOURITES: [row for row in shown if row.favourite]}
    for posture, title in _GROUPS.items():
        groups[title] = [
            row for row in shown if row.exercise.posture is posture and not row.favourite
        ]
    groups[_HIDDEN] = [row for row in rows if row.hidden]
    for title, members in groups.items():
        if members:
            yield Option(Content.styled(title, "bold $text-secondary"), disabled=True)
        for row in members:
            yield Option(row.line, id=row.exercise.id)
