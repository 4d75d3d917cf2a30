"""What loses against a newer version is kept, also when its backups are gone."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from library.history.store import HistoryStore
from tests.library.history.support import FakeClock, open_history, path_of, session

LATER_SAVES = 8


def kept_notes(folder: Path) -> list[str]:
    kept = (folder / "state" / "kept").glob("older-versions-*.json")
    return sorted(
        one.note
        for path in kept
        for one in HistoryStore(path, folder / "elsewhere", FakeClock()).load().sessions
    )


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
