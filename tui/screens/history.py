"""All sessions, the days and weeks they fell on, and the numbers that follow from them."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace
from textual import events, on, work
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input

from library.guidance.order import CHAIR
from library.guidance.reach import forbidden_by, reach_form, results
from library.history.record import SessionRecord
from library.history.searching import SessionFilter
from library.history.snapshot import Snapshot
from library.progress.explain import explain
from library.progress.totals import minutes_per_week, seconds_per_day
from library.session.summary import in_plain_words
from library.session.typed import TypedDraft
from library.wording import day_words
from tui.dialogs.base import ask
from tui.keys.commands import PAGES
from tui.keys.live import bindings, first_key, with_keys
from tui.screens.found_sessions import FoundSessions
from tui.screens.log_changes import LogChanges, Outcome
from tui.screens.page import Page
from tui.services import Services
from tui.text.history import marked_words, pain_words, session_words
from tui.text.mornings import decided_words
from tui.text.reach import kept_words
from tui.widgets.heat_map import HeatMap
from tui.widgets.key_numbers import KeyNumbers
from tui.widgets.minutes_chart import MOST_WEEKS, MinutesChart
from tui.widgets.recent_weeks import Beginning, RecentHistory, RecentWeeks
from tui.widgets.session_list import SessionList
from tui.widgets.typing import Search

ROWS_FOR_MONTHS = 40
"""Only in so tall a terminal do months have a line of their own (our judgement)."""
COLUMNS_FOR_A_ROW, ROWS_FOR_STACK = 180, 36
"""From here on the map holds a whole year: beside the bars, or below them."""
ROWS_FOR_ALL, ROWS_FOR_NUMBERS, COLUMNS_FOR_ALL = 18, 8, 56
"""In a smaller terminal bars, map and numbers give way to the list (our judgement)."""


class HistoryPage(Page):
    """The list of sessions, the map of days, minutes per week, and the numbers."""

    TITLE = PAGES["history"]
    CSS_PATH = "history.tcss"
    HELP_TEXT = (
        "Every session, newest first, and below it your minutes per week and a map of your "
        "days. Tab moves between list and map; choosing a day in the map finds its session. "
        "In the list a leg has its time in its own colour, and pain is before and the worst, as "
        "in 2/3; on a large screen both legs, pain and reach of the last twelve weeks stand beside "
        "it. Press {history.explain} for how each number on this page comes about, told with "
        "your own days. {history.mornings} compares mornings with and without each exercise, "
        "{history.reach} measures how far you reach.\n"
        "On the map · is a day without a completed hold; ░ ▒ ▓ █ stand for up to 2, 5, 10 and more "
        "minutes held. List and bars count minutes from start to end, with the rests. "
        "{history.search} searches in notes, routines and exercises, {history.filter} shows only "
        "sessions with an exercise, or in which something was eased off. {history.add} adds one "
        "that was done without the program, on the day under the cursor. "
        "{history.mark} marks the day under the cursor, of a session or in the map, as rest, ill, "
        "pain or travel, as z, i, p or t; it is a capital if you "
        "practised all the same. A row never ends at a marked day, and ill, pain and travel never "
        "lower steadiness; what you do all the same counts. Whatever you delete, mark or "
        "edit here can be undone with {history.undo}, the last twenty changes, even after a "
        "restart."
    )
    SPOKEN_KEYS = (
        "{History.details} tells more of a session, {history.mark} marks the day, {history.map} "
        "goes to the map of days."
    )
    BINDINGS = bindings("history")

    AUTO_FOCUS = "SessionList"  # else the search takes the first keys of a quick hand

    numbers = query_one(KeyNumbers)
    search = query_one(Search)
    sessions = query_one(SessionList)
    recent = query_one(RecentWeeks)
    beginning = query_one(Beginning)
    chart = query_one(MinutesChart)
    heat_map = query_one(HeatMap)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._shown: tuple[Snapshot | None, object] = (None, None)
        self._held: Mapping[date, float] = {}
        self._recent_is_old = True
        self._found = FoundSessions(services)
        self._changes = LogChanges(self)

    def compose_page(self) -> Iterable[Widget]:
        """Numbers on top, then list, bars and map."""
        settings = self.services.profile.settings
        yield KeyNumbers()
        yield Search("note, routine, exercise")
        sessions, chart, heat_map = SessionList(), MinutesChart(), HeatMap()
        for widget, title in (
            (sessions, "Sessions"),
            (chart, "Minutes per week, with rests"),
            (heat_map, "Days, minutes held"),
        ):
            widget.add_class("panel" if widget.can_focus else "tile")
            widget.border_title = Content(title)
        beginning = Beginning(mode=settings.figure, reduced_motion=settings.reduced_motion)
        yield Container(sessions, RecentWeeks(), beginning, chart, heat_map, id="history")

    def on_resize(self, event: events.Resize) -> None:
        """Leave the room to the list where not everything fits."""
        self.set_class(event.size.height < ROWS_FOR_ALL, "-list-only")
        self.set_class(event.size.height < ROWS_FOR_NUMBERS, "-no-numbers")
        self.set_class(event.size.width < COLUMNS_FOR_ALL, "-no-chart")
        is_wide = event.size.width >= COLUMNS_FOR_A_ROW
        self.set_class(is_wide, "-in-a-row")
        self.set_class(event.size.height >= ROWS_FOR_STACK and not is_wide, "-stacked")
        self.sessions.show_months(event.size.height >= ROWS_FOR_MONTHS)
        self.refresh_bindings()
        self.call_after_refresh(self._show_recent)

    def refresh_view(self) -> None:
        """Work out everything again, but only when something has changed."""
        services = self.services
        state = (services.history.is_read, services.profile.today(), services.profile.settings)
        if self._shown[0] is services.history.snapshot and self._shown[1] == state:
            return
        self._shown = (services.history.snapshot, state)
        self._show_days()
        self.show_apart(self._show_numbers, self._show_sessions)

    def _show_numbers(self) -> None:
        history = self.services.history
        if history.is_read:
            self.numbers.show(self.services.profile.progress(history.snapshot))

    def _show_sessions(self) -> None:
        history = self.services.history
        self._recent_is_old = True
        nothing = not (history.counted or history.to_come or history.snapshot.marks)
        self.set_class(history.is_read and nothing, "-empty")
        self._list_sessions()
        self.refresh_bindings()
        self.call_after_refresh(self._show_recent)

    def _list_sessions(self) -> None:
        """List the sessions that the filter leaves, and say which they are."""
        found, today = self._found, self.services.profile.today()
        found.look()
        message = "" if self.services.history.is_read else "Reading the log…"
        if found.count and not found.sessions:
            message = with_keys(self.app, "None is like that. {history.all} shows all.")
        before = self.sessions.highlighted
        self.sessions.show(found.sessions, self._held, today, message)
        if found.is_filtered and self.sessions.highlighted != before:
            self.sessions.move_to(0)
        self.set_class(found.is_filtered, "-filtered")
        self.sessions.border_title = Content(found.title)

    def _show_recent(self) -> None:
        """Show legs, pain and reach of the last weeks, where there is room for them."""
        if not self._recent_is_old or not (self.recent.display or self.beginning.display):
            return
        self._recent_is_old = False
        if self.has_class("-empty"):
            self._show_beginning()
            return
        history, settings = self.services.history, self.services.profile.settings
        today, first_weekday = self.services.profile.today(), settings.first_weekday_number
        told = RecentHistory.of(history.snapshot, history.counted, today, first_weekday)
        self.recent.show(told, settings.figure)

    def _show_beginning(self) -> None:
        """Show what it begins with, until there is something to show."""
        catalogue, settings = self.services.profile.catalogue, self.services.profile.settings
        if CHAIR in catalogue:
            chair = catalogue.get(CHAIR)
            self.beginning.show(chair, settings.figure, settings.reduced_motion)

    def _show_days(self) -> None:
        history, profile = self.services.history, self.services.profile
        today, first_weekday = profile.today(), profile.settings.first_weekday_number
        self._held = seconds_per_day(history.counted, today)
        self.heat_map.show(self._held, history.snapshot.marks_by_day, today, first_weekday)
        self.chart.show(minutes_per_week(history.counted, first_weekday, today, MOST_WEEKS))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before the first session there is none to look at, and none to delete."""
        if action in ("details", "delete") and self.has_class("-empty"):
            return False
        if action in ("search", "filter"):
            return not self.has_class("-empty")
        if action == "all":
            return self._found.is_filtered or self.search.display
        if action == "map":
            return not (self.has_class("-list-only") or self.has_class("-empty"))
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Type words to look for."""
        self.open_search(self.search)

    @on(Input.Changed)
    def filter_by_words(self) -> None:
        """Narrow down while typing."""
        self._take_filter(replace(self._found.filter, words=self.search.words))

    @on(Input.Submitted)
    def leave_search(self) -> None:
        """Go back to the list; what was typed goes on filtering."""
        self.sessions.focus()
        self.say_where_one_is()

    @work
    async def action_filter(self) -> None:
        """Choose which sessions are shown, by exercise and by what was eased off."""
        from tui.dialogs.history import FilterSessions  # not needed for the first paint

        named, sessions = self.services.profile.catalogue.name_of, self.services.history.counted
        if chosen := await ask(self, FilterSessions(sessions, self._found.filter, named)):
            self._take_filter(chosen)
            self.say_what_is_new()

    def action_all(self) -> None:
        """Show all sessions again."""
        with self.search.prevent(Input.Changed):  # the list is made anew once
            self.search.stop()
        self._take_filter(SessionFilter())
        self.sessions.focus()
        self.say_what_is_new()

    def _take_filter(self, wanted: SessionFilter) -> None:
        if wanted != self._found.filter:
            self._found.filter = wanted
            self._list_sessions()
            self.refresh_bindings()

    def go_to(self, day: date) -> None:
        """Go to a session of the day, or to the day itself on the map."""
        if self._found.is_filtered:
            self.action_all()
        self.heat_map.move_to(day)
        if rows := self._found.rows_of_day.get(day):
            self.sessions.move_to(rows[0])
            self.sessions.focus()
        elif self.heat_map.day == day and self.heat_map.display:
            self.heat_map.focus()
        else:
            self.notify(f"There is no session on {day_words(day, self.services.profile.today())}.")
        self.say_what_is_new()

    @on(HeatMap.DaySelected)
    def find_session(self, event: HeatMap.DaySelected) -> None:
        """Move the list to the session of the day."""
        if rows := self._found.rows_of_day.get(event.day):
            self.sessions.move_to(rows[0])
        self.say_what_is_new()

    @on(SessionList.Highlighted)
    def find_day(self, event: SessionList.Highlighted) -> None:
        """Move the map to the day of the session."""
        self.heat_map.move_to(event.session.practice_day)
        self.say_what_is_new()

    def under_cursor(self) -> Iterable[str]:
        """Yield the session or the day, and what is known of it."""
        session = self.sessions.highlighted
        if self.heat_map.has_focus:
            yield self.heat_map.words
        elif session is None:
            yield self.sessions.message or "No sessions yet."
        else:
            yield f"{self._words(session)}."
            yield in_plain_words(session, self.services.profile.catalogue)
            yield pain_words(session)
            yield f"Note: {session.note}" if session.note else ""

    def _words(self, session: SessionRecord) -> str:
        return session_words(session, self.services.profile.today())

    @property
    def _undo(self) -> str:
        """The key that takes a change back."""
        return first_key(self.app, "history.undo")

    @work
    async def action_details(self) -> None:
        """Show the session hold by hold; save it when it was edited there."""
        from tui.dialogs.session_details import SessionDetails  # not needed for the first paint

        session = self._chosen()
        if session is None:
            return
        services, profile = self.services, self.services.profile
        draft = TypedDraft(services.paths.state.typed, services.clock)
        filled: SessionRecord | None = None
        outcome = Outcome.BACK
        while outcome is Outcome.BACK and self.is_active:
            today = profile.today()
            card = SessionDetails(session, profile.catalogue, today, draft, filled)
            filled = await ask(self, card)
            outcome = await self._save_edit(filled, session) if filled else Outcome.SETTLED
        if outcome is Outcome.SETTLED:
            draft.finish()
        else:
            draft.keep()  # what was typed is offered by the next start

    async def _save_edit(self, edited: SessionRecord, shown: SessionRecord) -> Outcome:
        return await self._changes.make(
            lambda history: history.replace(edited, shown),
            lambda: f"Saved: {self._words(edited)}. {self._undo} undoes it.",
        )

    @work
    async def action_add(self) -> None:
        """Add a session that was done without the program, on the day under the cursor."""
        from tui.dialogs.add_session import AddSession, ChooseDone  # not for the first paint

        services, day = self.services, self._day
        routine = await ask(self, ChooseDone(services, day))
        if routine is None:
            return
        plan = services.guide.plan(routine, reads=False)
        added, outcome = None, Outcome.FAILED
        while outcome is Outcome.FAILED:
            added = await ask(self, AddSession(services, plan, day, added))
            outcome = await self._save_new(added.record) if added else Outcome.SETTLED

    async def _save_new(self, session: SessionRecord) -> Outcome:
        return await self._changes.make(
            lambda history: history.put([session]),
            lambda: f"Added: {self._words(session)}. {self._undo} takes it out again.",
        )

    @work
    async def action_delete(self) -> None:
        """Delete the session."""
        session = self._chosen()
        if session is not None:
            await self._changes.make(
                lambda history: history.delete([session.id]),
                lambda: f"Deleted: {self._words(session)}. {self._undo} brings it back.",
            )

    @work
    async def action_mark(self) -> None:
        """Ask what the day is to be marked as."""
        from tui.dialogs.history import MarkDay  # not needed for the first paint

        marks, today = self.services.history.snapshot.marks_by_day, self.services.profile.today()
        marking = await ask(self, MarkDay(self._day, marks, today))
        if marking is not None:
            told = marked_words([marking.day], marking.kind, today)
            await self._changes.make(
                lambda history: history.mark(marking.day, marking.kind),
                lambda: f"{told}. {self._undo} undoes it.",
            )

    def action_map(self) -> None:
        """Go to the map of days, or back to the list."""
        self.focus_next()
        self.say_what_is_new()

    def action_explain(self) -> None:
        """Explain every number with the person's own days."""
        from library.guidance.ticks import idle_days  # not needed for the first paint
        from tui.dialogs.history import ExplainNumbers

        history, profile = self.services.history, self.services.profile
        first_weekday = profile.settings.first_weekday_number
        marks, today = history.snapshot.marks, profile.today()
        idle = idle_days(history.snapshot, today)
        texts = explain(history.counted, marks, profile.goals, first_weekday, today, idle)
        self.app.push_screen(ExplainNumbers(texts))

    @work
    async def action_mornings(self) -> None:
        """Compare mornings with and without each exercise, and keep what is decided about one."""
        from tui.dialogs.mornings import CompareMornings  # not needed for the first paint

        guide, named = self.services.guide, self.services.profile.catalogue.name_of
        decided = await ask(self, CompareMornings(guide.standing, named))
        if decided is not None:
            record = guide.decision(decided.kind, decided.exercise, reason=decided.reason)
            told = decided_words(decided.kind, named(decided.exercise))
            await self._changes.make(
                lambda history: history.put([record]),
                lambda: f"{told} {self._undo} undoes it.",
            )

    def action_helps(self) -> None:
        """Show how mornings, pain and reach went."""
        from tui.screens.does_it_help import DoesItHelp  # not needed for the first paint

        self.app.push_screen(DoesItHelp(self.services))

    @work
    async def action_reach(self) -> None:
        """Ask how far the person reaches, keep it, and say what it says."""
        from tui.dialogs.reach import MeasureReach  # not needed for the first paint

        guide, profile = self.services.guide, self.services.profile
        first_weekday, standing = profile.settings.first_weekday_number, guide.standing
        form = reach_form(standing, guide.here.possible)
        before = [each for each in results(standing.log.reach, first_weekday) if each.form is form]
        measured = await ask(self, MeasureReach(form, before, forbidden_by(standing)))
        if measured is None:
            return
        records = [guide.reach(form, leg, tries) for leg, tries in measured.tries.items()]

        def told() -> str:
            now = results(guide.standing.log.reach, first_weekday)
            mine = [each for each in now if each.form is form and each.leg in measured.tries]
            kept = " ".join(kept_words(max(measured.tries[each.leg]), each) for each in mine)
            return f"Saved: {kept} {self._undo} undoes it."

        await self._changes.make(lambda history: history.put(records), told)

    def _chosen(self) -> SessionRecord | None:
        """The session to act on; a day of the map may have none, or leave open which one."""
        if self.heat_map.has_focus:
            day, today = self.heat_map.day, self.services.profile.today()
            rows = self._found.rows_of_day.get(day, [])
            if not rows:
                more = with_keys(self.app, " that is shown; {history.all} shows all")
                there = more if self._found.is_filtered else ""
                self.notify(f"There is no session on {day_words(day, today)}{there}.")
                return None
            if len(rows) > 1:
                self.sessions.focus()
                told = f"{len(rows)} sessions on {day_words(day, today)}"
                self.notify(f"{told}: choose one in the list.")
                return None
        return self.sessions.highlighted

    @property
    def _day(self) -> date:
        """The day under the cursor, in the list that of the session.

        Where there is only the list, it is today until a session is chosen: that must be possible.
        """
        session = self.sessions.highlighted
        if session is None or self.heat_map.has_focus or not self.heat_map.display:
            return self.heat_map.day
        return min(session.practice_day, self.services.profile.today())
