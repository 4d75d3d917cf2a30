"""`supple remind`."""

import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from library.clock import SystemClock
from library.reminders.timers import TIMERS
from tui.__main__ import run

Output = pytest.CaptureFixture[str]
PLAN = ("remind", "--days", "mon,wed,fri", "--at", "17:30")


@pytest.fixture(autouse=True)
def at_four_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda self: datetime(2026, 3, 4, 20, tzinfo=UTC))


def test_without_a_form_it_tells_which_there_are(capsys: Output) -> None:
    assert run([*PLAN]) == 0
    first, *forms = capsys.readouterr().out.splitlines()
    assert first == "Mon, Wed and Fri at 17:30. Take one of these:"
    assert [line.split("--")[3].split()[0] for line in forms] == ["ics", *TIMERS]
    assert all(line.startswith(f"  supple {' '.join(PLAN)} --") for line in forms)


@pytest.mark.parametrize("some", [(), PLAN[1:3], PLAN[3:]])
def test_without_days_or_a_time_it_tells_what_to_type(
    some: tuple[str, ...], capsys: Output
) -> None:
    """Settings sends people here with no more than the verb."""
    assert run(["remind", *some]) == 2
    assert (
        capsys.readouterr().err == f"supple: Say on which days, and when: supple {' '.join(PLAN)}\n"
    )


def test_a_calendar_file_is_written_and_replaced_only_by_force(
    tmp_path: Path, capsys: Output
) -> None:
    file = tmp_path / "stretches.ics"
    assert run([*PLAN, "--ics", str(file)]) == 0
    assert capsys.readouterr().out == f"Written to {file}.\n"
    data = file.read_bytes()
    assert b"\r\n" in data
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert len(Calendar.from_ical(data).walk("VALARM")) == 1
    file.write_text("mine")
    assert run([*PLAN, "--ics", str(file)]) == 1
    assert "--force replaces it" in capsys.readouterr().err
    assert file.read_text() == "mine"
    assert run([*PLAN, "--ics", str(file), "--force"]) == 0
    assert file.read_bytes() == data


def test_a_timer_names_the_whole_path_and_the_folder_that_is_not_the_usual_one(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "supple"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program)])
    moved = [f"XDG_DATA_HOME={tmp_path / 'my data'}", f"XDG_CONFIG_HOME={tmp_path}"]
    for variable in moved:
        monkeypatch.setenv(*variable.split("=", 1))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    assert run([*PLAN, "--cron"]) == 0
    line = capsys.readouterr().out.splitlines()[-1]
    words = shlex.split(line.removeprefix("30 17 * * 1,3,5 "))
    assert words[:6] == ["/usr/bin/env", *moved, str(program), "due", "--quiet"]
    for name in TIMERS:
        assert run([*PLAN, f"--{name}"]) == 0
        assert f"{program} due --quiet" in capsys.readouterr().out
    monkeypatch.setenv("SUPPLE_DATA_DIR", str(tmp_path / "log"))
    assert run([*PLAN, "--cron"]) == 0
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith(
        f"30 17 * * 1,3,5 {program} --data-dir {tmp_path / 'log'} due --quiet && "
    )


@pytest.mark.parametrize("folder", ["x\nEOF\ntouch y", "x\udcff"])
@pytest.mark.parametrize("form", TIMERS)
def test_a_folder_that_no_timer_can_name_is_told(
    tmp_path: Path, folder: str, form: str, capsys: Output
) -> None:
    assert run([*PLAN, "--data-dir", str(tmp_path / folder), f"--{form}"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("supple: A timer cannot hold the name ")
    assert "\nEOF" not in told.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--days", "lundi", "--at", "17:30"), '"lundi" is no day. Days are mon, tue,'),
        (("--days", "mon", "--at", "25:00"), '"25:00" is no time; write it as 17:30'),
        (("--days", "mon", "--at", "17:30", "--cron", "--ics", "x"), "Choose one of --ics, --cron"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    arguments: tuple[str, ...], told: str, capsys: Output
) -> None:
    assert run(["remind", *arguments]) == 2
    assert told in capsys.readouterr().err
