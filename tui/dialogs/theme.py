"""Chooses a theme by looking at it."""

from textual import on
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets.option_list import Option

from library.settings import SettingsError
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.services import Services
from tui.widgets.cursor_list import CursorList
from tui.widgets.key_line import KeyLine


class ThemeChooser(Card[str | None]):
    """All themes; the one under the cursor is worn at once. The result is the chosen one."""

    BINDINGS = bindings("theme")

    themes = query_one("#themes", CursorList)

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current
        self._worn_before = ""

    def compose(self) -> ComposeResult:
        """The names of the themes."""
        with Vertical(classes="card") as card:
            card.border_title = "Theme"
            yield CursorList("themes")
        yield KeyLine()

    def on_mount(self) -> None:
        """Start at the current theme, those that use the terminal's own colours first."""
        self._worn_before = self.app.theme
        names = sorted(self.app.available_themes, key=lambda name: ("ansi" not in name, name))
        self.themes.add_options([Option(name, id=name) for name in names])
        if self._current in names:
            self.themes.highlighted = names.index(self._current)

    @on(CursorList.OptionHighlighted)
    def apply_appearance(self, event: CursorList.OptionHighlighted) -> None:
        """Show the theme under the cursor."""
        if event.option_id is not None:
            self.app.theme = event.option_id

    def action_take(self) -> None:
        """Keep the theme under the cursor."""
        self.dismiss(self.themes.current)

    def action_restore(self) -> None:
        """Go back to the theme of before."""
        self.app.theme = self._worn_before
        self.dismiss(None)


def choose_theme(app: App[None], services: Services) -> None:
    """Let the person choose a theme, and save it."""

    def keep(theme: str | None) -> None:
        if theme is None:
            return
        try:
            services.profile.change_settings(theme=theme)
        except SettingsError as error:
            app.notify(str(error), severity="warning", timeout=15, markup=False)

    app.push_screen(ThemeChooser(services.profile.settings.theme), keep)
