"""Enter on Today starts what is right for today; the other keys have it otherwise."""

import inspect
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from library.guidance.log import TODAYS
from library.history.errors import HistoryError
from library.history.record import (
    Check,
    DecisionKind,
    MarkKind,
    Outcome,
    Reason,
    Record,
    SessionRecord,
)
from library.history.snapshot import Snapshot
from tests.library.guidance.person import held
from tests.memory_history import MemoryHistory
from tests.tui.pages import screen_text
from tests.tui.support import Dashboard, dashboard, on_full_disk, pass_time, session_screen, settled
from tests.tui.today_page import offered
from tui.dialogs.session import Cautions
from tui.dialogs.session_form import FIRST_MOMENT_SECONDS, SessionSummary
from tui.keys.commands import PAGES, USUAL_KEYS
from tui.screens.routines import RoutinesPage
from tui.screens.session import SessionScreen
from tui.screens.today import TodayPage
from tui.text import day_line

TODAY = date(2026, 11, 23)
CROSSED, CHAIR, LIFT = "crossed-leg-stretch", "chair-leg-stretch", "leg-lift"
MASSAGE, FLOOR = "hamstring-massage", "floor-leg-stretch"
ASKED = "p and 0-10"


def done(ago: int, *exercises: str) -> SessionRecord:
    """A calm session of so many days ago, at the lowest level."""
    day = TODAY - timedelta(days=ago)
    doses = {CROSSED: (2, 20), MASSAGE: (3, 20)}
    return SessionRecord(
        id=f"{ago:08}-0000-4000-8000-000000000000",
        started_at=datetime.combine(day, time(18), UTC),
        utc_offset_minutes=0,
        practice_day=day,
        routine=TODAYS,
        seconds=300.0,
        completed=True,
        holds=tuple(hold for each in exercises for hold in held(each, *doses.get(each, (2, 10)))),
    )


def answer(ago: int, rating: int) -> Check:
    """What was answered about a day in its morning."""
    day = TODAY - timedelta(days=ago)
    return Check(
        day=day,
        rating=rating,
        answered_at=datetime.combine(day, time(8), UTC),
        utc_offset_minutes=0,
    )


class Unreadable(MemoryHistory):
    """A log that lies on a disk that does not answer."""

    def load(self) -> Snapshot:
        raise HistoryError("The log could not be read.")


TWO_DONE = (done(4, CROSSED, CHAIR), done(2, CROSSED, CHAIR))
"""Somebody for whom the massage is due."""


@asynccontextmanager
async def opened(
    folder: Path, *sessions: SessionRecord, records: tuple[Record, ...] = (), place: str = ""
) -> AsyncIterator[tuple[Pilot[None], Dashboard]]:
    """Today, of somebody who did these sessions."""
    board = dashboard(folder, *sessions)
    for each in records:
        board.history.put([each])
    if place:
        board.services.profile.change_settings(place=place)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        yield pilot, board


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys one after the other; what the panel says then."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
    return offered(pilot) if isinstance(pilot.app.screen, TodayPage) else ""


async def begin(pilot: Pilot[None]) -> SessionScreen:
    """Press Enter until the session runs."""
    await press(pilot, "enter")
    if isinstance(pilot.app.screen, Cautions):
        await press(pilot, "enter")
    return session_screen(pilot)


async def live_through(pilot: Pilot[None], board: Dashboard) -> list[str]:
    """Press only Enter until the session is over; the exercises that were done."""
    await begin(pilot)
    await pass_time(pilot, board.clock, 1500)
    assert isinstance(pilot.app.screen, SessionSummary)
    await pass_time(pilot, board.clock, FIRST_MOMENT_SECONDS)
    await press(pilot, "enter")
    return list(dict.fromkeys(hold.exercise for hold in board.sessions[-1].holds))


async def next_day(pilot: Pilot[None], board: Dashboard, days: int) -> str:
    board.clock.wall = datetime.combine(
        board.clock.wall.date() + timedelta(days=days), time(18), UTC
    )
    page = pilot.app.screen
    assert isinstance(page, TodayPage)
    page.notice_new_hour()
    await settled(pilot)
    return offered(pilot)


