"""The doses of an exercise as steps, with the one on which a person stands."""

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar

import msgspec
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import getters
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from library.exercises.model import Exercise
from library.guidance.exercise_progress import ExerciseProgress
from tui.looks import ThemedApp

_LABEL_ROWS = 2
_WIDEST = 13
"""Cells of a step at most: wider ones look like a wall (our judgement)."""
_GAP = 1
_HALF = "▄"


class Place(Enum):
    """Where a step lies, as seen from the one a person stands on."""

    BEHIND = "behind"
    HERE = "here"
    AHEAD = "ahead"


_WITHOUT_COLOUR = {Place.BEHIND: "▒", Place.HERE: "█", Place.AHEAD: "░"}


class Rung(msgspec.Struct, frozen=True):
    """A step."""

    size: float
    """What it is as high as."""
    label: str
    short_label: str
    """For a narrow step."""
    below: str
    """What stands under the label, such as `you`; where it has no room, nothing."""
    place: Place
    offered: bool = False


class Ladder(Widget):
    """Steps that grow with what is asked on them; below each its dose, and whose it is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"ladder--{place.value}" for place in Place),
        "ladder--label",
        "ladder--you",
        "ladder--offered",
    }
    DEFAULT_CSS = """
    Ladder {
        height: 6;
        width: 1fr;
        .ladder--behind { color: $heat-1; }
        .ladder--here { color: $primary; }
        .ladder--ahead { color: $track; }
        .ladder--label { color: $text-muted; }
        .ladder--you { color: $text-primary; text-style: bold; }
        .ladder--offered { color: $text-success; text-style: bold; }
    }
    """

    app = getters.app(ThemedApp)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rungs: tuple[Rung, ...] = ()

    def show(self, rungs: Sequence[Rung]) -> None:
        """Show these steps; none hides it."""
        if tuple(rungs) != self._rungs:
            self._rungs = tuple(rungs)
            self.refresh()
        if self.display != bool(rungs):
            self.display = bool(rungs)  # styles it anew, needed or not

    @property
    def text(self) -> str:
        """What it says, a step a line; for tests."""
        return "\n".join(f"{rung.label} {rung.below}".strip() for rung in self._rungs)

    @property
    def _width(self) -> int:
        """Cells of a step."""
        return max(1, min(_WIDEST, (self.size.width + _GAP) // len(self._rungs) - _GAP))

    def render_line(self, y: int) -> Strip:
        """Draw a row: of the steps, their doses, or whose they are."""
        size, rungs = self.size, self._rungs
        if not rungs:
            return Strip.blank(size.width, self.rich_style)
        steps = max(0, size.height - _LABEL_ROWS)
        segments: list[Segment] = []
        for rung in rungs:
            if y < steps:
                segments.append(self._step(rung, y, Size(self._width, steps)))
            else:
                segments.append(self._words(rung, label=y == steps))
            segments.append(Segment(" " * _GAP, self.rich_style))
        return Strip(segments).adjust_cell_length(size.width, self.rich_style).simplify()

    def _step(self, rung: Rung, row: int, size: Size) -> Segment:
        """Return the piece of a step in a row; steps are drawn in halves of cells."""
        most = max(each.size for each in self._rungs)
        halves = max(1, round(rung.size / most * 2 * size.height))
        from_below = 2 * (size.height - row)
        style = self.get_component_rich_style(f"ladder--{rung.place.value}")
        if halves < from_below - 1:
            return Segment(" " * size.width, self.rich_style)
        if not self.app.has_own_colours:
            return Segment(_WITHOUT_COLOUR[rung.place] * size.width, style)
        if halves < from_below:
            return Segment(_HALF * size.width, style)
        return Segment(" " * size.width, Style(bgcolor=style.color))

    def _words(self, rung: Rung, *, label: bool) -> Segment:
        width = self._width
        tight = cell_len(rung.label) >= width  # it would touch the next one
        text = rung.below if not label else rung.short_label if tight else rung.label
        if cell_len(text) > width:
            text = ""
        here = rung.place is Place.HERE
        part = "you" if here else "offered" if rung.offered and not label else "label"
        return Segment(f"{text:<{width}}", self.get_component_rich_style(f"ladder--{part}"))


def dose_ladder(exercise: Exercise, progress: ExerciseProgress) -> tuple[Rung, ...]:
    """Return the doses of an exercise as steps, as high as what is held on a leg; one is none."""
    if exercise.prescribed:
        return ()
    return tuple(
        _rung(
            level,
            dose.reps,
            progress.dose.hold_seconds
            if level == progress.level and progress.dose
            else dose.hold_seconds,
            progress,
        )
        for level, dose in enumerate(exercise.doses)
    )


def _rung(level: int, reps: int, seconds: int, progress: ExerciseProgress) -> Rung:
    here = level == progress.level
    offered = progress.more_offered and level == progress.next_level
    return Rung(
        size=reps * seconds,
        label=f"{reps} × {seconds} s",
        short_label=f"{reps}×{seconds} s",
        below="you" if here else "offered" if offered else f"level {level + 1}",
        place=Place.HERE if here else Place.BEHIND if level < progress.level else Place.AHEAD,
        offered=offered,
    )
