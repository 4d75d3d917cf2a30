"""Journeys through the History page."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from library.history.log import HistoryError, Snapshot
from library.history.memory import MemoryHistory
from library.history.record import DayMark, MarkKind, Outcome, SessionRecord
from library.paths import Paths
from tests.library.builders import record
from tui.app import SuppleApp
from tui.screens.explanations import ExplanationsScreen
from tui.screens.history import HistoryPage
from tui.screens.session_details import SessionDetails
from tui.screens.session_edit import SessionEdit
from tui.services import build_services

TODAY = date(2026, 11, 25)  # a Wednesday
YESTERDAY = TODAY - timedelta(days=1)
HOSTILE = "[@click=app.quit]x[/] [/red] [a='\x1b[2J\u202eevil"


class StoppedClock:
    def monotonic(self) -> float:
        return 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 25, 18, tzinfo=UTC)


class FullDisk(MemoryHistory):
    """Can be read, but nothing can be deleted."""

    def delete(self, ids: Sequence[str]) -> None:
        raise HistoryError("Not saved: there is no space left on the disk.")


class SlowToOpen(MemoryHistory):
    """Never gets as far as giving away its sessions."""

    def load(self) -> Snapshot:
        raise HistoryError("Not read yet.")


@dataclass
class Visit:
    """The page, and the keys to use on it."""

    app: SuppleApp
    pilot: Pilot[None]
    page: HistoryPage

    async def press(self, *keys: str) -> None:
        """Press keys and let each take its effect on the log."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        if any(not worker.is_finished for worker in self.app.workers):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    def numbers(self) -> list[str]:
        return [self.page.numbers.render_line(y).text.rstrip() for y in range(2)]

    def values(self) -> str:
        return " ".join(self.numbers()[0].split())

    def rows(self) -> list[str]:
        lines = range(self.page.sessions.size.height)
        return [self.page.sessions.render_line(y).text.rstrip() for y in lines]

    def days(self) -> list[str]:
        lines = range(self.page.heat_map.size.height)
        return [self.page.heat_map.render_line(y).text.rstrip() for y in lines]

    def told(self) -> list[str]:
        """What was said in passing, oldest first."""
        return [notice.message for notice in self.app._notifications]

    def saved(self) -> Snapshot:
        return self.app.services.history.load()


@asynccontextmanager
async def visit(
    folder: Path, history: MemoryHistory, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Visit]:
    services = build_services(Paths(folder, folder, folder), StoppedClock(), history)
    app = SuppleApp(services)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("4")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, HistoryPage)
        visit = Visit(app, pilot, page)
        await visit.settle()
        yield visit


def log(*sessions: SessionRecord, marks: tuple[DayMark, ...] = ()) -> MemoryHistory:
    return MemoryHistory(Snapshot(sessions, marks))


def two_days() -> MemoryHistory:
    return log(record(YESTERDAY, seconds=600), record(TODAY, seconds=300))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (20, 5), (40, 12), (120, 14)])
async def test_the_page_shows_the_sessions_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with visit(tmp_path, two_days(), size) as v:
        assert any("25 Nov 2026" in row for row in v.rows())
        if size[1] >= 20:
            assert "2 of 3 days" in v.numbers()[0]
            assert "Wed 25 Nov 2026: 1 min held" in v.days()[-1]
            assert v.page.chart.size.height >= 8


