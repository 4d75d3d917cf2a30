"""A line of a list: a name, and at the right edge what is to be known of it."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

_GAP = 1
_SHORTEST = 8
"""Cells a name keeps at least before what stands at the right gives way (our judgement)."""


class Spread(Visual):
    """A text at the left and one at the right edge, in any width; only the left one is cut."""

    def __init__(self, left: Content, right: Content, below: Content | None = None) -> None:
        """Take the parts.

        Args:
            left: Ends in `…` where it has no room.
            right: Is left out where even that is no help.
            below: A second line, which ends in `…` where it has no room.
        """
        self.left = left
        self.right = right
        self.below = below

    def __str__(self) -> str:
        return self.at(self.get_optimal_width({}, 0)).plain

    def at(self, width: int) -> Content:
        """Return the text as it stands in so many cells."""
        right = self.right
        room = width - right.cell_length - (_GAP if right else 0)
        if room < min(_SHORTEST, self.left.cell_length):
            right, room = Content(""), width
        room = max(1, room)
        left = self.left.truncate(room, ellipsis=True)
        line = left if not right else left.pad_right(width - right.cell_length - left.cell_length)
        lines = [Content.assemble(line, right)]
        if self.below is not None:
            lines.append(self.below.truncate(max(1, width), ellipsis=True))
        return Content("\n").join(lines)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the line."""
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the cells in which nothing is cut."""
        gap = _GAP if self.right else 0
        below = 0 if self.below is None else self.below.cell_length
        return max(self.left.cell_length + gap + self.right.cell_length, below)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the lines."""
        return 1 if self.below is None else 2
