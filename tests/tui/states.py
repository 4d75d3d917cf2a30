"""Screens in states that never change: for the snapshots and for the pictures in the README.

What was done before is told in `tests.tui.practised`.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace
from textual.pilot import Pilot

from library.history.record import HoldRecord, MarkKind, Outcome, SessionRecord, WeekSeen
from library.progress.weeks import week_start
from tests.tui import practised
from tests.tui.support import Dashboard, dashboard, pass_time, pictured, settled

TODAY = date(2026, 11, 23)
"""The Monday on whose evening tests begin."""
WEEKS = 17
WEEKDAYS = (0, 2, 4, 5)
"""Monday, Wednesday, Friday and, in some weeks, Saturday."""
ROUTINES = {
    "First steps": ("chair-leg-stretch", "crossed-leg-stretch"),
    "Desk break": ("chair-leg-stretch",),
    "After sitting all day": ("leg-lift", "leg-crossover"),
}
NOTES = {9: "Tighter than usual on the left.", 30: "After a long drive.", 44: "Felt easy."}

Prepare = Callable[[Pilot[None], Dashboard], Awaitable[None]]


def four_months() -> tuple[SessionRecord, ...]:
    """A plausible log: slow at first, a week off in the middle, then three to four days a week."""
    sessions: list[SessionRecord] = []
    first = TODAY - timedelta(days=TODAY.weekday(), weeks=WEEKS)
    for week in range(WEEKS + 1):
        for position, weekday in enumerate(WEEKDAYS):
            day = first + timedelta(weeks=week, days=weekday)
            late = position == 3 and week % 3 != 1
            if day < TODAY and week != 8 and not late and (week > 2 or position < 2):
                sessions.append(_session(len(sessions), day, week))
    return tuple(sessions)


def _session(number: int, day: date, week: int) -> SessionRecord:
    names = list(ROUTINES)
    name = names[0] if week < 3 else names[1 + number % 2]
    seconds = min(30.0, 10.0 + 5 * (week // 3))
    holds = [
        HoldRecord(exercise, side, rep, seconds, seconds, Outcome.DONE)
        for exercise in ROUTINES[name]
        for rep in (1, 2)
        for side in ("left", "right")
    ]
    if number % 11 == 7:
        holds[0] = replace(holds[0], held_seconds=seconds / 2, outcome=Outcome.EASED_OFF)
    start = datetime.combine(day, time(17, 30 + number % 20), tzinfo=UTC)
    return SessionRecord(
        id=str(UUID(int=number + 1)),
        started_at=start,
        utc_offset_minutes=0,
        practice_day=day,
        routine=name,
        seconds=sum(hold.held_seconds + 10 for hold in holds),
        completed=True,
        holds=tuple(holds),
        pain_before=max(1, 5 - week // 4) if number % 3 == 0 else None,
        pain_after=max(0, 4 - week // 4) if number % 3 == 0 else None,
        note=NOTES.get(number, ""),
    )


async def _nothing(pilot: Pilot[None], board: Dashboard) -> None:
    """The screen is right as it comes."""


def _keys(*keys: str) -> Prepare:
    async def press(pilot: Pilot[None], board: Dashboard) -> None:
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    return press


def _after(seconds: float, *keys: str) -> Prepare:
    """Some seconds into a session, then these keys."""

    async def prepare(pilot: Pilot[None], board: Dashboard) -> None:
        await pass_time(pilot, board.clock, seconds)
        await _keys(*keys)(pilot, board)

    return prepare


def _through_cautions(seconds: float) -> Prepare:
    """Read the cautions, get into place, and be some seconds into the first step."""

    async def prepare(pilot: Pilot[None], board: Dashboard) -> None:
        await _keys("enter")(pilot, board)
        await pass_time(pilot, board.clock, 2)
        await _keys("enter")(pilot, board)
        await pass_time(pilot, board.clock, seconds)

    return prepare


@dataclass(frozen=True)
class State:
    """How to get to a screen."""

    prepare: Prepare = _nothing
    routine: str | None = None
    """Start with this routine."""
    log: bool = True
    """Whether it is somebody who has practised."""
    read_card: bool = True


STATES = {
    "today": State(),
    "today-new": State(log=False),
    "today-rest": State(_keys("p", "7")),
    "today-first": State(log=False, read_card=False),
    "before-you-start": State(routine="desk-break", log=False, read_card=False),
    "exercises": State(_keys("2", "down")),
    "routines": State(_keys("3")),
    "history": State(_keys("4")),
    "does-it-help": State(_keys("4", "t")),
    "session-details": State(_keys("4", "down", "enter")),
    "settings": State(_keys("5")),
    "help": State(_keys("question_mark")),
    "palette": State(_keys("colon", "s", "t")),
    "session": State(_after(22), routine="desk-break"),
    "session-switch": State(_after(32), routine="desk-break"),
    "session-paused": State(_after(22, "space"), routine="desk-break"),
    "ease-off": State(_after(22, "x"), routine="desk-break"),
    "end-session": State(_after(22, "escape"), routine="desk-break"),
    "summary": State(_after(140), routine="desk-break"),
    "massage-cautions": State(routine="massage"),
    "massage": State(_through_cautions(15), routine="massage"),
}
"""Every screen worth a look, by its name."""


@asynccontextmanager
async def open_state(name: str, folder: Path, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    """The dashboard in this state, on a terminal of so many columns and rows."""
    state = STATES[name]
    sessions, checks = practised.sessions_and_checks() if state.log else ((), ())
    board = dashboard(folder, *sessions, routine=state.routine, read_card=state.read_card)
    board.clock.wall = practised.NOW
    if state.log:
        board.history.mark(practised.ILL, MarkKind.ILL)
        seen = WeekSeen(week_start(practised.NOW.date(), 0))
        board.history.put([seen], undoable=False)
        board.history.put(checks, undoable=False)
    async with board.app.run_test(size=size) as pilot:
        await settled(pilot)
        await state.prepare(pilot, board)
        await settled(pilot)
        await pictured(pilot)
        yield pilot
