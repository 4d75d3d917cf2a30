"""What a physiotherapist wants to know of some weeks."""

import json
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.history.record import Check, HoldRecord, Outcome, Reason, SessionRecord
from library.history.snapshot import Snapshot
from library.progress.goals import Goals
from library.progress.totals import LegSeconds
from library.review.fhir import bundle
from library.review.period import Period
from library.review.report import Report, report_of
from tests.library.builders import record
from tests.library.guidance.person import Person, check, day, held, session
from tests.library.review.fhir import valid

CHAIR, LIFT = "chair-leg-stretch", "leg-lift"
GOALS = Goals(3)


def report(person: Person, on: int, weeks: int = 4, *, notes: bool = False) -> Report:
    history = Snapshot(tuple(person.sessions), checks=tuple(person.checks))
    period = Period(weeks, day(on))
    return report_of(history, person.sessions, person.standing(on), GOALS, period, notes=notes)


def eased_off(seconds: float, *, sharp: bool = False) -> HoldRecord:
    reason = Reason.SHARP if sharp else None
    return HoldRecord(CHAIR, "left", 1, 20, seconds, Outcome.EASED_OFF, reason)


def test_planned_and_done_are_told_for_each_leg() -> None:
    person = Person()
    person.sessions = [session(1, held(CHAIR, 2, 10)), session(3, (eased_off(7),))]
    told = report(person, 5)
    assert told.practised == 1  # nothing was done to its end on the other day
    assert told.sessions == 2
    assert told.planned[CHAIR] == LegSeconds(40, 20)
    assert told.exercises[0].legs.seconds == LegSeconds(27, 20)


def test_sharp_ease_offs_come_first_then_the_latest() -> None:
    person = Person()
    person.sessions = [
        session(1, (eased_off(3, sharp=True),)),
        session(2, (eased_off(5),)),
        session(4, (eased_off(9),)),
    ]
    assert [(each.day, each.sharp) for each in report(person, 5).ease_offs] == [
        (day(1), True),
        (day(4), False),
        (day(2), False),
    ]


def test_what_was_new_and_longer_is_told_with_its_dose() -> None:
    person = Person()
    for number in (1, 3, 5, 7, 9):
        person.follow(number, 2)
    told = report(person, 10).changes
    assert [(change.exercise, done.reps) for change, done in told][:2] == [
        ("crossed-leg-stretch", 2),
        (CHAIR, 2),
    ]
    assert all(change.day == done.day for change, done in told)


def test_weeks_before_the_first_session_ask_for_nothing() -> None:
    person = Person()
    person.sessions = [session(8, held(CHAIR, 2, 10))]
    assert report(person, 10, weeks=52).goal == 3
    assert report(person, 15, weeks=52).goal == 6
    assert report(Person(), 10, weeks=4).goal == 3


def test_notes_stay_out_unless_the_person_wants_them_in() -> None:
    person = Person()
    person.sessions = [replace(session(1, held(CHAIR)), note="private")]
    assert report(person, 2).notes == ()
    assert report(person, 2, notes=True).notes == ((day(1), "private"),)


def test_answers_told_later_are_counted_as_such() -> None:
    person = Person()
    person.checks = [check(1, 2), check(2, 3, answered=4)]
    told = report(person, 5)
    assert (told.answers, told.recalled) == (2, 1)


RATING = st.none() | st.integers(0, 10)
SESSIONS = st.builds(
    lambda ago, minute, before, worst, after, offset: replace(
        record(date(2026, 11, 25) - timedelta(days=ago)),
        started_at=datetime(2026, 11, 20, 10, minute, tzinfo=UTC),
        utc_offset_minutes=offset,
        pain_before=before,
        pain_worst=worst,
        pain_after=after,
    ),
    st.integers(0, 40),
    st.integers(0, 59),
    RATING,
    RATING,
    RATING,
    st.integers(-720, 840),
)


@given(
    st.lists(SESSIONS, max_size=5, unique_by=lambda each: each.id),
    st.dictionaries(st.integers(0, 40), st.integers(0, 10), max_size=5),
)
def test_every_rating_is_an_observation_as_fhir_wants_it(
    sessions: list[SessionRecord], ratings: dict[int, int]
) -> None:
    today = date(2026, 11, 25)
    checks = tuple(
        Check(
            day=today - timedelta(days=ago),
            rating=rating,
            answered_at=datetime(2026, 11, 25, 8, tzinfo=UTC),
            utc_offset_minutes=0,
        )
        for ago, rating in ratings.items()
    )
    period = Period(4, today)
    made = bundle(Snapshot(checks=checks), period.sessions(sessions), period)
    values = valid(json.dumps(made))
    wanted = [check.rating for check in checks if period.holds(check.day)]
    for each in period.sessions(sessions):
        worst = each.pain_after if each.pain_worst is None else each.pain_worst
        wanted += [rating for rating in (each.pain_before, worst) if rating is not None]
    assert values == wanted
    assert made == bundle(Snapshot(checks=checks), period.sessions(sessions), period)
