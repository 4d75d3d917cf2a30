"""Where the history lies, who may read it, and who else is at it."""

import itertools
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from library import failures, files, owners
from library.checks import check
from library.history.errors import HistoryError
from library.history.whereabouts import own_names, remember
from library.paths import Paths
from tests.library.history.faults import WatchedOs
from tests.library.history.support import open_history, path_of, session

COUNT = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    log = open_history(tmp_path)
    for number in range(COUNT):
        log.add(session(number, note=f"note {number}"))
    return tmp_path


def test_the_names_of_a_machine_are_known_until_it_had_the_next_also_after_a_move(
    tmp_path: Path,
) -> None:
    here, there = tmp_path / "here.json", tmp_path / "there.json"
    assert own_names(here, "a") == {"a": "9999"}
    for name, at in (("a", "2026-01"), ("b", "2026-02"), ("", ""), ("c", "2026-03"), ("a", "2027")):
        remember(here, tmp_path, "id", name, at)
    names = {"a": "9999", "b": "2026-03", "c": "2027"}
    assert own_names(here, "a") == names
    remember(there, tmp_path, "id", before=here)
    assert own_names(there, "a") == names
    assert own_names(there, "d") == {**names, "d": "9999"}


def test_a_link_stays_a_link_and_a_chosen_mode_is_kept(folder: Path) -> None:
    target = folder / "elsewhere" / "log.json"
    target.parent.mkdir()
    path_of(folder).rename(target)
    path_of(folder).symlink_to(target)
    target.chmod(0o640)
    open_history(folder).add(session(COUNT))
    assert path_of(folder).is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert len(open_history(folder).load().sessions) == COUNT + 1


