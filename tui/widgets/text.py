"""Text that may hold what a person wrote."""

from rich.style import Style
from textual.visual import VisualType
from textual.widgets import Static  # noqa: TID251 - only here


class Text(Static):
    """Shows text word for word: square brackets are never read as markup."""

    def __init__(
        self,
        content: VisualType = "",
        *,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Show this text, which may be `Content` with styles of its own.

        Args:
            content: What to show.
            id: Its name in the styles.
            classes: Its classes in the styles, separated by spaces.
            disabled: Whether it takes no clicks.
        """
        super().__init__(content, id=id, classes=classes, disabled=disabled, markup=False)


class Clickable(Text):
    """A line with words that can be clicked: in their own colours, underlined below the mouse."""

    @property
    def link_style(self) -> Style:
        """Nothing beside the colours of the words."""
        return Style.null()

    @property
    def link_style_hover(self) -> Style:
        """A line below."""
        return Style(underline=True)
