"""All sessions, the days and weeks they fell on, and the numbers that follow from them."""

from collections.abc import Callable, Iterable
from datetime import date

from textual import events, on
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget

from library.history.protocol import Change as LogChange
from library.history.protocol import ConflictError, History, HistoryError, Snapshot
from library.history.record import MarkKind, SessionRecord
from library.progress.explain import explain
from library.progress.totals import minutes_per_week, seconds_per_day
from library.wording import counted, day_words
from tui.dialogs.session_details import SessionDetails
from tui.keys.live import bindings, key_words
from tui.messages import ChangeLog
from tui.screens.page import Page
from tui.services import Services
from tui.text.history import marked_words, session_words, undone_words
from tui.widgets.heat_map import HeatMap
from tui.widgets.key_numbers import KeyNumbers
from tui.widgets.minutes_chart import MOST_WEEKS, MinutesChart
from tui.widgets.session_list import SessionList

ROWS_FOR_ALL, ROWS_FOR_NUMBERS, COLUMNS_FOR_ALL = 17, 8, 56
"""In a smaller terminal bars, map and numbers give way to the list (our judgement)."""

Change = Callable[[History], None]


class HistoryPage(Page):
    """The list of sessions, the map of days, minutes per week, and the numbers."""

    MODE = "history"
    CSS_PATH = "history.tcss"
    HELP_TEXT = (
        "Every session, newest first, and below it your minutes per week and a map of your "
        "days. Tab moves between list and map; choosing a day in the map finds its session. "
        "Press {history.explain} for how each number on this page comes about, told with "
        "your own days.\n"
        "On the map · is a day without a hold; ░ ▒ ▓ █ stand for up to 2, 5, 10 and more "
        "minutes held. List and bars count minutes from start to end, with the rests. "
        "{history.mark} marks "
        "the day under the cursor as rest, ill, pain or travel; its letter is a capital if you "
        "practised all the same. A row never ends at a marked day, and ill, pain and travel never "
        "lower strength; what you do all the same counts. Whatever you delete, mark or "
        "edit here can be undone with {history.undo}, the last twenty changes, even after a "
        "restart."
    )
    BINDINGS = bindings("history")

    numbers = query_one(KeyNumbers)
    sessions = query_one(SessionList)
    chart = query_one(MinutesChart)
    heat_map = query_one(HeatMap)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._shown: tuple[Snapshot | None, object] = (None, None)
        self._rows_of_day: dict[date, list[int]] = {}
        self._marks: dict[date, MarkKind] = {}
        self._saving = False

    def compose_page(self) -> Iterable[Widget]:
        """Numbers on top, then list, bars and map."""
        yield KeyNumbers()
        sessions, chart, heat_map = SessionList(), MinutesChart(), HeatMap()
        for widget, title in (
            (sessions, "Sessions"),
            (chart, "Minutes per week, with rests"),
            (heat_map, "Days, minutes held"),
        ):
            widget.add_class("panel")
            widget.border_title = Content(title)
        yield Container(sessions, chart, heat_map, id="history")

    def on_resize(self, event: events.Resize) -> None:
        """Leave the room to the list where not everything fits."""
        self.set_class(event.size.height < ROWS_FOR_ALL, "-list-only")
        self.set_class(event.size.height < ROWS_FOR_NUMBERS, "-no-numbers")
        self.set_class(event.size.width < COLUMNS_FOR_ALL, "-no-chart")

    def show_log(self) -> None:
        """Work out everything again, but only when something has changed."""
        services = self.services
        state = (services.log_read, services.profile.today(), services.profile.settings)
        if self._shown[0] is services.log and self._shown[1] == state:
            return
        self._shown = (services.log, state)
        self._show_days()
        # Apart, so that keys come in between: with ten thousand sessions each half takes 25 ms.
        self.call_later(self._show_sessions)

    def _show_sessions(self) -> None:
        if self.services.log_read:
            self.numbers.show(self.services.progress())
        newest_first, today = self.services.log.sessions[::-1], self.services.profile.today()
        empty = "Ready to start: your first session will stand here."
        message = empty if self.services.log_read else "Reading the log…"
        self.sessions.show(newest_first, message)
        count = counted(len(newest_first), "session")
        title = f"{count}, min with rests" if newest_first else "Sessions"
        self.sessions.border_title = Content(title)
        self._rows_of_day = {}
        for row, session in enumerate(newest_first):
            self._rows_of_day.setdefault(min(session.practice_day, today), []).append(row)

    def _show_days(self) -> None:
        services, log, today = self.services, self.services.log, self.services.profile.today()
        self._marks = {mark.day: mark.kind for mark in log.marks}
        held = seconds_per_day(log.sessions, today)
        self.heat_map.show(held, self._marks, today, services.profile.settings.first_weekday_number)
        weeks = minutes_per_week(
            log.sessions, services.profile.settings.first_weekday_number, today, MOST_WEEKS
        )
        self.chart.show(weeks)

    @on(HeatMap.DaySelected)
    def find_session(self, event: HeatMap.DaySelected) -> None:
        """Move the list to the session of the day."""
        if rows := self._rows_of_day.get(event.day):
            self.sessions.move_to(rows[0])

    @on(SessionList.Highlighted)
    def find_day(self, event: SessionList.Highlighted) -> None:
        """Move the map to the day of the session."""
        self.heat_map.move_to(event.session.practice_day)

    def action_details(self) -> None:
        """Show the session hold by hold."""
        session = self._chosen()
        if session is None:
            return
        details = SessionDetails(session, self.services.profile.catalogue)
        self.app.push_screen(details, lambda changed: self._edit(session, changed))

    def action_delete(self) -> None:
        """Delete the session."""
        session = self._chosen()
        if session is not None:
            ids = [session.id]
            self._change(
                lambda history: history.delete(ids),
                lambda: f"Deleted: {session_words(session)}. {self._undo} brings it back.",
            )

    def action_mark(self) -> None:
        """Ask what the day is to be marked as."""
        from tui.dialogs.history import MarkDay, Marking  # not needed for the first paint

        day = self.heat_map.day

        def mark(marking: Marking | None) -> None:
            if marking is not None:
                self._change(
                    lambda history: history.mark(day, marking.kind),
                    lambda: f"{marked_words(day, marking.kind)}. {self._undo} undoes it.",
                )

        self.app.push_screen(MarkDay(day, self._marks.get(day)), mark)

    def action_undo(self) -> None:
        """Take the last change back, also one from before the program was started."""
        before = self.services.log
        taken: list[LogChange | None] = []
        self._change(
            lambda history: taken.append(history.undo()),
            lambda: undone_words(taken[0], before, self.services.log),
        )

    def action_explain(self) -> None:
        """Explain every number with the person's own days."""
        from tui.dialogs.history import ExplainNumbers  # not needed for the first paint

        log, profile = self.services.log, self.services.profile
        first_weekday = profile.settings.first_weekday_number
        texts = explain(log.sessions, log.marks, profile.goals, first_weekday, profile.today())
        self.app.push_screen(ExplainNumbers(texts))

    def _chosen(self) -> SessionRecord | None:
        """The session to act on; a day of the map may have none, or leave open which one."""
        if self.heat_map.has_focus:
            day = self.heat_map.day
            rows = self._rows_of_day.get(day, [])
            if not rows:
                self.notify(f"There is no session on {day_words(day)}.", markup=False)
                return None
            if len(rows) > 1:
                self.sessions.focus()
                told = f"{len(rows)} sessions on {day_words(day)}: choose one in the list."
                self.notify(told, markup=False)
                return None
        return self.sessions.highlighted

    def _edit(self, before: SessionRecord, after: SessionRecord | None) -> None:
        if after is not None:
            self._change(
                lambda history: history.replace(after, before),
                lambda: f"Saved: {session_words(after)}. {self._undo} undoes it.",
            )

    @property
    def _undo(self) -> str:
        """The key that takes a change back."""
        return key_words(self.app, "history.undo")

    def _change(self, change: Change, told: Callable[[], str]) -> None:
        """Change the log; while that is on its way, no other change starts.

        Args:
            change: What to do.
            told: Says what to tell when it is done and shown; nothing for an empty text.
        """
        if self._saving:
            return

        def answer(problem: HistoryError | None) -> None:
            self._saving = False
            if isinstance(problem, ConflictError):
                self._ask_which(problem)
            elif problem is not None:
                self.notify(str(problem), severity="error", timeout=30, markup=False)
            elif sentence := told():
                self.notify(sentence, markup=False)

        self._saving = True
        self.post_message(ChangeLog(change, answer=answer))

    def _ask_which(self, clash: ConflictError) -> None:
        """Show both versions of a session; the person says which one is to be kept."""
        from tui.dialogs.history import ResolveConflict  # hardly ever needed

        def save_mine(history: History) -> None:
            if clash.theirs is None:
                history.restore([clash.mine.id])
            history.replace(clash.mine, clash.theirs)

        def take(mine: bool | None) -> None:
            if mine:
                self._change(save_mine, lambda: f"Your version is saved. {self._undo} undoes it.")

        self.app.push_screen(ResolveConflict(clash), take)


PAGE = HistoryPage
