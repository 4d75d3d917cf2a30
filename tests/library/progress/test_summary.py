import json
import subprocess
import sys
from datetime import date, timedelta

from library.history.record import Outcome
from library.progress.goals import Goals
from library.progress.summary import measure
from tests.library.progress.making import hold, mark, session

TODAY = date(2026, 9, 9)


def test_the_numbers_of_a_small_log() -> None:
    days = [date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 8)]
    log = [session(day, seconds=90) for day in days]
    log.append(session(TODAY, [hold(outcome=Outcome.EASED_OFF)], seconds=90))
    numbers = measure(log, [mark(date(2026, 9, 2))], Goals(3), 0, TODAY)
    assert numbers.as_dict() == {
        "week": {"days": 1, "goal": 3},
        "weeks_in_a_row": 1,
        "best_weeks_in_a_row": 1,
        "days_in_a_row": 1,
        "best_days_in_a_row": 3,
        "strength": 23.3,
        "sessions": 5,
        "minutes": 7.5,
    }
    assert numbers.best_weeks_in_a_row == 1


def test_steadiness_is_not_compared_over_a_pause() -> None:
    weeks = [TODAY - timedelta(days=away) for away in range(3, 80, 3)]
    for pause, compared in ((range(0), True), (range(4, 24), False), (range(32, 50), True)):
        days = [day for day in weeks if (TODAY - day).days not in pause]
        before = measure([session(day) for day in days], [], Goals(3), 0, TODAY).strength_before
        assert (before is not None) is compared
    away = [day for day in weeks if day < TODAY - timedelta(days=20)]
    assert measure([session(day) for day in away], [], Goals(3), 0, TODAY).strength_before is None


def test_the_numbers_can_be_written_as_json() -> None:
    numbers = measure([session(TODAY)], [], Goals(3), 0, TODAY).as_dict()
    assert json.loads(json.dumps(numbers)) == numbers


def test_measuring_loads_nothing_heavy() -> None:
    # Not msgspec: whoever has a log to measure has loaded it to read the log.
    heavy = {"textual", "rich", "tinydb", "click", "tomlkit"}
    code = "import sys, library.progress.summary; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "library.progress.summary" in loaded
    assert not heavy & set(loaded)
