"""The first screen: what to do now, and where one stands."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from string import digits

import msgspec
from msgspec.structs import replace
from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key, Resize, ScreenSuspend
from textual.getters import query_one
from textual.widget import Widget

from library.bounds import WORST_PAIN
from library.exercises.safety import REMINDERS
from library.guidance.plan import Why
from library.guidance.progression import left_out_today
from library.guidance.today import routine_of_the_day
from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.record import Check, DecisionKind, MarkKind
from library.progress.strength import of_hundred
from library.progress.summary import Progress
from library.progress.totals import seconds_per_day
from library.progress.weeks import ONE_WEEK
from library.session.summary import in_plain_words
from library.wording import counted, day_words
from tui.keys.commands import PAGES
from tui.keys.live import bindings, with_keys
from tui.messages import StartRoutine
from tui.screens.page import Page
from tui.services import Services
from tui.text.day_line import todays_line
from tui.text.duration import about, whole_minutes
from tui.text.guidance import left_out, on_words, reason_words
from tui.text.history import marked_words
from tui.text.routines import contents_of
from tui.text.today import READING, Enter, Offer, awaited_words, check_words, explained, offer_words
from tui.widgets.heat_map import HeatMap
from tui.widgets.meter import meter
from tui.widgets.text import Text

_AFTER_READING = frozenset({"rest", "places", "same", "massage", "mark", "easy", "check", "why"})
"""What cannot be done before the log is read."""
_MAP_ROWS = 10
"""Rows of the map of the last weeks with its frame."""
_FRAME = 6
"""Cells beside the text of a panel."""
MAP_WEEKS = 12
"""Weeks in the small heat map: about as long as a habit takes to form (Lally 2010)."""


class Answering(msgspec.Struct, frozen=True):
    """The answer of the day while it is typed."""

    about: date
    before: Check | None
    """The answer that was there."""
    makes_ten: bool = False
    """Whether a 1 was typed, which a 0 makes ten."""


class TodayPage(Page):
    """One key starts what is due; the rest of the page says why it is worth it."""

    TITLE = PAGES["today"]
    CSS_PATH = "today.tcss"
    HELP_TEXT = (
        "{today.start} begins what is right for today, at your own doses: at most one thing is new "
        "or longer. {today.check} and a number tell how your back is, 0 is no pain; the same "
        "number once more takes it away, and leaving it out is fine. {today.why} says why, and "
        "what is left out. The numbers come from your log; History explains them."
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
        self._offer: Offer | None = None
        """What is offered; None until the log is read."""
        self._starts_when_read = False
        """Whether Enter was pressed before that."""
        self._with_massage = False
        self._answering: Answering | None = None

    def compose_page(self) -> Iterable[Widget]:
        """Build what to do now, the numbers, the last weeks, one safety line."""
        with Vertical(id="now", classes="panel") as panel:
            panel.border_title = "Now"
            yield Text(id="now-text")
        with _Standing(id="standing"):
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
        if self.services.history.is_awaited:
            self.now.update(awaited_words(partial(with_keys, self.app)))
            self.contents.update("")
        else:
            self._plan()
        # Apart, so that keys come in between: with ten thousand sessions each half takes 25 ms.
        self.call_later(self._show_numbers)

    def _plan(self) -> None:
        """Make the plan of the day, and show it."""
        guide = self.services.guide
        standing, plan = guide.standing, guide.today
        more = guide.with_massage(plan)
        self._with_massage = self._with_massage and more is not None
        if more is not None and self._with_massage:
            plan = more
        steps = guide.plan(routine_of_the_day(plan))
        rests = plan.why is Why.REST_FIRST or plan.led_by is not None
        self._offer = Offer(
            plan=plan,
            standing=standing,
            length=about(steps.seconds, steps.longest_seconds),
            massage=more is not None,
            added=self._with_massage,
            line=todays_line(standing, plan, guide.here, self._named),
            easy=rests and bool(guide.easy_today.items),
        )
        self._show_offer()
        self.refresh_bindings()
        if self._starts_when_read:
            self._starts_when_read = False
            if self._offer.enter is Enter.START:
                self.action_start()

    def _show_offer(self) -> None:
        """Show what is offered, and where an answer is waited for."""
        if (offer := self._offer) is None:
            return
        keys = partial(with_keys, self.app)
        waits = self._answering is not None and not self._answering.makes_ten
        asked = check_words(offer.standing, self.services.clock.now().hour, keys, waits=waits)
        width = self.now.size.width or self.app.size.width - _FRAME
        self.now.update(offer_words(offer, self._named, keys, asked, width))
        profile, routine = self.services.profile, routine_of_the_day(offer.plan)
        if offer.plan.items:
            settings = self.services.guide.settings
            self.contents.update(contents_of(routine, profile.catalogue, settings))
        else:
            self.contents.update(self._why)

    def on_resize(self) -> None:
        """Put what is offered into lines of another length, once there are such."""
        self.call_after_refresh(self._show_offer)

    def _named(self, exercise: str) -> str:
        return self.services.profile.catalogue.name_of(exercise)

    @property
    def _why(self) -> Content:
        """Why the plan is as it is, and what is left out."""
        if (offer := self._offer) is None:
            return _reading()
        out = [(self._named(o.exercise), o.why) for o in left_out(offer.plan, offer.standing)]
        return explained(offer, self._named, out)

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

    # What the keys do.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        if (offer := self._offer) is None:
            return action not in _AFTER_READING and super().check_action(action, parameters)
        possible = {
            "start": offer.enter is Enter.START,
            "rest": offer.enter is Enter.MARK,
            "places": offer.enter is Enter.PLACES,
            "same": offer.can_stay_the_same
            or offer.can_change_again
            or (offer.easy and bool(offer.led_gently)),
            "massage": offer.massage,
            "mark": offer.rests_first,
            "easy": offer.easy_all_the_same,
        }
        return possible.get(action, super().check_action(action, parameters))

    def action_start(self) -> None:
        """Begin what is right for today, as soon as the log is read."""
        if self._offer is None:
            self._starts_when_read = True
        elif self._offer.plan.items:
            self._with_massage = False
            self.post_message(StartRoutine(routine_of_the_day(self._offer.plan)))

    def action_easy(self) -> None:
        """Begin the easy two."""
        plan = self.services.guide.easy_today
        if plan.items:
            self.post_message(StartRoutine(routine_of_the_day(plan)))

    @work
    async def action_places(self) -> None:
        """Say what is at hand."""
        await self.app.run_action("edit_places")

    def action_massage(self) -> None:
        """Add the massage, or leave it out again."""
        self._with_massage = not self._with_massage
        self._plan()

    @work
    async def action_same(self) -> None:
        """Leave today's change out, or have it again; where a routine leads, begin an easy day."""
        offer = self._offer
        if offer is None:
            return
        if offer.plan.led_by is not None:
            self.action_easy()
        elif offer.can_change_again:
            await self._change(lambda history: history.remove(left_out_today(offer.standing)))
        elif (change := offer.plan.change) is not None and offer.can_stay_the_same:
            guide, reason = (
                self.services.guide,
                reason_words(offer.plan, offer.standing, self._named),
            )
            left = guide.decision(DecisionKind.SAME_AS_BEFORE, change.exercise, reason=reason)
            if await self._change(lambda history: history.put([left])):
                self._tell("The same as before today. {Today.same} once more takes that back.")

    @work
    async def action_mark(self) -> None:
        """Mark today as pain."""
        today = self.services.profile.today()
        if await self._change(lambda history: history.mark(today, MarkKind.PAIN)):
            marked = marked_words(today, MarkKind.PAIN)
            self._tell(f"{marked}. In History, {{history.undo}} undoes it.")

    def action_rest(self) -> None:
        """Mark today as pain, as there is nothing to do."""
        self.action_mark()

    def action_why(self) -> None:
        """Show why the plan is as it is, and what is left out."""
        from tui.dialogs.today import ExplainToday  # not needed for the first paint

        self.app.push_screen(ExplainToday(self._why))

    def action_check(self) -> None:
        """Take the next digit for the answer of the day."""
        standing = self.services.guide.standing
        about = standing.asked_about
        self._wait_for(Answering(about, standing.log.checks.get(about)))

    def on_key(self, event: Key) -> None:
        """Take a digit for the answer while it is waited for; any other key ends that."""
        if (answering := self._answering) is None:
            return
        typed = int(event.key) if event.key in digits else None
        if typed is None or (answering.makes_ten and typed != 0):
            self._wait_for(None)
            return
        event.stop()
        event.prevent_default()
        self._wait_for(replace(answering, makes_ten=True) if typed == 1 else None)
        self._answer(answering, WORST_PAIN if answering.makes_ten else typed)

    @on(ScreenSuspend)
    def _leave(self) -> None:
        """Wait for no answer any more: digits change pages where people come back to."""
        self._answering = None

    def _wait_for(self, answering: "Answering | None") -> None:
        self._answering = answering
        self._show_offer()

    @work
    async def _answer(self, answering: "Answering", rating: int) -> None:
        """Save an answer; the one that was there before is taken away by the same."""
        guide, before = self.services.guide, answering.before
        check, today = guide.check(answering.about, rating), guide.standing.today
        if before is not None and before.rating == rating:
            if await self._change(lambda history: history.remove([check])):
                self._tell("Your answer is taken back. In History, {history.undo} undoes it.")
        elif await self._change(lambda history: history.put([check])) and check.recalled:
            kept = f"{rating} of {WORST_PAIN} {on_words(check.day, today)}"
            self._tell(f"Kept: {kept}. In History, {{history.undo}} undoes it.")

    async def _change(self, change: Callable[[History], object]) -> bool:
        """Change the log; when that cannot be done, say why."""
        try:
            await self.services.history.edit(change)
        except HistoryError as error:
            self.app.warn(error)
            return False
        return True

    def _tell(self, sentence: str) -> None:
        self.notify(with_keys(self.app, sentence))


