"""Journeys through the History page."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from library.history.errors import HistoryError
from library.history.record import DayMark, Decision, DecisionKind, MarkKind, Outcome, SessionRecord
from library.history.snapshot import Snapshot
from tests.library.builders import record
from tests.marks import torture
from tests.memory_history import MemoryHistory
from tests.tui.history_visit import TODAY, YESTERDAY, log, two_days, visit
from tests.tui.support import pictured
from tui.dialogs.history import ExplainNumbers, MarkDay
from tui.screens.history import HistoryPage
from tui.widgets.cursor_list import CursorList
from tui.widgets.pose_picture import PosePicture
from tui.widgets.text import Text


class FullDisk(MemoryHistory):
    """Can be read, but nothing can be deleted."""

    def delete(self, ids: Sequence[str]) -> None:
        raise HistoryError("Not saved: there is no space left on the disk.")


class SlowToOpen(MemoryHistory):
    """Never gets as far as giving away its sessions."""

    def load(self) -> Snapshot:
        raise HistoryError("Not read yet.")


async def test_the_page_shows_the_sessions_at_every_size(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        for columns, rows in ((60, 20), (80, 24), (120, 40), (20, 5), (40, 12), (120, 14)):
            await v.pilot.resize_terminal(columns, rows)
            await v.settle()
            assert any("25 Nov" in row for row in v.rows())
            if rows >= 20:
                assert "2 of 3 days" in v.numbers()[0]
                assert "Wed 25 Nov: 1 min held" in v.days()[-1]
                assert v.page.chart.size.height >= 8


async def test_numbers_list_map_and_bars_tell_the_same_story(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        assert v.values() == "2 of 3 days 2 days, best 2 15 min"
        assert [row[3:13] for row in v.rows()[1:3]] == ["Wed 25 Nov", "Tue 24 Nov"]
        assert v.page.sessions.border_title == "2 sessions, min with rests"
        assert v.page.chart.border_title == "Minutes per week, with rests"
        assert v.page.heat_map.border_title == "Days, minutes held"
        assert v.days()[2].endswith("░")
        assert v.page.chart.render_line(0).text.startswith("  20 ┤")


async def test_an_empty_log_takes_every_key(tmp_path: Path) -> None:
    async with visit(tmp_path, log()) as v:
        await v.press("enter", "d", "j", "tab", "left", "enter", "d", "u")
        assert isinstance(v.app.screen, HistoryPage)
        assert v.told() == ["Nothing to undo."]
        assert not {"details", "delete"} & {
            each.binding.action for each in v.page.active_bindings.values()
        }
        await v.press("e")
        assert isinstance(v.app.screen, ExplainNumbers)


@pytest.mark.parametrize("size", [(60, 20), *map(torture, [(80, 24), (120, 40)])])
async def test_before_the_first_session_there_is_only_how_one_begins(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with visit(tmp_path, log(), size) as v:
        for each in (v.page.chart, v.page.heat_map, v.page.recent, v.page.numbers):
            assert not each.display
        await pictured(v.pilot)
        text, picture = v.page.beginning.query_one(Text), v.page.beginning.query_one(PosePicture)
        told = [line.text.strip() for line in text.render_lines(text.region.reset_offset)]
        said = " ".join(line for line in told if line)
        assert said.startswith("Your first session will stand here. Enter on Today starts it.")
        assert said.endswith("your weeks")
        lines = [picture.render_line(y).text for y in range(picture.size.height)]
        assert any("▀" in line or "▄" in line for line in lines)


async def test_after_the_first_session_the_last_weeks_take_its_place(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days(), (120, 40)) as v:
        assert v.page.chart.display
        assert not v.page.beginning.display
        assert "LEFT" in str(v.page.recent.visual)


@pytest.mark.parametrize("size", [(120, 30), *map(torture, [(120, 40), (200, 60)])])
async def test_a_large_screen_has_room_for_the_list_whatever_its_shape(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with visit(tmp_path, two_days(), size) as v:
        page = v.page
        assert page.sessions.size.height >= size[1] - 28
        assert page.recent.region.right == page.heat_map.region.right == size[0]
        assert page.chart.size.height >= 8


async def test_before_the_log_is_read_it_is_not_called_empty(tmp_path: Path) -> None:
    async with visit(tmp_path, SlowToOpen()) as v:
        assert " Reading the log…" in v.rows()
        assert v.numbers() == ["", ""]


async def test_a_deleted_session_no_longer_counts_and_undo_brings_it_back(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.numbers()
        await v.press("d")
        assert v.values() == "1 of 3 days 1 day, best 1 10 min"
        assert "Tue 24 Nov" in v.rows()[1]
        assert v.days()[3].endswith("·")
        assert v.told()[-1] == "Deleted: Test, Wed 25 Nov 18:00. u brings it back."
        await v.press("u")
        assert v.told()[-1] == "Brought back: Test, Wed 25 Nov 18:00."
        assert v.numbers() == before
        assert "Wed 25 Nov" in v.rows()[1]
        await v.press("u")
        assert v.told()[-1] == "Nothing to undo."


async def test_changes_are_undone_one_by_one_the_last_one_first(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.saved()
        await v.press("m", "r", "d", "m", "i", "d")
        assert v.saved().sessions == ()
        rest, ill = DayMark(TODAY, MarkKind.REST), DayMark(YESTERDAY, MarkKind.ILL)
        assert set(v.saved().marks) == {rest, ill}
        await v.press("u", "u")
        assert len(v.saved().sessions) == 1
        assert v.saved().marks == (rest,)
        await v.press("u", "u")
        assert v.saved() == before


async def test_what_cannot_be_saved_is_said_and_nothing_can_be_undone(tmp_path: Path) -> None:
    async with visit(tmp_path, FullDisk(Snapshot((record(TODAY),)))) as v:
        await v.press("d")
        assert v.told()[-1] == "Not saved: there is no space left on the disk."
        assert "Wed 25 Nov" in v.rows()[1]
        await v.press("u")
        assert v.told()[-1] == "Nothing to undo."
        await v.press("m", "r")
        assert v.saved().marks == (DayMark(TODAY, MarkKind.REST),)


async def test_m_asks_for_the_mark_and_says_what_each_does(tmp_path: Path) -> None:
    async with visit(tmp_path, log(record(YESTERDAY))) as v:
        await v.press("tab")
        letters = []
        for letter in "riptn":
            await v.press("m")
            assert isinstance(v.app.screen, MarkDay)
            await v.press(letter)
            letters.append(v.days()[3][-1])
        assert letters == ["z", "i", "p", "t", "·"]
        assert v.saved().marks == ()
        assert v.told()[-1] == "Wed 25 Nov: not marked. u undoes it."
        await v.press("u")
        assert v.told()[-1] == "Wed 25 Nov: marked as travel again."
        await v.press("u")
        assert v.saved().marks == (DayMark(TODAY, MarkKind.PAIN),)


@pytest.mark.parametrize(
    ("keys", "marked"),
    [
        ("m", YESTERDAY),  # the session under the cursor
        ("tab m", TODAY),  # the day under the cursor
        ("tab up up up tab tab tab m", YESTERDAY),
    ],
)
async def test_the_day_to_mark_is_under_the_cursor_of_what_has_the_focus(
    tmp_path: Path, keys: str, marked: date
) -> None:
    async with visit(tmp_path, log(record(YESTERDAY))) as v:
        await v.press(*keys.split(), "i")
        assert v.saved().marks == (DayMark(marked, MarkKind.ILL),)


async def test_where_there_is_only_the_list_today_can_be_marked(tmp_path: Path) -> None:
    async with visit(tmp_path, log(record(YESTERDAY)), size=(80, 16)) as v:
        await v.press("m", "i")
        assert v.saved().marks == (DayMark(TODAY, MarkKind.ILL),)
        await v.press("down", "m", "r")
        assert set(v.saved().marks) == {
            DayMark(TODAY, MarkKind.ILL),
            DayMark(YESTERDAY, MarkKind.REST),
        }


async def test_a_mark_can_be_chosen_with_the_arrows_or_left_as_it_is(tmp_path: Path) -> None:
    async with visit(tmp_path, log()) as v:
        await v.press("m", "up", "up", "enter")
        assert v.saved().marks == (DayMark(TODAY, MarkKind.PAIN),)
        await v.press("m")
        assert isinstance(v.app.screen, MarkDay)
        assert v.app.screen.query_one(CursorList).current == MarkKind.PAIN
        await v.press("down", "escape")
        assert v.saved().marks == (DayMark(TODAY, MarkKind.PAIN),)


async def test_the_key_line_names_tab_where_there_is_a_map(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        assert "e Explain  tab Map  t Helps?  ? Help  q Quit" in v.key_line()
        await v.press("tab", "m", "left", "i")
        assert v.saved().marks == (DayMark(YESTERDAY, MarkKind.ILL),)
        await v.pilot.resize_terminal(80, 16)
        await v.settle()
        assert "tab" not in v.key_line()


async def test_a_day_marked_as_ill_keeps_the_row_of_days(tmp_path: Path) -> None:
    earlier = TODAY - timedelta(days=2)
    async with visit(tmp_path, log(record(earlier), record(TODAY))) as v:
        assert "1 day, best 1" in v.numbers()[0]
        await v.press("tab", "up", "m", "r")
        assert v.saved().marks == (DayMark(YESTERDAY, MarkKind.REST),)
        assert "2 days, best 2" in v.numbers()[0]


async def test_choosing_a_day_finds_its_session_and_the_other_way_round(tmp_path: Path) -> None:
    old = TODAY - timedelta(days=21)
    async with visit(tmp_path, log(record(old), record(YESTERDAY), record(TODAY))) as v:
        await v.press("down", "down")
        assert v.page.heat_map.day == old
        await v.press("tab")
        assert v.page.heat_map.has_focus
        await v.press("G", "up")
        highlighted = v.page.sessions.highlighted
        assert highlighted is not None
        assert highlighted.practice_day == YESTERDAY
        await v.press("tab")
        assert v.page.sessions.has_focus


async def test_on_a_day_without_a_session_nothing_can_be_deleted(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("tab", "left", "d", "enter")
        assert len(v.saved().sessions) == 2
        assert isinstance(v.app.screen, HistoryPage)
        assert v.told()[-1] == "There is no session on Wed 18 Nov."


async def test_of_two_sessions_on_a_day_the_one_in_the_list_is_deleted(tmp_path: Path) -> None:
    morning, evening = record(TODAY, hour=7), record(TODAY, hour=18)
    async with visit(tmp_path, log(morning, evening)) as v:
        assert [row[3:19] for row in v.rows()[1:3]] == ["Wed 25 Nov 18:00", "Wed 25 Nov 07:00"]
        await v.press("tab", "d")
        assert len(v.saved().sessions) == 2
        assert v.told()[-1] == "2 sessions on Wed 25 Nov: choose one in the list."
        assert v.page.sessions.has_focus
        await v.press("down", "d")
        assert v.saved().sessions == (evening,)
        assert v.told()[-1] == "Deleted: Test, Wed 25 Nov 07:00. u brings it back."


async def test_a_click_never_opens_or_deletes(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.pilot.double_click("SessionList", offset=(5, 3))
        await v.settle()
        assert isinstance(v.app.screen, HistoryPage)
        assert v.page.sessions.highlighted == record(YESTERDAY, seconds=600)
        assert len(v.saved().sessions) == 2


async def test_the_numbers_are_explained_with_the_own_days(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("e")
        assert isinstance(v.app.screen, ExplainNumbers)
        text = v.app.screen.text().plain
        for title in ("This week", "Weeks in a row", "Days in a row", "Steadiness", "minutes"):
            assert title in text
        assert "Tue 24 Nov" in text
        await v.press("e")
        assert isinstance(v.app.screen, HistoryPage)


async def test_weeks_in_which_the_ticks_left_nothing_stand_aside(tmp_path: Path) -> None:
    held = tuple(record(date(2026, 11, day)) for day in (2, 3, 4))
    ticked = Decision(
        id="99999999-0000-4000-8000-000000000000",
        at=datetime(2026, 11, 9, 8, tzinfo=UTC),
        day=date(2026, 11, 9),
        kind=DecisionKind.TICKS,
        words=("operation",),
    )
    history = MemoryHistory(Snapshot(held, decisions=(ticked,)))
    async with visit(tmp_path, history) as v:
        assert "1 week" in v.values()
        await v.press("e")
        assert isinstance(v.app.screen, ExplainNumbers)
        aside = "Week of Mon 16 Nov: 0 of 3 days, stands aside (your ticks left nothing to do)."
        assert aside in v.app.screen.text().plain


@pytest.mark.torture
async def test_ten_thousand_sessions_are_worked_out_once_and_not_for_every_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def counting(sessions: Sequence[SessionRecord], today: date) -> dict[date, float]:
        calls.append(len(sessions))
        return {}

    monkeypatch.setattr("tui.screens.history.seconds_per_day", counting)
    many = [record(TODAY - timedelta(days=n), seed=n) for n in reversed(range(10_000))]
    async with visit(tmp_path, log(*many)) as v:
        await v.press("j", "pagedown", "G", "k", "g", "tab", "left", "1", "4")
        assert v.page.sessions.border_title == "10,000 sessions, min with rests"
        assert calls.count(10_000) == 1


async def test_a_day_with_only_skipped_holds_is_listed_but_does_not_count(tmp_path: Path) -> None:
    skipped = record(TODAY, outcome=Outcome.SKIPPED, hold_seconds=0)
    async with visit(tmp_path, log(skipped)) as v:
        assert "goal 3 days" in v.numbers()[0]
        assert "Wed 25 Nov" in v.rows()[1]
        assert v.days()[3].endswith("·")


async def test_every_command_has_an_id_and_at_most_eight_are_in_the_footer(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        bindings = [active.binding for active in v.page.active_bindings.values()]
        own = [b for b in bindings if b.id and b.id.startswith("history.")]
        assert {b.key for b in own} == {"enter", "slash", "tab", *"duemwvtWfa"}
        shown = {b.action for b in bindings if b.show}
        assert len(shown) <= 8
