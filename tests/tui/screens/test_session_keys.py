"""Keys of a session: what they are called, and what they lead to."""

from pathlib import Path

import pytest
from textual.widgets import Input

from library.session.machine import State
from tests.tui.pages import notices, screen_text
from tests.tui.session_steps import into_first_hold, state, words
from tests.tui.support import Dashboard, dashboard, pass_time
from tui.dialogs.history import ExplainNumbers
from tui.keys.live import with_keys
from tui.widgets.key_line import KeyLine


@pytest.fixture
def desk_break(tmp_path: Path) -> Dashboard:
    return dashboard(tmp_path, routine="desk-break")


async def test_every_text_names_the_key_in_force(desk_break: Dashboard) -> None:
    mine = {"session.pause": "p", "session.ease_off": "z", "help.close": "f5"}
    desk_break.services.profile.change_settings(keys=mine)
    async with desk_break.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, desk_break.clock)
        await pilot.press("p")
        assert words(pilot, "#caption") == "Paused. p goes on."
        await pilot.press("question_mark")
        await pilot.pause()
        assert "If anything hurts, press z." in words(pilot, "#help-text")
        assert "f5 closes" in screen_text(pilot.app.screen)
        assert "Help: Session" in screen_text(pilot.app.screen)


async def test_a_key_gets_a_capital_at_the_start_of_a_sentence_or_where_it_is_asked_for(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        await into_first_hold(pilot, desk_break.clock)
        text = "{session.pause} pauses, {session.eased} goes on. {session.eased}, {Session.eased}"
        assert with_keys(pilot.app, text) == "Space pauses, enter goes on. Enter, Enter"
        assert with_keys(pilot.app, "{their.own} {words}") == "{their.own} {words}"


@pytest.mark.parametrize(("opening", "closing"), [("question_mark", "escape"), ("colon", "escape")])
async def test_after_the_help_and_the_palette_a_session_that_ran_goes_on_by_itself(
    desk_break: Dashboard, opening: str, closing: str
) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pilot.press(opening)
        await pilot.pause()
        assert state(screen) is State.PAUSED
        await pass_time(pilot, desk_break.clock, 60)
        await pilot.press(closing)
        await pilot.pause()
        assert state(screen) is State.RESUMING
        await pass_time(pilot, desk_break.clock, 6)
        assert state(screen) is State.RUNNING
        assert screen.session.elapsed == 2


async def test_what_was_paused_before_the_help_stays_paused_after_it(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pilot.press("space", "question_mark")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert state(screen) is State.PAUSED


async def test_the_key_that_pauses_is_named_for_going_on_while_it_is_paused(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, desk_break.clock)
        await pilot.press("space")
        await pilot.pause()
        assert " space Go on " in str(pilot.app.screen.query_one(KeyLine).render())
        await pilot.press("space")
        await pilot.pause()
        assert " space Pause " in str(pilot.app.screen.query_one(KeyLine).render())


@pytest.mark.parametrize("typed", ["X", "ч", "Χ", "ㅌ"])
async def test_ease_off_works_with_caps_lock_and_in_any_layout(
    desk_break: Dashboard, typed: str
) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pilot.press(typed)
        await pilot.pause()
        assert state(screen) is State.EASED_OFF
        await pilot.press("٢")  # its second answer: once more
        await pilot.pause()
        assert state(screen) is not State.EASED_OFF


async def test_keys_of_ones_own_work_in_any_case_and_a_capital_keeps_its_command(
    desk_break: Dashboard,
) -> None:
    mine = {"session.ease_off": "E", "session.skip": "x"}
    desk_break.services.profile.change_settings(keys=mine)
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        first = screen.session.step
        await pilot.press("X")
        assert screen.session.step is not first
        await pass_time(pilot, desk_break.clock, 11)
        await pilot.press("e")
        await pilot.pause()
        assert state(screen) is State.EASED_OFF


async def test_a_key_that_does_nothing_is_told_once(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test() as pilot:
        await into_first_hold(pilot, desk_break.clock)
        await pilot.press("left_shift")
        await pilot.pause()
        assert notices(desk_break.app) == []
        await pilot.press("w")
        await pilot.pause()
        assert notices(desk_break.app) == ["This key does nothing just now; ? tells the keys."]
        desk_break.app.clear_notifications()
        await pilot.press("up", "ж")
        await pilot.pause()
        assert notices(desk_break.app) == []


async def test_on_a_page_an_unknown_capital_is_its_small_letter(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        await pilot.press("4")
        await pilot.pause()
        await pilot.press("E")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ExplainNumbers)


async def test_in_a_line_of_text_letters_are_letters(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("slash", "Q", "ч", "K")
        assert pilot.app.screen.query_one(Input).value == "QчK"
