"""A store that lasts keeps no texts between two readings, and behaves like any other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.history import on_disk
from library.history.format import Contents
from library.history.snapshot import ConflictError
from library.history.store import HistoryStore
from tests.library.history.support import FakeClock, open_history, path_of, session


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "WORTH_LETTING_GO", 1)


@pytest.fixture
def lasting(tmp_path: Path) -> HistoryStore:
    log = open_history(tmp_path)
    for number in range(3):
        log.add(session(number))
    return HistoryStore(log.path, tmp_path / "state", FakeClock(), "laptop", lasting=True)


def kept(log: HistoryStore) -> Iterator[object]:
    """Everything that could hold on to texts."""
    last = log._file._disk._last_read
    assert last is not None
    yield last.raw
    yield last.loaded.contents
    assert log._reader._last is not None
    yield log._reader._last[0].contents


def test_nothing_is_kept_but_the_records(lasting: HistoryStore) -> None:
    lasting.load()
    assert [each for each in kept(lasting) if each not in (None, Contents({}))] == []
    assert all(isinstance(text, int) for text in lasting._reader.shown.values())


def test_a_small_file_is_kept(lasting: HistoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "WORTH_LETTING_GO", 1_000_000)
    lasting.load()
    assert all(each not in (None, Contents({})) for each in kept(lasting))


def test_what_is_the_same_is_not_read_anew(lasting: HistoryStore) -> None:
    first = lasting.load()
    assert not lasting.changed()
    assert lasting.load() is first
    path = lasting.path
    path.write_bytes(path.read_bytes())  # another file with the same bytes
    assert not lasting.changed()
    assert lasting.load() is first


def test_what_others_change_is_read_and_the_rest_stays(
    lasting: HistoryStore, tmp_path: Path
) -> None:
    first = lasting.load()
    other = open_history(tmp_path)
    other.add(session(7))
    other.delete([session(0).id])
    assert lasting.changed()
    now = lasting.load()
    assert now == open_history(tmp_path).load()
    assert [one for one in now.sessions if one in first.sessions] == list(first.sessions[1:])
    assert now.sessions[0] is first.sessions[1]
    assert not lasting.changed()


def test_it_saves_as_before(lasting: HistoryStore, tmp_path: Path) -> None:
    lasting.load()
    lasting.add(session(5))
    lasting.replace(replace(session(1), note="better"))
    lasting.delete([session(2).id])
    assert lasting.load() == open_history(tmp_path).load()
    assert {one.note for one in lasting.load().sessions} == {"", "better"}
    assert lasting.undo() is not None
    assert len(lasting.load().sessions) == 4
    assert lasting.load() == open_history(tmp_path).load()


def test_a_clash_is_found_without_the_texts(lasting: HistoryStore, tmp_path: Path) -> None:
    lasting.load()
    open_history(tmp_path).replace(replace(session(1), note="theirs"))
    with pytest.raises(ConflictError):
        lasting.replace(replace(session(1), note="mine"))
    lasting.load()
    lasting.replace(replace(session(1), note="mine"))
    assert {one.note for one in lasting.load().sessions} == {"", "mine"}


def test_a_file_that_is_cut_off_meanwhile_is_told(lasting: HistoryStore, tmp_path: Path) -> None:
    first = lasting.load()
    path_of(tmp_path).write_bytes(lasting.path.read_bytes()[:-200])
    assert lasting.changed()
    now = lasting.load()
    assert now.sessions == first.sessions
    assert now.notices != ()
