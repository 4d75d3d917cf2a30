"""Chooses a theme by looking at it."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets.option_list import Option

from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.own_themes import OWN_THEMES
from tui.themes import THEMES
from tui.widgets.cursor_list import CursorList
from tui.widgets.setting_row import swatch

_NAME_WIDTH = max(len(theme.name) for theme in OWN_THEMES) + 2


class ThemeChooser(Card[str | None]):
    """All themes, ours first; the one under the cursor is shown. The result is the chosen one."""

    BINDINGS = bindings("theme")
    HEADING = "Theme"

    themes = query_one("#themes", CursorList)

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current

    def body(self) -> ComposeResult:
        """The names of the themes."""
        yield CursorList("themes")

    def on_mount(self) -> None:
        """Start at the current theme."""
        self.themes.add_options([Option(self._line(name), id=name) for name in THEMES])
        if self._current in THEMES:
            self.themes.highlighted = THEMES.index(self._current)

    def _line(self, name: str) -> Content:
        """Return the name of a theme, those of ours with some of its colours."""
        own = next((theme for theme in OWN_THEMES if theme.name == name), None)
        if own is None or not self.app.has_own_colours:
            return Content(name)
        colours = (
            own.primary,
            *(own.variables[each] for each in ("leg-left", "leg-right", "muscle")),
        )
        return Content.assemble(f"{name:<{_NAME_WIDTH}}", swatch(colours))

    @on(CursorList.OptionHighlighted)
    def show_theme(self, event: CursorList.OptionHighlighted) -> None:
        """Show the theme under the cursor."""
        if event.option_id is not None:
            self.app.theme = self.app.theme_called(event.option_id)

    def action_take(self) -> None:
        """Keep the theme under the cursor."""
        self.dismiss(self.themes.current)

    def action_restore(self) -> None:
        """Go back to the theme of the settings."""
        self.app.apply_settings()
        self.dismiss(None)
