"""The routine that Enter on Today starts, and First steps once they are known."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from library.guidance.order import CHAIR
from library.history.record import DecisionKind, Outcome, Reason
from library.routines.model import Routine, RoutineItem
from library.wording import whole_day_words
from tests.library.guidance.person import held, session
from tests.tui.pages import notices, shown
from tests.tui.routines_page import OWN, app_in, page_of
from tests.tui.screens.test_today_plan import done, live_through, next_day, press
from tests.tui.support import dashboard, settled
from tests.tui.today_page import comes, offered
from tui.screens.routines import RoutinesPage


async def test_a_routine_leads_until_the_same_key_ends_it(tmp_path: Path) -> None:
    app = app_in(tmp_path, OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "L")
        await settled(pilot)
        guide = app.services.guide
        assert guide.leading == OWN
        assert notices(app) == [f"Enter on Today starts {OWN.name} from now on."]
        page = page_of(app)
        assert "◆▸" in await shown(pilot)
        assert "Enter on Today starts this one. L ends that." in str(page.title_text.visual)
        await pilot.press("L")
        await settled(pilot)
        assert guide.leading is None
        assert "▸" not in await shown(pilot)


async def test_a_routine_that_leads_steps_aside_where_all_of_it_was_sharp(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    services, today = board.services, board.services.profile.today()
    mine = Routine("mine", "Mine", "", (RoutineItem(CHAIR, reps=3, hold_seconds=10),), own=True)
    mine = services.profile.keep_routine(mine)
    services.profile.lead_with(mine.id)
    sharp = held(CHAIR, 1, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        for away, rests in ((4, False), (1, True), (0, True)):  # the last two are within 14 days
            day = today - timedelta(days=away)
            hurt = replace(session(1, sharp), id=str(away), practice_day=day)
            hurt = replace(hurt, started_at=datetime.combine(day, time(7), UTC))
            await services.history.edit(lambda history, hurt=hurt: history.add(hurt))  # type: ignore[misc]
            plan, precautions = services.guide.today, services.guide.precautions(mine)
            assert (plan.led_by is None, precautions.out == (CHAIR,)) == (rests, rests)
            assert rests is (CHAIR not in plan.exercises)


async def test_first_steps_follow_the_persons_levels_once_both_are_known(tmp_path: Path) -> None:
    board = dashboard(tmp_path, page="routines")
    guide, profile = board.services.guide, board.services.profile
    first_steps = profile.routines.get("first-steps")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert guide.as_done_now(first_steps) == first_steps
        both = ("chair-leg-stretch", "crossed-leg-stretch")
        known = [guide.decision(DecisionKind.ALREADY, each) for each in both]
        await board.services.history.edit(lambda history: history.put(known))
        assert {item.level for item in guide.as_done_now(first_steps).items} == {None}
        assert {step.seconds for step in guide.plan(first_steps).work} == {20, 30}
        profile.lead_with("first-steps")
        assert {item.dose.hold_seconds for item in guide.today.items} == {20, 30}  # as it runs
        assert guide.today.led_by == guide.leading
        mine = replace(first_steps, id="mine", own=True)
        assert guide.as_done_now(mine) == mine


async def test_what_was_prescribed_leads_until_its_last_day(tmp_path: Path) -> None:
    board = dashboard(tmp_path, done(2, CHAIR), done(1, CHAIR))
    profile = board.services.profile
    last = profile.today() + timedelta(days=1)
    items = (RoutineItem(CHAIR, reps=3, hold_seconds=30),)
    knee = Routine("knee", "Knee", "", items, by="[b]Jana[/b]", until=last, own=True)
    profile.lead_with(profile.keep_routine(knee).id)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        told = offered(pilot)
        assert told.splitlines()[0].startswith("Knee about ")
        assert (
            f"As prescribed by [b]Jana[/b], until {whole_day_words(last)}. "
            "Nothing is added or made longer."
        ) in told
        assert "Next" not in comes(pilot)
        assert "Knee" in await next_day(pilot, board, 1)
        told = await next_day(pilot, board, 1)
        assert "Knee" not in told
        assert f"[b]Jana[/b] prescribed ended on {whole_day_words(last)}; this is the plan" in told
        await live_through(pilot, board)
        assert "prescribed" not in await next_day(pilot, board, 1)
        await press(pilot, "3", "end")
        page = pilot.app.screen
        assert isinstance(page, RoutinesPage)
        assert "Today follows its own plan again. L starts it again." in str(page.title_text.visual)
        await press(pilot, "L")
        assert "Enter on Today starts this one. L ends that." in str(page.title_text.visual)
        assert "Knee" in await press(pilot, "1")
