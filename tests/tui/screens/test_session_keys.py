"""Keys of a session: what they are called, and what they lead to."""

from pathlib import Path

import pytest
from textual.widgets import Input

from library.session.machine import State
from tests.marks import torture
from tests.tui.pages import notices, shown
from tests.tui.session_steps import hint, into_first_hold, state, told, words
from tests.tui.support import Dashboard, dashboard, pass_time, session_screen, settled
from tui.dialogs.history import ExplainNumbers
from tui.dialogs.session import EaseOff, HowTo
from tui.keys.live import with_keys
from tui.screens.help import HelpScreen


@pytest.fixture
def desk_break(tmp_path: Path) -> Dashboard:
    return dashboard(tmp_path, routine="desk-break")


async def test_every_text_names_the_key_in_force(desk_break: Dashboard) -> None:
    session = {"session.pause": "p", "session.ease_off": "z"}
    asked = {"ease_off.answer_6": "s", "form.place_1": "b", "help.close": "f5"}
    desk_break.services.profile.change_settings(keys={**session, **asked})
    async with desk_break.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, desk_break.clock)
        assert " p Pause " in words(pilot, "KeyLine")
        await pilot.press("p")
        await pilot.pause()
        assert told(pilot).caption == "Paused. p goes on."
        assert " p Go on " in words(pilot, "KeyLine")
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "If anything hurts, press z." in words(pilot, "#help-text")
        text = await shown(pilot)
        assert "f5 Close" in text
        assert "Help: Session" in text
        await pilot.press("f5", "z")
        await settled(pilot)
        assert "s  It was sharp" in await shown(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert " b lower back  2 left leg" in await shown(pilot)


def test_a_key_gets_a_capital_at_the_start_of_a_sentence_or_where_it_is_asked_for(
    desk_break: Dashboard,
) -> None:
    text = "{session.pause} pauses, {session.eased} goes on. {session.eased}, {Session.eased}"
    assert with_keys(desk_break.app, text) == "Space pauses, enter goes on. Enter, Enter"
    assert with_keys(desk_break.app, "{their.own} {words}") == "{their.own} {words}"


async def test_after_the_help_and_the_palette_a_session_that_ran_goes_on_by_itself(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        for opening, elapsed in (("question_mark", 2), ("colon", 3)):
            await pilot.press(opening)
            await pilot.pause()
            assert pilot.app.screen is not screen
            assert state(screen) is State.PAUSED
            await pass_time(pilot, desk_break.clock, 60)
            await pilot.press("escape")
            await pilot.pause()
            assert state(screen) is State.RESUMING
            await pass_time(pilot, desk_break.clock, 6)
            assert state(screen) is State.RUNNING
            assert screen.session.elapsed == elapsed


@pytest.mark.parametrize("typed", ["ч", *map(torture, ("X", "Χ", "ㅌ"))])
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
    desk_break.services.profile.change_settings(tones="off")  # a player may have news of its own
    async with desk_break.app.run_test() as pilot:
        await into_first_hold(pilot, desk_break.clock)
        await pilot.press("left_shift")
        await pilot.pause()
        assert notices(desk_break.app) == []
        await pilot.press("w")
        await pilot.pause()
        assert notices(desk_break.app) == ["That key does nothing just now; ? lists the keys."]
        desk_break.app.clear_notifications()
        await pilot.press("up", "ж")
        await pilot.pause()
        assert notices(desk_break.app) == []


async def test_on_a_page_an_unknown_capital_is_its_small_letter(tmp_path: Path) -> None:
    board = dashboard(tmp_path, page="history")
    async with board.app.run_test() as pilot:
        await pilot.press("E")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ExplainNumbers)


@pytest.mark.parametrize("page", ["today", "exercises", "history"])
async def test_on_a_page_a_key_that_does_nothing_is_told_once(tmp_path: Path, page: str) -> None:
    board = dashboard(tmp_path, page=page)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("left_shift", "question_mark", "escape")
        await pilot.pause()
        assert notices(board.app) == []
        await pilot.press("y")
        await pilot.pause()
        assert notices(board.app) == ["That key does nothing here; ? lists the keys."]
        board.app.clear_notifications()
        await pilot.press("y")
        await pilot.pause()
        assert notices(board.app) == []


async def test_in_a_line_of_text_letters_are_letters(tmp_path: Path) -> None:
    board = dashboard(tmp_path, page="exercises")
    async with board.app.run_test() as pilot:
        await pilot.press("slash", "Q", "ч", "K")
        assert pilot.app.screen.query_one(Input).value == "QчK"


async def test_who_asks_is_told_where_the_session_stands(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, desk_break.clock)
        await pilot.press("i")
        await pilot.pause()
        assert hint(pilot) == (
            "Chair leg stretch, left leg, hold 1 of 2. Hold, 19 seconds left. "
            "About 2 minutes of the session left."
        )


async def test_the_steps_are_read_in_a_pause(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test(size=(80, 24)) as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HowTo)
        assert state(screen) is State.PAUSED
        text = await shown(pilot)
        assert "Chair leg stretch, left leg" in text
        assert "1. Sit well forward on a firm chair, your right foot flat on the floor." in text
        await pilot.press("space")
        await pilot.pause()
        assert session_screen(pilot) is screen
        assert state(screen) is State.RESUMING


@pytest.mark.parametrize("key", ["pagedown", torture("f5"), torture("full_stop")])
async def test_a_pedal_or_a_presenter_pauses_and_goes_on(desk_break: Dashboard, key: str) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pilot.press(key)
        await pilot.pause()
        assert state(screen) is State.PAUSED
        await pilot.press(key)
        await pilot.pause()
        assert state(screen) is State.RESUMING


async def test_any_key_pauses_where_that_is_wished_but_not_those_that_stop(
    desk_break: Dashboard,
) -> None:
    desk_break.services.profile.change_settings(any_key_pauses=True)
    async with desk_break.app.run_test(size=(80, 24)) as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        first = screen.session.step
        assert " any key Pause " in words(pilot, "KeyLine")
        for key, then in (("n", State.PAUSED), ("w", State.RESUMING), ("enter", State.PAUSED)):
            await pilot.press(key)
            await pilot.pause()
            assert (state(screen), screen.session.step) == (then, first)
        assert " any key Go on " in words(pilot, "KeyLine")
        await pilot.press("left_shift")
        await pilot.pause()
        assert state(screen) is State.PAUSED
        await pilot.press("f7", "x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EaseOff)
