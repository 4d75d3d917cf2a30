"""Asks whether both versions of settings, routines and exercises are to be kept."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from library.own_copies import OwnCopy
from library.text import clean
from tui.dialogs.question import Answer, Question

_ABOUT = (
    "A file of yours was changed in two places, and a copy lies beside it. Merging keeps both: "
    "what only the copy holds is added to yours, and where both say something, yours stays. A "
    "copy that a sync tool made is put aside then; one of your own stays where it is."
)


class KeepBoth(Question[bool]):
    """Copies of a person's own files, and whether to keep both versions."""

    SCOPE = "copies"
    HEADING = "Copies of your own files"
    SCROLLS = True

    def __init__(self, copies: Sequence[OwnCopy]) -> None:
        """Ask.

        Args:
            copies: What was found, at least one.
        """
        super().__init__()
        self._copies = copies

    def text(self) -> Iterable[str | Content]:
        """Return what merging does, and each copy with what it holds."""
        yield _ABOUT
        yield from map(_copy, self._copies)

    def answers(self) -> Iterable[Answer[bool]]:
        """Return merge, or not now."""
        yield Answer("merge", True)
        yield Answer("later", False)


def _copy(copy: OwnCopy) -> Content:
    told = clean(f"{copy}.")
    return Content.assemble(
        "\n", (clean(copy.path.name), "bold"), f"\n{told[:1].upper()}{told[1:]}"
    )
