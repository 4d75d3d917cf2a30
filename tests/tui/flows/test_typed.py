"""What was being typed when the program was ended is offered at the next start."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from library.history.snapshot import Snapshot
from library.routines.model import OWN_PURPOSE, Routine, RoutineItem
from library.session.draft import Draft
from library.session.typed import LEFT_TYPED, TypedAboutSession, TypedDraft
from tests.library.builders import record
from tests.marks import torture
from tests.memory_history import MemoryHistory
from tests.tui.pages import notices
from tests.tui.support import Dashboard, dashboard, on_full_disk, pass_time, settled
from tui.dialogs.session import ResumeSession
from tui.dialogs.session_form import SessionEdit, SessionSummary
from tui.screens.history import HistoryPage
from tui.screens.routine_editor import RoutineEditor
from tui.screens.today import TodayPage

DONE = record(date(2026, 11, 20))
FORMS = (SessionEdit, SessionSummary, RoutineEditor)


def end_at_once(pilot: Pilot[None]) -> None:
    """End as a signal ends it; the kernel then frees the lock."""
    screen = pilot.app.screen
    assert isinstance(screen, FORMS)
    screen._draft.write()
    screen._draft._draft.keep()
    pilot.app.exit()


async def left(pilot: Pilot[None]) -> None:
    for _ in range(50):
        await settled(pilot)
        if isinstance(pilot.app.screen, FORMS):
            return
    raise AssertionError(pilot.app.screen)


def again(board: Dashboard, folder: Path) -> Dashboard:
    """The next start, with the same log."""
    return dashboard(folder, *board.sessions)


async def type_at_the_end(board: Dashboard, pilot: Pilot[None], *keys: str) -> None:
    await settled(pilot)
    await pass_time(pilot, board.clock, 121)
    await pass_time(pilot, board.clock, 1)
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize("saved", [True, torture(False)])
async def test_pain_and_note_at_the_end(tmp_path: Path, saved: bool) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test() as pilot:
        await type_at_the_end(board, pilot, "3", "tab", "2", "tab", "tab", *"tight")
        end_at_once(pilot)
    assert board.sessions[0].note == ""
    board = again(board, tmp_path)
    async with board.app.run_test() as pilot:
        await left(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SessionEdit)
        assert screen.heading() == LEFT_TYPED
        assert (screen.form.pain_worst.rating, screen.form.note.text) == (3, "tight")
        assert screen.form.place.place == "left leg"
        await pilot.press(*(["enter"] if saved else ["escape", "d"]))
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
    kept = (board.sessions[0].pain_worst, board.sessions[0].note)
    assert kept == ((3, "tight") if saved else (None, ""))
    assert list(tmp_path.rglob("typed/*")) == []


async def test_what_was_typed_without_a_screen_and_is_no_rating_is_told(tmp_path: Path) -> None:
    board = dashboard(tmp_path, DONE)
    draft = TypedDraft(board.services.paths.state.typed, board.clock)
    draft.note(TypedAboutSession(DONE.id, {"pain_worst": "3,", "note": "tight"}))
    draft.write()
    draft.keep()
    async with board.app.run_test() as pilot:
        await left(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SessionEdit)
        assert (screen.form.pain_worst.rating, screen.form.note.text) == (None, "tight")
        assert "not “3,”" in str(screen.form.problem.content)
        await pilot.press("tab", "3")
        await pilot.pause()
        assert str(screen.form.problem.content) == ""


async def test_the_form_of_history_and_only_what_was_typed(tmp_path: Path) -> None:
    board = dashboard(tmp_path, replace(DONE, note="before"), page="history")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, HistoryPage)
        await pilot.press("enter", "e")
        await settled(pilot)
        await pilot.press("4")
        await pilot.pause()
        end_at_once(pilot)
    board = dashboard(tmp_path, replace(DONE, note="of another window"))
    async with board.app.run_test() as pilot:
        await left(pilot)
        await pilot.press("enter")
        await settled(pilot)
    assert (board.sessions[0].pain_before, board.sessions[0].note) == (4, "of another window")


async def test_what_is_saved_or_given_up_leaves_nothing(tmp_path: Path) -> None:
    board = dashboard(tmp_path, DONE, page="history")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        for keys in (["4", "enter"], ["5", "escape", "d", "escape"], ["escape", "escape"]):
            await pilot.press("enter", "e")
            await settled(pilot)
            for key in keys:
                await pilot.press(key)
                await settled(pilot)
            assert isinstance(pilot.app.screen, HistoryPage)
            assert list(tmp_path.rglob("typed/*.json")) == []
    assert board.sessions[0].pain_before == 4


async def test_what_could_not_be_saved_is_offered_by_the_next_start(tmp_path: Path) -> None:
    board = dashboard(tmp_path, DONE, page="history")
    on_full_disk(board)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter", "e")
        await settled(pilot)
        await pilot.press("4", "enter")
        await settled(pilot)
        assert any("no space" in told for told in notices(board.app))
    board = again(board, tmp_path)
    async with board.app.run_test() as pilot:
        await left(pilot)
        await pilot.press("enter")
        await settled(pilot)
    assert board.sessions[0].pain_before == 4


async def test_what_was_typed_about_a_session_that_is_gone_asks_nothing(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    typed_before(board, {"pain_worst": "3"})
    async with board.app.run_test() as pilot:
        for _ in range(10):
            await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
    assert len(list(tmp_path.rglob("typed/trash/*.json"))) == 1


async def test_what_was_typed_waits_for_its_session(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    on_full_disk(board)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 121)
        await pilot.press("escape")
        await settled(pilot)
        await pass_time(pilot, board.clock, 1)
        await pilot.press("3")
        await pilot.pause()
        end_at_once(pilot)
    (unsaved,) = board.services.history.unsaved.values()
    assert isinstance(unsaved.draft, Draft)
    unsaved.draft.keep()  # as the kernel does
    for answer in ("escape", "s"):
        board = dashboard(tmp_path)
        async with board.app.run_test() as pilot:
            for _ in range(20):
                await settled(pilot)
            assert isinstance(pilot.app.screen, ResumeSession)
            await pilot.press(answer)
            for _ in range(20):
                await settled(pilot)
            assert isinstance(pilot.app.screen, SessionEdit if answer == "s" else TodayPage)
            await pilot.press("enter")
            await settled(pilot)
    assert board.sessions[0].pain_worst == 3


async def test_a_new_routine_in_the_editor(tmp_path: Path) -> None:
    board = dashboard(tmp_path, page="routines")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"Mine", "enter", "a")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        end_at_once(pilot)
    board = again(board, tmp_path)
    async with board.app.run_test() as pilot:
        await left(pilot)
        assert isinstance(pilot.app.screen, RoutineEditor)
        assert pilot.app.screen.name_line.value == "Mine"
        await pilot.press("s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
    assert [each.name for each in board.services.profile.routines.own] == ["Mine"]
    assert list(tmp_path.rglob("typed/*.json")) == []


@pytest.mark.torture
async def test_a_routine_that_was_being_changed_without_an_exercise_that_is_gone(
    tmp_path: Path,
) -> None:
    board = dashboard(tmp_path)
    items = (RoutineItem("leg-lift"), RoutineItem("chair-leg-stretch"))
    mine = board.services.profile.keep_routine(
        Routine("mine", "Mine", OWN_PURPOSE, items, own=True)
    )
    async with board.app.run_test() as pilot:
        pilot.app.push_screen(RoutineEditor(board.services, mine))
        await settled(pilot)
        await pilot.press("J")
        await pilot.pause()
        end_at_once(pilot)
    (file,) = tmp_path.rglob("typed/*.json")
    file.write_text(file.read_text().replace("leg-lift", "gone"))
    async with again(board, tmp_path).app.run_test() as pilot:
        await left(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, RoutineEditor)
        assert [item.exercise for item in screen._items] == ["chair-leg-stretch"]
        await pilot.press("escape", "d")
        await settled(pilot)
    assert list(tmp_path.rglob("typed/*.json")) == []


def typed_before(board: Dashboard, fields: dict[str, str]) -> None:
    """Leave what was typed about the session, as a program does that is ended."""
    draft = TypedDraft(board.services.paths.state.typed, board.clock)
    draft.note(TypedAboutSession(DONE.id, fields))
    draft.write()
    draft.keep()


@pytest.mark.parametrize(("note", "is_saved"), [("tight", True), ("looser", False)])
async def test_what_a_later_save_took_along_is_not_offered_as_unsaved(
    tmp_path: Path, note: str, is_saved: bool
) -> None:
    board = dashboard(tmp_path, replace(DONE, pain_before=None, pain_worst=3, note="tight"))
    typed_before(board, {"pain_worst": "3", "note": note})
    async with board.app.run_test() as pilot:
        for _ in range(10):
            await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage if is_saved else SessionEdit)
    assert bool(list(tmp_path.rglob("typed/*.json"))) is not is_saved


async def test_the_log_is_read_in_its_turn(tmp_path: Path) -> None:
    board = dashboard(tmp_path, DONE)
    in_turn = []

    class Log(MemoryHistory):
        def load(self) -> Snapshot:
            in_turn.append(board.services.history.is_saving)
            return super().load()

    board.services.history.store = Log(board.history.load())
    typed_before(board, {"pain_worst": "9"})
    async with board.app.run_test() as pilot:
        await left(pilot)
    assert in_turn
    assert all(in_turn)
