"""What was not finished is offered at the next start; what was tuned is kept if wished."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from library.history.record import Outcome
from library.routines.model import StepKind
from library.session.draft import Draft
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.unfinished import Unfinished, UnfinishedSessions
from tests.marks import torture
from tests.tui.pages import notices
from tests.tui.session_steps import into_first_hold
from tests.tui.support import Dashboard, dashboard, pass_time, session_screen, settled
from tui.dialogs.session import KeepLengths, ResumeSession
from tui.dialogs.session_form import SessionSummary
from tui.flows.session import NONE_FOUND
from tui.messages import LookForUnfinished
from tui.screens.session import SessionScreen
from tui.screens.today import TodayPage


def leave_unfinished(board: Dashboard, seconds: float) -> str:
    """Let a desk break die after so many seconds; the id of its draft."""
    services = board.services
    plan = services.guide.plan(services.profile.routines.get("desk-break"))
    session = Session(plan)
    start = SessionStart.now(board.clock, 0)
    draft = Draft(services.paths.state.drafts, board.clock, start.id)
    events = session.start()
    draft.note(session, start.record(session), events)
    events = session.advance(seconds)
    draft.note(session, start.record(session), events)
    draft.keep()
    return start.id


def waiting(board: Dashboard) -> list[Unfinished]:
    """The sessions that no window goes on with."""
    services = board.services
    drafts, catalogue = services.paths.state.drafts, services.profile.catalogue
    found, problems = UnfinishedSessions(drafts, catalogue, board.history, board.clock).find()
    assert problems == []
    return found


async def asked(pilot: Pilot[None]) -> ResumeSession:
    for _ in range(50):
        await settled(pilot)
        if isinstance(pilot.app.screen, ResumeSession):
            return pilot.app.screen
    raise AssertionError(pilot.app.screen)


@pytest.fixture
def board(tmp_path: Path) -> Dashboard:
    return dashboard(tmp_path)


async def test_going_on_leads_to_a_whole_session(board: Dashboard) -> None:
    draft = leave_unfinished(board, 65)
    async with board.app.run_test() as pilot:
        await asked(pilot)
        await pilot.press("enter")
        await pilot.pause()
        screen = session_screen(pilot)
        step = screen.session.step
        assert step is not None
        assert (step.kind, step.side.value, step.rep) == (StepKind.GET_READY, "left", 2)
        await pass_time(pilot, board.clock, 61)
        assert isinstance(pilot.app.screen, SessionSummary)
        await settled(pilot)
        (record,) = board.sessions
        assert record.id == draft
        assert record.completed
        assert [hold.held_seconds for hold in record.holds] == [20, 20, 20, 20]
        assert list(board.services.paths.state.drafts.glob("*.json")) == []


async def test_it_can_be_discarded_and_lies_in_the_trash(board: Dashboard) -> None:
    draft = leave_unfinished(board, 65)
    async with board.app.run_test() as pilot:
        await asked(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert board.sessions == ()
        assert (board.services.paths.state.drafts / "trash" / f"{draft}.json").exists()


async def test_two_windows_want_it_and_one_gets_it(board: Dashboard, tmp_path: Path) -> None:
    leave_unfinished(board, 65)
    other = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        await asked(pilot)
        async with other.app.run_test() as second:
            await asked(second)
            await second.press("enter")
            await second.pause()
            session_screen(second)
            await pilot.press("enter")
            await settled(pilot)
            await pilot.pause()
            assert not isinstance(pilot.app.screen, SessionScreen)
            assert [n.message for n in board.app._notifications] == [
                "This session is running in another window."
            ]


async def test_what_the_log_has_already_is_not_asked_about(board: Dashboard) -> None:
    draft = leave_unfinished(board, 65)
    (left,) = waiting(board)
    assert left.id == draft
    board.history.add(left.record)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        looking = [worker for worker in pilot.app.workers if worker.group == "session"]
        if looking:  # an empty list would mean all workers
            await pilot.app.workers.wait_for_complete(looking)
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayPage)


async def test_a_draft_that_cannot_be_read_is_told_once_by_its_name(board: Dashboard) -> None:
    draft = board.services.paths.state.drafts / f"{leave_unfinished(board, 65)}.json"
    draft.write_text("{")
    async with board.app.run_test() as pilot:
        while not board.app._notifications:
            await settled(pilot)
        (told,) = board.app._notifications
        assert draft.name in told.message
        assert isinstance(pilot.app.screen, TodayPage)
    assert draft.read_text() == "{"


@pytest.mark.parametrize("seconds", [torture(5), 35])
async def test_told_to_end_it_keeps_the_seconds_of_the_hold_that_runs(
    tmp_path: Path, seconds: int
) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test() as pilot:
        await into_first_hold(pilot, board.clock)
        await pass_time(pilot, board.clock, seconds)
        board.clock.pass_time(0.5)  # since the last look at the clock
        board.app.keep_for_next_start()
        (left,) = waiting(board)
        record = left.record
        await pass_time(pilot, board.clock, 5)
        assert waiting(board) == [left]
    assert record.seconds == seconds + 11.5
    assert record.holds[-1].held_seconds == (seconds + 1.5) % 30
    assert record.holds[-1].outcome is Outcome.SKIPPED
    assert [hold.held_seconds for hold in record.holds[:-1]] == [20] * (seconds // 30)


@pytest.mark.parametrize(("key", "kept"), [("enter", {"leg-lift": 15}), torture("escape", {})])
async def test_a_length_that_was_changed_is_kept_if_wished(
    tmp_path: Path, key: str, kept: dict[str, int]
) -> None:
    board = dashboard(tmp_path, routine="after-sitting")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 11)
        await pilot.press("plus")
        await pass_time(pilot, board.clock, 170)
        assert isinstance(pilot.app.screen, SessionSummary)
        await pass_time(pilot, board.clock, 1)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, KeepLengths)
        await pilot.press(key)
        await settled(pilot)
        assert board.services.profile.settings.hold_seconds == kept
        # a second Enter may have been meant for the summary
        told = "Kept: 15 s for Leg lift from now on."
        assert (told in notices(board.app)) is bool(kept)


@pytest.mark.torture
async def test_a_length_that_the_routine_fixes_is_not_asked_about(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 11)
        await pilot.press("plus")
        await pass_time(pilot, board.clock, 120)
        await pass_time(pilot, board.clock, 1)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)


async def test_the_question_can_wait_and_is_found_again_by_its_name(board: Dashboard) -> None:
    draft = leave_unfinished(board, 65)
    async with board.app.run_test() as pilot:
        await asked(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
        assert [left.id for left in waiting(board)] == [draft]
        await pilot.press("colon", *"unfinished")
        await settled(pilot)
        await pilot.press("enter")
        await asked(pilot)
        await pilot.press("s")
        await settled(pilot)
        (record,) = board.sessions
        assert not record.completed
        assert [hold.outcome for hold in record.holds] == [Outcome.DONE, Outcome.DONE]
        assert list(board.services.paths.state.drafts.glob("*.json")) == []


async def test_when_nothing_was_left_unfinished_it_is_said(board: Dashboard) -> None:
    async with board.app.run_test() as pilot:
        await settled(pilot)
        board.app.post_message(LookForUnfinished(asked=True))
        for _ in range(50):
            if NONE_FOUND in notices(board.app):
                break
            await settled(pilot)
        assert notices(board.app) == [NONE_FOUND]
