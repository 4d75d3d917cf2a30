"""The routines page: what is shown, started, deleted and brought back."""

from pathlib import Path

from msgspec.structs import replace

from library.exercises.loading import MAX_NAME
from library.profile import Profile
from tests.tui.pages import HOSTILE, SIZES, notices, services_in, shown
from tests.tui.routines_page import OWN, app_in, page_of, saved
from tui.messages import StartRoutine
from tui.screens.routines import OWN_MARK
from tui.text.routines import about_routine


def about(routine: str, profile: Profile) -> str:
    return about_routine(profile.routines.get(routine), profile.catalogue, profile.settings).plain


async def test_the_page_works_at_any_size(tmp_path: Path) -> None:
    app = app_in(tmp_path, replace(OWN, name=HOSTILE[:MAX_NAME]))
    async with app.run_test() as pilot:
        await pilot.press("end")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert page_of(app).lines.region.height > 0
            assert page_of(app).reading.region.bottom < size[1]
        assert str(page_of(app).text.visual).startswith("[red]x[/]")


def test_a_routine_tells_time_doses_needs_cautions_and_what_comes_after(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    told = about("desk-break", services.profile)
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
    for routine in services.profile.routines:
        assert about(routine.id, services.profile).startswith(routine.name)


async def test_times_follow_the_settings(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        assert "2:00  Desk break" in await shown(pilot)
        app.services.profile.change_settings(get_ready_seconds=60)
        page_of(app).refresh_view()
        assert "2:50  Desk break" in await shown(pilot)


async def test_what_the_place_does_not_allow_is_marked(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "✗" not in await shown(pilot)
        app.services.profile.change_settings(place="Desk")
        page_of(app).refresh_view()
        told = await shown(pilot)
        assert "✗11:20  All six and massage" in told
        assert "After sitting all day" in told
        assert "   2:00  Desk break" in told
        told = about("all-six", app.services.profile)
        assert "✗ Not at Desk: a mat on the floor, " in told


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
        assert "Mine" not in [routine.name for routine in app.services.profile.routines]
        await pilot.press("u")
        assert saved(app.services) == {"mine": OWN}
        assert page_of(app).lines.current == "mine"
        await pilot.pause()
        assert notices(app) == ["Brought back: Mine."]


async def test_a_built_in_routine_stays(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        before = len(app.services.profile.routines)
        await pilot.press("d")
        assert any("came with supple" in notice for notice in notices(app))
        await pilot.press("u")
        assert len(app.services.profile.routines) == before
    assert not (tmp_path / "routines.toml").exists()
