"""Where a person stands, the plan of the day, and records of what they answer and decide."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from uuid import uuid4

from msgspec.structs import replace

from library.clock import Clock, offset_minutes
from library.exercises.model import Exercise, Kind
from library.guidance.log import GENTLE_MARKS, known_by
from library.guidance.mornings import rest_comes_first
from library.guidance.order import posture
from library.guidance.plan import DayPlan, Here, Why, easy_plan, may_massage, plan_of
from library.guidance.question import NOON_HOUR
from library.guidance.standing import Standing
from library.guidance.ticks import Ticked
from library.guidance.today import (
    TODAYS_ID,
    here_of,
    led_plan,
    standing_of,
    with_massage,
)
from library.history.record import (
    Check,
    Decision,
    DecisionKind,
    Reach,
    ReachForm,
    SideName,
)
from library.history.snapshot import Snapshot
from library.profile import Profile
from library.progress.days import ONE_DAY
from library.routines.model import Plan, Routine, RoutineItem
from library.routines.planning import build_plan, with_supports
from library.settings import Settings

if TYPE_CHECKING:
    from library.guidance.precautions import Precautions
    from library.guidance.wishes import Wish
    from library.review.period import Period
    from library.review.report import Report
    from library.review.week import WeekReview
    from library.session.record import SessionStart

PRACTISED_DAYS = 28
"""What was done in so many days is what a person does at present (our judgement)."""
PRACTISED_ID = "practised"
"""Id of the routine of what is practised, which nobody chooses by name."""


class Guide:
    """Guides a person by their history and their profile; stores nothing itself.

    Args:
        profile: The person's settings, exercises and routines.
        history: Returns the history as it is known now.
        clock: Tells the day and the hour.
    """

    def __init__(self, profile: Profile, history: Callable[[], Snapshot], clock: Clock) -> None:
        self._profile = profile
        self._history = history
        self._clock = clock
        self._stood: tuple[tuple[object, ...], Standing] | None = None
        """What `standing` was worked out from, and what came of it."""

    @property
    def standing(self) -> Standing:
        """Where the person stands today."""
        history, profile = self._history(), self._profile
        known = (history, profile.today(), profile.settings, profile.catalogue)
        same = self._stood is not None and all(map(_same, self._stood[0], known))
        if self._stood is None or not same:
            found = standing_of(history, profile.catalogue, profile.settings, profile.today())
            self._stood = (known, found)
        return self._stood[1]

    @property
    def settings(self) -> Settings:
        """The person's settings, with the level that each exercise is at today."""
        standing = self.standing
        levels = {exercise: standing.level(exercise) for exercise in standing.ladders}
        return replace(self._profile.settings, levels=levels)

    def plan(self, routine: Routine, *, reads: bool = True) -> Plan:
        """Return the steps of a routine at the person's own levels and pace.

        Args:
            routine: What is to be done.
            reads: Whether there is time to read the steps of what is done for the first times.
        """
        standing = self.standing
        exercises = {item.exercise for item in routine.items} if reads else ()
        new = {each for each in exercises if not standing.is_practised(each)}
        now = self.as_done_now(routine)
        plan = build_plan(now, self._profile.catalogue, self.settings, new)
        supports = {exercise: standing.support(exercise) for exercise in standing.heights}
        return with_supports(plan, supports)

    def as_done_now(self, routine: Routine) -> Routine:
        """Return a routine without the levels it begins with, once all in it is known.

        That is for those which come with supple, as First steps; an own one stays as written.
        """
        fixed = not routine.own and any(item.level is not None for item in routine.items)
        if not fixed or not all(self.standing.is_known(item.exercise) for item in routine.items):
            return routine
        return replace(routine, items=tuple(replace(item, level=None) for item in routine.items))

    def precautions(self, routine: Routine) -> "Precautions":
        """Return what must be said or asked before a routine starts."""
        from library.guidance.precautions import (  # the first paint can do without
            planned,
            precautions_for,
        )

        catalogue, settings, leading = self._profile.catalogue, self.settings, self.leading
        return precautions_for(
            [planned(item, catalogue.get(item.exercise), settings) for item in routine.items],
            self.standing,
            paced=routine.id == TODAYS_ID,
            leads=leading is not None and routine.id == leading.id,
        )

    # The plan of the day.

    @property
    def leading(self) -> Routine | None:
        """The routine that goes before the plan of the day, as it runs; None when none does."""
        return self._leading_on(self._profile.today())

    def _leading_on(self, day: date) -> Routine | None:
        chosen = self._chosen
        return self.as_done_now(chosen) if chosen is not None and chosen.holds_on(day) else None

    @property
    def _chosen(self) -> Routine | None:
        """The routine that was chosen to lead, on whichever days it does."""
        routines, chosen = self._profile.routines, self._profile.leads
        return routines.get(chosen) if chosen is not None and chosen in routines else None

    @property
    def today(self) -> DayPlan:
        """What is right for today, here and now."""
        return self._planned(self.standing, self._clock.now().hour)

    @property
    def easy_today(self) -> DayPlan:
        """The easy two of today, for who wants them although rest would come first."""
        return easy_plan(self.standing, self.here, Why.REST_FIRST)

    @property
    def practised(self) -> Routine:
        """What the person does in these weeks: the routine that leads, where one does.

        Else what was done or taken up in the last `PRACTISED_DAYS`, and what the plan of today
        brings; what is left out or rests is not among it.
        """
        if self.leading is not None:
            return self.leading
        standing, today = self.standing, self.today
        since = standing.today - PRACTISED_DAYS * ONE_DAY
        last = {each: done[-1].day for each, done in standing.practice.done.items()}
        last |= {
            each: day for each, day in standing.practice.known_from.items() if each not in last
        }
        late = {
            each for each, day in last.items() if day > since and standing.state(each).is_allowed
        }
        known = {each for each in late | set(today.exercises) if each in self._profile.catalogue}
        order = sorted(known, key=lambda each: (posture(each), each))
        items = tuple(RoutineItem(each) for each in order)
        return Routine(id=PRACTISED_ID, name="My stretches", purpose="", items=items)

    def asks_to_rest(self, rating: int) -> bool:
        """Tell whether a session asks before it goes on with this pain: not if it is usual."""
        standing = self.standing
        return rest_comes_first(rating, standing.log.checks, standing.today)

    def may_massage(self, instead_of: Plan | None = None) -> bool:
        """Tell whether the massage may be done today.

        Args:
            instead_of: The session that it would take the place of, which must be no massage.
        """
        steps = () if instead_of is None else instead_of.exercises
        is_massage = bool(steps) and all(each.kind is Kind.MASSAGE for each in steps)
        return may_massage(self.standing, self.here) and not is_massage

    def report(self, period: "Period", *, notes: bool = False) -> "Report":
        """Return what a physiotherapist wants to know of some weeks.

        Args:
            period: The weeks.
            notes: Whether the person's notes are in it.
        """
        from library.progress.days import split  # hardly any start makes one
        from library.review.report import report_of

        history = self._history()
        counted, _ = split(history.sessions, period.today)
        goals = self._profile.goals
        report = report_of(history, counted, self.standing, goals, period, notes=notes)
        return replace(report, followed=self.leading)

    @property
    def levels_in_words(self) -> dict[str, str]:
        """The level of each exercise that has several, as in `2 of 5`."""
        standing = self.standing
        return {
            exercise: f"{standing.level(exercise) + 1} of {len(ladder)}"
            for exercise, ladder in standing.ladders.items()
            if len(ladder) > 1
        }

    def week_review(self, day: date) -> "WeekReview":
        """Look back at the week that a day lies in, as far as it is known."""
        from library.guidance.ticks import idle_days  # hardly any start looks back
        from library.progress.days import practice_days, split
        from library.progress.weeks import Week, week_start, weeks_of
        from library.review.week import week_review

        history, profile = self._history(), self._profile
        first_weekday, today = profile.settings.first_weekday_number, profile.today()
        sessions, _ = split(history.sessions, today)
        days = practice_days(sessions, today)
        idle = idle_days(history, today)
        weeks = weeks_of(days, history.marks, profile.goals, first_weekday, today, idle)
        start = week_start(day, first_weekday)
        week = next((week for week in weeks if week.start == start), None)
        if week is None:  # before the first of them
            week = Week(start, (), profile.goals.goal_for(start))
        return week_review(week, sessions, self.standing)

    @property
    def here(self) -> Here:
        """The hour it is, and what is possible where the person is."""
        return self._here(self._clock.now().hour)

    def with_massage(self, plan: DayPlan) -> DayPlan | None:
        """Return a plan of today with the massage besides; None where that cannot be."""
        return with_massage(plan, self.standing, self.here)

    def on(self, day: date) -> tuple[Standing, DayPlan]:
        """Return where the person stood on a day, and the plan, by what was known at noon."""
        if day == self._profile.today():
            return self.standing, self.today
        profile = self._profile
        history = known_by(self._history(), day, self._noon(day))
        standing = standing_of(history, profile.catalogue, profile.settings, day)
        return standing, self._planned(standing, NOON_HOUR)

    def _noon(self, day: date) -> datetime:
        """Return the noon of a practice day, which may begin after that of its date."""
        noon = datetime.combine(day, time(NOON_HOUR), self._clock.now().tzinfo)
        return noon + ONE_DAY if self._profile.settings.day_start_hour > NOON_HOUR else noon

    def _planned(self, standing: Standing, hour: int) -> DayPlan:
        routine, here = self._leading_on(standing.today), self._here(hour)
        mark = self._history().marks_by_day.get(standing.today)
        led = None
        if routine is not None:
            led = led_plan(routine, self._profile.catalogue, self.settings, standing)
        if led is not None and led.items:
            plan = led  # one that has nothing left steps aside for the plan of the day
        elif mark in GENTLE_MARKS and not standing.rests_first:
            plan = easy_plan(standing, here, Why.MARKED)
        else:
            plan = plan_of(standing, here)
        chosen = self._chosen
        if chosen is not None and chosen.is_over_on(standing.today):
            plan = replace(plan, ended=chosen)
        return plan if mark is None else replace(plan, mark=mark)

    def _here(self, hour: int) -> Here:
        return here_of(self._profile.catalogue, self._profile.settings, hour)

    # What is answered and decided.

    def session_start(self) -> "SessionStart":
        """Return the start of a session that begins now; what was answered is its pain before."""
        from library.session.record import SessionStart  # the first paint can do without

        standing = self.standing
        check, due = standing.log.checks.get(standing.today), standing.question
        return replace(
            SessionStart.now(self._clock, self._profile.settings.day_start_hour),
            pain_before=None if check is None else check.rating,
            answers_check=due is not None and not due.recalled,
        )

    def check(self, day: date, rating: int) -> Check:
        """Return an answer about a day, as it is stored; about an earlier day it is recalled."""
        now = self._clock.now()
        return Check(
            day=day,
            rating=rating,
            answered_at=now.astimezone(UTC).replace(microsecond=0),
            utc_offset_minutes=offset_minutes(now),
            recalled=day < self._profile.today(),
        )

    def ticks(self, ticked: Ticked) -> list[Decision]:
        """Return the answer to the card of ticks, as it is stored.

        What was in force and is no longer ticked is lifted as well: it may be so by itself.
        """
        gone = tuple(tick for tick in self.standing.ticks if tick not in ticked.words)
        decisions = [self.decision(DecisionKind.TICKS, words=ticked.words)]
        if lifted := ticked.lifted + gone:
            lifting = self.decision(DecisionKind.LIFT_TICK, words=lifted)
            decisions.append(replace(lifting, at=decisions[0].at))
        return decisions

    def reach(self, form: ReachForm, leg: SideName, tries: tuple[float, ...]) -> Reach:
        """Return tries of today, as they are stored: after those that are there."""
        today = Reach(day=self._profile.today(), form=form, leg=leg, cm=tries)
        before = [each.cm for each in self._history().reach if each.key == today.key]
        return replace(today, cm=sum(before, ()) + tries)

    def wished(self, wish: "Wish", exercise: Exercise) -> Decision | None:
        """Return what is decided for a wish, as it is stored; None when it changes nothing."""
        # The first paint and most verbs can do without.
        from library.guidance.exercise_progress import exercise_progress
        from library.guidance.wishes import wanted

        standing = self.standing
        progress = exercise_progress(exercise, standing)
        state = standing.state(exercise.id)
        found = wanted(wish, exercise, progress, state, standing.today)
        if found is None:
            return None
        return self.decision(
            found.kind,
            exercise.id,
            level=found.level,
            height_cm=found.height_cm,
            until=found.until,
        )

    def decision(
        self,
        kind: DecisionKind,
        exercise: str | None = None,
        *,
        level: int | None = None,
        height_cm: int | None = None,
        words: tuple[str, ...] = (),
        until: date | None = None,
        reason: str = "",
    ) -> Decision:
        """Return what was decided now, as it is stored; the arguments are those of `Decision`."""
        return Decision(
            id=str(uuid4()),
            at=self._clock.now().astimezone(UTC),
            day=self._profile.today(),
            kind=kind,
            exercise=exercise,
            level=level,
            height_cm=height_cm,
            words=words,
            until=until,
            reason=reason,
        )


def _same(one: object, other: object) -> bool:
    return one is other or one == other
