"""A session that the log would not take yet."""

from collections.abc import Callable

import msgspec

from library.history.protocol import History
from library.history.record import SessionRecord


class Unsaved(msgspec.Struct, frozen=True):
    """A session, how to save it, and why that failed the last time."""

    session: SessionRecord
    change: Callable[[History], None]
    """Saves it; may raise `HistoryError`."""
    saved: Callable[[], None] = lambda: None
    """Called once the log has it: only then its draft may go."""
    reason: str = ""
    """Why it is not saved, as a sentence."""
