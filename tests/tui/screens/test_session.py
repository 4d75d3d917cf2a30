"""Journeys through a session, by keys and with a clock moved by hand."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from library.exercises.model import Side
from library.history.record import Outcome
from library.session.machine import State
from tests.marks import torture
from tests.tui.session_steps import band, hint, into_first_hold, state, told, words
from tests.tui.support import Dashboard, dashboard, pass_time, session_screen, settled
from tui.dialogs.keep_changes import KeepChanges
from tui.dialogs.session import Cautions
from tui.dialogs.session_form import SessionSummary
from tui.screens.today import TodayPage

HOSTILE = "[@click=app.quit]x[/] [/red] [a=' \x1b]0;pwned\x07 \x9b2J \u202eabc 🦵"


@pytest.fixture
def desk_break(tmp_path: Path) -> Dashboard:
    return dashboard(tmp_path, routine="desk-break")


async def test_desk_break_runs_to_its_end_without_a_key_and_is_saved(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        await settled(pilot)
        await pass_time(pilot, desk_break.clock, 35)
        drafts = desk_break.services.paths.state.drafts
        assert len(list(drafts.glob("*.json"))) == 1
        await pass_time(pilot, desk_break.clock, 86)
        assert isinstance(pilot.app.screen, SessionSummary)
        assert list(drafts.iterdir()) == []
        told = words(pilot, "SessionSummary .did")
        assert told == "2 minutes, both legs, 4 holds done."
        (record,) = desk_break.sessions
        assert record.completed
        assert record.seconds == 120
        assert [(h.side, h.rep, h.outcome) for h in record.holds] == [
            ("left", 1, Outcome.DONE),
            ("right", 1, Outcome.DONE),
            ("left", 2, Outcome.DONE),
            ("right", 2, Outcome.DONE),
        ]
        await pass_time(pilot, desk_break.clock, 1)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
        assert desk_break.services.profile.progress(desk_break.history.load()).week_days == 1


async def test_side_rep_seconds_and_what_comes_next_are_shown(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test() as pilot:
        await into_first_hold(pilot, desk_break.clock)
        assert told(pilot).view.side is Side.LEFT
        assert band(pilot).sign == "HOLD"
        assert band(pilot).hold == "rep 1 of 2, 20 s"
        assert told(pilot).view.coming == "Next: RIGHT leg, rep 1 of 2"
        assert told(pilot).digits == "19"


async def test_space_and_a_gap_pause_and_it_goes_on_through_a_short_get_ready(
    desk_break: Dashboard,
) -> None:
    clock = desk_break.clock
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, clock)
        await pilot.press("space")
        assert band(pilot).sign == "PAUSE"
        assert told(pilot).caption == "Paused. Space goes on."
        await pass_time(pilot, clock, 60)
        assert screen.session.elapsed == 1
        for elapsed, gap in ((2, clock.sleep_machine), (3, clock.pass_time)):
            await pilot.press("space")
            assert state(screen) is State.RESUMING
            await pass_time(pilot, clock, 6)
            assert state(screen) is State.RUNNING
            assert screen.session.elapsed == elapsed
            gap(3600)
            screen.tick()
            await pilot.pause()
            assert state(screen) is State.PAUSED
            assert screen.session.elapsed == elapsed, "nothing is credited"
            assert "Paused, as the computer slept" in hint(pilot)


async def test_a_length_that_was_kept_is_told_with_the_exercise(desk_break: Dashboard) -> None:
    desk_break.services.profile.change_settings(hold_seconds={"chair-leg-stretch": 15})
    async with desk_break.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert band(pilot).title == "Desk break: Chair leg stretch (15 s, as you kept)"


async def test_skip_and_back(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pilot.press("n")
        assert [r.outcome for r in screen.session.records()] == [Outcome.SKIPPED]
        await pilot.press("b")
        await pass_time(pilot, desk_break.clock, 30)
        assert [(r.held_seconds, r.outcome) for r in screen.session.records()] == [
            (21, Outcome.DONE)
        ]


async def test_plus_and_minus_change_this_hold_by_five_seconds(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pilot.press("plus", "equals_sign", "minus")
        assert screen.session.step is not None
        assert screen.session.step.seconds == 25
        assert hint(pilot) == "25 s instead of 20 s, as long as it is a mild pull."
        await pilot.press("minus")
        assert hint(pilot) == ""
        await pilot.press(*["plus"] * 9)
        assert hint(pilot) == "More than 60 s adds little: 60 s is enough."


async def test_a_click_pauses_at_most(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test(size=(80, 24)) as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        for y in (0, 5, 8, 12, 20, 23):
            for x in (17, 49):  # on the figure and beside it
                await pilot.click(offset=(x, y))
        assert pilot.app.screen is screen
        assert screen.session.records() == ()
        assert state(screen) in (State.RUNNING, State.PAUSED, State.RESUMING)


async def test_massage_shows_cautions_first_and_records_sore_spots(tmp_path: Path) -> None:
    massage = dashboard(tmp_path, routine="massage")
    async with massage.app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, Cautions)
        await pilot.press("enter")
        await pilot.pause()
        for _ in range(9):  # while getting ready nothing tells to knead
            await pass_time(pilot, massage.clock, 1)
            now = told(pilot)
            assert now.view.step_index is not None
            assert not any(word in now.steps[now.view.step_index] for word in ("nead", "palms"))
        await pass_time(pilot, massage.clock, 6)
        assert told(pilot).caption == "Knead with the fingers"
        assert told(pilot).pressure.startswith("Gentle")
        await pilot.press("s")
        assert band(pilot).sign == "SOFT"
        assert told(pilot).caption.startswith("25 s here, then ")
        assert "do not knead it" in told(pilot).steps[0]
        assert "2 to 3 of 10" in told(pilot).pressure
        await pass_time(pilot, massage.clock, 400)
        await settled(pilot)
        (record,) = massage.sessions
        assert record.completed
        assert [(spot.side, spot.rep, spot.seconds) for spot in record.sore_spots] == [
            ("left", 1, 25)
        ]
        assert [(h.side, h.rep) for h in record.holds] == [
            (side, rep) for side in ("left", "right") for rep in (1, 2, 3)
        ]


async def test_massage_does_not_begin_when_the_cautions_are_declined(tmp_path: Path) -> None:
    massage = dashboard(tmp_path, routine="massage")
    async with massage.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)


async def test_pain_before_is_noted_by_digits_while_getting_ready(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("1", "0")
        await settled(pilot)
        await pilot.press("a")
        await settled(pilot)
        assert session_screen(pilot).runner.record().pain_before == 10
        await pilot.press("0")
        assert hint(pilot) == "Pain before: not noted."
        await pilot.press("1")
        assert "1 of 10 (0 makes it 10, 1 again clears it)" in hint(pilot)
        await pilot.press("3")
        await pass_time(pilot, desk_break.clock, 11)
        await pilot.press("9")
        assert "Pain" not in hint(pilot)
        await pass_time(pilot, desk_break.clock, 121)
        await settled(pilot)
        assert desk_break.sessions[0].pain_before == 3


async def finished(pilot: Pilot[None], board: Dashboard) -> SessionSummary:
    await settled(pilot)
    await pass_time(pilot, board.clock, 121)
    assert isinstance(pilot.app.screen, SessionSummary)
    await pass_time(pilot, board.clock, 1)
    return pilot.app.screen


async def test_pain_and_note_are_kept_with_the_session(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await finished(pilot, desk_break)
        await pilot.press("2")
        screen.form.note.text = HOSTILE
        await pilot.press("enter")
        await settled(pilot)
        (record,) = desk_break.sessions
        assert record.pain_worst == 2
        assert desk_break.history.undo() is None  # else undo would take the note away
        assert record.note.startswith("[@click=app.quit]x[/] [/red] [a='")
        assert not any(ord(letter) < 32 or letter in "\x7f\x9b\u202e" for letter in record.note)
        assert isinstance(pilot.app.screen, TodayPage)


async def test_keys_meant_for_the_last_hold_do_nothing_to_the_summary(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        await settled(pilot)
        await pass_time(pilot, desk_break.clock, 121)
        screen = pilot.app.screen
        assert isinstance(screen, SessionSummary)
        await pilot.press("5", "x", "plus", "enter", "escape", "space")
        await pilot.pause()
        assert screen.is_current
        assert not screen.form.typed
        assert screen.focused is None
        await pass_time(pilot, desk_break.clock, 1)
        assert screen.form.pain_worst.has_focus
        await pilot.press("2", "tab", "1", "tab", "4", "tab", *"fine", "enter")
        await settled(pilot)
        (record,) = desk_break.sessions
        assert (record.pain_before, record.pain_worst, record.note) == (4, 2, "fine")
        assert record.worst_where == "lower back"


async def test_the_summary_says_where_words_go_and_asks_before_it_loses_a_rating(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await finished(pilot, desk_break)
        keys = words(pilot, "KeyLine").strip()
        assert keys.startswith("enter Done")
        assert keys.endswith("esc Skip these")
        for _ in range(3):
            await pilot.press("tab")
            await pilot.pause()
            assert "enter Done" in words(pilot, "KeyLine")
        screen.form.pain_before.focus()
        await pilot.press("o")
        await pilot.pause()
        assert words(pilot, "#problem") == "Words go into the note; tab goes there."
        await pilot.press("4")
        await pilot.pause()
        assert words(pilot, "#problem") == ""
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeepChanges)
        await pilot.press("escape")
        await pilot.press("escape", "s")
        await settled(pilot)
        assert desk_break.sessions[0].pain_before == 4


@pytest.mark.parametrize(
    "size",
    [(20, 5), *(torture(size) for size in ((60, 20), (80, 24), (120, 40), (240, 70)))],
)
async def test_a_session_runs_in_any_size(desk_break: Dashboard, size: tuple[int, int]) -> None:
    async with desk_break.app.run_test(size=size) as pilot:
        await into_first_hold(pilot, desk_break.clock)
        await pilot.resize_terminal(30, 8)
        await pilot.resize_terminal(100, 30)
        await pass_time(pilot, desk_break.clock, 121)
        assert isinstance(pilot.app.screen, SessionSummary)
