"""Explains the keys that work on a screen."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen

from tui.dialogs.base import Card, Overlay
from tui.keys.live import Group, LiveCommand, bindings, live_commands, with_keys
from tui.text.marks import MARKS
from tui.widgets.cursor_list import Reading
from tui.widgets.hanging import Hanging
from tui.widgets.text import Text

_WIDEST = 78
"""Cells of a line at most."""
_KEYS, _FEW_KEYS, _GAP = 13, 9, 2
"""Cells of the keys, with little room, and of what parts the columns."""
_ROOMY = 46
"""Cells of a line from which on there is room."""
_TO_A_PAGE = "switch_mode("
"""The number keys lead from page to page, one line for all of them."""


class HelpScreen(Overlay[None]):
    """Every key that works on a page, and what the page is for."""

    CSS_PATH = "help.tcss"
    BINDINGS = bindings("help")

    def __init__(
        self, title: str, text: str, commands: tuple[LiveCommand, ...], *, on_card: bool = False
    ) -> None:
        """Show this text below these commands; see `about`."""
        super().__init__()
        self._subject = title
        self._on_card = on_card
        self._text = text
        self._commands = commands

    @classmethod
    def about(cls, screen: Screen[Any]) -> "HelpScreen":
        """The help for a screen, made from the keys that work on it now."""
        text = with_keys(screen.app, getattr(screen, "HELP_TEXT", ""))
        card = screen if isinstance(screen, Card) else None
        title = screen.TITLE or (card and card.heading()) or "Keys"
        return cls(title, text, live_commands(screen), on_card=card is not None)

    def heading(self) -> str:
        """Return what the help is for."""
        return f"Help: {self._subject}"

    def body(self) -> ComposeResult:
        """The keys and what the page is for; below or beside them what the marks mean."""
        with Reading():
            if not self._on_card:
                yield Text("At the end: what the marks mean.", classes="help-below")
            with Vertical():
                yield from self._about_keys()
                if self._text:
                    yield Text("About this page", classes="help-heading")
                    yield Text(Hanging(Content(self._text)), id="help-text")
            if not self._on_card:
                with Vertical():
                    yield Text("What the marks mean", classes="help-heading")
                    marks = _Table(_Row(mark, words) for mark, words in MARKS)
                    yield Text(marks, id="help-marks")

    def _about_keys(self) -> ComposeResult:
        for group in Group:
            commands = [c for c in self._commands if c.group is group]
            commands.sort(key=lambda c: c.binding.id == "dialog.help")
            if commands:
                here = self._on_card and group is Group.PAGE
                heading = "On this card" if here else group.value
                yield Text(heading, classes="help-heading")
                yield Text(_Table(_rows(commands)))

    def spoken(self) -> Iterable[str]:
        """Return every key as it is said, with what it does, and what the page is for."""
        yield self.heading()
        for group in Group:
            for command in self._commands:
                if command.group is group:
                    yield f"{command.spoken_keys}: {command.sentence}"
        yield self._text
        yield from self.spoken_keys()

    def show_marks(self) -> None:
        """Scroll to what the marks mean."""
        self.query_one("#help-marks").scroll_visible(animate=False, top=True)

    def action_close(self) -> None:
        """Go back to the screen."""
        self.dismiss(None)


class _Row(NamedTuple):
    """A line of a table: what is explained, and how."""

    first: Content
    words: str


class _Table(Hanging):
    """Lines in two columns, of which the second one takes as many rows as it needs."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        self._rows = tuple(rows)
        texts = (f"{row.first.plain}  {row.words}" for row in self._rows)
        super().__init__(Content("\n".join(texts)), longest=_WIDEST)

    def at(self, width: int) -> Content:
        """Return the lines as they stand in so many cells."""
        return Content("\n").join(line for row in self._rows for line in _lines(row, width))


def _lines(row: _Row, width: int) -> Iterator[Content]:
    """Yield the lines of a row; the keys keep to theirs where they are long."""
    keys = min(_KEYS if width >= _ROOMY else _FEW_KEYS, width // 3)
    room = max(1, width - keys - _GAP)
    words = Content(row.words).wrap(room)
    first = row.first.wrap(max(1, keys))
    for number in range(max(len(words), len(first))):
        left = first[number] if number < len(first) else Content()
        told = words[number] if number < len(words) else Content()
        yield left.pad_right(keys + _GAP - left.cell_length) + told


def _rows(commands: list[LiveCommand]) -> Iterator[_Row]:
    """Keys and what they do; the pages share a row with their numbers."""
    pages = [command for command in commands if command.binding.action.startswith(_TO_A_PAGE)]
    if not all(page.key_words.isdigit() for page in pages):
        pages = []  # the person gave other keys
    for command in commands:
        keys, told = command.key_words, command.sentence
        if command in pages:
            if command is not pages[0]:
                continue
            titles = ", ".join(page.binding.description for page in pages)
            keys, told = f"{keys} to {pages[-1].key_words}", f"Go to {titles}"
        yield _Row(Content.styled(keys, "bold $footer-key-foreground"), told)
