"""What is dated in the future counts for nothing until its day has come, and can be put right."""

from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace
from textual.widgets import Input

from tests.library.builders import record
from tests.tui.history_visit import TODAY, YESTERDAY, log, visit
from tests.tui.today_page import foot, offered

FAR = date(2099, 1, 1)
PAST = [record(TODAY - timedelta(days=ago)) for ago in (1, 2, 9, 16)]
WRONG = {
    "far": record(FAR),
    "soon": record(TODAY + timedelta(days=2)),
    "start only": replace(record(TODAY, hour=9), started_at=record(FAR).started_at),
}


async def test_pages_count_nothing_that_is_to_come(tmp_path: Path) -> None:
    async with visit(tmp_path / "a", log(*PAST)) as page:
        numbers, days = page.numbers(), page.days()
        await page.press("1")
        suggested, last = offered(page.pilot), foot(page.pilot)
    for name, wrong in WRONG.items():
        async with visit(tmp_path / name, log(*PAST, wrong)) as page:
            assert (page.numbers(), page.days()) == (numbers, days), name
            assert "Still to come: A session is dated" in page.page._attention, name
            assert "24 Nov" in page.rows()[1], name
            assert page.page.sessions.border_title == "5 sessions, min with rests"
            await page.press("1")
            assert (offered(page.pilot), foot(page.pilot)) == (suggested, last), name


async def test_the_details_put_its_day_right(tmp_path: Path) -> None:
    async with visit(tmp_path, log(*PAST, record(FAR, hour=7))) as page:
        await page.press("G", "enter", "d")
        await page.press("end", *["backspace"] * 10)
        await page.press(*"2026-11-26", "enter")
        assert page.told()[-1] == "That day is still to come; today is 2026-11-25."
        await page.press("backspace", "5", "enter")
        assert page.told()[-1].startswith("Saved: Test, Wed 25 Nov 07:00.")
        assert record(TODAY, hour=7).started_at in {s.started_at for s in page.saved().sessions}
        assert page.page._attention == ""
        assert "25 Nov" in page.rows()[1]
        await page.press("u")
        assert "Still to come" in page.page._attention


async def test_any_day_can_be_put_right_and_nothing_changes_without_another_day(
    tmp_path: Path,
) -> None:
    async with visit(tmp_path, log(record(YESTERDAY))) as page:
        await page.press("enter", "d", "enter", "escape")
        assert page.told() == []
        await page.press("enter", "d", "end", "backspace", "3", "enter")
        (moved,) = page.saved().sessions
        assert moved.practice_day == date(2026, 11, 23)
        assert moved.started_at == record(date(2026, 11, 23)).started_at


async def test_a_day_is_typed_as_people_name_it(tmp_path: Path) -> None:
    async with visit(tmp_path, log(record(YESTERDAY))) as page:
        await page.press("enter", "d")
        page.app.screen.query_one("#day", Input).clear()
        await page.press(*"3/2/2026", "enter")
        assert "it can be 3 Feb 2026 or 2 Mar 2026" in page.told()[-1]
        for typed in ("23.11.2026", "monday", "-2", "2 days ago", "23 Nov 2026"):
            page.app.screen.query_one("#day", Input).value = typed
            await page.press("enter")
            (moved,) = page.saved().sessions
            assert moved.practice_day == date(2026, 11, 23), typed
            await page.press("u", "enter", "d")
            (back,) = page.saved().sessions
            assert back.practice_day == YESTERDAY, typed
