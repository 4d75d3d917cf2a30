"""What the five pages of the dashboard have in common."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer

from tui.services import Services
from tui.widgets.nav_bar import NavBar


class Page(Screen[None]):
    """One of the places the number keys lead to."""

    MODE = ""
    """Name of the mode, one of `tui.widgets.nav_bar.PAGES`."""
    HELP_TEXT = ""
    """What the page is for; shown above its keys in the help."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def compose(self) -> ComposeResult:
        """The bar of pages, the page itself, and the keys."""
        yield NavBar(self.MODE)
        yield from self.compose_page()
        yield Footer(show_command_palette=False)

    def compose_page(self) -> Iterable[Widget]:
        """The widgets of this page."""
        raise NotImplementedError

    def show_log(self) -> None:
        """Show what the services know now; called when the page appears or the log changed."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Bring the page up to date each time it appears."""
        self.show_log()
