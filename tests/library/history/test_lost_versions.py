"""What loses against a newer version is kept, also when its backups are gone."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from library import checks
from library.clock import SystemClock
from library.history.store import HistoryStore
from library.paths import Paths
from tests.library.history.support import FakeClock, open_history, path_of, session

LATER_SAVES = 8


def kept_notes(folder: Path) -> list[str]:
    kept = (folder / "state" / "kept").glob("older-versions-*.json")
    return sorted(
        one.note
        for path in kept
        for one in HistoryStore(path, folder / "elsewhere", FakeClock()).load().sessions
    )


def paths_of(folder: Path) -> Paths:
    return Paths(folder / "data", folder / "config", folder / "state")


def both_edited(folder: Path, hours: int) -> None:
    """Two machines edit one session; the second does so that many hours later."""
    log = open_history(folder)
    log.add(session(0))
    (folder / "b" / "data").mkdir(parents=True)
    path_of(folder / "b").write_bytes(path_of(folder).read_bytes())
    for place, device, ahead in ((folder, "laptop", 1), (folder / "b", "desktop", 1 + hours)):
        clock = FakeClock()
        clock.pass_(hours=ahead)
        machine = open_history(place, device, clock)
        machine.load()
        machine.replace(session(0, note=f"from the {device}"))


@pytest.mark.parametrize(("hours", "loser"), [(1, "laptop"), (-1, "desktop")])
def test_an_edit_that_lost_to_a_synced_file_is_kept(hours: int, loser: str, tmp_path: Path) -> None:
    both_edited(tmp_path, hours)
    path_of(tmp_path).write_bytes(path_of(tmp_path / "b").read_bytes())  # as Syncthing does
    log = open_history(tmp_path)
    for number in range(1, LATER_SAVES):
        log.add(session(number))
    assert kept_notes(tmp_path) == [f"from the {loser}"]


@pytest.mark.parametrize(("hours", "loser"), [(1, "laptop"), (-1, "desktop")])
def test_an_edit_that_lost_to_a_copy_is_kept_once(hours: int, loser: str, tmp_path: Path) -> None:
    both_edited(tmp_path, hours)
    for _ in range(2):
        copy = path_of(tmp_path).with_name("history.sync-conflict-20261122-180000-ABCDEFG.json")
        copy.write_bytes(path_of(tmp_path / "b").read_bytes())
        open_history(tmp_path).merge_copies(copy)
    log = open_history(tmp_path)
    for number in range(1, LATER_SAVES):
        log.add(session(number))
    assert kept_notes(tmp_path) == [f"from the {loser}"]


def test_what_another_machine_only_went_on_from_loses_nothing_that_matters(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    other = HistoryStore(path_of(tmp_path), tmp_path / "elsewhere", FakeClock(), "desktop")
    other.add(session(1))
    other.add(session(2))
    log.add(replace(session(3), note="mine"))
    assert kept_notes(tmp_path) == []
    assert len(log.load().sessions) == 4


def test_what_was_kept_aside_long_ago_is_thinned_to_one_file_a_month(tmp_path: Path) -> None:
    both_edited(tmp_path, 1)
    clock = FakeClock(SystemClock().now())
    log = open_history(tmp_path, clock=clock)
    for number in range(4):
        saved = path_of(tmp_path).read_bytes()
        path_of(tmp_path).write_bytes(saved[: 900 + number])
        log.add(session(number))
        copy = path_of(tmp_path).with_name(f"history.sync-conflict-2026112{number}.json")
        copy.write_bytes(path_of(tmp_path / "b").read_bytes())
        log.merge_copies(copy)
    damaged, merged = tmp_path / "state" / "kept", tmp_path / "state" / "merged"

    def counts() -> tuple[int, int]:
        return len(list(damaged.glob("history-*"))), len(list(merged.iterdir()))

    versions = kept_notes(tmp_path)
    assert counts() == (4, 4)
    clock.pass_(days=29)
    log.add(session(10))
    assert counts() == (4, 4)
    told = " ".join(one.text for one in checks.check(log, paths_of(tmp_path)).findings)
    assert f"kept aside in {damaged}" in told
    assert f"4 files, 0.0 MB, kept aside in {merged}" in told
    clock.pass_(days=2)
    log.add(session(11))
    assert counts() == (1, 1)
    assert kept_notes(tmp_path) == versions != []
