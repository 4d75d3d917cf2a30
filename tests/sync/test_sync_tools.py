"""Two machines that change one log at once: in the end both have all of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.history.record import MarkKind
from tests.library.builders import record
from tests.sync.machines import Machine
from tests.sync.tools import TOOLS, Git, Rclone, Syncthing, Tool, Unison, why_not

pytestmark = pytest.mark.torture
DAY = date(2026, 11, 23)
ROUNDS = 3
ROUTINE = '[[routine]]\nid = "{0}"\nname = "{0}"\nitems = [{{exercise = "leg-crossover"}}]\n'
QUIET_TURNS = 3
"""In so many turns what is handed on once all is quiet has been handed on."""
MOST_TURNS = 8
"""So often both sides are asked and brought together until nothing is left to ask."""


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """A laptop and a desktop with nothing on them."""
    machines = Machine(tmp_path, "laptop"), Machine(tmp_path, "desktop")
    yield machines
    for machine in machines:
        machine.close()


@pytest.fixture(params=TOOLS)
def tool(
    request: pytest.FixtureRequest, tmp_path: Path, two: tuple[Machine, Machine]
) -> Iterator[Tool]:
    """A tool that joins them, once the laptop has a log."""
    if reason := why_not(request.param):
        pytest.skip(reason)
    two[0].log.add(record(DAY, hour=1))
    folder = tmp_path / "tool"
    folder.mkdir()
    joined: Tool = request.param(folder, *two)
    yield joined
    joined.close()


def settle(tool: Tool, laptop: Machine, desktop: Machine) -> None:
    """Bring both together until nobody is asked anything and both show the same."""
    for _ in range(MOST_TURNS):
        tool.sync()
        asked = laptop.answer_the_dashboard()
        found = desktop.follow_the_doctor()
        if not (asked or found) and laptop.sessions == desktop.sessions:
            return
    raise AssertionError(f"{laptop.sessions}\n{desktop.sessions}\n{laptop.call('doctor')}")


def test_routines_of_both_are_kept(two: tuple[Machine, Machine], tool: Tool) -> None:
    if isinstance(tool, Git):
        pytest.skip("git merges a person's own files itself, or asks the person")
    laptop, desktop = two
    tool.sync()
    laptop.open_dashboard()
    for machine in two:
        machine.paths.routines_file.write_text(ROUTINE.format(machine.name), encoding="utf-8")
    settle(tool, laptop, desktop)
    for machine in two:
        told = machine.call("list")
        assert "laptop" in told
        assert "desktop" in told


def test_both_have_everything_in_the_end(two: tuple[Machine, Machine], tool: Tool) -> None:
    laptop, desktop = two
    tool.sync()
    laptop.open_dashboard()
    first = record(DAY, hour=1)
    added, deleted = {first.id}, set()
    for round_ in range(1, ROUNDS + 1):
        mine, theirs = (record(DAY, hour=round_ * 3 + n) for n in (0, 1))
        laptop.log.add(mine)
        desktop.log.add(theirs)
        if round_ == 2:
            desktop.log.delete([mine.id] if mine.id in added else [first.id])
            deleted.add(first.id)
            laptop.log.mark(DAY, MarkKind.TRAVEL)
        if round_ == 3:
            log = laptop.log
            log.load()
            log.replace(replace(mine, note="edited"))
            desktop.log.restore([first.id])
            deleted.discard(first.id)
        added |= {mine.id, theirs.id}
        settle(tool, laptop, desktop)
        assert {session.id for session in laptop.sessions} == added - deleted
    for machine in two:
        snapshot = machine.log.load()
        assert [mark.kind for mark in snapshot.marks] == [MarkKind.TRAVEL]
        assert "edited" in {session.note for session in snapshot.sessions}
        assert "WRONG" not in machine.call("doctor")
    assert laptop.dashboard is not None
    said = laptop.dashboard.raw
    assert b"Not saved" not in said
    assert b"different" not in said


def test_two_open_dashboards_come_to_rest(two: tuple[Machine, Machine], tool: Tool) -> None:
    """What one hands on does not make the other hand on something for ever."""
    laptop, desktop = two
    tool.sync()
    for machine in two:
        machine.open_dashboard()
    for number, machine in enumerate(two):
        machine.log.add(record(DAY, hour=3 + number))
    files: set[bytes] = set()
    for turn in range(MOST_TURNS):
        tool.sync()
        asked = [machine.answer_the_dashboard() for machine in two]
        now = {machine.paths.history_file.read_bytes() for machine in two}
        if len(now) == 1 and now == files and not any(asked) and turn > QUIET_TURNS:
            break
        files = now
    assert laptop.sessions == desktop.sessions
    assert len(laptop.sessions) == 3
    # rclone 1.60 takes away what was written on both sides, even where it is the same.
    assert len(files) == 1 or isinstance(tool, Rclone)


@pytest.mark.parametrize("kind", [Unison, Rclone, Syncthing])
def test_two_logs_that_were_begun_apart_are_one_once_the_doctor_s_advice_is_followed(
    two: tuple[Machine, Machine], tmp_path: Path, kind: type[Tool]
) -> None:
    if reason := why_not(kind):
        pytest.skip(reason)
    for number, machine in enumerate(two):
        machine.log.add(record(DAY, hour=number))
    (tmp_path / "tool").mkdir()
    tool = kind(tmp_path / "tool", *two)
    try:
        for _ in range(MOST_TURNS):
            tool.sync()
            found = [machine.follow_the_doctor() for machine in two]
            if not any(found) and two[0].sessions == two[1].sessions:
                break
    finally:
        tool.close()
    for machine in two:
        assert [session.started_at.hour for session in machine.sessions] == [0, 1]
