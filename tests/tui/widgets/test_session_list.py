from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual.app import ComposeResult

from library.history.record import HoldRecord, Outcome, SessionRecord
from tests.library.builders import record
from tui.looks import ThemedApp
from tui.widgets.session_columns import cells, columns_for, filled, header, pain_text, pain_title
from tui.widgets.session_list import SessionList

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


def table(width: int, *listed: SessionRecord) -> list[str]:
    """The titles and the rows of a list of these sessions."""
    columns = columns_for(width, filled(listed, DAY.year), DAY.year)
    rows = [header(columns), *(cells(columns, session) for session in listed)]
    return ["".join(text for text, _ in row).rstrip() for row in rows]


def test_a_wide_row_tells_everything() -> None:
    assert table(81, full()) == [
        "date       time  routine             min done eased skip  left right pain  note",
        "Wed 25 Nov 18:00 Desk break            5    2     1    1  1:00  0:42 5→0   Better",
    ]


def test_at_80_columns_the_note_is_left_out() -> None:
    assert table(74, full()) == [
        "date       time  routine             min done eased skip  left right pain",
        "Wed 25 Nov 18:00 Desk break            5    2     1    1  1:00  0:42 5→0",
    ]


def test_what_was_done_outlasts_what_was_skipped_and_eased_off() -> None:
    for width in range(17, 120):
        titles = table(width, full())[0].split()
        assert "done" in titles or not {"eased", "skip"} & set(titles), width
        assert "eased" in titles or "skip" not in titles, width


def test_at_60_columns_legs_and_pain_stay() -> None:
    assert table(54, full()) == [
        "date       time  routine         min  left right pain",
        "Wed 25 Nov 18:00 Desk break        5  1:00  0:42 5→0",
    ]


def test_at_40_columns_two_sessions_of_a_day_are_still_told_apart() -> None:
    rows = [table(35, record(DAY, hour=hour))[1] for hour in (7, 18)]
    assert [row[:21] for row in rows] == ["Wed 25 Nov 07:00 Test", "Wed 25 Nov 18:00 Test"]


def test_the_time_of_day_is_that_of_the_clocks_where_it_was() -> None:
    assert "07:00" in table(77, record(DAY, hour=7, offset_minutes=-600))[1]


def test_columns_without_anything_in_them_are_left_out() -> None:
    assert table(77, record(DAY)) == [
        "date       time  routine                         min done  left right",
        "Wed 25 Nov 18:00 Test                              5    2  0:30  0:30",
    ]


def test_only_a_day_of_another_year_is_told_with_its_year() -> None:
    days = [row[:15] for row in table(77, record(DAY), record(date(2025, 12, 1)))[1:]]
    assert days == ["Wed 25 Nov     ", "Mon  1 Dec 2025"]


@given(st.integers(17, 300), st.text(), st.text())
def test_a_row_never_outgrows_its_width(width: int, routine: str, note: str) -> None:
    session = replace(full(), routine=routine, note=note)
    columns = columns_for(width, filled([session], DAY.year), DAY.year)
    row = "".join(text for text, _ in cells(columns, session))
    assert cell_len(row) == sum(column.width + 1 for column in columns) - 1 <= width


@pytest.mark.parametrize(
    ("before", "worst", "after", "shown"),
    [
        (None, None, None, ""),
        (3, None, None, "3/-"),
        (None, 0, None, "-/0"),
        (10, 10, None, "10/10"),
        (None, None, 0, "-→0"),
        (5, None, 3, "5→3"),
    ],
)
def test_pain_not_answered_is_told_from_none(
    before: int | None, worst: int | None, after: int | None, shown: str
) -> None:
    rated = replace(record(DAY), pain_before=before, pain_worst=worst, pain_after=after)
    assert pain_text(rated) == shown


def test_text_of_people_can_neither_steer_the_terminal_nor_break_the_line() -> None:
    row = table(140, replace(full(), routine=HOSTILE, note=HOSTILE))[1]
    assert row.isprintable()
    assert "\u202e" not in row
    assert "[@click=app.quit]x" in row


class ListApp(ThemedApp):
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


def show(session_list: SessionList, shown: Sequence[SessionRecord]) -> None:
    session_list.show(shown, {DAY: 60.0}, DAY)


def dates(session_list: SessionList) -> list[str]:
    return [line[3:18].rstrip() for line in lines(session_list)[1:]]


