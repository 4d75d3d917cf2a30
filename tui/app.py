"""The dashboard: its pages, its keys and its looks."""

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import Provider
from textual.screen import Screen

from library.routines.model import Routine
from tui.appearance import HEIGHTS, WIDTHS, apply_appearance
from tui.flows.app import FlowApp
from tui.keys.commands import PAGES
from tui.keys.live import bindings
from tui.keys.validation import usable_keys
from tui.services import Services
from tui.signals import go_on_when_continued, leave_on_signals
from tui.stylesheet import KeptStylesheet


def _by_name() -> type[Provider]:
    from tui.palette import ByName  # not needed for the first paint

    return ByName


class SuppleApp(FlowApp):
    """The dashboard."""

    TITLE = "supple"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    DEFAULT_MODE = "today"
    BINDINGS = bindings("app")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_by_name}

    def __init__(
        self, services: Services, start: Routine | None = None, *, no_color: bool = False
    ) -> None:
        """Build the dashboard.

        Args:
            services: What the screens work with.
            start: A routine to begin at once.
            no_color: Use the terminal's own colours only. Textual's own way would turn them
                into greys, in which the figure's muscle can not be told from its leg.
        """
        super().__init__(services, start, ansi_color=True if no_color else None)
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        for mode in PAGES:
            self.add_mode(mode, partial(self._page, mode))

    def _page(self, mode: str) -> Screen[None]:
        """Make a page when it is first shown: most starts need only one."""
        page: Screen[None] = import_module(f"tui.screens.{mode}").PAGE(self.services)
        return page

    def on_load(self) -> None:
        """Listen to the system before the terminal is entered; set the person's own keys."""
        leave_on_signals(self, self.keep_for_next_start, is_saving=lambda: self.saving)
        self.set_keymap(usable_keys(self.services.profile.settings.keys))

    def on_mount(self) -> None:
        """Wear what the person chose, and read the log: the first page stands already."""
        go_on_when_continued(self)
        apply_appearance(self, self.services.profile.settings)
        self.read_log()

    def action_help(self) -> None:
        """Explain the keys that work here."""
        from tui.screens.help import HelpScreen  # not needed for the first paint

        self.push_screen(HelpScreen.about(self.screen))

    def action_command_palette(self) -> None:
        """Call a command by its name."""
        from tui.palette import Palette  # not needed for the first paint

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_change_theme(self) -> None:
        """Choose a theme by looking at it, and keep it."""
        from tui.dialogs.theme import choose_theme  # not needed for the first paint

        choose_theme(self, self.services)

    def get_key_display(self, binding: Binding) -> str:
        """The key as people call it: not every font has a sign for Enter."""
        return super().get_key_display(binding).replace("⏎", "enter")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything a key does here, and every routine, by name."""
        from tui.palette import commands  # not needed for the first paint

        yield from commands(self, screen, self.services)