def test_a_link_to_nothing_is_filled(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    path_of(tmp_path).symlink_to(tmp_path / "elsewhere.json")
    open_history(tmp_path).add(session(0))
    assert (tmp_path / "elsewhere.json").is_file()
    assert path_of(tmp_path).is_symlink()


def made_by_somebody_else(link: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:
        os.chown(link, 12345, -1, follow_symlinks=False)
    else:
        monkeypatch.setattr(owners, "own_number", lambda: os.geteuid() + 1)


@pytest.mark.parametrize("hops", [1, 2])
def test_a_link_that_somebody_else_made_is_not_followed(
    hops: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim"
    open_history(victim).add(session(0))
    before = path_of(victim).read_bytes()
    path_of(tmp_path).parent.mkdir()
    planted = tmp_path / "planted"
    planted.symlink_to(path_of(victim))
    made_by_somebody_else(planted, monkeypatch)
    if hops == 1:
        planted.rename(path_of(tmp_path))
    else:
        path_of(tmp_path).symlink_to(planted)
    log = open_history(tmp_path)
    for attempt in (log.load, lambda: log.add(session(1))):
        with pytest.raises(HistoryError, match=r"is a link that .* made, so it is not followed"):
            attempt()
    with pytest.raises(failures.PlantedLinkError):
        files.replace(path_of(tmp_path), b"x")
    assert path_of(victim).read_bytes() == before


@pytest.mark.parametrize("planted", [True, False])
def test_the_doctor_advises_to_close_nothing_behind_a_link_of_others(
    planted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_history(tmp_path).add(session(0))
    link, victim = path_of(tmp_path), tmp_path / "victim"
    link.rename(victim)
    victim.chmod(0o644)
    link.symlink_to(victim)
    if planted:
        made_by_somebody_else(link, monkeypatch)
    monkeypatch.setattr(owners, "rights_of_others", lambda path: path.stat().st_mode & 0o077)
    paths = Paths(tmp_path / "data", tmp_path / "data", tmp_path / "state")
    findings = check(open_history(tmp_path), paths).findings
    told = [f"{each.text} {each.advice}" for each in findings]
    closing = [each for each in told if "Close it: chmod" in each]
    assert any(str(victim) in each for each in closing) != planted
    assert not any(str(link) in each for each in closing)
    assert any("is a link that" in each for each in told) == planted


OTHER = {
    "a shell's": b"alias ll='ls -l'\nexport PATH\n",
    "a browser's": b'{"visited": {"1": {"url": "https://example.org"}}, "version": 3}',
    "a browser's, in a list": b'[{"sessions": [{"id": 1, "url": "https://example.org"}]}]',
    "another program's": b'[{"id": 1, "started_at": "2026-01-01T07:30:00Z", "note": "ran"}]',
    "a note": b"sessions: buy milk\n",
    "a picture": bytes(range(256)),
}


@pytest.mark.parametrize("other", OTHER)
@pytest.mark.parametrize("linked", [True, False])
def test_what_never_was_a_history_is_never_saved_onto(
    other: str, linked: bool, tmp_path: Path
) -> None:
    path_of(tmp_path).parent.mkdir()
    target = tmp_path / "other" if linked else path_of(tmp_path)
    target.write_bytes(OTHER[other])
    if linked:
        path_of(tmp_path).symlink_to(target)
    log = open_history(tmp_path)
    for attempt in (log.load, lambda: log.add(session(1))):
        with pytest.raises(HistoryError, match=r"is no history of supple.* is left as it is"):
            attempt()
    assert target.read_bytes() == OTHER[other]
    assert not (tmp_path / "state" / "kept").exists()
    target.unlink()
    log.add(session(1))
    assert log.load().sessions == (session(1),)


@pytest.mark.parametrize(
    "left", [b"", b"\0" * 512, b"{}\n", b'{"_meta": {"1": {"file_', b"\xef\xbb\xbf"]
)
def test_what_may_be_left_of_a_history_is_saved_onto(left: bytes, tmp_path: Path) -> None:
    path_of(tmp_path).parent.mkdir()
    path_of(tmp_path).write_bytes(left)
    log = open_history(tmp_path)
    log.add(session(1))
    assert log.load().sessions == (session(1),)


def test_ones_own_history_may_be_damaged_beyond_recognition(folder: Path) -> None:
    path_of(folder).write_bytes(OTHER["a note"])
    log = open_history(folder)
    assert len(log.load().sessions) == COUNT
    log.add(session(COUNT))
    assert len(open_history(folder).load().sessions) == COUNT + 1


def make_folder(path: Path) -> None:
    path.mkdir()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 << 30)


def make_circle(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("make", [make_folder, make_pipe, make_device, make_huge, make_circle])
def test_what_is_no_file_is_refused_with_a_sentence(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    (tmp_path / "data").mkdir()
    make(path_of(tmp_path))
    log = open_history(tmp_path)
    for attempt in (log.load, lambda: log.add(session(0))):
        with pytest.raises(HistoryError, match=r"history\.json.*\."):
            attempt()


@pytest.mark.parametrize("umask", [0, 0o777])
def test_no_umask_opens_the_files_to_others_or_closes_them_to_us(
    tmp_path: Path, umask: int
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "state" / "backups").mkdir(parents=True)
    log = open_history(tmp_path)
    before = os.umask(umask)
    try:
        log.add(session(0))
    finally:
        os.umask(before)
    assert path_of(tmp_path).stat().st_mode & 0o777 == 0o600
    assert open_history(tmp_path).load().sessions == (session(0),)


def test_threads_of_one_process_lose_nothing_of_each_other(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    errors: list[HistoryError] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 10):
                log.add(session(number))
                log.load()
        except HistoryError as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(part * 10,)) for part in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(open_history(tmp_path).load().sessions) == 30


@pytest.mark.parametrize("moment", ["the backup is in its place", "the new bytes are written"])
def test_a_file_that_a_sync_tool_replaces_during_a_save_is_merged_with_what_is_saved(
    moment: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder / "data", folder / "other" / "data")
    other = open_history(folder / "other", "desktop")
    assert len(other.load().sessions) == COUNT
    other.add(session(20))
    log = open_history(folder)
    log.load()

    def arrives(_: int, name: str) -> None:
        if moment == "the new bytes are written":
            now = name == "fsync" and any(path_of(folder).parent.glob("*.tmp"))
        else:
            now = name == "replace"
        if now and not arrived:
            arrived.append(path_of(folder).write_bytes(path_of(folder / "other").read_bytes()))

    arrived: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", WatchedOs(arrives))
        log.add(session(30))
    assert arrived
    for found in (log.load(), open_history(folder).load()):
        assert {session(20).id, session(30).id} <= {one.id for one in found.sessions}
        assert (found.notices, found.passing) == ((), "")


def test_a_file_that_changes_again_and_again_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, log = path_of(folder).read_bytes(), open_history(folder)

    def touch(_: int, name: str) -> None:
        if name == "replace":
            path_of(folder).write_bytes(raw + b"\n" * next(count))

    count = itertools.count(1)
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", WatchedOs(touch))
        with pytest.raises(HistoryError, match="keeps changing the file"):
            log.add(session(30))
    assert session(30).id not in {one.id for one in open_history(folder).load().sessions}
    log.add(session(30))


def test_another_log_that_arrives_during_a_save_is_never_mixed_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_history(folder / "other").add(session(20))
    theirs = path_of(folder / "other").read_bytes()
    log = open_history(folder)

    def arrives(_: int, name: str) -> None:
        if name == "replace" and not arrived:
            arrived.append(path_of(folder).write_bytes(theirs))

    arrived: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", WatchedOs(arrives))
        with pytest.raises(HistoryError, match="another log has just taken the place"):
            log.add(session(30))
    assert path_of(folder).read_bytes() == theirs
    assert [other.sessions for other in log.load().others] == [COUNT]


def test_a_save_holds_no_reader_up(folder: Path) -> None:
    log = open_history(folder)
    log.load()
    seen: list[int] = []

    def read() -> None:
        seen.append(len(log.load().sessions))

    with log._file.changing():
        reader = threading.Thread(target=read)
        reader.start()
        reader.join(timeout=10)
    assert seen == [COUNT]
