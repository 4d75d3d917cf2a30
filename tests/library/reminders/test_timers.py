"""What timers take, run as far as it can be run here."""

import plistlib
import re
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest

from library.reminders.model import reminder
from library.reminders.timers import MESSAGE, TIMERS, Machine

PLAN = reminder("mon,wed,sun", "17:05")
ODD = "a b%c'd\"e$f"
"""A folder that every kind of quoting has to get through."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with programs of these names that write down how they were called."""
    folder = tmp_path / ODD
    folder.mkdir()
    for name in ("supple", "notify-send"):
        program = folder / name
        program.write_text(
            f'#!/bin/sh\necho {name} "$*" >> "$(dirname "$0")/calls"\n[ ! -e "$0.no" ]\n'
        )
        program.chmod(0o755)
    return folder


def machine(folder: Path, *, is_mac: bool = False) -> Machine:
    due = (str(folder / "supple"), "--data-dir", "/a b", "due", "--quiet")
    return Machine(due, is_mac=is_mac, user=1000, notify_send=str(folder / "notify-send"))


def calls(folder: Path) -> list[str]:
    return (folder / "calls").read_text().splitlines()


ASKED = "supple --data-dir /a b due --quiet"
SHOWN = "notify-send supple Time for your stretches."


@pytest.mark.skipif(sys.platform == "win32", reason="there is no cron")
def test_a_line_of_cron_asks_first_and_shows_it_only_when_due(place: Path) -> None:
    where, line = TIMERS["cron"].text(PLAN, machine(place)).splitlines()
    assert where.startswith("#")
    *when, command = line.split(" ", 5)
    assert when == ["5", "17", "*", "*", "1,3,0"]
    assert not re.search(r"(?<!\\)%", command)
    run = ["sh", "-c", command.replace(r"\%", "%")]  # as cron does
    assert subprocess.run(run).returncode == 0
    assert calls(place) == [ASKED, SHOWN]
    (place / "supple.no").touch()
    assert subprocess.run(run).returncode == 1
    assert calls(place)[2:] == [ASKED]


def test_every_day_is_a_star_of_cron_and_a_mac_shows_it_by_osascript() -> None:
    text = TIMERS["cron"].text(reminder("daily", "0:00"), machine(Path("/x"), is_mac=True))
    assert "\n0 0 * * * /x/supple " in text
    assert "/usr/bin/osascript -e 'display notification" in text


def units(text: str) -> dict[str, str]:
    """The units by their names, as a shell is told to write them."""
    here = r"^cat >~/\.config/systemd/user/(\S+) <<'EOF'\n(.*?)^EOF$"
    return dict(re.findall(here, text, re.M | re.S))


def test_a_timer_of_systemd_is_two_files() -> None:
    found = units(TIMERS["systemd"].text(PLAN, machine(Path("/x y%z$"))))
    assert list(found) == ["supple.service", "supple.timer"]
    timer, service = RawConfigParser(), RawConfigParser()
    timer.read_string(found["supple.timer"])
    service.read_string(found["supple.service"])
    assert timer["Timer"]["OnCalendar"] == "Mon,Wed,Sun *-*-* 17:05:00"
    assert service["Service"]["ExecCondition"] == (
        '/usr/bin/env "/x y%%z$$/supple" --data-dir "/a b" due --quiet'
    )
    assert service["Service"]["ExecStart"].startswith('/usr/bin/env "/x y%%z$$/notify-send" supple')


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sh")
def test_a_shell_writes_them_and_another_hour_takes_effect(place: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    (place / "systemctl").write_text(f'#!/bin/sh\necho "$*" >>"{log}"\n')
    (place / "systemctl").chmod(0o755)
    environ = {"HOME": str(tmp_path), "PATH": f"{place}:/usr/bin:/bin"}
    for plan in PLAN, reminder("daily", "6:30"):
        text = TIMERS["systemd"].text(plan, machine(place))
        subprocess.run(["sh", "-e"], input=text, env=environ, text=True, check=True)
        for name, told in units(text).items():
            assert (tmp_path / ".config/systemd/user" / name).read_text() == told
    calls = ["daemon-reload", "enable supple.timer", "restart supple.timer"]
    assert log.read_text().splitlines() == [f"--user {each}" for each in calls] * 2


def test_systemd_itself_finds_nothing_wrong_with_it(place: Path, tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("there is no systemd")
    found = units(TIMERS["systemd"].text(PLAN, machine(place)))
    for name, text in found.items():
        (tmp_path / name).write_text(text)
    files = [str(tmp_path / name) for name in found]
    done = subprocess.run(
        [verify, "--user", "verify", *files],
        env={"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sh")
def test_an_agent_of_launchd_has_a_time_for_each_day(place: Path) -> None:
    text = TIMERS["launchd"].text(PLAN, machine(place))
    assert "~/Library/LaunchAgents/supple.plist" in text
    agent = plistlib.loads(text.encode())
    times = [
        (each["Weekday"], each["Hour"], each["Minute"]) for each in agent["StartCalendarInterval"]
    ]
    assert times == [(1, 17, 5), (3, 17, 5), (0, 17, 5)]
    (place / "supple.no").touch()  # there is no osascript to go on with
    assert subprocess.run(agent["ProgramArguments"]).returncode == 1
    assert calls(place) == [ASKED]


def test_a_task_of_windows_is_one_line_whose_and_is_quoted() -> None:
    windows = Machine(("C:\\My Programs\\supple.exe", "due", "--quiet"))
    _, line = TIMERS["schtasks"].text(PLAN, windows).splitlines()
    assert " /D MON,WED,SUN /ST 17:05 " in line
    assert line.partition("&&")[0].count('"') % 2 == 1  # to the Command Prompt a \" ends a quote
    task = line.partition('/TR "')[2].removesuffix('"').replace('\\"', '"')
    asks, _, shows = task.partition(" && ")
    assert asks == 'cmd /c call "C:\\My Programs\\supple.exe" due --quiet'
    assert shows.startswith("powershell ")  # every Windows has it; msg is missing at home
    assert MESSAGE in shows
    assert not set('"&|<>^%') & set(shows)  # so the Command Prompt leaves it as it is
    assert len(task) < 262  # the most that schtasks takes


def test_a_task_that_is_too_long_for_windows_says_so() -> None:
    windows = Machine((f"C:\\{'Programs' * 20}\\supple.exe", "due", "--quiet"))
    _, told, _ = TIMERS["schtasks"].text(PLAN, windows).splitlines()
    assert told.startswith("rem Windows takes 261 characters of a task, and this has 3")