async def test_numbers_list_map_and_bars_tell_the_same_story(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        assert v.values() == "2 of 3 days 0 weeks 2 days, best 2 13.8 15 min"
        assert [row[:15] for row in v.rows()[1:3]] == ["Wed 25 Nov 2026", "Tue 24 Nov 2026"]
        assert v.page.sessions.border_title == "2 sessions"
        assert v.days()[2].endswith("░")
        assert v.page.chart.render_line(0).text.startswith("  20 ┤")


async def test_an_empty_log_is_ready_to_start_and_takes_every_key(tmp_path: Path) -> None:
    async with visit(tmp_path, log()) as v:
        assert "Ready to start: your first session will stand here." in v.rows()
        await v.press("enter", "d", "u", "j", "tab", "left", "enter", "d")
        assert isinstance(v.app.screen, HistoryPage)
        assert "Nothing to undo." in v.told()
        await v.press("e")
        assert isinstance(v.app.screen, ExplanationsScreen)


async def test_before_the_log_is_read_it_is_not_called_empty(tmp_path: Path) -> None:
    async with visit(tmp_path, SlowToOpen()) as v:
        assert "Reading the log…" in v.rows()
        assert v.numbers() == ["", ""]


async def test_a_deleted_session_no_longer_counts_and_undo_brings_it_back(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.numbers()
        await v.press("d")
        assert v.values() == "1 of 3 days 0 weeks 1 day, best 1 6.9 10 min"
        assert v.rows()[1].startswith("Tue 24 Nov 2026")
        assert v.days()[3].endswith("·")
        assert "Deleted. Press u to undo." in v.told()
        await v.press("u")
        assert v.numbers() == before
        assert v.rows()[1].startswith("Wed 25 Nov 2026")
        await v.press("u")
        assert v.told()[-1] == "Nothing to undo."


async def test_changes_are_undone_one_by_one_the_last_one_first(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.saved()
        await v.press("m", "d", "m", "d")
        assert v.saved().sessions == ()
        assert v.saved().marks == (DayMark(TODAY, MarkKind.ILL),)
        await v.press("u", "u")
        assert len(v.saved().sessions) == 1
        assert v.saved().marks == (DayMark(TODAY, MarkKind.REST),)
        await v.press("u", "u")
        assert v.saved() == before


async def test_what_can_not_be_saved_is_said_and_nothing_can_be_undone(tmp_path: Path) -> None:
    async with visit(tmp_path, FullDisk(Snapshot((record(TODAY),)))) as v:
        await v.press("d")
        assert v.told()[-1] == "Not saved: there is no space left on the disk."
        assert v.rows()[1].startswith("Wed 25 Nov 2026")
        await v.press("u")
        assert v.told()[-1] == "Nothing to undo."
        await v.press("m")
        assert v.saved().marks == (DayMark(TODAY, MarkKind.REST),)


async def test_m_marks_the_day_as_one_kind_after_the_other_and_then_as_none(tmp_path: Path) -> None:
    async with visit(tmp_path, log()) as v:
        letters = []
        for _ in range(5):
            await v.press("m")
            letters.append(v.days()[3][-1])
        assert letters == ["r", "i", "p", "t", "·"]
        assert v.saved().marks == ()
        assert v.told()[0] == "Wed 25 Nov is marked as rest."
        assert v.told()[-1] == "Wed 25 Nov is not marked."


async def test_a_day_marked_as_ill_keeps_the_row_of_days(tmp_path: Path) -> None:
    earlier = TODAY - timedelta(days=2)
    async with visit(tmp_path, log(record(earlier), record(TODAY))) as v:
        assert "1 day, best 1" in v.numbers()[0]
        await v.press("tab", "up", "m")
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


async def test_a_click_never_opens_or_deletes(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.pilot.double_click("SessionList", offset=(5, 3))
        await v.settle()
        assert isinstance(v.app.screen, HistoryPage)
        assert v.page.sessions.highlighted == record(YESTERDAY, seconds=600)
        assert len(v.saved().sessions) == 2


@pytest.mark.parametrize("close", ["q", "enter", "escape"])
async def test_enter_shows_the_session_hold_by_hold(tmp_path: Path, close: str) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter")
        assert isinstance(v.app.screen, SessionDetails)
        assert "LEFT leg" in v.app.screen.text().plain
        await v.press(close)
        assert isinstance(v.app.screen, HistoryPage)


async def test_pain_and_note_can_be_edited_and_that_can_be_undone(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.saved()
        await v.press("enter", "e", "7", "enter", "2", "enter")
        await v.press("e", "a", "s", "y", "enter", "g", "o", "f2")
        await v.settle()
        assert isinstance(v.app.screen, HistoryPage)
        saved = v.saved().sessions[-1]
        assert (saved.pain_before, saved.pain_after, saved.note) == (7, 2, "easy\ngo")
        assert v.told()[-1] == "Saved. Press u to undo."
        assert "7→2" in v.rows()[1]
        await v.press("u")
        assert v.saved() == before


@pytest.mark.parametrize("typed", [("1", "1"), ("x",)])
async def test_pain_that_is_no_rating_is_told_and_nothing_is_lost(
    tmp_path: Path, typed: tuple[str, ...]
) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.saved()
        await v.press("enter", "e", *typed, "f2")
        assert isinstance(v.app.screen, SessionEdit)
        told = v.app.screen.problem.visual
        assert f"from 0 to 10, or nothing; not “{''.join(typed)}”" in str(told)
        assert v.app.screen.before.has_focus
        await v.press("escape")
        assert isinstance(v.app.screen, SessionDetails)
        assert v.saved() == before


async def test_saving_without_a_change_saves_nothing(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter", "e", "f2")
        assert isinstance(v.app.screen, SessionDetails)
        await v.press("q", "u")
        assert v.told() == ["Nothing to undo."]


async def test_a_note_that_is_too_long_is_refused_rather_than_cut(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter", "e")
        assert isinstance(v.app.screen, SessionEdit)
        v.app.screen.note.text = "x" * 10_000
        await v.press("f2")
        assert isinstance(v.app.screen, SessionEdit)
        assert "room for 2,000 characters" in str(v.app.screen.problem.visual)


async def test_hostile_text_is_shown_as_it_is_and_does_nothing(tmp_path: Path) -> None:
    hostile = replace(record(TODAY), routine=HOSTILE, note=HOSTILE)
    async with visit(tmp_path, log(hostile), (120, 40)) as v:
        assert "[@click=app.quit]x" in v.rows()[1]
        assert v.rows()[1].isprintable()
        await v.press("enter")
        assert isinstance(v.app.screen, SessionDetails)
        text = v.app.screen.text().plain
        assert text.count("[@click=app.quit]x[/] [/red] [a='") == 2
        assert "\x1b" not in text
        assert "\u202e" not in text
        await v.press("e")
        await v.pilot.pause()
        assert isinstance(v.app.screen, SessionEdit)


async def test_the_numbers_are_explained_with_the_own_days(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("e")
        assert isinstance(v.app.screen, ExplanationsScreen)
        text = v.app.screen.text().plain
        for title in ("This week", "Weeks in a row", "Days in a row", "Strength", "minutes"):
            assert title in text
        assert "Tue 24 Nov" in text
        await v.press("e")
        assert isinstance(v.app.screen, HistoryPage)


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
        assert v.page.sessions.border_title == "10000 sessions"
        assert calls.count(10_000) == 1


async def test_a_day_with_only_skipped_holds_is_listed_but_does_not_count(tmp_path: Path) -> None:
    skipped = record(TODAY, outcome=Outcome.SKIPPED, hold_seconds=0)
    async with visit(tmp_path, log(skipped)) as v:
        assert "0 of 3 days" in v.numbers()[0]
        assert v.rows()[1].startswith("Wed 25 Nov 2026")
        assert v.days()[3].endswith("·")


async def test_every_command_has_an_id_and_at_most_seven_are_in_the_footer(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        bindings = [active.binding for active in v.page.active_bindings.values()]
        own = [b for b in bindings if b.id and b.id.startswith("history.")]
        assert {b.key for b in own} == {"enter", "d", "u", "m", "e"}
        shown = {b.action for b in bindings if b.show}
        assert len(shown) <= 7
