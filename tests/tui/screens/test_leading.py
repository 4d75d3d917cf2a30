"""The routine that Enter on Today starts, and First steps once they are known."""

from pathlib import Path

from msgspec.structs import replace

from library.history.record import DecisionKind
from tests.tui.pages import notices, shown
from tests.tui.routines_page import OWN, app_in, page_of
from tests.tui.support import dashboard, settled


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
