"""The routines page and the editor: what is shown, saved, refused and brought back."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from library.exercises.loading import MAX_NAME
from library.exercises.model import HoldEnd, Kind
from library.routines.loading import MAX_ITEMS, load_routines
from library.routines.model import Routine, RoutineItem
from library.settings import Settings
from tests.library.builders import exercise
from tests.tui.pages import HOSTILE, SIZES, notices, page_app, services_in, shown
from tui.app import SuppleApp
from tui.doses import dose_words, my_level, whose_words, with_more_reps, with_more_seconds
from tui.messages import StartRoutine
from tui.own_routines import NotSaved, keep_routine
from tui.routine_words import about_routine
from tui.screens.add_to_routine import AddToRoutine
from tui.screens.keep_changes import KeepChanges
from tui.screens.routine_editor import RoutineEditor, copy_of, new_routine
from tui.screens.routines import OWN_MARK, RoutinesPage
from tui.services import Services

OWN = Routine("mine", "Mine", "For me.", (RoutineItem("leg-lift"),), own=True)
SETTINGS = Settings()


def app_in(folder: Path, *own: Routine) -> SuppleApp:
    services = services_in(folder)
    for routine in own:
        keep_routine(services, routine)
    return page_app(services, "routines")


def page_of(app: SuppleApp) -> RoutinesPage:
    page = app.screen_stack[0]
    assert isinstance(page, RoutinesPage)
    return page


def editor_of(app: SuppleApp) -> RoutineEditor:
    assert isinstance(app.screen, RoutineEditor)
    return app.screen


def go_to(app: SuppleApp, routine_id: str) -> None:
    lines = page_of(app).lines
    lines.highlighted = lines.get_option_index(routine_id)


def saved(services: Services) -> dict[str, Routine]:
    """The own routines as the next start will read them."""
    routines, problems = load_routines(services.paths.routines_file, services.catalogue)
    assert problems == ()
    return {routine.id: routine for routine in routines.own}


# Doses


def test_doses_are_said_in_words() -> None:
    bend, massage = exercise(), exercise(kind=Kind.MASSAGE)
    eased = exercise(end=HoldEnd.EASED)
    item = RoutineItem("bend", reps=1, hold_seconds=25)
    assert dose_words(item, bend, SETTINGS) == "1 hold of 25 s on each leg"
    assert dose_words(my_level(item), bend, SETTINGS) == "2 holds of 10 s on each leg"
    assert dose_words(item, eased, SETTINGS) == "1 hold on each leg until it eases, about 25 s"
    assert dose_words(item, massage, SETTINGS) == "2 steps, 1:20 on each leg"


def test_a_dose_says_what_decides_it() -> None:
    bend = exercise()
    items = [RoutineItem("bend"), RoutineItem("bend", level=1), RoutineItem("bend", reps=2)]
    assert [whose_words(item, bend) for item in items] == ["my level", "level 1", "fixed"]


@pytest.mark.parametrize(("by", "seconds", "reps"), [(1, 60, 10), (-1, 5, 1)])
def test_steps_of_a_dose_stop_at_what_a_file_may_hold(by: int, seconds: int, reps: int) -> None:
    item = RoutineItem("bend")
    for _ in range(20):
        item = with_more_seconds(item, exercise(), SETTINGS, by)
        item = with_more_reps(item, exercise(), SETTINGS, by)
    assert item == RoutineItem("bend", reps=reps, hold_seconds=seconds)


def test_the_first_step_begins_at_the_dose_shown() -> None:
    settings = replace(SETTINGS, levels={"bend": 1})
    item = with_more_seconds(RoutineItem("bend"), exercise(), settings, 1)
    assert item == RoutineItem("bend", reps=2, hold_seconds=25)


def test_a_massage_keeps_its_dose() -> None:
    massage, item = exercise(kind=Kind.MASSAGE), RoutineItem("bend")
    assert with_more_seconds(item, massage, SETTINGS, 1) == item
    assert with_more_reps(item, massage, SETTINGS, 1) == item


# The page


@pytest.mark.parametrize("size", [*SIZES, (20, 5)])
async def test_the_page_works_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    app = app_in(tmp_path, replace(OWN, name=HOSTILE[:MAX_NAME]))
    async with app.run_test(size=size) as pilot:
        await pilot.press("end")
        last = app.services.routines.routines[-1]
        assert str(page_of(app).text.visual).startswith(last.name)
        assert last.name.startswith("[red]x[/]")


def test_a_routine_tells_time_doses_needs_cautions_and_what_comes_after(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    told = about_routine(services.routines.get("desk-break"), services).plain
    for words in (
        "2:00 in all",
        "2 holds of 20 s on each leg",
        "a firm chair that cannot roll",
        "without wheels",
        "walk a few steps",
    ):
        assert words in told


def test_every_routine_can_be_told(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    for routine in services.routines:
        assert about_routine(routine, services).plain.startswith(routine.name)


async def test_times_follow_the_settings(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        assert "2:00  Desk break" in await shown(pilot)
        app.services.change_settings(get_ready_seconds=60)
        page_of(app).show_log()
        assert "2:50  Desk break" in await shown(pilot)


async def test_enter_starts_the_routine_under_the_cursor(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    started = []

    def watch(message: object) -> None:
        if isinstance(message, StartRoutine):
            started.append(message.routine.id)

    async with app.run_test(message_hook=watch) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
    assert "desk-break" in started


async def test_a_click_chooses_and_starts_nothing(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    started = []
    async with app.run_test(message_hook=lambda m: started.append(type(m))) as pilot:
        await pilot.click("#routines-list", offset=(10, 3))
        await pilot.pause()
        assert page_of(app).lines.current == "morning"
    assert StartRoutine not in started


async def test_the_text_can_be_scrolled_with_the_keys(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("end", "l", "G")
        await pilot.pause()
        assert page_of(app).reading.scroll_y == page_of(app).reading.max_scroll_y > 0
        await pilot.press("h", "k")
        assert page_of(app).lines.current == "massage"


async def test_hostile_names_are_shown_as_they_are(tmp_path: Path) -> None:
    app = app_in(tmp_path, replace(OWN, name="[red]x[/] [@click=app.quit]y[/]"))
    async with app.run_test() as pilot:
        await pilot.press("end")
        text = await shown(pilot)
        await pilot.press("e")
        text += await shown(pilot)
    assert text.count("[red]x[/]") == 3


# Deleting


async def test_an_own_routine_is_deleted_and_brought_back(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test() as pilot:
        assert f"{OWN_MARK}  1:20  Mine" in await shown(pilot)
        await pilot.press("end", "d")
        assert saved(app.services) == {}
        assert "Mine" not in [routine.name for routine in app.services.routines]
        await pilot.press("u")
        assert saved(app.services) == {"mine": OWN}
        assert page_of(app).lines.current == "mine"


async def test_a_built_in_routine_stays(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        before = len(app.services.routines)
        await pilot.press("d", "u")
        assert len(app.services.routines) == before
        assert any("came with supple" in notice for notice in notices(app))
    assert not (tmp_path / "routines.toml").exists()


# The editor


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


async def test_the_time_follows_every_change(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test() as pilot:
        await pilot.press("end", "e")
        times = []
        for key in ("right", "minus", "m", "d"):
            await pilot.press(key)
            times.append(str(editor_of(app).total.visual)[:4])
    assert times == ["1:40", "0:50", "1:20", "Noth"]


async def test_a_built_in_routine_is_copied_when_edited(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("e", "s", "home", "e", "s")
        names = [routine.name for routine in saved(app.services).values()]
        assert names == ["First steps (mine)", "First steps (mine 2)"]


def test_a_copy_keeps_within_the_longest_name(tmp_path: Path) -> None:
    copy = copy_of(replace(OWN, name="x" * MAX_NAME), services_in(tmp_path))
    assert len(copy.name) <= MAX_NAME


async def test_what_is_incomplete_is_not_saved(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test() as pilot:
        await pilot.press("n", "enter", "s")
        app.screen.query_one(Input).value = "mINE"
        await pilot.press("s")
        app.screen.query_one(Input).value = "Other"
        await pilot.press("s")
        told = notices(app)
        assert isinstance(app.screen, RoutineEditor)
    assert [any(part in one for one in told) for part in ("a name", "this name", "exercise")] == [
        True,
        True,
        True,
    ]
    assert saved(app.services) == {"mine": OWN}


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
    keep_routine(first, OWN)
    keep_routine(second, replace(OWN, id="theirs", name="Theirs"))
    assert set(saved(first)) == {"mine", "theirs"}


def test_a_routine_that_can_not_be_saved_changes_nothing(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    before = services.routines
    with pytest.raises(NotSaved, match="Not saved"):
        keep_routine(services, replace(new_routine(), id="empty", name="Empty"))
    assert services.routines is before


@pytest.mark.parametrize("size", [*SIZES, (20, 5)])
async def test_the_editor_works_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test(size=size) as pilot:
        await pilot.press("end", "e", "a", "j", "enter", "f1")
        await pilot.press("escape", "s")
        assert len(saved(app.services)["mine"].items) == 2


# Adding from elsewhere


async def add(app: SuppleApp, keys: list[str]) -> list[str | None]:
    """What the chooser answers after these keys."""
    answers: list[str | None] = []
    exercise = app.services.catalogue.get("leg-crossover")
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
