"""Where a person stands with one exercise."""

from dataclasses import replace
from datetime import date, timedelta

from library.exercises.catalogue import load_catalogue
from library.history.record import SessionRecord
from library.progress.standing import standing
from library.settings import Settings
from tests.library.progress.making import hold, session

TODAY = date(2026, 9, 20)
FLOOR = load_catalogue(None)[0].get("floor-leg-stretch")


def done(ago: int, reps: int, seconds: float) -> SessionRecord:
    holds = [
        replace(hold(FLOOR.id, side="both", seconds=seconds), rep=rep, planned_seconds=seconds)
        for rep in range(1, reps + 1)
    ]
    return session(TODAY - timedelta(days=ago), holds)


def offered(level: int, log: list[SessionRecord]) -> bool:
    return standing(FLOOR, Settings(levels={FLOOR.id: level}), log, TODAY).more_offered


def test_more_is_offered_after_three_calm_sessions_at_this_very_dose() -> None:
    at_level_2 = [done(ago, reps=2, seconds=20) for ago in (9, 7, 5)]
    assert offered(2, at_level_2)
    assert not offered(2, at_level_2[:2])
    assert not offered(3, at_level_2), "level 3 has the same length but more repetitions"


def test_nothing_is_offered_beyond_the_ladder() -> None:
    assert not offered(4, [done(ago, reps=3, seconds=30) for ago in (9, 7, 5)])


def test_what_was_held_and_when_is_told() -> None:
    stands = standing(FLOOR, Settings(favourites=(FLOOR.id,)), [done(2, 2, 10)], TODAY)
    assert (stands.seconds_held, stands.last_done) == (20, TODAY - timedelta(days=2))
    assert stands.favourite