async def test_a_newcomers_first_days_by_enter_only(tmp_path: Path) -> None:
    async with opened(tmp_path) as (pilot, board):
        told = offered(pilot)
        assert told.splitlines()[1].startswith("Your first two stretches about ")
        assert "Crossed-leg 2 × 20 s a leg new\nChair 2 × 10 s a leg new" in told
        assert "To begin with: short holds" in told
        assert "same as before" not in told
        assert "massage" not in told
        assert await live_through(pilot, board) == [CROSSED, CHAIR]
        assert board.sessions[-1].routine == TODAYS

        told = offered(pilot)
        assert told.splitlines()[0] == "✓ Today is done."
        assert "How is" not in told

        assert "Once more at the same dose" in await next_day(pilot, board, 2)
        assert await live_through(pilot, board) == [CROSSED, CHAIR]

        told = await next_day(pilot, board, 2)
        assert "Massage 3 × 20 s a leg new" in told
        assert "New today: the hamstring massage" in told
        assert MASSAGE in await live_through(pilot, board)

        assert "massage is still new" in await next_day(pilot, board, 1)
        await live_through(pilot, board)
        assert "Leg lift 2 × 10 s a leg, on a chair new" in await next_day(pilot, board, 2)


async def test_a_longer_dose_says_what_it_was(tmp_path: Path) -> None:
    days = [done(ago, CROSSED, CHAIR, MASSAGE) for ago in (11, 9, 7)]
    lifts = [done(ago, CHAIR, LIFT) for ago in (5, 3)]
    floor = [done(ago, FLOOR, CHAIR) for ago in (2, 1)]
    answers = tuple(answer(ago, 2) for ago in range(11))
    async with opened(tmp_path, *days, *lifts, *floor, records=answers) as (pilot, _):
        told = offered(pilot)
        assert "Crossed-leg 2 × 30 s a leg was 20" in told
        assert "A little longer today: the crossed-leg hamstring stretch went well" in told


async def test_the_answer_is_one_digit_changed_by_another_and_taken_back_by_itself(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, *TWO_DONE) as (pilot, board):
        assert "How was your back on Sunday, the morning after?" in offered(pilot)
        assert "Now a number, 0-10." in await press(pilot, "p")
        told = await press(pilot, "3")
        assert "Your back on Sunday: 3 of 10. ▄▄▄▄▄▄▄▄▄▄ p and a number for today." in told
        messages = [each.message for each in pilot.app._notifications]
        assert "Kept: 3 of 10 on Sunday. u undoes it." in messages
        (check,) = board.history.load().checks
        assert (check.day, check.rating, check.recalled) == (TODAY - timedelta(days=1), 3, True)
        assert "How is your back today? Now a number" in await press(pilot, "p")
        assert "Your back today: 4 of 10. ▄▄▄▄▄▄▄▄▄▄ p changes it." in await press(pilot, "4")
        await press(pilot, "p", "2")
        assert [each.rating for each in board.history.load().checks] == [3, 2]
        told = await press(pilot, "p", "2")
        taken = "Your answer is taken back. u undoes it."
        assert taken in [each.message for each in pilot.app._notifications]
        assert [each.rating for each in board.history.load().checks] == [3]
        assert "p and a number for today." in told


async def test_a_nought_right_after_a_one_makes_ten(tmp_path: Path) -> None:
    async with opened(tmp_path, done(1, CROSSED, CHAIR)) as (pilot, board):

        def ratings() -> list[int]:
            return [each.rating for each in board.history.load().checks]

        await press(pilot, "p", "1", "0")
        assert ratings() == [10]
        await press(pilot, "p", "1", "0")
        assert ratings() == []
        await press(pilot, "p", "1", "p", "0")
        assert ratings() == [0]
        await press(pilot, "p", "0")
        assert ratings() == []
        await pilot.press("p", "١", "0")  # all at once, as over a slow line
        await settled(pilot)
        assert ratings() == [10]


async def test_any_other_key_leaves_the_answer_and_does_what_it_does(tmp_path: Path) -> None:
    async with opened(tmp_path, *TWO_DONE) as (pilot, board):
        await press(pilot, "p", "r")
        assert isinstance(pilot.app.screen, RoutinesPage)
        await press(pilot, "1", "p", "escape", "3")
        assert isinstance(pilot.app.screen, RoutinesPage)
        assert board.history.load().checks == ()
        await press(pilot, "1", "p", "1", "3")
        assert isinstance(pilot.app.screen, RoutinesPage)
        assert [each.rating for each in board.history.load().checks] == [1]
        await press(pilot, "1", "p")
        pilot.app.switch_mode("history")  # as by a click
        await press(pilot, "1", "3")
        assert isinstance(pilot.app.screen, RoutinesPage)


async def test_who_never_answers_is_not_asked_but_may_answer(tmp_path: Path) -> None:
    days = [done(ago, CROSSED, CHAIR) for ago in (11, 9, 7, 5, 3)]
    async with opened(tmp_path, *days) as (pilot, _):
        assert "How " not in offered(pilot)
        assert "Your back" in await press(pilot, "p", "2")


async def test_an_answer_that_cannot_be_saved_is_told_of(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    disk = on_full_disk(board)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "p", "2")
        assert disk.REASON in [each.message for each in pilot.app._notifications]
        assert ASKED in offered(pilot)


