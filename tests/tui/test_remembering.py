"""What is remembered is kept by itself, and never in the file that a person writes."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from library.history.record import Favourite, OwnLevel
from library.history.store import HistoryStore
from library.paths import Paths
from tests.clock import FakeClock
from tests.tui.support import FullDisk, build_services, dashboard, on_full_disk, settled
from tui.app import SuppleApp
from tui.dialogs.before_you_start import BeforeYouStart
from tui.screens.exercises import ExercisesPage

SETTINGS = "# mine, and nobody else writes here\ncompact = true\n"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Settings that are a link into a store of somebody else, as a person manages dotfiles."""
    store = tmp_path / "store"
    store.mkdir()
    (store / "settings.toml").write_text(SETTINGS)
    paths = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "state")
    paths.config_dir.mkdir()
    paths.settings_file.symlink_to(store / "settings.toml")
    return paths


def start(paths: Paths) -> SuppleApp:
    return SuppleApp(build_services(paths, FakeClock()))


def told(pilot: Pilot[None]) -> list[str]:
    return [each.message for each in pilot.app._notifications]


async def read_cards(pilot: Pilot[None]) -> None:
    """Read the card about safety, and tick nothing on the next one."""
    for _ in range(2):
        await pilot.press("enter")
        await settled(pilot)


async def mark_and_raise(pilot: Pilot[None]) -> str:
    """Mark the first exercise of the list as a favourite and go a level up; its id."""
    await pilot.press("2")
    await settled(pilot)
    page = pilot.app.screen
    assert isinstance(page, ExercisesPage)
    current = page.listing.current
    assert current is not None
    await pilot.press("f", "+")
    await settled(pilot)
    return current


async def test_the_card_is_read_once_and_the_settings_file_stays_as_it_is(paths: Paths) -> None:
    app = start(paths)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(app.screen, BeforeYouStart)
        await read_cards(pilot)
        marked = await mark_and_raise(pilot)
    app = start(paths)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert not isinstance(app.screen, BeforeYouStart)
        assert told(pilot) == []
        settings = app.services.profile.settings
        assert settings.favourites == (marked,)
        assert app.services.guide.standing.level(marked) == 1
        assert settings.compact
    assert paths.settings_file.is_symlink()
    assert paths.settings_file.read_text() == SETTINGS


@pytest.mark.torture
async def test_what_another_window_remembers_holds_here_too(paths: Paths) -> None:
    app = start(paths)
    async with app.run_test() as pilot:
        await settled(pilot)
        await read_cards(pilot)
        await pilot.press("2")
        await settled(pilot)
        elsewhere = HistoryStore(paths.history_file, paths.state_dir, FakeClock())
        elsewhere.put([Favourite("leg-lift"), OwnLevel("leg-lift", 1)])
        app.look_for_changes()
        await settled(pilot)
        assert app.services.profile.settings.levels == {"leg-lift": 1}
        assert isinstance(app.screen, ExercisesPage)
        assert "★" in str(app.screen.listing.get_option("leg-lift").prompt)


async def test_undo_takes_a_choice_back_and_names_it(paths: Paths) -> None:
    app = start(paths)
    async with app.run_test() as pilot:
        await settled(pilot)
        await read_cards(pilot)
        marked = await mark_and_raise(pilot)
        name = app.services.profile.catalogue.get(marked).name
        await pilot.press("4", "u")
        await settled(pilot)
        assert told(pilot)[-1] == f"{name}: what you decided is undone."
        assert app.services.guide.standing.level(marked) == 0
        await pilot.press("u")
        await settled(pilot)
        assert told(pilot)[-1] == f"{name} is no favourite again."
        assert app.services.profile.settings.favourites == ()


async def test_on_a_full_disk_it_holds_until_the_end_and_is_kept_as_soon_as_there_is_room(
    tmp_path: Path,
) -> None:
    board = dashboard(tmp_path)
    disk = on_full_disk(board)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        marked = await mark_and_raise(pilot)
        assert FullDisk.REASON in told(pilot)[-1]
        assert board.services.profile.settings.favourites == (marked,)
        disk.full = False
        await board.services.history.edit(lambda history: None)
        assert Favourite(marked) in disk.load().remembered
        assert not board.services.profile.unsaved


async def test_what_was_chosen_at_the_last_moment_is_kept(paths: Paths) -> None:
    app = start(paths)
    async with app.run_test() as pilot:
        await settled(pilot)
        await read_cards(pilot)
        await pilot.press("2", "f", "q")
    log = HistoryStore(paths.history_file, paths.state_dir, FakeClock())
    assert any(isinstance(each, Favourite) for each in log.load().remembered)