async def test_sessions_stand_below_their_titles_newest_first() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 5)):
        show(app.list, sessions(2))
        shown = lines(app.list)
        assert shown[0].startswith("   date ")
        assert dates(app.list) == ["Wed 25 Nov 18:0", "Tue 24 Nov 18:0", "", ""]


async def test_an_empty_list_says_so_and_takes_every_key() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 5)) as pilot:
        app.list.show((), {}, DAY, "Nothing yet")
        await pilot.press("down", "up", "pagedown", "pageup", "end", "home")
        assert lines(app.list) == ["", " Nothing yet", "", "", ""]
        assert app.list.highlighted is None
        assert app.highlighted == []


@pytest.mark.torture
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
        show(app.list, many)
        await pilot.pause()
        for keys, row in rows.items():
            await pilot.press(*keys.split())
            assert app.list.highlighted == many[row]
            assert app.highlighted[-1] == many[row]
            day = many[row].practice_day
            year = "" if day.year == DAY.year else f" {day.year}"
            assert any(f"{day:%a %e %b}{year}" in line for line in lines(app.list))
            assert lines(app.list)[0].startswith("   date ")


@pytest.mark.usefixtures("painted")
async def test_only_the_lines_in_sight_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[SessionRecord] = []

    def counting(columns: object, session: SessionRecord) -> Iterator[tuple[str, str]]:
        made.append(session)
        yield "", "text"

    monkeypatch.setattr("tui.widgets.session_list.cells", counting)
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        show(app.list, sessions(10_000))
        await pilot.pause()
        assert 0 < len({session.id for session in made}) <= 10


async def test_a_click_only_moves_the_cursor() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        show(app.list, sessions(3))
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
        show(app.list, many)
        await pilot.press(*["j"] * 20)
        show(app.list, many[5:])
        assert app.list.highlighted == many[20]
        show(app.list, [*many[5:20], *many[21:]])
        assert app.list.highlighted == many[21]
        show(app.list, many[:3])
        assert app.list.highlighted == many[2]


async def test_the_cursor_has_a_mark_and_a_ground_with_and_without_the_focus() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        show(app.list, sessions(3))
        for key in ("", "tab"):
            if key:
                app.list.blur()
            await pilot.pause()
            chosen, other = app.list.render_line(1), app.list.render_line(2)
            assert [strip.text[0] for strip in (chosen, other)] == ["▌", " "]
            grounds = [
                [each.style.bgcolor for each in strip if each.style][-1]
                for strip in (chosen, other)
            ]
            assert grounds[0] != grounds[1]


async def test_where_the_cursor_is_reversed_it_has_no_other_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ThemedApp, "few_colours", True)
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        show(app.list, [full()])
        await pilot.pause()
        row = list(app.list.render_line(1))
        columns = next(each for each in row if "1:00" in each.text)
        assert "0:42" in columns.text
        assert columns.style is not None
        assert columns.style.reverse


async def test_a_leg_has_its_colour_in_its_column_and_in_its_title() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 10)) as pilot:
        show(app.list, [full()])
        await pilot.pause()
        colours = [
            {
                segment.text.strip(): segment.style.color
                for segment in app.list.render_line(y)
                if segment.style
            }
            for y in (0, 1)
        ]
        assert colours[0]["left"] == colours[1]["1:00"] != colours[1]["0:42"] == colours[0]["right"]


async def test_months_have_a_line_of_their_own_which_is_never_chosen() -> None:
    app = ListApp()
    many = sessions(60)
    async with app.run_test(size=(80, 8)) as pilot:
        app.list.show_months(True)
        show(app.list, many)
        assert lines(app.list)[1] == " November  25 sessions, 125 min"
        await pilot.click(SessionList, offset=(4, 1))
        assert app.highlighted == []
        await pilot.press(*["j"] * 25)
        assert app.list.highlighted == many[25]
        assert " October  31 sessions, 155 min" in lines(app.list)
        await pilot.press("G")
        assert lines(app.list)[-1].startswith("▌· Sun 27 Sep")
        await pilot.press("g")
        assert lines(app.list)[1].startswith(" November")
        app.list.show_months(False)
        assert lines(app.list)[1].startswith("▌░ Wed 25 Nov")


def test_what_the_numbers_of_pain_stand_for_is_told_where_there_are_some() -> None:
    rated = replace(record(DAY), pain_before=2, pain_worst=3)
    earlier = replace(rated, pain_after=1, pain_worst=None)
    assert pain_title([rated]) == ", pain before/worst"
    assert pain_title([rated, earlier]) == ", pain before/worst or before→after"
    assert pain_title([replace(rated, pain_before=None, pain_worst=None)]) == ""