async def test_6_or_more_puts_rest_or_the_massage_first(tmp_path: Path) -> None:
    log = (*TWO_DONE, done(1, CROSSED, CHAIR, MASSAGE))
    async with opened(tmp_path, *log) as (pilot, board):
        told = await press(pilot, "p", "7")
        assert told.startswith("7 of 10: a rest day or the massage may be kinder.")
        assert "Enter starts only the massage, about " in told
        assert "m mark the day\na do crossed-leg, chair and massage anyway" in told
        step = (await begin(pilot)).session.step
        assert step is not None
        assert step.exercise.id == MASSAGE
        await press(pilot, "escape", "d", "m", "enter")
        assert board.history.load().marks_by_day == {TODAY: MarkKind.PAIN}
        told = offered(pilot)
        assert told.startswith("Today is marked as pain. Rest is fine.")
        assert "\nMassage 3 × 20 s a leg\n" in told  # as before: a mark brings no more
        assert "a do crossed-leg, chair and massage anyway" in told
        await press(pilot, "a")
        assert not isinstance(pilot.app.screen, TodayPage)


async def test_6_or_more_without_a_massage_marks_by_enter(tmp_path: Path) -> None:
    async with opened(tmp_path, *TWO_DONE[1:], done(1, CROSSED, CHAIR)) as (pilot, board):
        told = await press(pilot, "p", "6")
        assert "Enter marks today as a pain day" in told
        await press(pilot, "a")
        assert session_screen(pilot).session.plan.routine.name == TODAYS
        await press(pilot, "escape", "d", "enter")
        assert board.history.load().marks_by_day == {TODAY: MarkKind.PAIN}
        await press(pilot, "enter")  # once more begins nothing
        assert isinstance(pilot.app.screen, TodayPage)


@pytest.mark.parametrize("kind", [MarkKind.PAIN, MarkKind.ILL])
async def test_a_marked_day_is_gentle(tmp_path: Path, kind: MarkKind) -> None:
    async with opened(tmp_path, *TWO_DONE) as (pilot, board):
        assert "Massage" in offered(pilot)
        await board.services.history.edit(lambda history: history.mark(TODAY, kind))
        await settled(pilot)
        told = offered(pilot)
        assert told.startswith(f"Today is marked as {kind}. Rest is fine, and so are the easy two.")
        assert "new" not in told
        assert "\nCrossed-leg 2 × 20 s a leg\nChair 2 × 10 s a leg\n" in told
        assert told.endswith("Enter starts it, if you feel like it.")


async def test_the_same_as_before_leaves_todays_change_out(tmp_path: Path) -> None:
    async with opened(tmp_path, *TWO_DONE) as (pilot, board):
        assert "- no change today" in offered(pilot)
        told = await press(pilot, "minus")
        (left,) = board.history.load().decisions
        assert (left.kind, left.exercise) == (DecisionKind.SAME_AS_BEFORE, MASSAGE)
        assert left.reason == "New today: the hamstring massage, gently and only a little."
        assert "Massage" not in told
        assert "\nThe same as before, as you wished.\n" in told
        assert "- no change today" not in told
        assert "add the massage" not in told
        assert "- today's change after all" in told
        told = await press(pilot, "minus")
        assert board.history.load().decisions == ()
        assert "Massage 3 × 20 s a leg new" in told
        assert "- no change today" in told
        await press(pilot, "minus", "4", "u")
        assert "Massage 3 × 20 s a leg new" in await press(pilot, "1")
        await press(pilot, "minus")
        assert await live_through(pilot, board) == [CROSSED, CHAIR]
        assert "after all" not in await press(pilot, "minus")
        assert len(board.history.load().decisions) == 1


async def test_plus_adds_the_massage_and_takes_it_away(tmp_path: Path) -> None:
    log = (*TWO_DONE, done(1, CROSSED, CHAIR, MASSAGE), done(0, MASSAGE))
    async with opened(tmp_path, *log) as (pilot, _):
        assert "+ add the massage" in offered(pilot)
        told = await press(pilot, "plus")
        assert "Massage 3 × 20 s a leg" in told
        assert "+ leave out the massage" in told
        assert "Massage" not in await press(pilot, "plus")
        await press(pilot, "plus")
        exercises = {step.exercise.id for step in (await begin(pilot)).session.plan.steps}
        assert MASSAGE in exercises
        await press(pilot, "escape", "d")
        assert "Massage" not in offered(pilot)


async def test_why_says_what_is_left_out(tmp_path: Path) -> None:
    async with opened(tmp_path) as (pilot, _):
        await press(pilot, "e")
        text = screen_text(pilot.app.screen)
        assert "Not today" in text
        assert "Comes later, one at a time." in text
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, TodayPage)


