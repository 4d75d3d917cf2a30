"""After a power cut at any moment everything that was acknowledged is there."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from library import files
from library.history.codec import to_document
from tests.library.history.power import PowerOs, build
from tests.library.history.stores import UNREADABLE, Documents, Ours, Plain, Store
from tests.library.history.support import session

LONG, SHORT, OTHER = session(0, note="n" * 300), session(0, note="short"), session(1)
STEPS: list[Callable[[Store], None]] = [
    lambda store: store.add(LONG),
    lambda store: store.add(OTHER),
    lambda store: store.replace(SHORT),
    lambda store: store.delete(OTHER),
    lambda store: store.take_back(OTHER),
]
WANTED = [[], [LONG], [LONG, OTHER], [SHORT, OTHER], [SHORT], [SHORT, OTHER]]


def losses(kind: type[Store], folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """How many states that a power cut could leave lack something, and how many there are."""
    root = folder / "run"
    root.mkdir()
    power = PowerOs(root)
    with monkeypatch.context() as patch:
        patch.setattr(kind.touches_disk, "os", power)
        patch.setattr(kind.touches_disk, "open", power.open_file, raising=False)
        with closing(kind(root)) as store:
            for step in STEPS:
                step(store)
                power.acknowledged += 1
                power._moment()
    wanted: list[Documents] = [{one.id: to_document(one) for one in each} for each in WANTED]
    lost = 0
    distinct = {(acknowledged, frozenset(state.items())) for acknowledged, state in power.states}
    for number, (acknowledged, items) in enumerate(distinct):
        build(dict(items), root, folder / str(number))
        found = documents(kind, folder / str(number))
        lost += found not in wanted[acknowledged : acknowledged + 2]
    return lost, len(distinct)


def documents(kind: type[Store], folder: Path) -> Documents | None:
    """What a store finds after the power cut; None when it is unreadable."""
    try:
        with closing(kind(folder)) as store:
            return store.found().documents
    except UNREADABLE:
        return None


def test_no_power_cut_loses_what_was_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, states = losses(Ours, tmp_path, monkeypatch)
    assert states > 45
    assert lost == 0


def test_a_plain_tinydb_loses_what_was_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, states = losses(Plain, tmp_path, monkeypatch)
    assert states > 15
    assert lost > 0


# What each rule is for: without it the same power cuts do lose something.


def test_without_syncing_files_they_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_sync", lambda handle: None)
    assert losses(Ours, tmp_path, monkeypatch)[0] > 0


def test_without_syncing_folders_they_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "sync_folder", lambda folder: None)
    assert losses(Ours, tmp_path, monkeypatch)[0] > 0
