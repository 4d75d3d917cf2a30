"""Easing off and leaving: at once, with one question, and nothing held is lost."""

from itertools import product
from pathlib import Path

import pytest

from library.history.record import Outcome, Reason
from library.routines.model import StepKind
from library.session.ease_off import SHARP_ADVICE
from library.session.machine import SessionCommand, State
from tests.marks import torture
from tests.tui.pages import notices, screen_text, shown
from tests.tui.session_steps import into_first_hold, state, told, words
from tests.tui.support import Dashboard, dashboard, pass_time, session_screen, settled
from tui.dialogs.session import EaseOff, EndSession, KeepLengths, Sharp
from tui.dialogs.session_form import SessionSummary
from tui.screens.today import TodayPage
from tui.widgets.cursor_list import CursorList


@pytest.fixture
def desk_break(tmp_path: Path) -> Dashboard:
    return dashboard(tmp_path, routine="desk-break")


async def test_easing_off_stops_at_once_and_what_was_stopped_by_mistake_is_taken_up_again(
    desk_break: Dashboard,
) -> None:
    desk_break.services.profile.change_settings(keys={"session.back": "z"})
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EaseOff)
        assert state(screen) is State.EASED_OFF
        told = "Pressed by mistake? Go on, then z takes the hold up again."
        assert words(pilot, "#note") == told
        await pass_time(pilot, desk_break.clock, 30)
        assert state(screen) is State.EASED_OFF
        await pilot.press("enter")
        await pilot.pause()
        assert state(screen) is State.RUNNING
        assert screen.session.step is not None
        assert screen.session.step.kind is StepKind.SWITCH_SIDES
        await pilot.press("z")
        await pass_time(pilot, desk_break.clock, 30)
        (held,) = screen.session.records()
        assert (held.side, held.held_seconds, held.outcome) == ("left", 21, Outcome.EASED_OFF)


@pytest.mark.parametrize(("key", "kept"), [("y", {"chair-leg-stretch": 10}), torture("n", {})])
async def test_easing_off_makes_this_time_shorter_and_the_next_one_after_a_question(
    desk_break: Dashboard, key: str, kept: dict[str, int]
) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pass_time(pilot, desk_break.clock, 12)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        assert screen.session.upcoming is not None
        assert screen.session.upcoming.seconds == 10
        await pass_time(pilot, desk_break.clock, 100)
        await pass_time(pilot, desk_break.clock, 1)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, KeepLengths)
        assert desk_break.services.profile.settings.hold_seconds == {}
        await pilot.press(key)
        await settled(pilot)
        assert desk_break.services.profile.settings.hold_seconds == kept


async def test_on_a_small_screen_the_warning_and_every_answer_can_be_read(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test(size=(40, 12)) as pilot:
        await into_first_hold(pilot, desk_break.clock)
        await pass_time(pilot, desk_break.clock, 12)
        await pilot.press("x")
        await pilot.pause()
        read = screen_text(pilot.app.screen)
        assert "Then end it for today." in " ".join(read.split())
        assert "esc Go on" in read
        for _ in range(4):
            await pilot.press("down")
            await pilot.pause()
            read += screen_text(pilot.app.screen)
        told = " ".join(read.split())
        assert "…" not in told
        for answer in ("leave the left leg alone", "from now on: 10 s", "5 End the session"):
            assert answer in told


async def test_answers_after_easing_off_keep_their_numbers(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="first-steps")  # its holds begin with 10 s
    async with board.app.run_test() as pilot:
        screen = await into_first_hold(pilot, board.clock)
        await pilot.press("x")
        await pilot.pause()
        answers = pilot.app.screen.query_one(CursorList)
        shorter = answers.get_option_at_index(2)
        assert shorter.disabled
        assert str(shorter.prompt) == "3  Shorter holds from now on - 10 s is short; go less deep"
        await pilot.press("3")
        assert isinstance(pilot.app.screen, EaseOff)
        assert words(pilot, "#note") == "3 cannot be chosen now: 10 s is short; go less deep."
        await pilot.press("4")
        await pilot.pause()
        assert screen.session.step is not None
        assert screen.session.step.exercise.id == "crossed-leg-stretch"


async def test_what_was_sharp_ends_the_session_unless_one_goes_on_without_it(
    tmp_path: Path,
) -> None:
    board = dashboard(tmp_path, routine="all-six")
    async with board.app.run_test() as pilot:
        screen = await into_first_hold(pilot, board.clock)
        for answer in ("a", "enter"):  # the second time on the way to the next exercise
            await pilot.press("x", "6")
            await settled(pilot)
            assert isinstance(pilot.app.screen, Sharp)
            assert words(pilot, ".urgent") == SHARP_ADVICE
            assert not notices(board.app)
            held = screen.session.records()[-1]
            assert (held.reason, state(screen)) == (Reason.SHARP, State.PAUSED)
            await pilot.press("3" if answer == "enter" else "1")
            if answer == "enter":
                await pilot.press("4")
                await settled(pilot)
                await pilot.press(*"[b]hip", "enter")
            await settled(pilot)
            assert isinstance(pilot.app.screen, Sharp), "where it was leaves open how to go on"
            await pilot.press(answer)
            await settled(pilot)
            if answer == "a":
                assert state(screen) is State.RUNNING
        assert isinstance(pilot.app.screen, SessionSummary)
        assert words(pilot, ".urgent").startswith("It was sharp or numb twice")
        (record,) = board.sessions
        assert [hold.reason for hold in record.holds] == [Reason.SHARP] * 2
        assert [hold.where for hold in record.holds] == ["lower back", "[b]hip"]


async def test_easing_off_can_end_the_session_and_keeps_what_was_held(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        await into_first_hold(pilot, desk_break.clock)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("5")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SessionSummary)
        # Without a completed hold the day does not count, and so is not told.
        assert words(pilot, "SessionSummary .said") == "What was done is kept in the log."
        (record,) = desk_break.sessions
        assert [hold.outcome for hold in record.holds] == [Outcome.EASED_OFF]
        assert not record.completed


async def test_leaving_asks_and_going_on_and_saving_lose_nothing(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EndSession)
        await pass_time(pilot, desk_break.clock, 300)
        await pilot.press("escape")
        await pilot.pause()
        assert state(screen) is State.RESUMING
        assert screen.session.elapsed == 1
        await pass_time(pilot, desk_break.clock, 43)
        for _ in range(2):  # quitting asks, and does not quit when it is pressed again
            await pilot.press("ctrl+q")
            await pilot.pause()
            assert isinstance(pilot.app.screen, EndSession)
        told = await shown(pilot)
        assert "left leg, 1 hold done" in told
        assert "9 s of this hold are kept." in told
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SessionSummary)
        (record,) = desk_break.sessions
        holds = [(hold.outcome, hold.held_seconds) for hold in record.holds]
        assert holds == [(Outcome.DONE, 20), (Outcome.SKIPPED, 9)]


