"""A field for pain on the numeric rating scale."""

from textual.widgets import Input

from library.session.pain import read_pain


class PainField(Input):
    """Takes 0 to 10, or nothing."""

    def __init__(self, pain: int | None, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Make a field.

        Args:
            pain: What it holds at first.
            id: Id of the widget.
        """
        value = "" if pain is None else str(pain)
        super().__init__(value, placeholder="0-10, or leave empty", id=id, compact=True)

    def pain(self) -> int | None:
        """What it holds.

        Raises:
            ValueError: Something else; the text says what is expected.
        """
        return read_pain(self.value)
