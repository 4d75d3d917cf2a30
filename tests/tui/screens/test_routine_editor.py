"""Own routines: made, copied, refused, and added to from elsewhere."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from library.bounds import MAX_NAME
from library.routines.editing import copy_of
from library.routines.file import RoutinesError
from library.routines.model import MAX_ITEMS, RoutineItem
from tests.marks import torture
from tests.tui.pages import SIZES, notices, services_in, shown
from tests.tui.routines_page import OWN, app_in, editor_of, page_of, saved
from tests.tui.support import pictured, settled
from tui.app import SuppleApp
from tui.dialogs.keep_changes import KeepChanges
from tui.dialogs.routines import AddToRoutine
from tui.screens.routine_editor import STAYS, RoutineEditor, new_routine
from tui.screens.routines import RoutinesPage


async def test_a_new_routine_is_made_and_saved(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("n", *"Tea", "enter")
        await pilot.press("a", "enter", "a", "down", "enter", "right", "plus", "J", "K", "s")
        routine = saved(app.services)["tea"]
        assert routine.name == "Tea"
        assert routine.items == (
            RoutineItem("standing-stretch", reps=3, hold_seconds=15),
            RoutineItem("chair-leg-stretch"),
        )
        assert page_of(app).lines.current == "tea"


async def test_with_nothing_in_it_the_card_is_small_and_moves_nothing(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        assert "move it" not in await shown(pilot)
        assert app.screen.query_one(".card").size.height < 12
        await pilot.press(*"Tea", "enter", "a", "enter")
        assert "move it" in await shown(pilot)
        assert app.screen.query_one(".card").size.height > 30


async def test_the_name_tells_its_own_keys_and_keeps_what_it_says(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "e")
        assert "s Save" in await shown(pilot)
        assert "J and K move it" in await shown(pilot)
        await pilot.press("n")
        in_name = await shown(pilot)
        assert "enter To the exercises" in in_name
        assert "s Save" not in in_name
        assert "- + Holds" not in in_name
        await pilot.press("s", "enter")
        assert "s Save" in await shown(pilot)
        await pilot.press("tab", "s", "enter", "s")
        assert saved(app.services)["mine"].name == "Miness"


async def test_the_bar_stays_on_twenty_rows_and_gives_way_to_the_list_on_fewer(
    tmp_path: Path,
) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("end", "e")
        assert editor_of(app).timeline.region.height == 2
        await pilot.resize_terminal(60, 12)
        await settled(pilot)
        assert not editor_of(app).timeline.display
        assert editor_of(app).lines.size.height >= 2


async def test_exercises_are_moved_and_the_cursor_goes_with_them(tmp_path: Path) -> None:
    three = replace(
        OWN, items=tuple(map(RoutineItem, ("leg-lift", "leg-crossover", "chair-leg-stretch")))
    )
    app = app_in(tmp_path, three)
    async with app.run_test() as pilot:
        await pilot.press("end", "e", "J", "J", "J")
        assert editor_of(app).lines.highlighted == 2
        await pilot.press("K", "shift+up", "less_than_sign", "s")
        items = [item.exercise for item in saved(app.services)["mine"].items]
        assert items == ["leg-lift", "leg-crossover", "chair-leg-stretch"]


async def test_the_time_follows_every_change(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test() as pilot:
        await pilot.press("end", "e")
        times = []
        for key in ("right", "minus", "m", "d"):
            await pilot.press(key)
            times.append(str(editor_of(app).total.visual)[:4])
    assert times == ["1:40", "0:50", "1:20", "Noth"]


async def test_the_time_bar_and_the_picture_follow_what_is_in_it(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)

    def bar() -> str:
        return editor_of(app).timeline.render_line(1).text

    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("end", "e")
        await pilot.pause()
        assert (bar().count("L"), bar().count("R")) == (2, 2)
        await pilot.press("plus")
        await pilot.pause()
        assert (bar().count("L"), bar().count("R")) == (3, 3)
        await pilot.press("a", "end", "up", "enter")
        await settled(pilot)
        assert editor_of(app).lines.highlighted == 1
        await pictured(pilot)
        rows = range(editor_of(app).picture.size.height)
        assert any("▄" in editor_of(app).picture.render_line(row).text for row in rows)
        await pilot.press("d", "d")
        await pilot.pause()
        assert not bar().strip(), "nothing in it takes no time"


async def test_a_key_that_changes_nothing_says_why(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test() as pilot:
        await pilot.press("end", "e", *["minus"] * 9)
        await pilot.pause()
        assert notices(app) == [STAYS]


async def test_a_built_in_routine_is_copied_when_edited(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("e", "s", "home", "e", "s")
        names = [routine.name for routine in saved(app.services).values()]
        assert names == ["First steps (mine)", "First steps (mine 2)"]


def test_a_copy_keeps_within_the_longest_name(tmp_path: Path) -> None:
    copy = copy_of(replace(OWN, name="x" * MAX_NAME), services_in(tmp_path).profile.routines)
    assert len(copy.name) <= MAX_NAME


async def test_a_name_that_is_full_says_so(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("n")
        editor_of(app).name_line.value = "x" * (MAX_NAME - 1)
        await pilot.pause()
        assert notices(app) == []
        await pilot.press("x", "y")
        await pilot.pause()
        assert "60 characters at most" in notices(app)[0]


async def test_what_is_incomplete_is_not_saved(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test() as pilot:
        await pilot.press("n", "enter", "s")
        told = notices(app)
        for name in ("mINE", "Other"):
            app.screen.query_one(Input).value = name
            await pilot.press("s")
            told += notices(app)
        assert isinstance(app.screen, RoutineEditor)
    assert [any(part in one for one in told) for part in ("a name", "this name", "exercise")] == [
        True,
        True,
        True,
    ]
    assert saved(app.services) == {"mine": OWN}


async def test_what_was_missing_is_not_told_after_it_is_there(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("n", *"Tea", "enter", "s")
        assert "a adds an exercise" in notices(app)[0]
        await pilot.press("a", "enter", "s")
        await pilot.pause()
        assert isinstance(app.screen, RoutinesPage)
        assert notices(app) == []


async def test_changes_are_not_lost_without_asking(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test() as pilot:
        await pilot.press("end", "e", "right", "escape")
        assert isinstance(app.screen, KeepChanges)
        await pilot.press("escape")
        assert isinstance(app.screen, RoutineEditor)
        await pilot.press("q", "d")
        assert isinstance(app.screen, RoutinesPage)
        assert saved(app.services) == {"mine": OWN}
        await pilot.press("e", "right", "escape", "s")
        assert isinstance(app.screen, RoutinesPage)
        assert saved(app.services)["mine"].items[0].hold_seconds == 15
        await pilot.press("e", "escape")
        assert isinstance(app.screen, RoutinesPage)


async def test_a_routine_takes_no_more_than_a_file_may_hold(tmp_path: Path) -> None:
    full = replace(OWN, items=(RoutineItem("leg-lift"),) * MAX_ITEMS)
    app = app_in(tmp_path, full)
    async with app.run_test() as pilot:
        await pilot.press("end", "e", "a")
        assert isinstance(app.screen, RoutineEditor)


async def test_a_broken_file_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "routines.toml"
    file.write_text("[[routine]\n")
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("e", "s")
        assert isinstance(app.screen, RoutineEditor)
        assert any("nothing in the file was changed" in notice for notice in notices(app))
    assert file.read_text() == "[[routine]\n"


def test_what_another_window_saved_meanwhile_stays(tmp_path: Path) -> None:
    first, second = services_in(tmp_path), services_in(tmp_path)
    first.profile.keep_routine(OWN)
    second.profile.keep_routine(replace(OWN, id="theirs", name="Theirs"))
    assert set(saved(first)) == {"mine", "theirs"}


def test_a_routine_that_cannot_be_saved_changes_nothing(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    before = services.profile.routines
    with pytest.raises(RoutinesError, match="Not saved"):
        services.profile.keep_routine(replace(new_routine(), id="empty", name="Empty"))
    assert services.profile.routines is before


@pytest.mark.parametrize("size", [SIZES[0], *map(torture, SIZES[1:])])
async def test_the_editor_works_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test() as pilot:
        await pilot.press("end", "e")
        await pilot.resize_terminal(*size)
        await pilot.press("a", "j", "enter")
        await pilot.press("f1", "escape", "s")
        assert len(saved(app.services)["mine"].items) == 2


async def add(app: SuppleApp, keys: list[str]) -> list[str | None]:
    """What the chooser answers after these keys."""
    answers: list[str | None] = []
    exercise = app.services.profile.catalogue.get("leg-crossover")
    async with app.run_test() as pilot:
        app.push_screen(AddToRoutine(app.services, exercise), answers.append)
        await pilot.press(*keys)
        await pilot.pause()
    return answers


async def test_an_exercise_is_added_to_an_own_routine(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    assert await add(app, ["enter"]) == ["Mine"]
    assert saved(app.services)["mine"].items == (*OWN.items, RoutineItem("leg-crossover"))


async def test_an_exercise_begins_a_new_routine(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    assert await add(app, ["down", "enter", *"Tea", "enter"]) == ["Tea"]
    assert saved(app.services)["tea"].items == (RoutineItem("leg-crossover"),)


async def test_nothing_is_added_on_escape(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    assert await add(app, ["end", "enter", "x", "escape", "escape"]) == [None]
    assert set(saved(app.services)) == {"mine"}
