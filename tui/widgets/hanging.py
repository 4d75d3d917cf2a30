"""Text set so that it reads well: lists hang from their marks, and no line is too long."""

import re
import sys
from collections.abc import Callable
from functools import lru_cache

from textual.cache import LRUCache
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

LONGEST_LINE = 76
"""Cells of a line at most: longer ones are hard to come back from (typographers say 45-75)."""
_INDENT = re.compile(r" *(?:(?:\d+\.|\d (?= )|\[[ x]\]|[!•·○●◐‖\xd7✓★▲▸+-]) +)?")
"""Space and a mark, such as of a step, that the lines below are to stay clear of."""
_KEPT_WIDTHS = 4


class Hanging(Visual):
    """A text whose lines go on below their first word, not below their mark."""

    def __init__(self, content: Content, longest: int = LONGEST_LINE) -> None:
        """Take a text.

        Args:
            content: The text; each of its lines may begin with spaces and a mark.
            longest: Most cells of a line, where there is room for more.
        """
        self.content = content
        self.longest = longest
        self._set: LRUCache[int, Content] = LRUCache(_KEPT_WIDTHS)

    def __str__(self) -> str:
        return self.content.plain

    def at(self, width: int) -> Content:
        """Return the text as it stands in so many cells."""
        width = max(1, min(width, self.longest))
        found = self._set.get(width)
        if found is None:
            lines = [each for line in self.content.split() for each in _hung(line, width)]
            found = Content("\n").join(lines)
            self._set.set(width, found)
        return found

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the text."""
        strips = self.at(width).render_strips(width, height, style, options)
        return [strip.adjust_cell_length(width, style.rich_style) for strip in strips]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the cells of the longest line, as far as lines may be long."""
        return min(self.content.get_optimal_width(rules, container_width), self.longest)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """Return the cells of the longest word."""
        return self.content.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the lines in so many cells."""
        return len(self.at(width).split(allow_blank=True))


class Fitted(Hanging):
    """A text that is made for the cells there are, such as one with a bar in it."""

    def __init__(self, make: Callable[[int], Content]) -> None:
        """Take what makes the text of so many cells."""
        super().__init__(make(LONGEST_LINE), longest=sys.maxsize)
        self._make = make

    def at(self, width: int) -> Content:
        """Return the text as it stands in so many cells."""
        return self._make(max(1, width))


def _hung(line: Content, width: int) -> list[Content]:
    """Return a line in pieces that fit; all but the first are indented as that one is."""
    indent = _indent(line.plain)
    if indent > width // 2 or width - indent < 2:  # no room to hang
        indent = 0
    first, *more = line[indent:].wrap(width - indent) or [Content("")]
    return [Content.assemble(line[:indent], first), *(each.pad_left(indent) for each in more)]


@lru_cache(maxsize=512)
def _indent(text: str) -> int:
    found = _INDENT.match(text)
    return found.end() if found else 0