class _Standing(Horizontal):
    """The numbers and the map; when what to do now is long, the map gives way to it."""

    def on_resize(self, event: Resize) -> None:
        """Look whether there is room for the map."""
        self.set_class(event.size.height < _MAP_ROWS, "-low")


def _reading() -> Content:
    return Content.styled(READING, "$text-muted")


def _numbers(progress: Progress) -> Content:
    """Return the five numbers; what has not begun yet is left out instead of shown as zero."""
    done, goal = progress.week_days, progress.week_goal
    dots = "●" * done + "○" * max(0, goal - done)
    lines: list[tuple[str, str | Content]] = [
        ("This week", f"{dots}  {done} of {counted(goal, 'day')}")
    ]
    if progress.days_in_a_row or progress.best_days_in_a_row:
        now = f"{progress.days_in_a_row:,}" if progress.days_in_a_row else "ready to start"
        lines.append(("Days in a row", f"{now} (best {progress.best_days_in_a_row:,})"))
    if progress.weeks_in_a_row or progress.best_weeks_in_a_row:
        now = f"{progress.weeks_in_a_row:,}" if progress.weeks_in_a_row else "ready to start"
        lines.append(("Weeks in a row", f"{now} (best {progress.best_weeks_in_a_row:,})"))
    if progress.sessions:
        share = progress.strength / 100
        lines.append(
            ("Steadiness", Content.assemble(meter(share, 10), f" {of_hundred(progress.strength)}"))
        )
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
