"""The person's files, changed by another window or an editor while the dashboard is open."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from library.profile import Problems, Profile
from library.routines.file import RoutinesError
from library.routines.model import Routine, RoutineItem
from library.settings import Settings, SettingsError
from tests.tui.pages import notices, services_in, shown
from tests.tui.support import settled
from tui.app import SuppleApp
from tui.dialogs.routines import AddToRoutine
from tui.screens.settings import SettingsPage

MINE = Routine("mine", "Mine", "For me.", (RoutineItem("leg-lift"),), own=True)


@dataclass
class Windows:
    """A dashboard, and another window with the same files."""

    pilot: Pilot[None]
    profile: Profile
    other: Profile

    async def look(self) -> list[str]:
        """What the dashboard does every second, until two looks agree; what it has told so far."""
        await self.glance()
        return await self.glance()

    async def glance(self) -> list[str]:
        """One look."""
        self.app.look_for_changes()
        await settled(self.pilot)
        return notices(self.app)

    @property
    def app(self) -> SuppleApp:
        assert isinstance(self.pilot.app, SuppleApp)
        return self.pilot.app


@asynccontextmanager
async def windows(folder: Path) -> AsyncIterator[Windows]:
    services_in(folder).profile.keep_routine(MINE)
    services, other = services_in(folder), services_in(folder).profile
    app = SuppleApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        yield Windows(pilot, services.profile, other)


async def test_nothing_is_said_as_long_as_nothing_was_changed(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        assert await w.look() == []
        w.profile.change_settings(weekly_goal=5)
        w.profile.keep_routine(replace(MINE, name="Other"))
        assert await w.look() == []
        assert w.profile.settings.weekly_goal == 5


async def test_settings_of_another_window_hold_here_with_a_quiet_word(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        w.other.change_settings(weekly_goal=5, theme="nord", compact=True)
        assert len(await w.look()) == 1
        assert "changed elsewhere" in notices(w.app)[0]
        assert "goal 5 days" in await shown(w.pilot)
        assert w.app.theme == "nord"
        assert w.app.has_class("-compact")
        assert len(await w.look()) == 1


async def test_both_windows_change_settings_and_nothing_is_lost(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        w.other.change_settings(weekly_goal=5)
        w.profile.change_settings(rest_seconds=30)
        w.other.change_settings(favourites=("leg-lift",))
        await w.look()
        read = services_in(tmp_path).profile.settings
        for settings in (w.profile.settings, read):
            assert settings.weekly_goal == 5
            assert settings.rest_seconds == 30
            assert settings.favourites == ("leg-lift",)


async def test_a_file_that_is_half_written_changes_nothing_here(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        w.profile.change_settings(weekly_goal=5)
        file = tmp_path / "settings.toml"
        file.write_text("weekly_goal = ")
        assert await w.look() == []
        assert "settings.toml was changed, but could not be read" in await shown(w.pilot)
        assert w.profile.settings.weekly_goal == 5
        with pytest.raises(SettingsError):
            w.profile.change_settings(compact=True)
        file.write_text("weekly_goal = 2\nrest_secnds = 3\n")
        await w.look()
        assert any("Did you mean rest_seconds?" in each for each in w.profile.problems)
        assert (w.profile.settings.weekly_goal, w.profile.settings.compact) == (
            2,
            True,
        )
        file.write_text("weekly_goal = 2\n")
        await w.look()
        assert w.profile.problems == Problems()


async def test_a_settings_file_that_was_removed_gives_the_defaults(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        w.profile.change_settings(weekly_goal=5)
        await w.look()
        (tmp_path / "settings.toml").unlink()
        await w.look()
        assert len(await w.look()) == 1
        assert w.profile.settings.weekly_goal == Settings().weekly_goal


async def test_a_file_that_an_editor_takes_away_for_a_moment_is_no_news(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        w.profile.change_settings(weekly_goal=5)
        await w.look()
        for name, emptied in product(("settings.toml", "routines.toml"), (False, True)):
            file = tmp_path / name
            text = file.read_text()
            file.rename(tmp_path / "backup")
            if emptied:
                file.touch()
            assert await w.glance() == [], name
            file.write_text(text)
            assert await w.look() == [], name
            assert w.profile.settings.weekly_goal == 5, name
            assert "mine" in w.profile.routines, name


async def test_keys_that_are_given_in_an_editor_work_at_once(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        (tmp_path / "settings.toml").write_text(
            '[keys]\n"app.history" = "Y"\n"today.start" = "f5"\n"today.cards" = "f6"\n'
        )
        assert len(await w.look()) == 1
        assert " f5 Start" in await shown(w.pilot)
        assert any("today.cards" in problem for problem in w.profile.problems)
        await w.pilot.press("4")
        assert w.app.current_mode == "today"
        await w.pilot.press("Y", "question_mark", "pagedown")
        assert w.app.current_mode == "history"
        assert re.search(r"Y +Go to History", await shown(w.pilot))


@pytest.mark.torture
async def test_keys_that_are_reset_work_at_once(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\n"today.start" = "f5"\n"app.hlep" = "f2"\n')
    async with windows(tmp_path) as w:
        assert " f5 Start" in await shown(w.pilot)
        await w.pilot.press("5")
        page = w.app.screen
        assert isinstance(page, SettingsPage)
        page.lines.go_to("keys")
        await w.pilot.press("r")
        assert list(w.profile.problems) == []
        await w.pilot.press("1")
        assert " enter Start" in await shown(w.pilot)
        await w.pilot.press("5", "u", "1")
        assert " f5 Start" in await shown(w.pilot)
        assert any("app.hlep" in problem for problem in w.profile.problems)


async def test_routines_of_another_window_are_listed_at_once(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        await w.pilot.press("3")
        w.other.keep_routine(replace(MINE, id="", name="Quite new"))
        assert len(await w.look()) == 1
        assert "Quite new" in await shown(w.pilot)


async def test_a_broken_file_of_routines_takes_none_away_here(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        (tmp_path / "routines.toml").write_text("[[routine]\n")
        await w.look()
        assert any("Your routines stay as they are" in each for each in w.profile.problems)
        assert "mine" in w.profile.routines


async def test_the_cursor_stands_on_a_routine_after_its_own_is_gone(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        await w.pilot.press("3", "end")
        (tmp_path / "routines.toml").unlink()
        await w.look()
        await w.look()
        await w.pilot.press("e", "escape", "up", "down")
        assert "mine" not in w.profile.routines
        assert "Mine" not in await shown(w.pilot)


def test_a_routine_that_two_windows_edit_is_kept_in_both_versions(tmp_path: Path) -> None:
    here, there = services_in(tmp_path).profile, services_in(tmp_path).profile
    here.keep_routine(MINE)
    theirs = there.keep_routine(replace(MINE, purpose="Theirs."), MINE)
    ours = here.keep_routine(replace(MINE, purpose="Ours."), MINE)
    assert (theirs.id, ours.name) == ("mine", "Mine (mine)")
    assert [r.purpose for r in services_in(tmp_path).profile.routines.own] == ["Theirs.", "Ours."]


def test_an_exercise_is_added_to_the_routine_as_it_is_by_now(tmp_path: Path) -> None:
    here, there = services_in(tmp_path).profile, services_in(tmp_path).profile
    here.keep_routine(MINE)
    there.keep_routine(replace(MINE, name="Renamed"), MINE)
    here.add_to_routine("mine", here.catalogue.get("leg-crossover"))
    (routine,) = services_in(tmp_path).profile.routines.own
    assert routine.name == "Renamed"
    assert [item.exercise for item in routine.items] == ["leg-lift", "leg-crossover"]
    (tmp_path / "routines.toml").unlink()
    with pytest.raises(RoutinesError, match="deleted elsewhere"):
        here.add_to_routine("mine", here.catalogue.get("leg-crossover"))


async def test_the_settings_page_follows_what_is_wrong_in_the_file(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        file = tmp_path / "settings.toml"
        await w.pilot.press("5", "down")
        file.write_text("weekly_gaol = 2\n")
        await w.look()
        await w.pilot.press("home")
        assert isinstance(w.app.screen, SettingsPage)
        assert "Did you mean weekly_goal?" in str(w.app.screen.explanation.visual)
        file.write_text("weekly_goal = 2\n")
        await w.look()
        assert "Needs attention" not in await shown(w.pilot)
        assert re.search(r"Weekly goal +◂ +2 days", await shown(w.pilot))


async def test_the_editor_says_under_which_name_its_version_is_kept(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        await w.pilot.press("3", "end", "e", "right")
        w.other.keep_routine(replace(MINE, purpose="Theirs."), MINE)
        await w.look()
        await w.pilot.press("s")
        await settled(w.pilot)
        assert any("yours is kept as Mine (mine)" in told for told in notices(w.app))
        assert "Mine (mine)" in await shown(w.pilot)


async def test_a_favourite_of_another_window_has_its_star_here(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        await w.pilot.press("2")
        w.other.change_settings(favourites=("leg-lift",))
        await w.look()
        assert re.search("Leg lift +★", await shown(w.pilot))


async def test_an_exercise_goes_to_no_routine_that_was_deleted_elsewhere(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        await w.pilot.press("2", "a")
        w.other.remove_routine("mine")
        await w.look()
        await w.pilot.press("enter")
        await settled(w.pilot)
        assert "That routine was deleted elsewhere." in notices(w.app)
        assert isinstance(w.app.screen, AddToRoutine)


LIFT = Path("library/exercises/leg-lift.toml").read_text(encoding="utf-8")


def own_exercise(name: str) -> str:
    return LIFT.replace('id = "leg-lift"', 'id = "my-lift"').replace(
        'name = "Leg lift"', f'name = "{name}"'
    )


class Folder:
    """The folder of the person's own exercises, as an editor changes it."""

    def __init__(self, windows: Windows, folder: Path) -> None:
        self._windows = windows
        self.path = folder / "exercises" / "my-lift.toml"
        self.path.parent.mkdir()

    async def write(self, text: str) -> list[str]:
        self.path.write_text(text, encoding="utf-8")
        return await self._windows.look()


