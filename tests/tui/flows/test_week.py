"""The week before this one is looked back at, once."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.history.record import DayMark, MarkKind
from library.paths import Paths
from tests.library.builders import record
from tests.memory_history import MemoryHistory
from tests.tui.history_visit import StoppedClock, log
from tests.tui.support import build_services, page_app, settled, with_card_read
from tui.dialogs.week import WeekCard
from tui.history_service import HistoryService
from tui.widgets.text import Text

WEEK = date(2026, 11, 16)
"""The Monday of the week before the one in which tests are."""


def day(number: int) -> date:
    return WEEK + timedelta(days=number)


def practised() -> MemoryHistory:
    return log(*(replace(record(day(at)), seconds=300) for at in (0, 2, 4)))


async def started(folder: Path, history: MemoryHistory) -> tuple[bool, list[str]]:
    """Whether the card came at a start, and what it says."""
    paths = Paths(folder, folder, folder)
    services = build_services(paths, StoppedClock(), HistoryService(lambda: history))
    with_card_read(services)
    app = page_app(services, "today")
    async with app.run_test() as pilot:
        await settled(pilot)
        card = app.screen
        if not isinstance(card, WeekCard):
            return False, []
        told = [card.heading(), *(str(each.content) for each in card.query(Text))]
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen is not card
        return True, told


@pytest.mark.usefixtures("first_start_of_the_week")
async def test_the_first_start_of_a_week_looks_back_at_the_last_one_once(tmp_path: Path) -> None:
    history = practised()
    came, told = await started(tmp_path, history)
    assert came
    assert told[0] == "Your week from 16 to 22 November"
    assert "3 of 3 days: Mon, Wed and Fri. 3 sessions, 15 min with rests." in told[1]
    assert any("Next:" in line for line in told)
    assert await started(tmp_path, history) == (False, [])


@pytest.mark.usefixtures("first_start_of_the_week")
@pytest.mark.parametrize(
    "history",
    [log(), log(record(day(-3))), log(record(day(8))), log(marks=(DayMark(day(1), MarkKind.ILL),))],
    ids=["nothing", "the week before", "this week", "a mark"],
)
async def test_a_week_without_practice_is_passed_over(
    tmp_path: Path, history: MemoryHistory
) -> None:
    assert await started(tmp_path, history) == (False, [])
