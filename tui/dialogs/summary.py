"""What was done, in plain words; pain and note are optional and quick."""

from collections.abc import Callable, Iterator

from textual.widget import Widget
from textual.widgets import Static

from library.history.record import SessionRecord
from library.routines.model import Plan
from library.session.summary import in_plain_words
from tui.dialogs.session_form import SessionFormDialog

FIRST_MOMENT_SECONDS = 1.0
"""So long a key may still be meant for the last hold (our judgement)."""

KEPT = "What was done is kept in the log."
"""Said of a session without a completed hold, which makes no practice day."""


class SessionSummary(SessionFormDialog):
    """Shows a finished session; the result is its record with pain and note filled in.

    It comes by itself, so keys of the first moment do nothing; then the pain after, which is
    what is known now, has the focus.
    """

    AUTO_FOCUS = ""

    def __init__(
        self,
        plan: Plan,
        record: SessionRecord,
        get_time: Callable[[], float],
        *,
        saved: bool = True,
    ) -> None:
        """Show it.

        Args:
            plan: What was run through.
            record: What came of it.
            get_time: Seconds on a clock that never goes back.
            saved: Whether it is in the log already.
        """
        super().__init__(record)
        self._plan = plan
        self._get_time = get_time
        self._began = get_time()
        self._saved = saved

    def title_words(self) -> str:
        """How far it went."""
        if not self._saved:
            return "Not saved yet"
        return "Done" if self.record.completed else "Saved as far as it went"

    def above(self) -> Iterator[Widget]:
        """The summary."""
        yield Static(
            in_plain_words(self.record, self._plan.exercises), classes="strong", markup=False
        )
        if self._plan.routine.afterwards and self.record.completed:
            yield Static(f"Now: {self._plan.routine.afterwards}", markup=False)
        day = self.record.practice_day
        kept = f"It counts for {day:%A}, {day.day} {day:%B}." if self.record.counts else KEPT
        yield Static(kept, classes="muted", markup=False)

    def on_mount(self) -> None:
        """The first moment begins when it is seen."""
        self._began = self._get_time()
        self._waiting = self.set_interval(FIRST_MOMENT_SECONDS / 10, self.tick)

    def tick(self) -> None:
        """Take keys from now on, once the first moment is over."""
        if self.may_close:
            self._waiting.stop()
            if self.focused is None:
                self.form.pain_after.focus()

    @property
    def may_close(self) -> bool:
        """Not in the first moment."""
        return self._get_time() - self._began >= FIRST_MOMENT_SECONDS