async def test_exercises_follow_their_files_and_can_be_used_to_the_end(
    tmp_path: Path,
) -> None:
    async with windows(tmp_path) as w:
        await w.pilot.press("2")
        own = Folder(w, tmp_path)
        assert "exercises were changed elsewhere" in (await own.write(own_exercise("My lift")))[-1]
        assert "My lift" in await shown(w.pilot)
        await own.write(own_exercise("Mine").replace("purpose", "porpoise"))
        assert "About your files" in await shown(w.pilot)
        assert w.profile.catalogue.get("my-lift").name == "My lift"
        await own.write(own_exercise("Renamed"))
        assert "About your files" not in await shown(w.pilot)
        assert "Renamed" in await shown(w.pilot)
        (own.path.parent / "z-lift.toml").write_text(own_exercise("Z").replace("my-l", "z-l"))
        await w.look()
        assert len(w.profile.catalogue) == 9
        own.path.unlink()
        await w.look()
        assert w.profile.catalogue.get("my-lift").name == "Renamed"


async def test_an_exercise_that_is_being_written_is_not_called_broken(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        own = Folder(w, tmp_path)
        own.path.write_text("")
        await w.glance()
        assert w.profile.problems == Problems()
        await own.write(own_exercise("My lift"))
        assert w.profile.problems == Problems()


async def test_a_figure_that_was_changed_is_shown(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        await w.pilot.press("2", "end")
        own = Folder(w, tmp_path)
        right = own_exercise("My lift")
        await own.write(right.replace("[[pose.frame]]", '[[pose.frame]]\nwibble = "x"', 1))
        await w.pilot.press("end")
        assert "wibble" in await shown(w.pilot)
        await own.write(right)
        assert "wibble" not in await shown(w.pilot)
        assert w.profile.problems == Problems()


async def test_a_routine_keeps_its_id_from_an_exercise_that_comes_later(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        own = Folder(w, tmp_path)
        own.path = own.path.with_name("mine.toml")
        await own.write(own_exercise("My lift").replace('"my-lift"', '"mine"'))
        assert w.profile.problems == Problems(
            exercises=("mine.toml: a routine of yours has the id mine",)
        )
        assert "mine" in w.profile.routines
        assert "mine" not in w.profile.catalogue


async def test_a_routine_is_there_as_soon_as_its_exercise_is(tmp_path: Path) -> None:
    routine = '[[routine]]\nid = "r"\nname = "Later"\nitems = [{ exercise = "my-lift" }]\n'
    async with windows(tmp_path) as w:
        await w.pilot.press("3")
        (tmp_path / "routines.toml").write_text(routine)
        await w.look()
        assert "About your files" in await shown(w.pilot)
        await Folder(w, tmp_path).write(own_exercise("My lift"))
        assert "About your files" not in await shown(w.pilot)
        assert "Later" in await shown(w.pilot)
