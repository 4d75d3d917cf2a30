"""The first screen: what to do now, and where one stands."""

from collections.abc import Iterable
from datetime import date

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget

from library.exercises.model import Kind
from library.exercises.safety import REMINDERS
from library.history.record import MarkKind
from library.progress.eligibility import eligible_routines
from library.progress.strength import of_hundred
from library.progress.suggestion import suggest
from library.progress.summary import Progress
from library.progress.totals import seconds_per_day
from library.progress.weeks import ONE_WEEK
from library.routines.model import Routine
from library.session.summary import in_plain_words
from library.wording import counted, day_words
from tui.app_base import App
from tui.keys.commands import PAGES
from tui.keys.live import bindings, with_keys
from tui.messages import StartRoutine
from tui.screens.page import Page
from tui.services import Services
from tui.text.duration import about, whole_minutes
from tui.text.routines import contents_of
from tui.widgets.heat_map import HeatMap
from tui.widgets.progress_line import bar
from tui.widgets.text import Text

MAP_WEEKS = 12
"""Weeks in the small heat map: about as long as a habit takes to form (Lally 2010)."""


class TodayPage(Page):
    """One key starts what is due; the rest of the page says why it is worth it."""

    TITLE = PAGES["today"]
    CSS_PATH = "today.tcss"
    HELP_TEXT = (
        "{today.start} begins what is suggested. The numbers come from your log; History explains "
        "them."
    )
    BINDINGS = bindings("today")

    now = query_one("#now-text", Text)
    contents = query_one("#contents-text", Text)
    numbers = query_one("#numbers", Text)
    last = query_one("#last", Text)
    safety = query_one("#safety", Text)
    heat_map = query_one(HeatMap)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._suggested: Routine | None = None

    def compose_page(self) -> Iterable[Widget]:
        """Build what to do now, the numbers, the last weeks, one safety line."""
        with Vertical(id="now", classes="panel") as panel:
            panel.border_title = "Now"
            yield Text(id="now-text")
        with Horizontal(id="standing"):
            with Vertical(id="week", classes="panel") as panel:
                panel.border_title = "So far"
                yield Text(id="numbers")
            with Vertical(id="map", classes="panel") as panel:
                panel.border_title = f"Last {MAP_WEEKS} weeks"
                yield HeatMap(weeks=MAP_WEEKS, can_focus=False)
        with Vertical(id="contents", classes="panel") as panel:
            panel.border_title = "What it holds"
            yield Text(id="contents-text")
        yield Text(id="last")
        yield Text(id="safety")

    def refresh_view(self) -> None:
        """Show what the log says now."""
        services, profile = self.services, self.services.profile
        today, catalogue = profile.today(), profile.catalogue
        stretches = [e.id for e in catalogue if e.kind is Kind.STRETCH]
        sessions, hour = services.history.counted, services.clock.now().hour
        fit = eligible_routines(
            tuple(profile.routines), catalogue, profile.settings, sessions, today, hour
        )
        suggestion = suggest(fit, sessions, stretches, today, hour)
        self._suggested = profile.routines.get(suggestion.routine)
        plan = services.guide.plan(self._suggested)
        length = about(plan.seconds, plan.longest_seconds)
        marks = services.history.snapshot.marks_by_day
        if today in marks:
            self.now.update(_rest(self.app, marks[today], self._suggested, length))
        else:
            self.now.update(_offer(self.app, self._suggested, suggestion.reason, length))
        self.contents.update(contents_of(self._suggested, catalogue, services.guide.settings))
        # Apart, so that keys come in between: with ten thousand sessions each half takes 25 ms.
        self.call_later(self._show_numbers)

    def _show_numbers(self) -> None:
        profile, history = self.services.profile, self.services.history
        today, marks = profile.today(), self.services.history.snapshot.marks_by_day
        progress = profile.progress(history.snapshot)
        self.numbers.update(_numbers(progress) if history.is_read else _reading())
        self.last.update(self._last_session())
        self.safety.update(_reminder(today))
        since = today - (MAP_WEEKS + 1) * ONE_WEEK  # adding up all of a long log takes 20 ms
        recent = (session for session in history.counted if session.practice_day >= since)
        seconds = seconds_per_day(recent, today)
        self.heat_map.show(seconds, marks, today, profile.settings.first_weekday_number)

    def _last_session(self) -> str:
        if not self.services.history.is_read:
            return ""
        if not (sessions := self.services.history.counted):
            return "Your sessions will be listed here and in History."
        last = sessions[-1]
        done = in_plain_words(last, self.services.profile.catalogue.exercises)
        return f"Last: {day_words(last.practice_day)}, {last.routine}. {done}"

    def action_start(self) -> None:
        """Begin what is suggested."""
        if self._suggested is not None:
            self.post_message(StartRoutine(self._suggested))


def _offer(app: App, routine: Routine, reason: str, length: str) -> Content:
    return Content.assemble(
        Content.styled(routine.name, "bold $text-accent"),
        f"   {length}\n",
        Content(routine.purpose),
        "\n",
        Content.styled(reason, "$text-muted"),
        "\n\n",
        Content.styled(f"▸ {with_keys(app, '{today.start}')}", "bold $text-success"),
        " starts it. No key is needed until the end.",
    )


def _rest(app: App, mark: MarkKind, routine: Routine, length: str) -> Content:
    """Describe a day that is kept free: nothing is due, and nothing is forbidden."""
    kept = "days and weeks in a row" if mark.freezes_week else "days in a row"
    unmarks = with_keys(app, "{history.mark} unmarks it on the map.")
    return Content.assemble(
        Content.styled(f"Today is marked as {mark}. Rest is fine.", "bold $text-accent"),
        f"\nYour {kept} stay as they are. In History, {unmarks}\n\n",
        Content.styled(f"▸ {with_keys(app, '{today.start}')}", "bold $text-success"),
        f" starts {routine.name}, {length}, if you feel like it.",
    )


def _reading() -> Content:
    return Content.styled("Reading the log…", "$text-muted")


def _numbers(progress: Progress) -> Content:
    """Return the five numbers; what has not begun yet is left out instead of shown as zero."""
    done, goal = progress.week_days, progress.week_goal
    dots = "●" * done + "○" * max(0, goal - done)
    lines = [("This week", f"{dots}  {done} of {counted(goal, 'day')}")]
    if progress.days_in_a_row or progress.best_days_in_a_row:
        now = f"{progress.days_in_a_row:,}" if progress.days_in_a_row else "ready to start"
        lines.append(("Days in a row", f"{now} (best {progress.best_days_in_a_row:,})"))
    if progress.weeks_in_a_row or progress.best_weeks_in_a_row:
        now = f"{progress.weeks_in_a_row:,}" if progress.weeks_in_a_row else "ready to start"
        lines.append(("Weeks in a row", f"{now} (best {progress.best_weeks_in_a_row:,})"))
    if progress.sessions:
        share = progress.strength / 100
        lines.append(("Steadiness", f"{bar(share, 10)}▏ {of_hundred(progress.strength)}"))
        total = (
            f"{counted(progress.sessions, 'session')}, {whole_minutes(60 * progress.minutes)} min"
        )
        lines.append(("In all", total))
    else:
        lines.append(("", "Ready to start."))
    return Content("\n").join(
        Content.assemble(Content.styled(f"{title:<15}", "$text-muted"), text)
        for title, text in lines
    )


def _reminder(today: date) -> str:
    return REMINDERS[today.toordinal() % len(REMINDERS)]
