"""After a power cut at any moment everything that was acknowledged is there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from library.history import disk
from library.history.store import TinyHistory
from tests.library.history.power import PowerOs, build
from tests.library.history.support import open_history, session

STEPS: list[Callable[[TinyHistory], object]] = [
    lambda log: log.add(session(0, note="n" * 300)),
    lambda log: log.add(session(1)),
    lambda log: log.replace(session(0, note="short")),
    lambda log: log.delete([session(1).id]),
    lambda log: log.undo(),
]
WANTED = [
    [],
    [session(0, note="n" * 300)],
    [session(0, note="n" * 300), session(1)],
    [session(0, note="short"), session(1)],
    [session(0, note="short")],
    [session(0, note="short"), session(1)],
]


def losses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """How many states that a power cut could leave lack something, and how many there are."""
    root = folder / "run"
    root.mkdir()
    power = PowerOs(root)
    log = open_history(root)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "os", power)
        for step in STEPS:
            step(log)
            power.acknowledged += 1
            power._moment()
    lost = 0
    for number, (acknowledged, state) in enumerate(power.states):
        build(state, root, folder / str(number))
        found = list(open_history(folder / str(number)).load().sessions)
        lost += found not in WANTED[acknowledged : acknowledged + 2]
    return lost, len(power.states)


def test_no_power_cut_loses_what_was_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, states = losses(tmp_path, monkeypatch)
    assert states > 150
    assert lost == 0


# What each rule is for: without it the same power cuts do lose something.


def test_without_syncing_files_they_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_sync", lambda handle: None)
    assert losses(tmp_path, monkeypatch)[0] > 0


def test_without_syncing_folders_they_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "sync_folder", lambda folder: None)
    assert losses(tmp_path, monkeypatch)[0] > 0
