"""An open dashboard notices copies of a person's own files."""

from collections.abc import Callable
from pathlib import Path
from threading import current_thread, main_thread

import pytest

from library import files
from library.history.comparison import Comparison, ConflictCopy
from library.paths import Paths
from tests.clock import FakeClock
from tests.library.exercises.files import VALID
from tests.marks import torture
from tests.memory_history import MemoryHistory
from tests.tui.support import build_services, settled, with_card_read
from tui.app import SuppleApp
from tui.dialogs.own_copies import KeepBoth
from tui.history_service import HistoryService


@pytest.mark.parametrize(
    ("copy", "text"),
    [
        ("settings.sync-conflict-x.toml", "speech = true"),
        torture(
            "routines (conflicted copy).toml",
            '[[routine]]\nid = "mine"\nname = "Mine"\nitems = [{exercise = "leg-crossover"}]',
        ),
        torture("exercises/toe-reach.toml..path1", VALID),
    ],
)
async def test_copies_are_noticed_wherever_each_of_the_files_lies(
    tmp_path: Path, copy: str, text: str
) -> None:
    paths = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "state")
    paths.exercises_dir.mkdir(parents=True)
    services = build_services(paths, FakeClock(), HistoryService(MemoryHistory))
    with_card_read(services)
    app = SuppleApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        (paths.config_dir / copy).write_text(text)
        for _ in range(2):
            app.look_for_changes()
            await settled(pilot)
        assert isinstance(app.screen, KeepBoth)


@pytest.mark.parametrize("key", ["m", torture("escape")])
async def test_nothing_is_put_aside_or_noted_where_the_screen_is_drawn(
    tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = Paths(tmp_path, tmp_path, tmp_path / "state")
    services = build_services(paths, FakeClock(), HistoryService(MemoryHistory))
    with_card_read(services)
    (tmp_path / "settings (conflicted copy).toml").write_text("speech = true\n")
    (tmp_path / "routines (conflicted copy).toml").write_text("[[routine]]\n")
    in_state = []
    replace = files.replace

    def noted(path: Path, data: bytes, *look: Callable[[], object]) -> None:
        if path.is_relative_to(paths.state_dir):
            in_state.append(current_thread() is main_thread())
        replace(path, data, *look)

    monkeypatch.setattr(files, "replace", noted)
    app = SuppleApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await settled(pilot)
        assert isinstance(app.screen, KeepBoth)
        await pilot.press(key)
        await settled(pilot)
    assert (paths.state_dir / "copies.json").exists()
    assert in_state
    assert not any(in_state)


async def test_what_brings_nothing_is_merged_in_turn(tmp_path: Path) -> None:
    services = build_services(Paths(tmp_path, tmp_path, tmp_path / "state"), FakeClock())
    with_card_read(services)
    in_turn: list[bool] = []
    copy = tmp_path / "history copy.json"
    copy.touch()  # else nobody looks

    class Log(MemoryHistory):
        def sync_conflicts(self) -> list[ConflictCopy]:
            return [] if in_turn else [ConflictCopy(copy, Comparison(), related=True)]

        def merge_copies(self, *paths: Path) -> Comparison:
            in_turn.append(services.history.is_saving)
            return Comparison()

    services.history.store = Log()
    app = SuppleApp(services)
    async with app.run_test() as pilot:
        await settled(pilot)
        await settled(pilot)
    assert in_turn == [True]
