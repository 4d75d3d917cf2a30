from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.history.record import DayMark, HoldRecord, MarkKind, Outcome, Reach, ReachForm, Reason
from library.history.snapshot import Snapshot
from library.progress.weeks import Week
from library.review.days import DayReview, days_of
from library.review.exercises import exercise_reviews
from library.review.legs import Legs, legs
from library.review.period import PERIODS, Period
from library.review.week import week_review
from tests.library.builders import record
from tests.library.guidance import person
from tests.library.review.test_mornings import TODAY, answers

MONTH = Period(4, TODAY)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def hold(
    side: str = "left",
    seconds: float = 10,
    outcome: Outcome = Outcome.DONE,
    *,
    exercise: str = "leg-lift",
    reason: Reason | None = None,
) -> HoldRecord:
    return HoldRecord(exercise, side, 1, 10, seconds, outcome, reason)  # type: ignore[arg-type]


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.sampled_from([1, 2, *PERIODS]))
def test_a_period_has_whole_weeks_and_ends_today(today: date, weeks: int) -> None:
    period = Period(weeks, today)
    days = period.days
    assert len(days) == 7 * weeks
    assert days[-1] == today
    assert days[0] == period.first
    assert all(map(period.holds, days))
    assert not period.holds(period.first - timedelta(days=1))


def test_a_day_has_all_that_was_told_and_done_on_it() -> None:
    sessions = [
        replace(record(ago(3)), pain_before=None, pain_worst=1, seconds=100),
        replace(record(ago(3)), pain_before=4, pain_after=5, seconds=50),
    ]
    measured = Reach(day=ago(3), form=ReachForm.FLOOR, cm=(-2.0,))
    history = Snapshot(
        marks=(DayMark(ago(2), MarkKind.ILL),),
        checks=tuple(answers({3: 2, 4: 4, 5: 6}).values()),
        reach=(measured,),
    )
    days = {each.day: each for each in days_of(sessions, history, MONTH)}
    assert days[ago(3)] == DayReview(ago(3), 2, 4.0, 4, 5, 150, 2, None, (measured,))
    assert days[ago(2)] == DayReview(ago(2), mean=4.0, mark=MarkKind.ILL)
    assert days[ago(4)].mean is None  # two answers are too few
    assert days[TODAY].is_empty


def test_who_flew_west_practised_today() -> None:
    tomorrow = [record(ago(-1))]
    assert MONTH.sessions(tomorrow) == tomorrow
    assert days_of(tomorrow, Snapshot(), MONTH)[-1].sessions == 1


def test_legs_differ_by_more_than_chance() -> None:
    eased = Outcome.EASED_OFF
    assert legs([hold("left", 3, eased)] * 4 + [hold("right", 3, eased)]).ease_offs_differ
    assert not legs([hold("left", 3, eased)]).ease_offs_differ
    assert not legs([hold("left", 3, eased)] * 4 + [hold("right", 3, eased)] * 3).ease_offs_differ
    assert not legs([hold("both", 3, eased)] * 4).ease_offs_differ
    assert legs([hold("left", 600), hold("right", 500)]).seconds_differ
    assert not legs([hold("left", 600), hold("right", 560)]).seconds_differ
    assert not legs([hold("left", 40), hold("right", 10)]).seconds_differ
    assert not legs([]).seconds_differ


@given(st.lists(st.builds(hold, st.sampled_from(["left", "right", "both"]), st.floats(0, 99))))
def test_both_legs_at_once_count_for_each(holds: list[HoldRecord]) -> None:
    mirror = {"left": "right", "right": "left", "both": "both"}
    other: Legs = legs(replace(each, side=mirror[each.side]) for each in holds)
    found = legs(holds)
    assert found.seconds_differ is other.seconds_differ
    assert abs(found.seconds.left - other.seconds.right) < 1e-6


def test_an_exercise_tells_days_ease_offs_and_when_the_last_one_was() -> None:
    sharp = hold("right", 4, Outcome.EASED_OFF, reason=Reason.SHARP)
    skipped = hold("left", 0, Outcome.SKIPPED, exercise="floor-leg-stretch")
    sessions = [
        replace(record(ago(9)), holds=(hold(), sharp)),
        replace(record(ago(5)), holds=(hold(), hold("right"), skipped)),
        replace(record(ago(5)), holds=(hold(exercise="wall-calf"), hold())),
    ]
    found = exercise_reviews(sessions, {})
    assert [each.exercise for each in found] == ["leg-lift", "wall-calf"]
    first = found[0]
    assert (first.days, first.eased_off, first.last_eased_off, first.sharp) == (2, 1, ago(9), 1)
    assert (first.legs.seconds.left, first.legs.seconds.right) == (30, 14)


def test_a_week_tells_what_was_new_and_how_its_mornings_were() -> None:
    story = person.Person()
    for number in (1, 3, 5):
        story.follow(number, 2)
    standing = story.standing(8)
    week_of_it = Week(person.day(1), (person.day(1), person.day(3), person.day(5)), 3)
    found = week_review(week_of_it, story.sessions, standing)
    assert found.sessions == 3
    assert found.new == ("crossed-leg-stretch", "chair-leg-stretch", "hamstring-massage")
    assert found.mornings.now == 2
    assert not found.is_empty
    later = week_review(Week(person.day(8), (), 3), story.sessions, standing)
    assert later.is_empty
