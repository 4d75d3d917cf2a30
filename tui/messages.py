"""What screens ask of the app."""

from textual.message import Message

from library.review.period import Period
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


class WritePage(Message):
    """Write a page to be printed."""

    def __init__(self, about: Routine | Period | None = None) -> None:
        """Ask for it.

        Args:
            about: A routine, or None for what the person practises, of which a sheet is made; or
                some weeks, of which a report is made.
        """
        super().__init__()
        self.about = about
