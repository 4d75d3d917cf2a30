"""The first screen: what to do now, and where one stands."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from string import digits

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Key, ScreenSuspend
from textual.getters import query_one
from textual.widget import Widget

from library.bounds import WORST_PAIN
from library.exercises.model import Side
from library.exercises.safety import reminder_at
from library.guidance.plan import Why
from library.guidance.progression import left_out_today
from library.guidance.today import Due, routine_of_the_day
from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.record import DecisionKind, MarkKind
from library.progress.days import practice_days
from library.progress.totals import seconds_per_day
from library.progress.weeks import ONE_WEEK
from library.routines.model import Plan
from tui.keys.commands import PAGES
from tui.keys.live import bindings, with_keys
from tui.messages import StartRoutine
from tui.screens.answering import Answering, keep_answer
from tui.screens.page import Page
from tui.services import Services
from tui.text.day_line import todays_line
from tui.text.duration import about
from tui.text.guidance import reason_for
from tui.text.left_out import left_out
from tui.text.planned import planned_in, short_name
from tui.text.today import (
    NO_KEY,
    READING,
    WELCOME,
    Offer,
    awaited_words,
    check_words,
    explained,
    greeting,
    heading,
    key_words,
    marks_of,
    reasons,
)
from tui.text.week import days_of_week
from tui.widgets.coming_tile import AFTER_THAT, ComingTile, Told, last_session, what_comes
from tui.widgets.day_hero import DayHero
from tui.widgets.heat_map import HeatMap
from tui.widgets.meter import meter
from tui.widgets.text import Text, wrapped
from tui.widgets.week_tile import WeekTile

_AFTER_READING = frozenset(
    {"rest", "places", "same", "massage", "mark", "undo_in_log", "easy", "check", "why", "sheet"}
)
"""What cannot be done before the log is read."""
_BARS = 2
"""Rows of the line of pages and of the key line."""
_TILE_ROWS, _MAP_ROWS, _WEEK_ROWS = 10, 9, 7
"""Rows of the tiles where there is room, of the map with its title, and of the week alone."""
_FEW_ROWS = 5
"""Rows of the week where there is little room."""
_SPACE = 2
"""Empty rows that the offer looks better with."""
_LEAST_ROWS = 3
"""Rows in which there is something of a week to be seen."""
_MAP_COLUMNS = 78
"""Columns from which on there is a map; as the class `-normal`."""
_TINY = 7
"""Rows up to which only the offer is shown."""
RESTING = "crossed-leg-stretch"
"""The exercise whose figure lies at its start, as on a day of rest."""
MAP_WEEKS = 12
"""Weeks in the small heat map: about as long as a habit takes to form (Lally 2010)."""


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

    hero = query_one(DayHero)
    standing = query_one("#standing", Horizontal)
    week = query_one(WeekTile)
    heat_map = query_one(HeatMap)
    coming = query_one(ComingTile)
    foot = query_one("#foot", Text)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._offer: Offer | None = None
        """What is offered; None until the log is read."""
        self._starts_when_read = False
        """Whether Enter was pressed before that."""
        self._with_massage = False
        self._answering: Answering | None = None
        self._comes_back = False
        """Whether another page or a session was on show since this one."""

    def compose_page(self) -> Iterable[Widget]:
        """Build what to do now beside its figure, and below it where one stands."""
        settings = self.services.profile.settings
        yield DayHero(mode=settings.figure, reduced_motion=settings.reduced_motion)
        with Horizontal(id="standing"):
            yield WeekTile(classes="tile")
            days = HeatMap(weeks=MAP_WEEKS, can_focus=False)
            days.add_class("tile", update=False)
            days.border_title = f"Last {MAP_WEEKS} weeks"
            yield days
            yield ComingTile(classes="tile")
        yield Text(id="foot")

    def refresh_view(self) -> None:
        """Show what the log says now."""
        settings = self.services.profile.settings
        self.hero.prefer(settings.figure, settings.reduced_motion)
        self.hero.set_class(settings.figure == "off", "-no-figure")
        if self.services.history.is_awaited:
            title, enters = awaited_words(partial(with_keys, self.app))
            self.hero.say([title], [], enters)
            self._arrange()
        else:
            self._plan()
        self.show_apart(self._show_numbers)

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
        self._offer = offer = Offer(
            plan=plan,
            standing=standing,
            length=about(steps.seconds, steps.longest_seconds),
            reason=reason_for(plan, standing, self._named),
            massage=more is not None,
            added=self._with_massage,
            line=todays_line(standing, plan, guide.here, self._named),
            easy=tuple(map(self._short_name, guide.easy_today.exercises)) if rests else (),
        )
        self.hero.show_plan(planned_in(steps, marks_of(offer)))
        self._show_offer()
        self._show_figure(steps)
        self.refresh_bindings()
        if self._starts_when_read:
            self._starts_when_read = False
            if offer.enter is Due.START:
                self.action_start()

    def _show_figure(self, steps: Plan) -> None:
        """Show the figure of what comes first; where nothing does, it lies and rests."""
        moves, self._comes_back = self._comes_back, False
        if steps.work:
            first = steps.work[0]
            shown = first.exercise, first.side, first.level, first.height_cm
            self.hero.picture.show(*shown, moves=moves)
        elif RESTING in self.services.profile.catalogue:
            resting = self.services.profile.catalogue.get(RESTING)
            self.hero.picture.show(resting, Side.LEFT, rests=True)

    def _show_offer(self) -> None:
        """Show what is offered, and where an answer is waited for."""
        if (offer := self._offer) is None:
            return
        keys, standing = partial(with_keys, self.app), offer.standing
        rating = 0 if standing.answer is None else standing.answer.rating
        scale = meter(
            rating / WORST_PAIN, WORST_PAIN, colour="$muscle-text", plain=self.app.no_color
        )
        asked = check_words(standing, keys, waits=self._waits, scale=scale)
        told, does = reasons(offer, keys), key_words(offer, keys)
        self.hero.say(
            heading(offer), told, does, asked=asked, aside=NO_KEY, greeting=self._greeting
        )
        self._arrange()
        self.say_what_is_new()

    @property
    def _waits(self) -> bool:
        return self._answering is not None and not self._answering.makes_ten

    def aloud(self) -> Iterable[str]:
        """Return the plan of the day, its question and its keys."""
        from tui.screens.today_aloud import lines_aloud  # only for those who are spoken to

        if (offer := self._offer) is None:
            return ()
        names = map(self._short_name, offer.plan.exercises)
        return self._greeting, *lines_aloud(offer, list(names), self.app, waits=self._waits)

    def on_resize(self) -> None:
        """Give everything its rows anew, once the words have lines of another length."""
        self.call_after_refresh(self._arrange)

    def _arrange(self) -> None:
        """Give what stands below the offer the rows that it leaves; the map goes first."""
        tall = self.has_class("-tall")
        safety = reminder_at(self.services.profile.today(), self.services.clock.now().hour)
        width, height = self.size
        lines = wrapped(safety, width - 2) if height > _TINY else []
        free = height - _BARS - bool(self._attention) - (self.hero.rows_around if tall else 0)
        spare = free - len(lines) - self.hero.rows
        has_map = width >= _MAP_COLUMNS and not self._is_new_here
        grounds = tall and self.has_class("-wide")
        most = _TILE_ROWS if grounds else _MAP_ROWS if has_map else _WEEK_ROWS
        most = min(most, _WEEK_ROWS) if self._is_new_here else most
        rows = min(most, spare - 1)  # the keys stand apart
        if not has_map:  # without a map the week takes less, so that the offer has space
            rows = min(rows, max(_FEW_ROWS, spare - _SPACE))
        rows = max(0, rows)
        below = int(not tall and rows > 0 and spare - rows >= _SPACE)
        apart = int(below and spare - rows > _SPACE + 1)
        self.standing.styles.height = rows
        self.standing.update_classes({"-none": rows < _LEAST_ROWS, "-low": rows < _MAP_ROWS})
        self.foot.put(Content("\n").join(lines))
        tiny = height <= _TINY
        self.update_classes({"-room-below": below > 0, "-foot-apart": apart > 0, "-tiny": tiny})
        self.hero.fit(max(1, free - rows - len(lines) - apart - below))

    def _named(self, exercise: str) -> str:
        return self.services.profile.catalogue.name_of(exercise)

    def _short_name(self, exercise: str) -> str:
        return short_name(self._named(exercise))

    @property
    def _is_new_here(self) -> bool:
        """Whether there was no session yet."""
        history = self.services.history
        return history.is_read and not history.counted

    @property
    def _greeting(self) -> str:
        """What stands above the plan where there is room, and before the first session always."""
        if self._is_new_here:
            return WELCOME
        hour, today = self.services.clock.now().hour, self.services.profile.today()
        return greeting(hour, today) if self.has_class("-tall") else ""

    @property
    def _why(self) -> Content:
        """Why the plan is as it is, and what is left out."""
        if (offer := self._offer) is None:
            return _reading()
        hidden = self.services.profile.settings.hidden
        out = [
            (self._named(o.exercise), o.why) for o in left_out(offer.plan, offer.standing, hidden)
        ]
        return explained(offer, out)

    def _show_numbers(self) -> None:
        profile, history = self.services.profile, self.services.history
        today, marks = profile.today(), self.services.history.snapshot.marks_by_day
        if not history.is_read:
            return
        since = today - (MAP_WEEKS + 1) * ONE_WEEK  # adding up all of a long log takes 20 ms
        recent = [session for session in history.counted if session.practice_day >= since]
        seconds, first = seconds_per_day(recent, today), profile.settings.first_weekday_number
        practised = practice_days(recent, today)
        progress = profile.progress(history.snapshot)
        self.week.show(progress, days_of_week(practised, marks, today, first))
        self.heat_map.show(seconds, marks, today, first)
        self.set_class(self._is_new_here, "-new-here")
        if self._is_new_here:
            led = self._offer is not None and self._offer.plan.led_by is not None
            then = "" if led else AFTER_THAT
            self.coming.show_beginning(partial(with_keys, self.app), then)
        else:
            self.coming.show(list(self._last_and_next()))

    def _last_and_next(self) -> Iterator[Told]:
        if sessions := self.services.history.counted:
            profile = self.services.profile
            yield last_session(sessions[-1], profile.catalogue, profile.today())
        if (offer := self._offer) is not None:
            here = self.services.guide.here
            yield from what_comes(offer.standing, offer.plan, here, self._named, offer.line)

    # What the keys do.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        if (offer := self._offer) is None:
            return action not in _AFTER_READING and super().check_action(action, parameters)
        possible = {
            "start": offer.enter is Due.START,
            "rest": offer.enter is Due.MARK,
            "places": offer.enter is Due.PLACES,
            "same": offer.can_stay_the_same
            or offer.can_change_again
            or bool(offer.easy and offer.led_gently),
            "massage": offer.massage,
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
            decide, kind = self.services.guide.decision, DecisionKind.SAME_AS_BEFORE
            left = decide(kind, change.exercise, reason=offer.reason.words)
            if await self._change(lambda history: history.put([left])):
                self._tell("The same as before today. {Today.same} once more takes that back.")

    @work
    async def action_mark(self) -> None:
        """Ask what today, or another day, is to be marked as."""
        from tui.dialogs.base import ask  # neither is needed for the first paint
        from tui.dialogs.history import MarkDay

        marks, today = self.services.history.snapshot.marks_by_day, self.services.profile.today()
        likely = MarkKind.PAIN if self._offer is not None and self._offer.rests_first else None
        marking = await ask(self, MarkDay(today, marks, today, likely))
        if marking is not None:
            await self._mark(marking.day, marking.kind)

    @work
    async def action_rest(self) -> None:
        """Mark today as pain, as there is nothing to do."""
        await self._mark(self.services.profile.today(), MarkKind.PAIN)

    async def _mark(self, day: date, kind: MarkKind | None) -> None:
        from tui.text.history import marked_words  # not needed for the first paint

        if await self._change(lambda history: history.mark(day, kind)):
            told = marked_words([day], kind, self.services.profile.today())
            self._tell(f"{told}. {{today.undo}} undoes it.")

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
        from tui.keys.same import key_meant  # its tables can wait for the first key

        rating, waits_for = answering.typed(key_meant(event.key, event.character, digits))
        self._wait_for(waits_for)
        if rating is not None:
            event.stop()
            event.prevent_default()
            self._keep(answering, rating)

    @on(ScreenSuspend)
    def _leave(self) -> None:
        """Wait for no answer any more: digits change pages where people come back to."""
        self._answering = None
        self._comes_back = not self.app.screen.is_modal  # a card is no other place

    def _wait_for(self, answering: Answering | None) -> None:
        self._answering = answering
        self._show_offer()

    @work
    async def _keep(self, answering: Answering, rating: int) -> None:
        """Save an answer."""
        guide = self.services.guide
        if told := await keep_answer(answering, rating, guide, self._change):
            self._tell(told)

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


def _reading() -> Content:
    return Content.styled(READING, "$text-muted")