async def test_a_routine_of_ones_own_leads_as_it_is_written(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *TWO_DONE)
    board.services.profile.lead_with("desk-break")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert offered(pilot).startswith("Desk break")
        assert "an easy day" not in offered(pilot)
        told = await press(pilot, "p", "7")
        assert told.startswith("Desk break")
        assert "Gentler today: - an easy day instead" in told  # yesterday was 7
        await press(pilot, "enter")
        assert session_screen(pilot).session.plan.routine.id == "desk-break"


async def test_after_a_first_session_that_was_sharp_one_is_told_what_rests_and_how_it_comes_back(
    tmp_path: Path,
) -> None:
    holds = held(CROSSED, 2, 20, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    sharp = replace(done(0, CROSSED), holds=holds)
    async with opened(tmp_path, sharp) as (pilot, board):
        rests = (
            "The crossed-leg hamstring stretch rests until Friday, and nothing else is due today."
        )
        told = offered(pilot)
        assert rests in told.replace("\n", " ")
        assert "On Exercises, i brings back what rests." in told
        assert "marks today" not in told  # it has its session
        told = await next_day(pilot, board, 1)
        assert "Enter marks today as a pain day. Your run of weeks is safe." in told
        assert "Chair 2 × 10 s a leg new" in await next_day(pilot, board, 1)
        assert await live_through(pilot, board) == [CHAIR]


async def test_before_the_log_is_read_enter_waits_for_it(tmp_path: Path) -> None:
    board = dashboard(tmp_path, *TWO_DONE)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        page, service = pilot.app.screen, board.services.history
        assert isinstance(page, TodayPage)
        service.is_read, page._offer = False, None
        page.show_state()
        assert "Reading the log…\nEnter starts it." in offered(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TodayPage)
        service.is_read = True
        page.show_state()
        await settled(pilot)
        assert isinstance(pilot.app.screen, Cautions | SessionScreen)


async def test_a_log_that_cannot_be_read_keeps_nobody_from_beginning(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    board.history = board.services.history.store = Unreadable()
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert "Crossed-leg 2 × 20 s a leg new" in offered(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_where_a_routine_leads_an_easy_day_is_one_key_when_it_suits_better(
    tmp_path: Path,
) -> None:
    board = dashboard(tmp_path, done(6, CROSSED, CHAIR), done(1, CROSSED, CHAIR))
    board.services.profile.lead_with("desk-break")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        told = await press(pilot, "p", "7")
        assert told.startswith("Desk break")
        assert "7 of 10: a rest day may be kinder." in told
        assert "Gentler today: - an easy day instead" in told
        await press(pilot, "minus")
        assert session_screen(pilot).session.plan.routine.name == TODAYS
        assert board.history.load().decisions == ()


async def test_a_harder_morning_brings_an_easy_day(tmp_path: Path) -> None:
    log = (*TWO_DONE, done(1, CROSSED, MASSAGE))
    answers = tuple(answer(ago, 2) for ago in (4, 3, 2, 1))
    async with opened(tmp_path, *log, records=answers) as (pilot, _):
        told = await press(pilot, "p", "5")
        assert "A bit more this morning. That is information, not failure." in told
        assert "the hamstring massage, rests until Thursday" in told
        assert "\nCrossed-leg 2 × 20 s a leg\nChair 2 × 10 s a leg\n" in told
        await press(pilot, "e")
        assert "Resting until Thursday" in screen_text(pilot.app.screen)


async def test_after_a_pause_it_begins_a_step_shorter(tmp_path: Path) -> None:
    long = replace(done(20, CROSSED), holds=held(CROSSED, 2, 30))
    async with opened(tmp_path, done(22, CROSSED, CHAIR), long) as (pilot, _):
        assert "Welcome back after 20 days. One step shorter to begin with." in offered(pilot)


async def test_the_one_line_of_a_day_stands_below_the_reason(tmp_path: Path) -> None:
    log = [done(ago, CROSSED, CHAIR) for ago in (5, 3)]
    answers = tuple(answer(ago, 2 if ago > 7 else 3) for ago in range(1, 15))
    async with opened(tmp_path, *log, records=answers) as (pilot, _):
        assert "\nMornings: 3.0, the week before 2.0: " in offered(pilot)


def test_every_key_that_the_line_of_a_day_names_is_one() -> None:
    named = re.findall(rf"{{((?:{'|'.join(PAGES)})\.[a-z_]+)}}", inspect.getsource(day_line))
    assert {"history.mornings", "today.ticks"} <= set(named) <= USUAL_KEYS.keys()
