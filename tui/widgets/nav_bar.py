"""The line at the top that says where one is and where one can go."""

from textual.content import Content

from tui.keys.commands import PAGES
from tui.widgets.text import Clickable

ROOM_FOR_TITLES = sum(len(f" 1 {title} ") for title in PAGES.values())
"""Columns from which on each page is named; below, only the current one is."""
NAME = "supple "


class NavBar(Clickable):
    """Page titles with their number keys; the current one is marked."""

    DEFAULT_CSS = """
    NavBar {
        height: 1;
        background: $surface;
        color: $text-muted;
    }
    """

    def __init__(self, current: str) -> None:
        """Mark the page of this title."""
        super().__init__()
        self._current = current

    def on_resize(self) -> None:
        """Keep the number of every page in sight."""
        self.update(self._titles(self.size.width), layout=False)

    def _titles(self, width: int) -> Content:
        parts = []
        for number, (mode, title) in enumerate(PAGES.items(), start=1):
            here = title == self._current
            text = f" {number} " if width < ROOM_FOR_TITLES and not here else f" {number} {title} "
            style = "$here" if here else f"@click=app.switch_mode('{mode}')"
            parts.append(Content.styled(text, style))
        # The name comes last: on a narrow screen it is what can be done without.
        room = width - sum(map(len, parts))
        if room >= len(NAME):
            parts.append(Content.styled(NAME.rjust(room), "$text-secondary"))
        return Content.assemble(*parts)
