"""Explains the keys that work on a screen."""

from collections.abc import Iterator
from typing import Any

from rich.table import Table
from rich.text import Text as Cell
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen

from tui.dialogs.base import Card, Overlay
from tui.keys.live import Group, LiveCommand, bindings, first_key, live_commands, with_keys
from tui.widgets.cursor_list import Reading
from tui.widgets.text import Text

ROOM_FOR_NAMES = 78
"""Columns from which on the names of the commands are shown, too."""
_TO_A_PAGE = "switch_mode("
"""The number keys lead from page to page, one line for all of them."""
_ABOUT_NAMES = "Grey: the name of the command. Give it other keys under [keys] in settings.toml."


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

    def compose(self) -> ComposeResult:
        """The keys, group by group, then what the page is for."""
        named = self.app.size.width >= ROOM_FOR_NAMES
        with Vertical(classes="card") as card:
            card.border_title = Content(f"Help: {self._subject}")
            card.border_subtitle = Content(f"{first_key(self.app, 'help.close')} closes")
            with Reading():
                for group in Group:
                    commands = [c for c in self._commands if c.group is group]
                    commands.sort(key=lambda c: c.binding.id == "dialog.help")
                    if commands:
                        here = self._on_card and group is Group.PAGE
                        heading = "On this card" if here else group.value
                        yield Text(heading, classes="help-heading")
                        yield Text(_table(commands, named=named))
                if self._text:
                    yield Text("About this page", classes="help-heading")
                    yield Text(self._text, id="help-text")
                if named:
                    yield Text(_ABOUT_NAMES, id="help-names")

    def action_close(self) -> None:
        """Go back to the screen."""
        self.dismiss(None)


def _table(commands: list[LiveCommand], *, named: bool) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=13)
    table.add_column(ratio=1)
    if named:
        table.add_column(min_width=16, no_wrap=True)
    for keys, told, name in _rows(commands):
        table.add_row(Cell(keys, "bold"), Cell(told), *([Cell(name, "dim")] if named else []))
    return table


def _rows(commands: list[LiveCommand]) -> Iterator[tuple[str, str, str]]:
    """Keys, what they do, and the name of the command; the pages share a row with their numbers."""
    pages = [command for command in commands if command.binding.action.startswith(_TO_A_PAGE)]
    if not all(page.key_words.isdigit() for page in pages):
        pages = []  # the person gave other keys
    for command in commands:
        name = command.binding.id or ""
        if command not in pages:
            yield command.key_words, command.sentence, name
        elif command is pages[0]:
            titles = ", ".join(page.binding.description for page in pages)
            yield f"{command.key_words} to {pages[-1].key_words}", f"Go to {titles}", f"{name} ..."
