"""The line at the top that says where one is and where one can go."""

from textual.content import Content

from tui.keys.commands import PAGES
from tui.widgets.text import Clickable

HERE = "▌"
"""Marks the current page as lists mark a row, so that no colour is needed to see it."""
FORMS = (
    (f"{HERE}{{number}} {{title}} ", " {number} {title} "),
    (f"{HERE}{{number}} {{title}} ", " {number} "),
    (f"{HERE}{{number}} {{title}}", " {number}"),
    (f"{HERE}{{number}}", " {number}"),
)
"""How the current page and the others are written, the one that needs most room first."""
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
        forms = map(self._parts, FORMS)
        parts = next((each for each in forms if sum(map(len, each)) <= width), [])
        parts = parts or self._parts(FORMS[-1])
        # The name comes last: on a narrow screen it is what can be done without.
        room = width - sum(map(len, parts))
        if room >= len(NAME):
            parts.append(Content.styled(NAME.rjust(room), "$text-secondary"))
        return Content.assemble(*parts)

    def _parts(self, form: tuple[str, str]) -> list[Content]:
        here, other = form
        return [
            Content.styled(here.format(number=number, title=title), "$here")
            if title == self._current
            else Content.styled(
                other.format(number=number, title=title), f"@click=app.switch_mode('{mode}')"
            )
            for number, (mode, title) in enumerate(PAGES.items(), start=1)
        ]
