"""What a day is for a reminder: due, or why it is not."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.exercises.catalogue import ExercisesFolder
from library.guidance.order import FLOOR
from library.guidance.plan import DayPlan, plan_of
from library.guidance.standing import Standing
from library.guidance.today import here_of, led_plan, standing_of
from library.guidance.today_is import TodayIs, today_is
from library.history.record import (
    Check,
    DayMark,
    Decision,
    DecisionKind,
    HoldRecord,
    MarkKind,
    Outcome,
    Reason,
    SessionRecord,
)
from library.history.snapshot import Snapshot
from library.progress.days import split
from library.progress.goals import Goals
from library.progress.summary import measure
from library.routines.model import Routine
from library.routines.planning import routine_of
from library.settings import Settings
from tests.library.builders import record
from tests.library.guidance.person import Person

TODAY = date(2026, 3, 4)
"""A Wednesday."""
ONE_DAY = timedelta(days=1)


CATALOGUE, _ = ExercisesFolder(Path("none")).read()
HERE = here_of(CATALOGUE, Settings(), hour=10)


def is_now(history: Snapshot, goal: int = 3, led_by: Routine | None = None) -> TodayIs:
    def guide_on(day: date) -> tuple[Standing, DayPlan]:
        standing = standing_of(history, CATALOGUE, Settings(), day)
        if led_by is None:
            return standing, plan_of(standing, HERE)
        return standing, led_plan(led_by, CATALOGUE, Settings(), standing)

    counted, _ = split(history.sessions, TODAY)
    progress = measure(counted, history.marks, Goals(goal), 0, TODAY)
    return today_is(history, progress, TODAY, guide_on)


def sessions(*days: date) -> tuple[SessionRecord, ...]:
    return tuple(map(record, days))


def answer(rating: int, day: date = TODAY, *, recalled: bool = False) -> Check:
    at = datetime(2026, 3, 4, 7, tzinfo=UTC)
    return Check(day=day, rating=rating, answered_at=at, utc_offset_minutes=0, recalled=recalled)


def ticked(kind: DecisionKind, hour: int, *words: str) -> Decision:
    at = datetime(2026, 3, 4, hour, tzinfo=UTC)
    return Decision(id=str(hour), at=at, day=TODAY, kind=kind, words=words)


def test_a_day_with_nothing_on_it_is_due() -> None:
    assert is_now(Snapshot()) is TodayIs.DUE
    assert is_now(Snapshot(sessions(TODAY - ONE_DAY))) is TodayIs.DUE


@pytest.mark.parametrize(
    "session",
    [
        record(TODAY),
        record(TODAY, outcome=Outcome.EASED_OFF),  # it was stopped: nobody is to be called again
        record(TODAY + ONE_DAY),  # flown west
    ],
)
def test_a_day_on_which_anything_was_held_is_done(session: SessionRecord) -> None:
    marked = (DayMark(TODAY, MarkKind.ILL),)
    assert is_now(Snapshot((session,))) is TodayIs.DONE
    assert is_now(Snapshot((session,), marks=marked, checks=(answer(9),))) is TodayIs.DONE


def test_what_held_nothing_or_lies_far_ahead_makes_no_day_done() -> None:
    empty = replace(record(TODAY), holds=())
    assert is_now(Snapshot((empty, *sessions(TODAY + 400 * ONE_DAY)))) is TodayIs.DUE


@pytest.mark.parametrize("kind", MarkKind)
def test_a_marked_day_is_not_due(kind: MarkKind) -> None:
    found = is_now(Snapshot(marks=(DayMark(TODAY, kind),)))
    assert found is (TodayIs.REST_DAY if kind is MarkKind.REST else TodayIs.MARKED)
    assert is_now(Snapshot(marks=(DayMark(TODAY - ONE_DAY, kind),))) is TodayIs.DUE


def test_an_answer_that_puts_rest_first_is_one_of_six_or_more_about_today() -> None:
    assert is_now(Snapshot(checks=(answer(6),))) is TodayIs.REST_FIRST
    assert is_now(Snapshot(checks=(answer(5),))) is TodayIs.DUE
    assert is_now(Snapshot(checks=(answer(6, recalled=True),))) is TodayIs.DUE
    assert is_now(Snapshot(checks=(answer(6, TODAY - ONE_DAY),))) is TodayIs.DUE


def test_where_six_is_usual_today_offers_something_easy_and_so_is_due() -> None:
    usual = [answer(7, TODAY - number * ONE_DAY) for number in range(4)]
    assert is_now(Snapshot(checks=tuple(usual))) is TodayIs.DUE


def test_ticks_that_leave_nothing_make_no_day_due_until_one_is_lifted() -> None:
    all_out = ticked(DecisionKind.TICKS, 7, "operation")
    assert is_now(Snapshot(decisions=(all_out,))) is TodayIs.ALL_LEFT_OUT
    lifted = ticked(DecisionKind.LIFT_TICK, 8, "operation")
    assert is_now(Snapshot(decisions=(all_out, lifted))) is TodayIs.DUE
    assert is_now(Snapshot(decisions=(ticked(DecisionKind.TICKS, 7, "disc"),))) is TodayIs.DUE


def test_a_week_that_met_its_goal_asks_for_no_more() -> None:
    earlier = sessions(TODAY - ONE_DAY, TODAY - 2 * ONE_DAY)
    assert is_now(Snapshot(earlier), goal=2) is TodayIs.MET
    assert is_now(Snapshot(earlier), goal=3) is TodayIs.DUE


def test_each_belongs_to_one_of_five_groups() -> None:
    assert {each.group for each in TodayIs} == {"due", "done", "marked", "rest", "met"}


def test_who_may_do_no_stretch_is_not_called_to_stretches() -> None:
    nerve = Snapshot(decisions=(ticked(DecisionKind.TICKS, 7, "nerve"),))
    assert is_now(nerve) is TodayIs.ALL_LEFT_OUT
    hold = HoldRecord("leg-lift", "left", 1, 20, 5, Outcome.EASED_OFF, Reason.SHARP)
    sharp = tuple(replace(record(TODAY - ago * ONE_DAY), holds=(hold,)) for ago in (9, 3))
    assert is_now(Snapshot(sharp)) is TodayIs.ALL_LEFT_OUT
    assert is_now(Snapshot(sharp[1:])) is TodayIs.DUE
    lifted = ticked(DecisionKind.LIFT_TICK, 8, "nerve")
    assert is_now(Snapshot(sharp, decisions=(lifted,))) is TodayIs.DUE


def test_what_a_routine_brings_that_goes_before_all_pacing_is_due() -> None:
    ticks = Snapshot(decisions=(ticked(DecisionKind.TICKS, 7, "operation"),))
    assert is_now(ticks, led_by=routine_of(CATALOGUE.get("leg-lift"))) is TodayIs.DUE


def test_a_day_on_which_all_that_was_done_rests_is_not_due() -> None:
    hurt = replace(record(TODAY - ONE_DAY, name="floor-leg-stretch"), pain_worst=8)
    assert is_now(Snapshot((hurt,))) is TodayIs.ALL_RESTS


def test_what_waits_for_a_later_hour_is_due() -> None:
    person = Person(hour=7, possible=frozenset({FLOOR}))
    plan, standing = person.plan(9), person.standing(9)
    assert (plan.items, plan.early) == ((), (FLOOR,))
    numbers = measure((), (), Goals(3), 0, standing.today)
    found = today_is(Snapshot(), numbers, standing.today, lambda _: (standing, plan))
    assert found is TodayIs.DUE
