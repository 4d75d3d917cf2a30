"""A log of ordinary size is read before the first page is painted; a large one can wait."""

import threading
from pathlib import Path

import pytest

from library.clock import SystemClock
from library.paths import Paths
from tests.library.history.support import open_history, session
from tui import read_ahead
from tui.read_ahead import ReadAhead
from tui.services import Services, build_services


def ahead_of(tmp_path: Path) -> Services:
    """The services once reading ahead is over."""
    paths = Paths(tmp_path / "data", tmp_path / "data", tmp_path / "state")
    before = set(threading.enumerate())
    ahead = ReadAhead(paths, SystemClock())
    for thread in set(threading.enumerate()) - before:
        thread.join()
    services = build_services(paths, SystemClock())
    ahead.give(services)
    return services


def test_a_log_of_ordinary_size_is_handed_over(tmp_path: Path) -> None:
    open_history(tmp_path).add(session(0))
    services = ahead_of(tmp_path)
    assert services.log_read
    assert services.log.sessions == (session(0),)
    assert services.history.load() is services.log


def test_a_large_log_is_left_for_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_history(tmp_path).add(session(0))
    monkeypatch.setattr(read_ahead, "MOST_BYTES", 10)
    assert not ahead_of(tmp_path).log_read


def test_a_log_that_is_missing_is_left_for_later(tmp_path: Path) -> None:
    assert not ahead_of(tmp_path).log_read


def test_a_log_that_can_not_be_read_is_left_to_who_can_tell_why(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.path.unlink()
    log.path.mkdir()
    assert not ahead_of(tmp_path).log_read


def test_what_there_is_to_tell_stands_from_the_first(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.path.write_bytes(log.path.read_bytes()[:-10])
    services = ahead_of(tmp_path)
    assert services.log_read
    assert services.told == services.log.notices != ()
