"""Text that may hold what a person wrote."""

from collections.abc import Sequence

from rich.style import Style
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static  # noqa: TID251 - only here

_MORE = " …"
"""Ends what goes on."""


class Text(Static):
    """Shows text word for word: square brackets are never read as markup."""

    def __init__(
        self,
        content: VisualType = "",
        *,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Show this text, which may be `Content` with styles of its own.

        Args:
            content: What to show.
            id: Its name in the styles.
            classes: Its classes in the styles, separated by spaces.
            disabled: Whether it takes no clicks.
        """
        super().__init__(content, id=id, classes=classes, disabled=disabled, markup=False)

    def put(self, content: Content) -> None:
        """Show other lines, none of which is wrapped.

        Everything is placed anew, and the whole screen painted, only when there are more of them
        or fewer.
        """
        before = self.content
        if before == content:
            return
        rows = str(before).count("\n") if before else -1
        is_as_high = rows == str(content).count("\n")
        self.update(content, layout=not is_as_high)
        if not is_as_high:
            # Else it keeps its height where it was placed before it was asked to be the last time.
            self.clear_cached_dimensions()
            self._box_model_cache.clear()


class Clickable(Text):
    """A line with words that can be clicked: in their own colours, underlined below the mouse."""

    @property
    def link_style(self) -> Style:
        """Nothing beside the colours of the words."""
        return Style.null()

    @property
    def link_style_hover(self) -> Style:
        """A line below."""
        return Style(underline=True)


def wrapped(text: str | Content, width: int, rows: int | None = None) -> list[Content]:
    """Return a text in lines of at most `width` cells; one that is cut ends in `…`.

    Args:
        text: Words of any width, in one paragraph or more; without any there is no line.
        width: Cells there are.
        rows: The most lines; None for as many as it takes.
    """
    if width < 1 or not text:
        return []
    content = Content(text) if isinstance(text, str) else text
    lines = [line.rstrip() for line in content.wrap(width)]
    return lines if rows is None else first_lines(lines, width, rows)


def marked(mark: str, text: str, width: int) -> list[Content]:
    """Return a text in lines that stand clear of a mark before the first.

    Args:
        mark: As in `▸4 `, in letters of one cell.
        text: Words of any width.
        width: Cells there are.
    """
    lines = wrapped(text, max(1, width - len(mark)))
    return [
        line.pad_left(len(mark)) if at else Content(mark) + line for at, line in enumerate(lines)
    ]


def first_lines(lines: Sequence[Content], width: int, rows: int) -> list[Content]:
    """Return as many lines as there are rows; where some are missing, the last ends in `…`.

    Args:
        lines: As `wrapped` returns them.
        width: Cells there are.
        rows: Lines there are.
    """
    if len(lines) <= rows or rows < 1:
        return list(lines[: max(0, rows)])
    last = lines[rows - 1]
    while last and last.cell_length + len(_MORE) > width:
        last = last[: max(0, last.plain.rfind(" "))].rstrip()
    return [*lines[: rows - 1], last + _MORE if last else Content(_MORE.lstrip())]


def shortened(text: str, width: int) -> str:
    """Return a line of at most `width` cells, which ends in `…` when something is missing."""
    return Content(text).truncate(max(0, width), ellipsis=True).plain
