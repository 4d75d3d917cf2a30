"""An open dashboard notices copies of a person's own files."""

from pathlib import Path

import pytest

from library.paths import Paths
from tests.clock import FakeClock
from tests.library.exercises.files import VALID
from tests.memory_history import MemoryHistory
from tests.tui.support import build_services, settled, with_card_read
from tui.app import SuppleApp
from tui.dialogs.own_copies import KeepBoth
from tui.history_service import HistoryService


@pytest.mark.parametrize(
    ("copy", "text"),
    [
        ("settings.sync-conflict-x.toml", "speech = true"),
        (
            "routines (conflicted copy).toml",
            '[[routine]]\nid = "mine"\nname = "Mine"\nitems = [{exercise = "leg-crossover"}]',
        ),
        ("exercises/toe-reach.toml..path1", VALID),
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
