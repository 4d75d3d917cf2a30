"""Which one is it? The table, the question, a week without, and its end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from library.guidance.order import CROSSOVER
from library.history.record import DecisionKind
from library.history.snapshot import Snapshot
from tests.library.guidance.person import Person, at, with_hard_crossovers
from tests.memory_history import MemoryHistory
from tests.tui.history_visit import StoppedClock, Visit, visit
from tests.tui.pages import screen_text


@asynccontextmanager
async def on_history(
    folder: Path, person: Person, on: int, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Visit]:
    """The History page of a person on a numbered day, with the table open."""
    history = MemoryHistory(
        Snapshot(
            sessions=tuple(person.sessions),
            checks=tuple(person.checks),
            decisions=tuple(person.decisions),
        )
    )
    async with visit(folder, history, size, StoppedClock(at(on))) as history_page:
        await history_page.press("w")
        yield history_page


def shown(opened: Visit) -> str:
    """What the screen says, its lines run together."""
    return " ".join(screen_text(opened.app.screen).replace("│", " ").split())


def decided(opened: Visit) -> list[tuple[DecisionKind, str | None]]:
    return [(each.kind, each.exercise) for each in opened.saved().decisions]


async def test_nothing_to_compare_yet(tmp_path: Path, painted: None) -> None:
    async with on_history(tmp_path, Person(), 1) as opened:
        assert "Too early to tell" in shown(opened)
        await opened.press("enter", "k", "d", "i")
        assert decided(opened) == []
        assert "Too early to tell" in shown(opened)
        await opened.press("w")
        assert opened.app.screen is opened.page


async def test_a_week_without_is_begun_and_ended(tmp_path: Path, painted: None) -> None:
    async with on_history(tmp_path, with_hard_crossovers(days=32), 33) as opened:
        assert "your mornings were 3.0 higher (3 mornings) than otherwise" in shown(opened)
        assert "and see? Enter: yes. k: keep it. d: don't ask again." in shown(opened)
        assert "More than your usual ups and downs." in shown(opened)
        await opened.press("enter")
        assert decided(opened) == [(DecisionKind.TRIAL, CROSSOVER)]
        assert opened.saved().decisions[0].reason.endswith("Leave it out for a week and see?")
        assert opened.told()[-1].startswith("7 days without the leg crossover, today included.")
        await opened.press("w")
        assert "until Fri 10 Apr, to compare. All else goes on. i ends the trial." in shown(opened)
        await opened.press("k")
        assert len(decided(opened)) == 1  # there is nothing to keep
        await opened.press("i")
        assert (DecisionKind.END_TRIAL, CROSSOVER) in decided(opened)
        await opened.press("u")
        assert decided(opened) == [(DecisionKind.TRIAL, CROSSOVER)]
        await opened.press("u", "w")
        assert decided(opened) == []
        assert "Leave it out for a week and see?" in shown(opened)


async def test_what_is_kept_is_not_asked_about(tmp_path: Path, painted: None) -> None:
    async with on_history(tmp_path, with_hard_crossovers(days=32), 33, (60, 20)) as opened:
        await opened.press("e")
        assert "the middle one of your 7 answers" in shown(opened)
        await opened.press("escape", "k")
        assert decided(opened) == [(DecisionKind.KEEP, CROSSOVER)]
        await opened.press("w")
        assert "Leave it out" not in shown(opened)
        await opened.press("escape", "u", "w", "d")
        assert decided(opened) == [(DecisionKind.NEVER_ASK, CROSSOVER)]
