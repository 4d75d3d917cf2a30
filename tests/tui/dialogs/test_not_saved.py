"""What a person sees, and can do, when the log cannot be saved."""

import json
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from library.history.errors import HistoryError
from library.history.record import SessionRecord
from library.history.snapshot import Snapshot
from library.history.store import HistoryStore
from tests.library.builders import record
from tests.memory_history import MemoryHistory
from tests.tui.pages import notices, shown
from tests.tui.support import Dashboard, FullDisk, dashboard, on_full_disk, pass_time, settled
from tui.app import SuppleApp
from tui.dialogs.not_saved import NotSaved
from tui.dialogs.session_form import SessionSummary
from tui.screens.today import TodayPage
from tui.widgets.attention_line import AttentionLine
from tui.widgets.session_form import NoteField
from tui.widgets.text import Text

TODAY = date(2026, 11, 23)


@pytest.fixture
def board(tmp_path: Path) -> Dashboard:
    return dashboard(tmp_path, routine="desk-break")


async def finish_session(pilot: Pilot[None], board: Dashboard) -> None:
    await settled(pilot)
    await pass_time(pilot, board.clock, 121)


async def test_a_session_that_cannot_be_saved_says_why_and_is_saved_once_there_is_room(
    board: Dashboard,
) -> None:
    history = on_full_disk(board)
    async with board.app.run_test() as pilot:
        await finish_session(pilot, board)
        assert isinstance(pilot.app.screen, NotSaved)
        text = await shown(pilot)
        assert "no space left on the disk" in text
        assert "4 holds done" in text
        assert "Try again" in text
        (unsaved,) = board.services.history.unsaved.values()
        assert unsaved.reason == FullDisk.REASON
        assert history.load().sessions == ()
        await pilot.press("r")
        await settled(pilot)
        assert isinstance(pilot.app.screen, NotSaved)
        history.full = False
        await pilot.press("r")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SessionSummary)
        assert "Not saved" not in await shown(pilot)
        assert len(history.load().sessions) == 1
        assert board.services.history.unsaved == {}


async def test_what_is_kept_for_later_is_saved_with_the_next_change(board: Dashboard) -> None:
    history = on_full_disk(board)
    async with board.app.run_test() as pilot:
        await finish_session(pilot, board)
        await pilot.press("escape")
        await pilot.pause()
        assert "Not saved yet" in await shown(pilot)
        board.clock.pass_time(1)
        pilot.app.screen.query_one(NoteField).text = "in the park"
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, NotSaved)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodayPage)
        assert "Not saved yet: 1 session." in await shown(pilot)
        history.full = False
        await pilot.press("4", "tab", "m", "i")
        await settled(pilot)
        (session,) = history.load().sessions
        assert session.note == "in the park"
        assert "What had to wait is saved now." in notices(board.app)
        assert not pilot.app.screen.query_one(AttentionLine).display


async def test_a_note_is_kept_when_the_session_was_saved_while_it_was_written(
    board: Dashboard,
) -> None:
    history = on_full_disk(board)
    async with board.app.run_test() as pilot:
        await finish_session(pilot, board)
        await pilot.press("escape")
        await settled(pilot)
        history.full = False
        (unsaved,) = board.services.history.unsaved.values()
        history.add(unsaved.session)  # as the history service does with another change of the log
        board.clock.pass_time(1)
        pilot.app.screen.query_one(NoteField).text = "in the park"
        await pilot.press("enter")
        await settled(pilot)
        assert [session.note for session in history.load().sessions] == ["in the park"]


