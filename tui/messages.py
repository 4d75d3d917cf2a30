"""What screens ask of the app."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.notifications import SeverityLevel

from library.history.protocol import History, HistoryError
from library.routines.model import Routine


@dataclass
class StartRoutine(Message):
    """Begin a session with this routine."""

    routine: Routine


@dataclass
class LookForUnfinished(Message):
    """Offer to go on with sessions whose program ended too soon."""

    asked: bool = False
    """Whether the person asked for it: then also say when there are none."""


@dataclass
class ChangeLog(Message):
    """Change the log without blocking the screen, and read it again."""

    change: Callable[[History], None] | None
    """Runs in a worker thread; may raise `HistoryError`. None when it is only to be read."""
    told: str = ""
    """A short sentence to show once it is saved."""
    answer: Callable[[HistoryError | None], None] | None = None
    """Called in the dashboard's own thread with what went wrong, or None when saved."""


@dataclass
class Tell(Message):
    """Say something in passing that is not about a card: it waits until no card is open."""

    sentence: str
    severity: SeverityLevel = "information"
    seconds: float = 5.0
    """How long it stays."""


@dataclass
class ReadNotices(Message):
    """Show what about the log needs attention."""


@dataclass
class LookForCopies(Message):
    """Look for copies of the log that a sync tool left, and offer to merge them."""

    asked: bool = False
    """Whether the person asked for it: then also say when there are none."""
