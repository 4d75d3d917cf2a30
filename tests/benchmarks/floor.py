"""The smallest Textual app worth the name, which the dashboard is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static  # noqa: TID251 - the smallest app there is


class Floor(App[None]):
    """A header, a footer and one line."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 - as Textual's own guide writes it

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("Ready")
        yield Footer()


if __name__ == "__main__":
    Floor().run()