async def test_what_is_discarded_is_not_kept_and_nothing_is_asked_about_it(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="after-sitting")  # the person's own dose decides
    async with board.app.run_test() as pilot:
        await into_first_hold(pilot, board.clock)
        await pilot.press("plus")
        await pass_time(pilot, board.clock, 30)
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("d")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
        assert board.sessions == ()


async def test_before_the_first_hold_there_is_nothing_to_take_up_or_to_save(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        await settled(pilot)
        session = session_screen(pilot).session
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen.query_one(CursorList).option_count == 2
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EndSession)
        await pilot.press("escape")
        await pass_time(pilot, desk_break.clock, 5)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EaseOff)
        told = "Pressed by mistake? Go on: the pause begins again, then comes the hold."
        assert words(pilot, "#note") == told
        await pilot.press("escape")
        await settled(pilot)
        assert session.step is not None
        assert (session.step.kind, session.elapsed) == (StepKind.GET_READY, 0)
        assert session.remaining == 10
        assert session.records() == ()


async def test_who_had_paused_before_stays_paused_after_a_question_and_after_the_help(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        await pilot.press("space")
        for key in ("escape", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
            assert pilot.app.screen is not screen
            await pilot.press("escape")
            await settled(pilot)
            assert pilot.app.screen is screen
            assert state(screen) is State.PAUSED


async def test_a_hold_until_eased_ends_with_enter(tmp_path: Path) -> None:
    lying = dashboard(tmp_path, routine="morning")
    async with lying.app.run_test() as pilot:
        await settled(pilot)
        screen = session_screen(pilot)
        while not screen.session.can(SessionCommand.EASED):
            await pass_time(pilot, lying.clock, 1)
        await pass_time(pilot, lying.clock, 14)
        assert told(pilot).digits == "14"
        before = len(screen.session.records())
        await pilot.press("enter")
        record = screen.session.records()[before]
        assert (record.outcome, record.held_seconds) == (Outcome.DONE, 14)


async def test_easing_off_a_routines_long_hold_leaves_the_own_shorter_one(tmp_path: Path) -> None:
    run = dashboard(tmp_path, routine="before-run")
    async with run.app.run_test() as pilot:
        await into_first_hold(pilot, run.clock)
        await pass_time(pilot, run.clock, 26)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        await pass_time(pilot, run.clock, 100)
        await pass_time(pilot, run.clock, 1)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
        assert run.services.profile.settings.hold_seconds == {}
        assert [record.planned_seconds for record in run.sessions[0].holds] == [30, 25]


async def test_keys_in_quick_succession_ask_one_question(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test() as pilot:
        screen = await into_first_hold(pilot, desk_break.clock)
        for actions in product(("end", "ease_off"), repeat=2):
            for action in actions:
                screen.run_worker(screen.run_action(action))
            await pilot.pause()
            await pilot.pause()
            assert pilot.app.screen_stack[-2] is screen, actions
            await pilot.press("escape")
            await settled(pilot)
            assert pilot.app.screen is screen


async def test_leaving_in_the_moment_the_session_ends_shows_the_summary(
    desk_break: Dashboard,
) -> None:
    async with desk_break.app.run_test() as pilot:
        await settled(pilot)
        await pass_time(pilot, desk_break.clock, 119)
        desk_break.clock.pass_time(1.5)
        await pilot.press("q")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SessionSummary)
        assert len(desk_break.sessions) == 1


async def test_a_session_of_nothing_but_skips_is_not_recorded(desk_break: Dashboard) -> None:
    async with desk_break.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press(*"nnnnnnnn")  # four holds, and the step before each
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
    assert desk_break.sessions == ()
