"""Explains the keys that work on a screen."""

from typing import Any, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.live_keys import LiveCommand, Scope, live_commands
from tui.widgets.cursor_list import Reading

ROOM_FOR_NAMES = 78
"""Columns from which on the names of the commands are shown, too."""
_ABOUT_NAMES = "Grey: the name of the command. Give it other keys under [keys] in settings.toml."


class HelpScreen(ModalScreen[None]):
    """What a page is for, and every key that works on it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,q,question_mark,f1,enter",
            "close",
            "Close",
            id="help.close",
            tooltip="Close the help",
        ),
    ]

    def __init__(self, title: str, text: str, commands: tuple[LiveCommand, ...]) -> None:
        """Show this text above these commands; see `about`."""
        super().__init__()
        self._subject = title
        self._text = text
        self._commands = commands

    @classmethod
    def about(cls, screen: Screen[Any]) -> "HelpScreen":
        """The help for a screen, made from the keys that work on it now."""
        text = getattr(screen, "HELP_TEXT", "")
        title = getattr(screen, "MODE", "").capitalize() or "Keys"
        return cls(title, text, live_commands(screen))

    def compose(self) -> ComposeResult:
        """The page's text, then its keys, group by group."""
        named = self.app.size.width >= ROOM_FOR_NAMES
        with Vertical(classes="card") as card:
            card.border_title = Content(f"Help: {self._subject}")
            card.border_subtitle = "esc closes"
            with Reading():
                if self._text:
                    yield Static(self._text, markup=False, id="help-text")
                for scope in Scope:
                    commands = [c for c in self._commands if c.scope is scope]
                    if commands:
                        yield Static(scope.value, classes="help-heading", markup=False)
                        yield Static(_table(commands, named=named))
                if named:
                    yield Static(_ABOUT_NAMES, markup=False, id="help-names")

    def action_close(self) -> None:
        """Go back to the screen."""
        self.dismiss(None)


def _table(commands: list[LiveCommand], *, named: bool) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=13)
    table.add_column(ratio=1)
    if named:
        table.add_column(min_width=16, no_wrap=True)
    for command in commands:
        name = [Text(command.binding.id or "", "dim")] if named else []
        table.add_row(Text(command.key_words, "bold"), Text(command.sentence), *name)
    return table
