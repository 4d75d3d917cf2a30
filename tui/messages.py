"""What screens ask of the app."""

from collections.abc import Iterable
from typing import Protocol

from textual.message import Message

from library.routines.model import Routine


class StartRoutine(Message):
    """Begin a session with this routine."""

    def __init__(self, routine: Routine, anyway: bool = False) -> None:
        """Ask for it.

        Args:
            routine: What to do.
            anyway: Whether it is begun as written, with what is left out for the person.
        """
        super().__init__()
        self.routine = routine
        self.anyway = anyway


class _Look(Message):
    def __init__(self, *, asked: bool = False) -> None:
        """Ask for it.

        Args:
            asked: Whether the person asked for it: then also say when there are none.
        """
        super().__init__()
        self.asked = asked


class LookForUnfinished(_Look):
    """Offer to go on with sessions whose program ended too soon."""


class ReadNotices(Message):
    """Show what about the log needs attention."""


class LookForCopies(_Look):
    """Look for copies of the log that a sync tool left, and offer to merge them."""


class WriteSheet(Message):
    """Write a sheet to be printed."""

    def __init__(self, routine: Routine | None = None) -> None:
        """Ask for it.

        Args:
            routine: What is to be on it; None for what the person practises.
        """
        super().__init__()
        self.routine = routine


class ReadsOut(Protocol):
    """What says aloud whatever waits for a key."""

    def say(self, lines: Iterable[str]) -> None:
        """Say something, when all before it is said."""

    def ask(self, lines: Iterable[str]) -> None:
        """Say something, and again each minute until `silence`."""

    def silence(self) -> None:
        """Be silent at once, as a key was pressed."""

    def tick(self) -> None:
        """Go on; call it several times a second."""

    def reply(self, lines: Iterable[str]) -> None:
        """Say something at once, in answer to a key; what was asked stays asked."""

    @property
    def busy(self) -> bool:
        """Whether something is being said or waits to be said."""
