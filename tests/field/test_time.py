"""Days that are wrong, and days as people say them."""

from datetime import date, timedelta

import pytest

from tests.field.machine import Machine, press_one_by_one
from tests.terminal.program import write_settings

pytestmark = pytest.mark.torture

WRONG_CLOCK = """
from datetime import UTC, datetime
from library.clock import SystemClock

SystemClock.now = lambda self: datetime(2099, 5, 1, 12, tzinfo=UTC)
"""


@pytest.mark.parametrize("way", ["import", "log", "wrong clock"])
def test_a_session_of_the_future_counts_for_nothing(machine: Machine, way: str) -> None:
    """F14: no day gets anything from 2099; it is told, and its details put the day right."""
    if way == "import":
        machine.table("i.csv", "session,1,2099-05-01T08:00:00Z,0,2099-05-01,Mine,300,true,a")
        machine.supple("import", "i.csv")
    elif way == "log":
        machine.supple("log", "massage", "--day", "2099-05-01", code=None)
    else:
        machine.supple("log", "massage", environ=machine.patched(WRONG_CLOCK))
    assert "goal 3 days" in machine.supple("status").first_line
    if way == "log" and not machine.sessions():
        return  # refused, which is as good
    assert "2099" in machine.supple("doctor", code=None).text
    write_settings(machine.data)
    program = machine.dashboard(columns=110, rows=35)
    program.wait_for("This week")
    assert "Today is done" not in program.screen
    program.press("4")
    program.wait_for("2099")
    program.press("enter")
    program.wait_for("d Day")
    program.press("d")
    program.wait_for_cursor_in("Day")
    press_one_by_one(program, "\x1b[F", *["\x7f"] * 10, *"2026-11-02", "enter")
    program.wait_for("Saved")
    program.press("q")
    assert program.wait_for_end() == 0
    assert [session["practice_day"] for session in machine.sessions()] == ["2026-11-02"]
    assert "2099" not in machine.supple("doctor", code=None).text


@pytest.mark.parametrize("day", ["yesterday", "-1", "1", "monday"])
def test_a_day_is_understood_as_people_say_it(machine: Machine, day: str) -> None:
    """F15: yesterday, a weekday and a number of days back are days."""
    machine.supple("log", "massage")
    machine.supple("log", "massage", "--day", day)
    before, today = (date.fromisoformat(one["practice_day"]) for one in machine.sessions())
    ago = today.weekday() or 7 if day == "monday" else 1
    assert before == today - timedelta(days=ago)
