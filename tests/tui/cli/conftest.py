"""A home of its own for every test of a verb."""

from pathlib import Path

import pytest

from library.clock import SystemClock
from library.history.store import HistoryStore
from library.paths import Paths, find_paths


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "SUPPLE_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def paths() -> Paths:
    return find_paths(None, {})


@pytest.fixture
def history(paths: Paths) -> HistoryStore:
    return HistoryStore(paths.history_file, paths.state_dir, SystemClock())
