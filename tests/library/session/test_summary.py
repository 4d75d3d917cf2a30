"""A session in a sentence, and the record it leaves."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from library.clock import offset_minutes
from library.exercises.model import Kind
from library.history.record import HoldRecord, Outcome, SideName, SoreSpot
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.summary import in_plain_words
from tests.clock import FakeClock
from tests.library.builders import exercise, holds, plan, record

DAY = date(2026, 11, 23)


def hold(side: SideName, outcome: Outcome = Outcome.DONE, seconds: float = 30) -> HoldRecord:
    return HoldRecord("bend", side, 1, 30, seconds, outcome)


@pytest.mark.parametrize(
    ("held", "kept"),
    [
        ((), False),
        ((hold("left", Outcome.SKIPPED, 0.4), hold("right", Outcome.SKIPPED, 0.9)), False),
        ((hold("left", Outcome.SKIPPED, 0.4), hold("right", Outcome.SKIPPED, 1)), True),
        ((hold("left", Outcome.EASED_OFF, 0.4),), True),
        ((hold("left", Outcome.DONE, 0.4),), True),
    ],
)
def test_what_was_only_skipped_is_not_worth_keeping(
    held: tuple[HoldRecord, ...], kept: bool
) -> None:
    assert replace(record(DAY), holds=held).is_worth_keeping is kept


@pytest.mark.parametrize(
    ("seconds", "held", "told"),
    [
        (1, (hold("left"),), "1 second, left leg, 1 hold done."),
        (45, (hold("left"),), "45 seconds, left leg, 1 hold done."),
        (
            240,
            (hold("left"), hold("right")),
            "4 minutes, both legs, 2 holds done.",
        ),
        (61, (hold("both"),), "1 minute, both legs, 1 hold done."),
        (
            120,
            (hold("right"), hold("left", Outcome.EASED_OFF), hold("left", Outcome.SKIPPED)),
            "2 minutes, both legs, 1 hold done, 1 eased off, 1 skipped.",
        ),
        (
            20,
            (hold("left", Outcome.EASED_OFF, 10),),
            "10 seconds held, left leg, 1 eased off.",
        ),
        (
            20,
            (hold("left", Outcome.SKIPPED, 0.4), hold("right", Outcome.SKIPPED, 12)),
            "12 seconds held, right leg, 2 skipped.",
        ),
        (
            20,
            (hold("left", Outcome.SKIPPED, 6), hold("right", Outcome.EASED_OFF, 0)),
            "6 seconds held, left leg, 1 eased off, 1 skipped.",
        ),
        (20, (), "Nothing was held this time. That is fine."),
        (2, (hold("left", Outcome.SKIPPED, 0.4),), "Nothing was held this time. That is fine."),
    ],
)
def test_a_session_is_told_in_one_sentence(
    seconds: float, held: tuple[HoldRecord, ...], told: str
) -> None:
    assert in_plain_words(replace(record(DAY), seconds=seconds, holds=held)) == told


def test_steps_of_a_massage_are_no_holds_and_sore_spots_are_told() -> None:
    knead = HoldRecord("knead", "left", 1, 40, 40, Outcome.DONE)
    spot = SoreSpot("knead", "left", 1, 25)
    massage = [exercise("knead", kind=Kind.MASSAGE)]
    kneaded = replace(record(DAY), seconds=90, holds=(knead, knead), sore_spots=(spot,))
    told = "2 minutes, left leg, 2 massage steps done, 1 sore spot."
    assert in_plain_words(kneaded, massage) == told
    both = replace(kneaded, holds=(hold("left"), knead), sore_spots=())
    told = "2 minutes, left leg, 1 hold done, 1 massage step done."
    assert in_plain_words(both, massage) == told


def test_the_record_of_a_session_keeps_its_start_zone_and_practice_day() -> None:
    session = Session(plan(holds(exercise(), 10)))
    session.start()
    session.advance(1000.0)
    tokyo = timezone(timedelta(hours=9))
    clock = FakeClock(datetime(2026, 11, 23, 1, 30, tzinfo=tokyo))
    start = replace(SessionStart.now(clock, day_start_hour=3), pain_before=2)
    kept = start.record(session)
    assert kept.started_at == datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    assert kept.utc_offset_minutes == 540
    assert kept.practice_day == date(2026, 11, 22)
    assert (kept.seconds, kept.completed, kept.pain_before) == (40, True, 2)
    assert [h.held_seconds for h in kept.holds] == [10, 10]


@pytest.mark.parametrize(("seconds", "minutes"), [(86_399, 1439), (-86_399, -1439), (3_630, 60)])
def test_an_offset_with_seconds_is_kept_as_the_minutes_nearer_to_utc(
    seconds: int, minutes: int
) -> None:
    zone = timezone(timedelta(seconds=seconds))
    assert offset_minutes(datetime(2026, 11, 23, 12, tzinfo=zone)) == minutes
