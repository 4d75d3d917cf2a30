"""The routines page: what is shown, started, deleted and brought back."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.bounds import MAX_NAME
from library.guidance.ticks import Ticked
from tests.tui.pages import HOSTILE, SIZES, notices, shown
from tests.tui.routines_page import OWN, app_in, go_to, page_of, saved
from tests.tui.support import settled
from tui.messages import StartRoutine
from tui.screens.routines import RoutinesPage
from tui.text.routines import OWN_MARK


def told(page: RoutinesPage) -> str:
    """All that the page tells of the routine under the cursor."""
    return f"{page.title_text.content}\n{in_it(page)}\n{page.text.content}"


def in_it(page: RoutinesPage) -> str:
    """What stands in the list of its exercises."""
    rows = range(page.plan_list.size.height)
    return "\n".join(page.plan_list.render_line(row).text.rstrip() for row in rows)


async def test_the_page_works_at_any_size(tmp_path: Path) -> None:
    app = app_in(tmp_path, replace(OWN, name=HOSTILE[:MAX_NAME]))
    async with app.run_test() as pilot:
        await pilot.press("end")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert page_of(app).lines.region.height > 0
            assert page_of(app).reading.region.bottom < size[1]
        assert told(page_of(app)).startswith("[red]x[/]")


async def test_a_routine_tells_time_doses_needs_cautions_and_what_comes_after(
    tmp_path: Path,
) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        page = page_of(app)
        go_to(app, "desk-break")
        await pilot.pause()
        for words in (
            "2:00 in all",
            "2 × 20 s a leg",
            "a firm chair that cannot roll",
            "without wheels",
            "walk a few steps",
        ):
            assert words in told(page)


async def test_every_routine_can_be_told(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        page = page_of(app)
        for routine in app.services.profile.routines:
            go_to(app, routine.id)
            await pilot.pause()
            assert told(page).startswith(routine.name)
            catalogue = app.services.profile.catalogue
            assert all(catalogue.get(i.exercise).name in in_it(page) for i in routine.items)


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
        assert "×" not in str(page_of(app).lines.get_option("all-six").prompt)
        app.services.profile.change_settings(place="Desk")
        page_of(app).refresh_view()
        seen = await shown(pilot)
        assert re.search(r"×1\d:\d\d  All six and massage", seen)
        assert "needs a mat on t" in seen
        assert "   2:00  Desk break" in seen
        go_to(app, "all-six")
        await pilot.pause()
        assert "× Not at Desk: a mat on the floor, " in told(page_of(app))


async def test_what_is_left_out_is_marked_and_says_why(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    await app.services.history.first_read()
    decisions = app.services.guide.ticks(Ticked(("bones",)))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.services.history.edit(lambda history: history.put(decisions))
        await settled(pilot)
        page = page_of(app)
        assert "leg lift · × leg crossover" in str(page.lines.get_option("after-sitting").prompt)
        go_to(app, "after-sitting")
        await pilot.pause()
        assert "× Leg crossover. Left out: weak bones." in told(page)
        assert "left out" in in_it(page)
        app.services.profile.lead_with("after-sitting")
        await settled(pilot)
        assert "▸ Enter on Today starts this one." in told(page)
        assert "left out" not in in_it(page), "a therapist's programme goes first"


async def test_pictures_come_where_there_is_room_and_the_pane_scrolls(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        page = page_of(app)
        rows = {}
        for size in ((120, 40), (80, 24), (60, 20), (20, 5)):
            await pilot.resize_terminal(*size)
            for routine in ("desk-break", "first-steps", "all-six"):
                go_to(app, routine)
                await settled(pilot)
                rows[routine, size[0]] = page.plan_list.size.height
        assert [rows[each, 120] for each in ("desk-break", "first-steps", "all-six")] == [
            10,
            20,
            12,
        ]
        assert rows["first-steps", 80] == rows["first-steps", 60] == rows["first-steps", 20] == 4


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
        await pilot.click("#routines-list", offset=(10, 6))
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


@pytest.mark.torture
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


async def test_undo_takes_back_what_was_edited_before_the_start_and_no_more(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN, replace(OWN, purpose="Changed."))
    async with app.run_test() as pilot:
        await pilot.press("end", "u")
        assert saved(app.services) == {"mine": OWN}
        assert page_of(app).lines.current == "mine"
        await pilot.press("u", "u")
        assert saved(app.services) == {}
        await pilot.pause()
        assert notices(app) == ["Nothing to undo."]


async def test_a_built_in_routine_stays(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        before = len(app.services.profile.routines)
        await pilot.press("d")
        assert any("came with supple" in notice for notice in notices(app))
        await pilot.press("u")
        assert len(app.services.profile.routines) == before
    assert not (tmp_path / "routines.toml").exists()
