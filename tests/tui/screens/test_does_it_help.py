"""The view that answers whether it helps."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from library.history.record import Check, HoldRecord, Outcome
from library.history.snapshot import Snapshot
from tests.library.builders import record
from tests.memory_history import MemoryHistory
from tests.tui.history_visit import TODAY, log, visit
from tui.screens.does_it_help import DoesItHelp
from tui.text.review import NOBODY_KNOWS_WHY
from tui.widgets.course import Course
from tui.widgets.key_line import KeyLine
from tui.widgets.text import Text


def checks() -> list[Check]:
    """Answers of five weeks, which get lower."""
    return [
        Check(
            day=TODAY - timedelta(days=ago),
            rating=6 if ago > 20 else 2,
            answered_at=datetime.combine(TODAY - timedelta(days=ago), time(8), UTC),
            utc_offset_minutes=0,
        )
        for ago in range(40, -1, -1)
    ]


async def test_the_answer_comes_first_and_the_arrows_walk_through_the_days(tmp_path: Path) -> None:
    day = TODAY - timedelta(days=3)
    far = HoldRecord(
        "stretch-whose-name-has-more-letters-than-room", "left", 1, 20, 20, Outcome.DONE
    )
    sessions = [replace(record(day), pain_before=1, pain_worst=3, holds=(far,))]
    history = MemoryHistory(Snapshot(tuple(sessions), checks=tuple(checks())))
    async with visit(tmp_path, history) as v:
        await v.press("t")
        view = v.app.screen
        assert isinstance(view, DoesItHelp)

        def told(part: str) -> str:
            return str(view.query_one(f"#{part}", Text).content)

        first = "Mornings: 2.0 now, 6.0 four weeks ago: clearly lower."
        assert told("sentences").splitlines() == [first, NOBODY_KNOWS_WHY]
        assert told("day").startswith("Today: back 2 of 10")
        assert "stretch-whose-name-has-more-… 1 day    L 0:20" in told("exercises")
        await v.press("left", "left", "left")
        assert told("day").startswith("Sun 22 Nov: back 2 of 10")
        assert told("day").endswith("pain before 1, at worst 3.")
        assert view.heading().endswith("4 weeks")
        await v.press("p")
        assert view.heading().endswith("12 weeks")
        assert "in the week from 16 Oct" in told("sentences")
        await v.press("p", "p")
        assert view.heading().endswith("4 weeks")
        for columns, rows in ((60, 20), (80, 24), (120, 40), (20, 5)):
            await v.pilot.resize_terminal(columns, rows)
            await v.settle()
            assert view.query_one(KeyLine).region.bottom == rows
        await v.press("e")
        assert v.app.screen is not view
        await v.press("escape", "escape")
        assert v.app.screen is v.page


async def test_an_empty_log_has_an_answer_too(tmp_path: Path) -> None:
    async with visit(tmp_path, log()) as v:
        await v.press("t", "left", "comma", "full_stop", "p", "p", "right")
        view = v.app.screen
        assert isinstance(view, DoesItHelp)
        assert "too few answers to say" in str(view.query_one("#sentences", Text).content)
        assert not view.query_one(Course).display
        assert "Nothing was noted" in str(view.query_one("#exercises", Text).content)
