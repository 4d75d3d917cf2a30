"""Other logs that lay in this one's place: each is a question of its own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from library.history.comparison import Comparison
from library.history.errors import HistoryError
from library.history.snapshot import OtherHistory, Snapshot
from tests.memory_history import MemoryHistory
from tests.tui.pages import notices, shown
from tests.tui.support import Dashboard, dashboard, settled
from tui.dialogs.notices import Notices

SAVED_AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
OTHERS = tuple(
    OtherHistory(id, Path(f"{id}.json"), SAVED_AT, sessions, 0)
    for id, sessions in (("aaaa", 111), ("bbbb", 222), ("cccc", 333))
)


class OtherLogs(MemoryHistory):
    """A log in whose place three others lay."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[str] = []
        self.fails = False

    def load(self) -> Snapshot:
        answered = [answer.split()[1] for answer in self.answers]
        return Snapshot(others=tuple(each for each in OTHERS if each.id not in answered))

    def merge_other(self, id: str) -> Comparison:
        if self.fails:
            raise HistoryError("Not saved: there is no space left on the disk.")
        self.answers.append(f"merge {id}")
        return Comparison()

    def keep_apart(self, id: str) -> None:
        self.answers.append(f"apart {id}")


@pytest.fixture
def log() -> OtherLogs:
    return OtherLogs()


@pytest.fixture
def board(tmp_path: Path, log: OtherLogs) -> Dashboard:
    board = dashboard(tmp_path)
    board.services.history.store = log
    return board


async def test_each_is_shown_alone_and_gets_an_answer_of_its_own(
    board: Dashboard, log: OtherLogs
) -> None:
    async with board.app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("exclamation_mark")
        for key, sessions in (("a", 111), ("m", 222), ("a", 333)):
            await settled(pilot)
            text = await shown(pilot)
            told = [number for number in (111, 222, 333) if str(number) in text]
            assert told == [sessions]
            await pilot.press(key)
        await settled(pilot)
        assert log.answers == ["apart aaaa", "merge bbbb", "apart cccc"]
        assert not isinstance(pilot.app.screen, Notices)


@pytest.mark.parametrize(("keys", "answers"), [("escape", []), ("a escape", ["apart aaaa"])])
async def test_whoever_gives_no_answer_is_not_asked_on(
    board: Dashboard, log: OtherLogs, keys: str, answers: list[str]
) -> None:
    async with board.app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("exclamation_mark")
        for key in keys.split():
            await settled(pilot)
            await pilot.press(key)
        await settled(pilot)
        assert log.answers == answers
        assert not isinstance(pilot.app.screen, Notices)


async def test_an_answer_that_could_not_be_saved_asks_nothing_further(
    board: Dashboard, log: OtherLogs
) -> None:
    log.fails = True
    async with board.app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("exclamation_mark")
        await settled(pilot)
        await pilot.press("m")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, Notices)
        assert "no space left" in notices(board.app)[-1]
