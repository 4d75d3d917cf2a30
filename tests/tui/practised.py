"""Eleven weeks of somebody who does what the plan of the day says, for screens worth a look.

It is the morning of Thursday, 26 November 2026, with two of the three days of the week done.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from msgspec.structs import replace

from library.guidance.order import CHAIR
from library.history.record import Check, Outcome, SessionRecord
from tests.library.guidance.person import Person, held, number, session

NOW = datetime(2026, 11, 26, 11, 10, tzinfo=UTC)
TODAY = NOW.date()
FIRST = date(2026, 9, 7)
WEEKDAYS = (0, 2, 6)
"""Monday, Wednesday and Sunday."""
MISSED = (date(2026, 9, 23), date(2026, 10, 18))
BESIDES = (date(2026, 10, 2), date(2026, 11, 12), date(2026, 11, 20))
ILL = date(2026, 10, 16)
NOTES = {
    date(2026, 9, 14): "Tighter than usual on the left.",
    date(2026, 10, 26): "After a long drive.",
    date(2026, 11, 22): "Felt easy.",
}
EASED = date(2026, 10, 5)
"""The first hold was eased off on this day."""


def _practises(day: date) -> bool:
    return day.weekday() in WEEKDAYS and day not in MISSED


def _rating(at: int) -> int:
    """How the back is in the morning: slowly better, with worse days in between."""
    return max(1, 4 - at // 26 + (at % 9 == 4) - (at % 5 == 1))


@cache
def sessions_and_checks() -> tuple[tuple[SessionRecord, ...], tuple[Check, ...]]:
    """What was done, and how the back was in the mornings, up to yesterday."""
    person = Person(hour=18)
    for at in range((TODAY - FIRST).days):
        day = FIRST + timedelta(days=at)
        rating = _rating(at) if _practises(day) or at % 3 else None
        if _practises(day):
            person.follow(number(day), rating, worst=max(0, 2 - at // 30))
        elif day in BESIDES:
            person.answer(number(day), rating)
            person.sessions.append(
                session(number(day), held(CHAIR, seconds=20), routine="Desk break")
            )
        else:
            person.answer(number(day), rating)
            continue
        person.sessions[-1] = _as_it_was(person.sessions[-1], at, rating)
    return tuple(person.sessions), tuple(person.checks)


def _as_it_was(record: SessionRecord, at: int, rating: int | None) -> SessionRecord:
    """The session in the evening, as long as it takes, and with what went differently."""
    day, holds = record.practice_day, list(record.holds)
    if day == EASED:
        first = holds[0]
        holds[0] = replace(first, held_seconds=first.held_seconds / 2, outcome=Outcome.EASED_OFF)
    return replace(
        record,
        started_at=datetime.combine(day, time(18, 5 + at % 40), UTC),
        seconds=sum(hold.held_seconds + 11 for hold in holds),
        holds=tuple(holds),
        pain_before=rating,
        note=NOTES.get(day, ""),
    )
