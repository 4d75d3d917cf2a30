from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Kind
from library.history.record import HoldRecord, Outcome, SessionRecord
from library.progress.suggestion import (
    DESK_BREAK,
    FIRST_STEPS,
    MASSAGE,
    MORNING,
    ROTATION,
    suggest,
)
from library.routines.file import RoutinesFile
from library.routines.model import Routine
from tests.library.progress.making import hold, session

TODAY = date(2026, 9, 20)
NAMES = {
    "first-steps": "First steps",
    "morning": "Morning",
    "after-sitting": "After sitting all day",
    "all-six": "All six",
    "desk-break": "Desk break",
    "massage": "Massage",
}
ROUTINES = [Routine(id=key, name=name, purpose="", items=()) for key, name in NAMES.items()]
STRETCHES = {"leg-lift"}


def done(
    ago: int, routine: str = "First steps", holds: Sequence[HoldRecord] = (hold(),)
) -> SessionRecord:
    return session(TODAY - timedelta(days=ago), holds, routine=routine)


def suggested(log: list[SessionRecord], hour: int = 18) -> tuple[str, str]:
    return suggest(ROUTINES, log, STRETCHES, TODAY, hour)


@pytest.mark.parametrize("hour", [7, 18])
def test_first_steps_until_two_sessions_were_done(hour: int) -> None:
    skipped = done(1, holds=[hold(outcome=Outcome.SKIPPED)])
    for log in ([], [done(1)], [done(0)], [done(1), skipped]):
        assert suggested(log, hour)[0] == "first-steps"
    assert suggested([done(2), done(1)], hour)[0] != "first-steps"


def test_a_gentle_comeback_after_two_weeks_away() -> None:
    routine, reason = suggested([done(20), done(14)])
    assert routine == "first-steps"
    assert "after 14 days" in reason
    assert suggested([done(20), done(13)])[0] != "first-steps"


def test_no_deep_bends_early() -> None:
    log = [done(2), done(1)]
    assert [suggested(log, hour)[0] for hour in (0, 4, 8, 9)] == [
        "after-sitting",
        "morning",
        "morning",
        "after-sitting",
    ]


def test_after_practice_only_something_optional() -> None:
    routine, reason = suggested([done(1), done(0)], hour=7)
    assert routine == "desk-break"
    assert "if you like" in reason


def test_enough_for_today_when_both_legs_had_their_share() -> None:
    left, right = hold(side="left", seconds=240), hold(side="right", seconds=240)
    routine, reason = suggested([done(1), done(0, holds=[left, right])])
    assert routine == "massage"
    assert "enough" in reason
    assert suggested([done(1), done(0, holds=[left])])[0] == "desk-break"
    assert suggested([done(0, holds=[left]), done(1, holds=[right])])[0] == "desk-break"


def test_a_massage_does_not_use_up_the_stretching() -> None:
    massage = hold("hamstring-massage", side="both", seconds=300)
    assert suggested([done(1), done(0, holds=[massage])])[0] == "desk-break"


def test_the_one_done_longest_ago_is_next() -> None:
    log = [done(5), done(4)]
    assert suggested(log)[0] == "after-sitting"
    log.append(done(3, "After sitting all day"))
    assert suggested(log) == ("all-six", "You have not tried this one yet.")
    log.append(done(2, "All six"))
    assert suggested(log)[0] == "first-steps"
    log.append(done(1, "First steps"))
    routine, reason = suggested(log)
    assert routine == "after-sitting"
    assert "Thu 17 Sep" in reason
    assert suggested(log[::-1]) == (routine, reason)


def test_an_own_routine_with_a_borrowed_name_does_not_turn_the_rotation() -> None:
    own = Routine(id="mine", name="All six", purpose="", items=(), own=True)
    log = [done(3, "After sitting all day"), done(2, "All six"), done(2)]
    assert suggest([*ROUTINES, own], log, STRETCHES, TODAY, 18).routine == "after-sitting"


def test_a_desk_break_in_between_does_not_turn_the_rotation() -> None:
    log = [done(4, "After sitting all day"), done(3, "All six"), done(2)]
    assert suggested([*log, done(1, "Desk break")])[0] == suggested(log)[0] == "after-sitting"


def test_a_session_dated_tomorrow_is_todays() -> None:
    assert suggested([done(3), done(-1)])[0] == "desk-break"


def test_every_routine_it_suggests_is_built_in() -> None:
    catalogue, _ = ExercisesFolder(Path("/nowhere")).read()
    routines, _ = RoutinesFile(Path("/nowhere"), Path("/nowhere")).read(catalogue)
    stretches = {exercise.id for exercise in catalogue if exercise.kind is Kind.STRETCH}
    names = {routine.id: routine.name for routine in routines}
    suggested_ids = {FIRST_STEPS, MORNING, DESK_BREAK, MASSAGE, *ROTATION}
    assert suggested_ids <= names.keys()
    log = [done(2, names["after-sitting"]), done(1, names["desk-break"])]
    assert suggest(routines, log, stretches, TODAY, 18).routine == "all-six"


def test_what_does_not_fit_is_passed_over() -> None:
    fitting = [routine for routine in ROUTINES if routine.id == "desk-break"]
    for log in ([], [done(20)], [done(5), done(4)]):
        assert suggest(fitting, log, STRETCHES, TODAY, 18).routine == "desk-break"
    assert suggest([], [], STRETCHES, TODAY, 18).routine == "first-steps"
