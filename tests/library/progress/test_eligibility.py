"""Only what suits a person here and now may be suggested."""

from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from library.exercises.catalogue import Catalogue, ExercisesFolder
from library.exercises.model import Kind
from library.history.record import SessionRecord
from library.progress.eligibility import eligible_routines, seconds_per_leg_of
from library.progress.levels import introduced
from library.progress.suggestion import suggest
from library.routines.collection import Routines
from library.routines.file import RoutinesFile
from library.settings import Settings
from tests.library.progress.making import hold, session

TODAY = date(2026, 9, 20)
AT_DESK = Settings(place="Desk")


def built_in() -> tuple[Catalogue, Routines]:
    catalogue, _ = ExercisesFolder(Path("/nowhere")).read()
    routines, _ = RoutinesFile(Path("/nowhere"), Path("/nowhere")).read(catalogue)
    return catalogue, routines


def ids(settings: Settings, *log: SessionRecord, today: date = TODAY, hour: int = 12) -> set[str]:
    catalogue, routines = built_in()
    return {r.id for r in eligible_routines(tuple(routines), catalogue, settings, log, today, hour)}


def everything_known(ago: int) -> SessionRecord:
    catalogue, _ = built_in()
    day = TODAY - timedelta(days=ago)
    return session(day, [hold(exercise.id) for exercise in catalogue])


def test_at_a_desk_only_what_a_desk_allows() -> None:
    assert ids(AT_DESK, everything_known(9)) == {"desk-break"}
    assert "all-six" in ids(Settings(), everything_known(9))


def test_nothing_that_bends_far_forward_is_suggested_to_early_risers() -> None:
    early = ids(Settings(), everything_known(9), hour=7)
    assert early == {"first-steps", "desk-break", "morning", "before-run", "massage"}
    assert "after-sitting" in ids(Settings(), everything_known(9), hour=9)


def test_a_place_that_is_not_listed_limits_nothing() -> None:
    assert ids(Settings(place="Moon"), everything_known(9)) == ids(Settings(), everything_known(9))


def test_no_more_than_two_new_exercises_in_three_days() -> None:
    assert ids(Settings()) == {
        "first-steps",
        "desk-break",
        "after-sitting",
        "morning",
        "before-run",
        "massage",
    }
    two_today = session(TODAY, [hold("chair-leg-stretch"), hold("crossed-leg-stretch")])
    assert ids(Settings(), two_today) == {"first-steps", "desk-break", "morning"}
    later = TODAY + timedelta(days=3)
    assert "after-sitting" in ids(Settings(), two_today, today=later)
    assert "all-six" not in ids(Settings(), two_today, today=later)


def test_no_leg_is_stretched_longer_than_is_of_use() -> None:
    catalogue, routines = built_in()
    high = Settings(levels=dict.fromkeys((e.id for e in catalogue), 3))
    assert seconds_per_leg_of(routines.get("all-six"), catalogue, high) > 240
    assert "all-six" not in ids(high, everything_known(9))


def test_following_the_suggestions_never_brings_too_much_that_is_new() -> None:
    catalogue, routines = built_in()
    stretches = {e.id for e in catalogue if e.kind is Kind.STRETCH}
    log: list[SessionRecord] = []
    for number in range(30):
        day = TODAY + timedelta(days=number)
        fit = eligible_routines(tuple(routines), catalogue, Settings(), log, day, 12)
        chosen = routines.get(suggest(fit, log, stretches, day, 18).routine)
        holds = [hold(item.exercise) for item in chosen.items]
        log.append(replace(session(day, holds), routine=chosen.name))
    first = introduced(log)
    assert first.keys() >= stretches
    for day in first.values():
        window = [day + timedelta(days=n) for n in range(3)]
        assert sum(other in window for other in first.values()) <= 2
