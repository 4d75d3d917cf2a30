"""A widget that draws its rows itself, often, in a few styles."""

from typing import ClassVar

from rich.style import Style
from textual.widget import Widget


class Drawn(Widget):
    """A widget that looks up each of its styles once, until they change."""

    PART: ClassVar[str] = ""
    """What its component classes begin with, before `--`."""

    def __init__(self) -> None:
        super().__init__()
        self._looked_up: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        """Look up all styles anew."""
        super().notify_style_update()
        self._looked_up.clear()

    def of(self, name: str = "") -> Style:
        """Return the style of a component class; without a name that of the widget itself."""
        style = self._looked_up.get(name)
        if style is None:
            found = self.get_component_rich_style(f"{self.PART}--{name}") if name else None
            style = self._looked_up[name] = found or self.rich_style
        return style
