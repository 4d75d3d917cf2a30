"""A history of ordinary size is read before the first page is painted; a large one can wait."""

import threading
from pathlib import Path

import pytest
from textual.signal import Signal

from library.clock import SystemClock
from library.paths import Paths
from tests.library.history.support import open_history, session
from tui import history_service
from tui.app_base import App
from tui.cli.context import Context
from tui.history_service import HistoryService, history_of


def read_ahead(tmp_path: Path) -> HistoryService:
    """What the dashboard begins with once reading ahead is over."""
    paths = Paths(tmp_path / "data", tmp_path / "data", tmp_path / "state")
    before = set(threading.enumerate())
    history = history_of(paths, SystemClock())
    history.read_ahead(paths.history_file)
    for thread in set(threading.enumerate()) - before:
        thread.join()
    app = App()
    history.connect(Signal(app, "history_changed"), app.tell, Context(paths, SystemClock()).profile)
    return history


def test_a_history_of_ordinary_size_is_handed_over(tmp_path: Path) -> None:
    open_history(tmp_path).add(session(0))
    history = read_ahead(tmp_path)
    assert history.is_read
    assert history.snapshot.sessions == (session(0),)
    assert history.store.load() is history.snapshot


def test_a_large_history_is_left_for_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_history(tmp_path).add(session(0))
    monkeypatch.setattr(history_service, "READ_AHEAD_BYTES", 10)
    assert not read_ahead(tmp_path).is_read


def test_a_history_that_is_missing_is_left_for_later(tmp_path: Path) -> None:
    assert not read_ahead(tmp_path).is_read


def test_a_history_that_cannot_be_read_is_left_to_who_can_tell_why(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.path.unlink()
    log.path.mkdir()
    assert not read_ahead(tmp_path).is_read


def test_what_there_is_to_tell_stands_from_the_first(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.path.write_bytes(log.path.read_bytes()[:-10])
    history = read_ahead(tmp_path)
    assert history.is_read
    assert history.unread_notices == history.snapshot.notices != ()