async def test_it_can_be_written_elsewhere_and_imported_from_there(
    board: Dashboard, tmp_path: Path
) -> None:
    on_full_disk(board)
    taken, place = tmp_path / "taken.json", tmp_path / "stick" / "one [red] session.json"
    taken.write_text("mine")
    place.parent.mkdir()
    async with board.app.run_test(size=(120, 40)) as pilot:
        await finish_session(pilot, board)
        await pilot.press("e")
        await pilot.pause()
        for path, told in (
            (str(taken), "already"),
            (str(tmp_path / "missing" / "session.json"), "There is no folder"),
            ("", "That cannot be a path."),
        ):
            pilot.app.screen.query_one(Input).value = path
            await pilot.press("enter")
            assert told in await shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NotSaved)
        await pilot.press("e")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(place)
        await pilot.press("enter")
        # An empty list would mean all workers, and a session's ends only with the session.
        if writing := [one for one in pilot.app.workers if one.name == "action_export"]:
            await pilot.app.workers.wait_for_complete(writing)
        assert "supple import" in str(pilot.app.screen.query_one("#exported", Text).content)
        (unsaved,) = board.services.history.unsaved.values()
    assert taken.read_text() == "mine"
    log = HistoryStore(tmp_path / "history.json", tmp_path / "other", board.clock)
    assert str(log.import_file(place).comparison) == "1 new, 0 the same"
    assert log.load().sessions == (unsaved.session,)
    assert json.loads(place.read_text())[0]["routine"] == "Desk break"


async def test_leaving_asks_while_something_is_not_saved(board: Dashboard) -> None:
    on_full_disk(board)
    async with board.app.run_test() as pilot:
        await finish_session(pilot, board)
        await pilot.press("q")
        assert isinstance(pilot.app.screen, NotSaved), "q leaves only a program that is being left"
        await pilot.press("escape")
        await pass_time(pilot, board.clock, 1)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NotSaved)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayPage)
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NotSaved)
        await pilot.press("escape", "q")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
    assert board.app.return_code == 0


async def test_a_change_that_fails_says_so_and_leaves_the_page_as_it_is(tmp_path: Path) -> None:
    board = dashboard(tmp_path, record(TODAY), page="history")
    history = on_full_disk(board)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        before = history.load()
        for keys in (("u",), ("d",), ("tab", "m", "i")):
            board.app.clear_notifications()
            await pilot.press(*keys)
            await settled(pilot)
            assert notices(board.app) == [FullDisk.REASON]
            assert board.services.history.snapshot == before == history.load()
            assert "1 session" in await shown(pilot)


class Unreadable(MemoryHistory):
    """A log that takes what is saved, and then cannot be read for a while."""

    REASON = "history.json could not be read: the disk reported an error."

    def __init__(self) -> None:
        super().__init__()
        self.readable = True

    def add(self, session: SessionRecord) -> None:
        super().add(session)
        self.readable = False

    def load(self) -> Snapshot:
        if not self.readable:
            raise HistoryError(self.REASON)
        return super().load()


async def test_what_is_saved_but_cannot_be_read_again_is_not_called_unsaved(
    tmp_path: Path,
) -> None:
    board = dashboard(tmp_path)
    board.history = board.services.history.store = history = Unreadable()
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await board.services.history.edit(lambda log: log.add(record(TODAY)))
        for _ in range(2):
            await look(pilot)
        told = f"What you changed is saved, but cannot be shown yet. {Unreadable.REASON}"
        assert notices(board.app) == [told]
        assert board.services.history.snapshot.sessions == ()
        history.readable = True
        await look(pilot)
        assert len(board.services.history.snapshot.sessions) == 1
        assert notices(board.app) == [told]


async def test_a_session_that_is_saved_but_cannot_be_read_again_is_no_longer_kept(
    board: Dashboard,
) -> None:
    board.history = board.services.history.store = Unreadable()
    async with board.app.run_test() as pilot:
        await finish_session(pilot, board)
        assert isinstance(pilot.app.screen, SessionSummary)
        assert board.services.history.unsaved == {}


async def look(pilot: Pilot[None]) -> None:
    """What the dashboard does every second."""
    assert isinstance(pilot.app, SuppleApp)
    pilot.app.look_for_changes()
    await settled(pilot)
