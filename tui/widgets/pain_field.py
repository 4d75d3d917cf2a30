"""A field for pain on the numeric rating scale."""

from textual.widgets import Input

from library.text import clean

MOST = 10
_SHOWN = 20


def read_pain(text: str) -> int | None:
    """The number in a text; None when it is empty, which means not answered.

    Raises:
        ValueError: It is no whole number from 0 to 10; the text says so.
    """
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text[:3]) > MOST or len(text) > 2:
        shown = clean(text, limit=_SHOWN)
        raise ValueError(f"Pain is a whole number from 0 to {MOST}, or nothing; not “{shown}”.")
    return int(text)


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
