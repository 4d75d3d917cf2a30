"""The line at the bottom that names the keys."""

from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static


class KeyLine(Static):
    """The keys that work here, each with a word; a click does what the key does.

    Textual's own footer makes a widget of every key, and all of them anew whenever one comes
    or goes: that was half of the time in which a page appeared.
    """

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        background: $footer-background;
        color: $footer-description-foreground;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._show)

    def _show(self, screen: Screen[Any]) -> None:
        shown: dict[str, Binding] = {}
        for _, binding, enabled, _ in screen.active_bindings.values():
            if binding.show and enabled:
                shown.setdefault(binding.action, binding)
        parts = [
            Content.assemble(
                (f" {self.app.get_key_display(binding)} ", "bold $text-accent"),
                f"{binding.description} ",
            ).stylize(f"@click=app.simulate_key({binding.key!r})")
            for binding in shown.values()
        ]
        self.update(Content("").join(parts), layout=False)
