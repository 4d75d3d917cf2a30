"""A field for pain on the numeric rating scale."""

from textual.widgets import Input

from library.session.pain import read_pain
from tui.keys.live import bindings


class PainField(Input):
    """Takes 0 to 10, or nothing."""

    # An input hides its Enter; here it is what ends the whole form, so it is named.
    BINDINGS = bindings("form/field")

    def __init__(self, title: str, pain: int | None, *, id: str | None = None) -> None:
        """Make a field.

        Args:
            title: What the rating is called, to tell what is wrong with it.
            pain: What it holds at first.
            id: Id of the widget.
        """
        value = "" if pain is None else str(pain)
        super().__init__(value, placeholder="0-10, or leave empty", id=id, compact=True)
        self._title = title

    def pain(self) -> int | None:
        """What it holds.

        Raises:
            ValueError: Something else; the text says what is expected, and it has the focus.
        """
        try:
            return read_pain(self.value, self._title)
        except ValueError:
            self.focus()
            raise
