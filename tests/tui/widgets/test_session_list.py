from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual.app import App, ComposeResult

from library.history.record import HoldRecord, Outcome, SessionRecord
from tests.library.builders import record
from tui.widgets.session_list import SessionList, columns_for, header_text, pain_text, row_text

DAY = date(2026, 11, 25)
HOSTILE = "[@click=app.quit]x[/] [/red] [a='\x1b[2J\u202eevil\n"


def sessions(count: int) -> list[SessionRecord]:
    """Newest first."""
    return [record(DAY - timedelta(days=n), seed=n) for n in range(count)]


def full() -> SessionRecord:
    holds = (
        HoldRecord("bend", "left", 1, 30, 30, Outcome.DONE),
        HoldRecord("bend", "right", 1, 30, 12, Outcome.EASED_OFF),
        HoldRecord("lift", "both", 1, 30, 30, Outcome.DONE),
        HoldRecord("lift", "both", 2, 30, 0, Outcome.SKIPPED),
    )
    return replace(
        record(DAY), holds=holds, routine="Desk break", pain_before=5, pain_after=0, note="Better"
    )


def table(width: int, session: SessionRecord) -> list[str]:
    columns = columns_for(width)
    return [header_text(columns).rstrip(), row_text(columns, session).rstrip()]


def test_a_wide_row_tells_everything() -> None:
    assert table(110, full()) == [
        "date            time  routine                 min done eased skip   L/R sec pain  note",
        "Wed 25 Nov 2026 18:00 Desk break                5    2     1    1     60/42 5→0   Better",
    ]


def test_at_80_columns_the_note_is_only_a_hint() -> None:
    assert table(77, full()) == [
        "date            time  routine        min done eased skip   L/R sec pain  note",
        "Wed 25 Nov 2026 18:00 Desk break       5    2     1    1     60/42 5→0   Bet…",
    ]


def test_at_60_columns_legs_and_note_are_left_out_and_nothing_else() -> None:
    assert table(59, full()) == [
        "date            time  routine     min done eased skip pain",
        "Wed 25 Nov 2026 18:00 Desk break    5    2     1    1 5→0",
    ]


def test_at_40_columns_two_sessions_of_a_day_are_still_told_apart() -> None:
    rows = [table(39, record(DAY, hour=hour))[1] for hour in (7, 18)]
    assert [row[:22] for row in rows] == ["25 Nov 2026 07:00 Test", "25 Nov 2026 18:00 Test"]


def test_the_time_of_day_is_that_of_the_clocks_where_it_was() -> None:
    assert "07:00" in table(77, record(DAY, hour=7, offset_minutes=-600))[1]


def test_what_did_not_happen_is_blank_so_that_exceptions_stand_out() -> None:
    assert table(77, record(DAY))[1] == (
        "Wed 25 Nov 2026 18:00 Test             5    2                30/30"
    )


@given(st.integers(40, 300), st.text(), st.text())
def test_a_row_never_outgrows_its_width(width: int, routine: str, note: str) -> None:
    columns = columns_for(width)
    row = row_text(columns, replace(full(), routine=routine, note=note))
    assert cell_len(row) == cell_len(header_text(columns)) <= width


@pytest.mark.parametrize(
    ("before", "worst", "after", "shown"),
    [
        (None, None, None, ""),
        (3, None, None, "3/?"),
        (None, 0, None, "?/0"),
        (10, 10, None, "10/10"),
        (None, None, 0, "?→0"),
        (5, None, 3, "5→3"),
    ],
)
def test_pain_not_answered_is_told_from_none(
    before: int | None, worst: int | None, after: int | None, shown: str
) -> None:
    rated = replace(record(DAY), pain_before=before, pain_worst=worst, pain_after=after)
    assert pain_text(rated) == shown


def test_text_of_people_can_neither_steer_the_terminal_nor_break_the_line() -> None:
    row = table(120, replace(full(), routine=HOSTILE, note=HOSTILE))[1]
    assert row.isprintable()
    assert "\u202e" not in row
    assert "[@click=app.quit]x" in row


class ListApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.list = SessionList()
        self.highlighted: list[SessionRecord] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_session_list_highlighted(self, event: SessionList.Highlighted) -> None:
        self.highlighted.append(event.session)


def lines(session_list: SessionList) -> list[str]:
    return [session_list.render_line(y).text.rstrip() for y in range(session_list.size.height)]


def dates(session_list: SessionList) -> list[str]:
    return [line[:15] for line in lines(session_list)[1:]]


async def test_sessions_stand_below_their_titles_newest_first() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 5)):
        app.list.show(sessions(2))
        shown = lines(app.list)
        assert shown[0].startswith("date ")
        assert dates(app.list) == ["Wed 25 Nov 2026", "Tue 24 Nov 2026", "", ""]


async def test_an_empty_list_says_so_and_takes_every_key() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 5)) as pilot:
        app.list.show((), "Nothing yet")
        await pilot.press("down", "up", "pagedown", "pageup", "end", "home")
        assert lines(app.list) == ["", "Nothing yet", "", "", ""]
        assert app.list.highlighted is None
        assert app.highlighted == []


async def test_the_cursor_moves_through_ten_thousand_sessions() -> None:
    rows = {
        "down j j": 3,
        "k k k k": 0,
        "pagedown": 8,
        "pagedown pageup": 8,
        "end": 9_999,
        "k": 9_998,
        "g": 0,
        "G down": 9_999,
        "home": 0,
        "j up": 0,
    }
    app = ListApp()
    many = sessions(10_000)
    async with app.run_test(size=(80, 10)) as pilot:
        app.list.show(many)
        await pilot.pause()
        for keys, row in rows.items():
            await pilot.press(*keys.split())
            assert app.list.highlighted == many[row]
            assert app.highlighted[-1] == many[row]
            assert f"{many[row].practice_day:%a %e %b %Y}" in dates(app.list)
            assert lines(app.list)[0].startswith("date ")


@pytest.mark.usefixtures("painted")
async def test_only_the_lines_in_sight_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[SessionRecord] = []

    def counting(columns: Sequence[object], session: SessionRecord) -> str:
        made.append(session)
        return ""

    monkeypatch.setattr("tui.widgets.session_list.row_text", counting)
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.list.show(sessions(10_000))
        await pilot.pause()
        assert 0 < len({session.id for session in made}) <= 10


async def test_a_click_only_moves_the_cursor() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.list.show(sessions(3))
        await pilot.click(SessionList, offset=(4, 0))
        await pilot.click(SessionList, offset=(4, 7))
        assert app.highlighted == []
        await pilot.click(SessionList, offset=(4, 2))
        assert app.list.highlighted == sessions(3)[1]
        assert len(app.highlighted) == 1


async def test_the_cursor_stays_on_its_session_when_others_come_and_go() -> None:
    app = ListApp()
    many = sessions(50)
    async with app.run_test(size=(80, 10)) as pilot:
        app.list.show(many)
        await pilot.press(*["j"] * 20)
        app.list.show(many[5:])
        assert app.list.highlighted == many[20]
        app.list.show([*many[5:20], *many[21:]])
        assert app.list.highlighted == many[21]
        app.list.show(many[:3])
        assert app.list.highlighted == many[2]


async def test_the_cursor_is_seen_without_colour_with_and_without_the_focus() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        app.list.show(sessions(3))
        await pilot.pause()
        assert next(s.style and s.style.reverse for s in app.list.render_line(1))
        app.list.blur()
        await pilot.pause()
        assert next(s.style and s.style.underline for s in app.list.render_line(1))
        assert not next(s.style and s.style.underline for s in app.list.render_line(2))
