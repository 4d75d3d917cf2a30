"""Which sessions of the log History lists, and what is said of that."""

from collections.abc import Sequence
from datetime import date

from library.history.record import SessionRecord
from library.history.searching import SearchedLog, SessionFilter
from library.history.snapshot import Snapshot
from library.progress.days import is_to_come
from library.wording import counted
from tui.services import Services
from tui.text.history import filter_words
from tui.widgets.session_columns import pain_title


class FoundSessions:
    """The sessions that a filter leaves.

    Args:
        services: What the page works with.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self.filter = SessionFilter()
        """What they have in common."""
        self.sessions: Sequence[SessionRecord] = ()
        """As `look` found them, the newest first, then those to come."""
        self.rows_of_day: dict[date, list[int]] = {}
        """Where in `sessions` those of each day are; of today those of a day ahead, too."""
        self._searched: tuple[Snapshot, SearchedLog] | None = None
        """What is searched, and the snapshot it was made of."""

    @property
    def is_filtered(self) -> bool:
        """Whether only some sessions are to be shown."""
        return self.filter != SessionFilter()

    @property
    def count(self) -> int:
        """How many sessions there are, found or not."""
        return len(self._services.history.counted) + len(self._services.history.to_come)

    def look(self) -> None:
        """Find them in the log as it was last read."""
        self.sessions, today = self._matching(), self._services.profile.today()
        self.rows_of_day = {}
        for row, session in enumerate(self.sessions):
            if not is_to_come(session, today):
                self.rows_of_day.setdefault(min(session.practice_day, today), []).append(row)

    def _matching(self) -> Sequence[SessionRecord]:
        history = self._services.history
        every = (*history.counted[::-1], *history.to_come)
        if not self.is_filtered:
            return every
        if self._searched is None or self._searched[0] is not history.snapshot:
            searched = SearchedLog(every, self._services.profile.catalogue.name_of)
            self._searched = (history.snapshot, searched)
        return self._searched[1].matching(self.filter)

    @property
    def title(self) -> str:
        """What stands above the list: how many there are, and what they have in common."""
        count = counted(self.count, "session")
        if self.is_filtered:
            words = filter_words(self.filter, self._services.profile.catalogue.name_of)
            return f"{len(self.sessions)} of {count}: {words}"
        return (
            f"{count}, min with rests{pain_title(self.sessions)}" if self.sessions else "Sessions"
        )
