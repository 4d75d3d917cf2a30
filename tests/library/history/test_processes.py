"""Several processes at once, and processes that are killed in the middle."""

import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from library import locks
from library.history.errors import HistoryError
from tests.library.history.stores import UNREADABLE, Ours, Plain, Store
from tests.library.history.support import open_history, session

WRITER = [sys.executable, "-m", "tests.library.history.writer"]
FIRST = 100
KINDS = ("insert", "edit", "mixed")


def start(
    folder: Path, kind: str, first: int, count: int, store: str = "ours"
) -> "subprocess.Popen[str]":
    """A writer; what it writes after its first session it writes when told to `go`."""
    command = [*WRITER, str(folder), store, kind, str(first), str(count)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def first_of(process: "subprocess.Popen[str]") -> int:
    """The number of its first session, once that was acknowledged."""
    assert process.stdout is not None
    return int(process.stdout.readline())


def go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def finish(process: "subprocess.Popen[str]") -> list[int]:
    """Wait for the end; returns the numbers whose saving was acknowledged."""
    with process:
        out, errors = process.communicate("\n", timeout=600)
    assert errors == ""
    return [int(line) for line in out.split()]


def with_five(folder: Path) -> None:
    log = open_history(folder)
    for number in range(5):
        log.add(session(number))


def two_at_once(folder: Path, kind: type[Store], count: int) -> tuple[int, int]:
    """Two processes write, both begun before either goes on.

    Returns:
        How many sessions were acknowledged, and how many of these are gone.
    """
    name = kind.__name__.lower()
    writers = [start(folder, "insert", FIRST + count * part, count, name) for part in range(2)]
    acknowledged = [first_of(writer) for writer in writers]
    for writer in writers:
        go(writer)
    for writer in writers:
        with writer:
            acknowledged += [int(line) for line in writer.communicate(timeout=600)[0].split()]
    try:
        with closing(kind(folder)) as store:
            found = store.found()
    except UNREADABLE:
        return len(acknowledged), len(acknowledged)
    assert not found.told
    return len(acknowledged), len({session(n).id for n in acknowledged} - set(found.documents))


@pytest.mark.parametrize("count", [20, pytest.param(500, marks=pytest.mark.torture)])
def test_two_processes_lose_nothing_of_each_other(tmp_path: Path, count: int) -> None:
    assert two_at_once(tmp_path, Ours, count) == (2 * count, 0)


@pytest.mark.torture
@pytest.mark.parametrize("count", [20, pytest.param(500, marks=pytest.mark.torture)])
def test_two_processes_destroy_a_plain_tinydb_or_stop_each_other(
    tmp_path: Path, count: int
) -> None:
    assert two_at_once(tmp_path, Plain, count) != (2 * count, 0)


@pytest.mark.parametrize(
    ("kind", "kills", "writers"),
    [
        ("mixed", 2, 2),
        *(pytest.param(kind, 4, 1, marks=pytest.mark.torture) for kind in KINDS),
        *(pytest.param(kind, 500, 1, marks=pytest.mark.torture) for kind in KINDS),
        *(pytest.param(kind, 250, 2, marks=pytest.mark.torture) for kind in KINDS),
    ],
)
def test_a_killed_process_loses_nothing_it_acknowledged(
    tmp_path: Path, kind: str, kills: int, writers: int
) -> None:
    chance = random.Random(kills)
    acknowledged = 0
    with_five(tmp_path)
    for run in range(kills):
        first = FIRST + run * 100
        victim = start(tmp_path, kind, first, 10_000)
        other = start(tmp_path, "insert", first + 50, 10) if writers == 2 else None
        numbers = kill_after(victim, chance.randrange(11))
        rest = finish(other) if other else []
        acknowledged += len(numbers)
        check(tmp_path, kind, numbers, rest)
    assert acknowledged >= kills


def kill_after(process: "subprocess.Popen[str]", lines: int) -> list[int]:
    """Kill the process while it works on the save after the given number of them."""
    with process:
        assert process.stdout is not None
        numbers = [first_of(process)]
        go(process)
        numbers += [int(process.stdout.readline()) for _ in range(lines)]
        process.kill()
        numbers += [int(line) for line in process.stdout.read().split()]
    return numbers


def check(folder: Path, kind: str, numbers: list[int], rest: list[int]) -> None:
    snapshot = open_history(folder).load()
    assert snapshot.invalid == ()
    found = {one.id: one for one in snapshot.sessions}
    inserted = [n for n in numbers if kind == "insert" or (kind == "mixed" and n % 2)]
    assert all(session(number).id in found for number in (*inserted, *rest, *range(5)))
    edits = {n % 5: n for n in numbers if n not in inserted}
    # The save that was cut off may have been the next edit of the same session.
    last = max(numbers)
    for index, number in edits.items():
        lengths = {n * 37 % 400 for n in (number, last + 1) if n % 5 == index}
        assert len(found[session(index).id].note) in lengths


def test_a_lock_that_is_held_too_long_names_its_holder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    monkeypatch.setattr("library.locks.LONG_WAIT_SECONDS", 0.0)
    with (
        locks.locked(log._file.state.history_lock, 0),
        pytest.raises(HistoryError, match=r"window or machine is saving .process \d+"),
    ):
        log.add(session(1))
    log.add(session(1))
    assert len(log.load().sessions) == 2
