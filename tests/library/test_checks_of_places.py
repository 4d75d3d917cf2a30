"""What the doctor says of clocks, disks and copies that a careless person has."""

import errno
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from library import checks, failures, owners
from library.history.errors import HistoryError
from library.paths import Paths, StateFolder
from tests.library.history.support import open_history, path_of, session


def findings(folder: Path) -> Iterator[tuple[str, str]]:
    paths = Paths(folder / "data", folder / "data", folder / "state")
    for each in checks.check(open_history(folder), paths).findings:
        yield each.text, each.advice


@pytest.mark.parametrize(
    "began", [datetime(1969, 12, 31, 19, 5, tzinfo=UTC), datetime(1901, 12, 14, tzinfo=UTC)]
)
def test_what_a_clock_before_its_epoch_saves_is_read_again(tmp_path: Path, began: datetime) -> None:
    log = open_history(tmp_path)
    log.add(replace(session(0), started_at=began, practice_day=began.date()))
    assert [each.practice_day for each in open_history(tmp_path).load().sessions] == [began.date()]


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(9001, 1, 1)])
def test_what_could_not_be_read_again_is_not_saved(tmp_path: Path, day: date) -> None:
    with pytest.raises(HistoryError, match="Not saved: its date lies outside 1900 to 9000"):
        open_history(tmp_path).add(replace(session(0), practice_day=day))
    assert not path_of(tmp_path).exists()


def test_two_routines_at_one_time_are_no_session_entered_twice(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.add(replace(session(0), id=session(1).id, routine="Another"))
    assert not any("two minutes" in text for text, _ in findings(tmp_path))
    log.add(replace(session(0), id=session(2).id))
    assert any("two minutes" in text for text, _ in findings(tmp_path))


def test_a_copy_with_older_versions_is_not_said_to_bring_nothing(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    copy = path_of(tmp_path).with_name("history 2.json")
    copy.write_bytes(path_of(tmp_path).read_bytes())
    log.replace(replace(session(0), note="newer"))
    (advice,) = (advice for text, advice in findings(tmp_path) if copy.name in text)
    assert advice.startswith("It holds another version of 1 entry; merging keeps it in the folder")
    assert advice.endswith(f"import '{copy}'")


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_history(tmp_path).add(session(0))
    assert not any("no room" in text for text, _ in findings(tmp_path))
    full = SimpleNamespace(f_blocks=9, f_bavail=1, f_frsize=4096, f_flag=0)
    monkeypatch.setattr(os, "statvfs", lambda _: full)
    assert any(
        f"no room on the disk for a save in {tmp_path / 'data'}" in text
        for text, _ in findings(tmp_path)
    )


def test_a_disk_that_can_only_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))
    assert str(owners.barrier(tmp_path)) == f"the disk with {tmp_path} can only be read"


def test_where_nothing_can_be_made_it_is_not_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(owners, "_may", lambda path, wanted: path != home or wanted == os.R_OK)
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))
    missing = home / ".local" / "state"
    assert str(owners.shut_out(missing)) == f"the disk with {home} can only be read"
    refused = OSError(errno.EROFS, os.strerror(errno.EROFS), str(missing))
    assert failures.reason(refused) == f"the disk with {home} can only be read"
    assert owners.shut_out(tmp_path / "new" / "folder") is None


def test_what_lies_in_the_place_of_the_lock_is_told_and_what_to_do(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    lock = StateFolder(tmp_path / "state").history_lock
    lock.unlink()
    lock.mkdir()
    told = f"{lock} is in the way: it is a folder, so that nothing can be saved."
    assert (told, "Move it away; the next save makes what belongs there.") in findings(tmp_path)
    assert not any("is saving" in text for text, _ in findings(tmp_path))
    with pytest.raises(HistoryError, match="Not saved"):
        log.add(session(1))
    lock.rename(lock.with_name("away"))
    log.add(session(1))


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    drafts = StateFolder(tmp_path / "state").drafts
    drafts.parent.mkdir()
    drafts.touch()
    told = f"{drafts} is in the way: it is no folder."
    assert (told, "Move it away; the next save makes what belongs there.") in findings(tmp_path)


@pytest.mark.parametrize("name", ["data", "state/kept", "data/exercises", "state"])
def test_a_file_above_what_is_needed_is_told_and_nothing_promised(
    tmp_path: Path, name: str
) -> None:
    blocker = tmp_path / name
    blocker.parent.mkdir(exist_ok=True)
    blocker.touch()
    found = dict(findings(tmp_path))
    assert found[f"{blocker} is in the way: it is no folder."].startswith("Move it away")
    assert not any(f"{blocker} will be made" in text for text in found)
    assert not any("lists the backups" in advice for advice in found.values())


def test_a_folder_in_the_place_of_the_log_is_told_and_what_to_do(tmp_path: Path) -> None:
    path_of(tmp_path).mkdir(parents=True)
    told = f"{path_of(tmp_path)} is in the way: it is a folder, so that nothing can be saved."
    assert (told, "Move it away; the next save makes what belongs there.") in findings(tmp_path)


def test_of_a_single_backup_that_is_damaged_no_other_is_promised(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    (only,) = StateFolder(tmp_path / "state").backups.iterdir()
    only.write_bytes(b"\0" * 50)
    advice = {advice for text, advice in findings(tmp_path) if only.name in text}
    assert advice == {"The next save makes a new one."}
    path_of(tmp_path).unlink()
    path_of(tmp_path).mkdir()
    assert not any("lists the backups" in advice for _, advice in findings(tmp_path))


def test_a_device_in_the_place_of_a_folder_is_not_to_be_moved() -> None:
    (advice,) = {advice for text, advice in findings(Path(os.devnull)) if "in the way" in text}
    assert advice.startswith("Name another place: --data-dir,")


def test_of_a_draft_that_is_damaged_no_going_on_is_promised(tmp_path: Path) -> None:
    draft = StateFolder(tmp_path / "state").drafts / "11111111-aaaa.json"
    draft.parent.mkdir(parents=True)
    stored = {"id": draft.stem, "saved_at": "2026-11-23T18:00:00Z", "content": {"format": 1}}
    draft.write_text(json.dumps({"schema": 1, **stored}))
    (found,) = (each for each in findings(tmp_path) if "not finished" in each[0])
    assert found[0].endswith(f"cannot be gone on with: its draft is damaged: {draft}.")
    assert found[1].startswith("It is kept as it is;")
