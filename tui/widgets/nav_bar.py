"""The line at the top that says where one is and where one can go."""

from textual.content import Content
from textual.widgets import Static

PAGES = {
    "today": "Today",
    "exercises": "Exercises",
    "routines": "Routines",
    "history": "History",
    "settings": "Settings",
}
"""Names of the modes and their titles; the number keys follow this order."""


class NavBar(Static):
    """Page titles with their number keys; the current one is marked."""

    DEFAULT_CSS = """
    NavBar {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self, current: str) -> None:
        parts = []
        for number, (mode, title) in enumerate(PAGES.items(), start=1):
            style = "bold reverse" if mode == current else f"@click=app.switch_mode('{mode}')"
            parts.append(Content.styled(f" {number} {title} ", style))
        # The name comes last: on a narrow screen it is what can be done without.
        parts.append(Content.styled("  supple", "bold $text-accent"))
        super().__init__(Content.assemble(*parts))
