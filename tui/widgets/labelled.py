"""Titles with what belongs to each beside it: things on a ground of their own, or sentences."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.widgets.hanging import LONGEST_LINE

_GAP = 2
_LEAST_BESIDE = 26
"""Cells that sentences beside a title need; with less they stand below it (our judgement)."""
_THING = "$foreground on $panel"


class Label(msgspec.Struct, frozen=True):
    """A title and what belongs to it."""

    title: str
    lines: tuple[str, ...]
    are_things: bool = False
    """Whether each line is a thing, which is not broken where that can be helped."""


class Labelled(Visual):
    """Titles in a column, and what belongs to them in another; below each other on a narrow one."""

    def __init__(self, labels: Iterable[Label]) -> None:
        """Take the titles in their order; those without anything are left out."""
        self._labels = tuple(label for label in labels if label.lines)
        self._beside = max((len(label.title) for label in self._labels), default=0) + _GAP

        things = (line for label in self._labels if label.are_things for line in label.lines)
        self._longest_thing = max((cell_len(thing) + 2 for thing in things), default=0)

    def __str__(self) -> str:
        return "\n".join(f"{label.title}: {'; '.join(label.lines)}" for label in self._labels)

    def at(self, width: int) -> Content:
        """Return the text as it stands in so many cells."""
        width = max(1, min(width, LONGEST_LINE))
        is_beside = width - self._beside >= max(_LEAST_BESIDE, self._longest_thing)
        room = width - self._beside if is_beside else width
        lines: list[Content] = []
        for label in self._labels:
            told = _things(label.lines, room) if label.are_things else _sentences(label, room)
            title = Content.styled(label.title, "bold $text-secondary")
            if lines:
                lines.append(Content(""))
            if is_beside:
                first, *more = told
                space = " " * (self._beside - len(label.title))
                lines.append(Content.assemble(title, space, first))
                lines += [line.pad_left(self._beside) for line in more]
            else:
                lines += [title, *told]
        return Content("\n").join(lines)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the text."""
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the cells of the longest line, as far as lines may be long."""
        return LONGEST_LINE

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the lines in so many cells."""
        return self.at(width).plain.count("\n") + 1 if self._labels else 0


def _sentences(label: Label, room: int) -> Sequence[Content]:
    return [line for sentence in label.lines for line in Content(sentence).wrap(room)]


def _things(names: Sequence[str], room: int) -> list[Content]:
    """Return the things, as many in a line as have room."""
    lines: list[Content] = []
    for piece in _pieces(names, room):
        if lines and lines[-1].cell_length + 1 + piece.cell_length <= room:
            lines[-1] = Content.assemble(lines[-1], " ", piece)
        else:
            lines.append(piece)
    return lines


def _pieces(names: Sequence[str], room: int) -> Iterator[Content]:
    for name in names:
        for part in Content(name).wrap(max(1, room - 2)):
            yield Content.styled(f" {part.plain.rstrip()} ", _THING)
