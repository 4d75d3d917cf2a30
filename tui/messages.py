"""What screens ask of the app."""

from dataclasses import dataclass

from textual.message import Message

from library.routines.model import Routine


@dataclass
class StartRoutine(Message):
    """Begin a session with this routine."""

    routine: Routine
    anyway: bool = False
    """Whether it is begun as written, with what is left out for the person."""


@dataclass
class LookForUnfinished(Message):
    """Offer to go on with sessions whose program ended too soon."""

    asked: bool = False
    """Whether the person asked for it: then also say when there are none."""


@dataclass
class ReadNotices(Message):
    """Show what about the log needs attention."""


@dataclass
class LookForCopies(Message):
    """Look for copies of the log that a sync tool left, and offer to merge them."""

    asked: bool = False
    """Whether the person asked for it: then also say when there are none."""
