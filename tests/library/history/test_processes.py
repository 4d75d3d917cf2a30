"""Several processes at once, and processes that are killed in the middle."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from library.history.lock import locked
from library.history.log import HistoryError
from tests.library.history.support import open_history, session

WRITER = [sys.executable, "-m", "tests.library.history.writer"]
FIRST = 100


def start(folder: Path, kind: str, first: int, count: int) -> "subprocess.Popen[str]":
    command = [*WRITER, str(folder), kind, str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: "subprocess.Popen[str]") -> list[int]:
    """Wait for the end; returns the numbers whose saving was acknowledged."""
    with process:
        out, errors = process.communicate(timeout=600)
    assert errors == ""
    return [int(line) for line in out.split()]


def with_five(folder: Path) -> None:
    log = open_history(folder)
    for number in range(5):
        log.add(session(number))


@pytest.mark.parametrize("count", [20, pytest.param(500, marks=pytest.mark.torture)])
def test_two_processes_lose_nothing_of_each_other(tmp_path: Path, count: int) -> None:
    writers = [start(tmp_path, "insert", FIRST + count * part, count) for part in range(2)]
    acknowledged = [finish(writer) for writer in writers]
    assert sum(map(len, acknowledged)) == 2 * count
    snapshot = open_history(tmp_path).load()
    assert len(snapshot.sessions) == 2 * count
    assert snapshot.notices == ()


@pytest.mark.torture
def test_two_processes_destroy_a_plain_tinydb(tmp_path: Path) -> None:
    writers = [start(tmp_path, "plain", FIRST + 500 * part, 500) for part in range(2)]
    outputs = [writer.communicate(timeout=600) for writer in writers]
    acknowledged = sum(len(out.split()) for out, _ in outputs)
    try:
        kept = (tmp_path / "plain.json").read_text().count('"number"')
    except OSError:
        kept = 0
    assert any(errors for _, errors in outputs) or kept < acknowledged


@pytest.mark.parametrize(
    ("kills", "writers"),
    [
        (8, 1),
        pytest.param(500, 1, marks=pytest.mark.torture),
        pytest.param(250, 2, marks=pytest.mark.torture),
    ],
)
@pytest.mark.parametrize("kind", ["insert", "edit", "mixed"])
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
        numbers = kill_after(victim, chance.randrange(1, 12))
        rest = finish(other) if other else []
        acknowledged += len(numbers)
        check(tmp_path, kind, numbers, rest)
    assert acknowledged >= kills


def kill_after(process: "subprocess.Popen[str]", lines: int) -> list[int]:
    """Kill the process while it works on the save after the given number of them."""
    with process:
        assert process.stdout is not None
        numbers = [int(process.stdout.readline()) for _ in range(lines)]
        process.kill()
        numbers += [int(line) for line in process.stdout.read().split()]
    return numbers


def check(folder: Path, kind: str, numbers: list[int], rest: list[int]) -> None:
    snapshot = open_history(folder).load()
    assert snapshot.attention == ()
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
    monkeypatch.setattr("library.history.vault.WAIT_SECONDS", 0.0)
    with (
        locked(log.vault.lock_file),
        pytest.raises(HistoryError, match=r"window is saving .process \d+"),
    ):
        log.add(session(1))
    log.add(session(1))
    assert len(log.load().sessions) == 2
