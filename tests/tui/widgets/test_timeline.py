"""A session as one bar: every hold has its place, and the cursor is where the time is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult

from library.exercises.model import HoldEnd, Side, Sides
from library.history.record import Outcome
from library.session.engine import Session
from tests.library.builders import exercise, holds, plan
from tui.looks import ThemedApp
from tui.widgets.timeline import Piece, Timeline, _short, bounds, pieces


def piece(is_work: bool, seconds: float) -> Piece:
    return Piece("bend", Side.LEFT, is_work, seconds, None, False, False)


PIECES = st.lists(st.builds(piece, st.booleans(), st.floats(1, 120)), min_size=1, max_size=60)


@given(PIECES, st.integers(1, 300))
def test_the_bar_is_full_in_order_and_has_a_cell_for_every_hold(
    all_pieces: list[Piece], columns: int
) -> None:
    places = bounds(tuple(all_pieces), columns)
    assert places[0][0] == 0
    assert places[-1][1] <= columns
    assert all(one[1] == two[0] for one, two in pairwise(places))
    works = [place for each, place in zip(all_pieces, places, strict=True) if each.is_work]
    if len(works) <= columns:
        assert all(end > begin for begin, end in works)


def test_the_pieces_are_the_steps_at_their_longest() -> None:
    fold = exercise("fold", sides=Sides.BOTH, end=HoldEnd.EASED)
    session = Session(plan([*holds(exercise(), 20), *holds(fold, 30)]))
    session.start()
    session.advance(35)
    session.ease_off()
    told = pieces(session)
    assert [each.seconds for each in told] == [10, 20, 10, 20, 20, 60]
    assert [each.side for each in told if each.is_work] == [Side.LEFT, Side.RIGHT, Side.BOTH]
    assert [each.outcome for each in told if each.is_work] == [Outcome.DONE, None, None]
    assert [each.is_current for each in told].index(True) == 2


class Bar(ThemedApp):
    """Nothing but the bar."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        yield Timeline()

    @property
    def rows(self) -> list[str]:
        timeline = self.query_one(Timeline)
        timeline.show(self.session)
        return [timeline.render_line(y).text for y in range(timeline.size.height)]


async def test_the_cursor_is_where_the_time_is() -> None:
    session = Session(plan(holds(exercise(), 20)))
    session.start()
    app = Bar(session)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        bar, cursor = app.rows
        assert bar.startswith("─" * 10)
        assert [letter for letter in bar if letter in "LRB"] == ["L", "R"]
        assert cursor.index("▲") == 0
        session.advance(25)
        bar, cursor = app.rows
        assert cursor.index("▲") == 25
        assert "█" in bar[10:25]
        assert "█" not in bar[25:]
        session.skip()
        assert "░" in app.rows[0][10:30]


async def test_three_rows_have_names() -> None:
    session = Session(plan([*holds(exercise(), 20), *holds(exercise("long fold"), 30)]))
    session.start()
    app = Bar(session)
    async with app.run_test(size=(60, 10)) as pilot:
        app.query_one(Timeline).styles.height = 3
        await pilot.pause()
        names, bar, _ = app.rows
        assert names.split() == ["Bend", "Long", "fold"]
        assert bar.strip()


@pytest.mark.parametrize(
    ("name", "room", "told"),
    [
        ("Floor leg stretch", 9, "Floor leg"),
        ("Floor leg stretch", 8, "Floor"),
        ("Leg crossover", 12, "Leg crossov…"),
        ("Leg crossover", 4, ""),
    ],
)
def test_a_name_keeps_whole_words_unless_they_leave_half_of_the_room(
    name: str, room: int, told: str
) -> None:
    assert _short(name, room) == told


async def test_without_colours_letters_and_shades_tell_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    session = Session(
        plan([*holds(exercise(), 20), *holds(exercise("both", sides=Sides.BOTH), 20)])
    )
    session.start()
    app = Bar(session)
    async with app.run_test(size=(100, 10)) as pilot:
        await pilot.pause()
        session.advance(20)
        assert app.rows[0].strip("─").partition("─")[0] == "L█████████░░░░░░░░░░"
        session.skip()
        assert "L" + "▒" * 19 in app.rows[0]
        assert "R" + "░" * 19 in app.rows[0]
        assert "B" + "░" * 19 in app.rows[0]


async def test_a_plan_stands_in_its_full_colours_below_the_names_without_a_cursor() -> None:
    looked_at = plan([*holds(exercise(), 20), *holds(exercise("long fold"), 30)])
    app = Bar(Session(looked_at))
    async with app.run_test(size=(60, 10)) as pilot:
        timeline = app.query_one(Timeline)
        timeline.show_plan(looked_at)
        await pilot.pause()
        names, bar = (timeline.render_line(y).text for y in range(2))
        assert names.split() == ["Bend", "Long", "fold"]
        assert [letter for letter in bar if letter in "LRB"] == ["L", "R", "L", "R"]
        assert "█" in bar
        timeline.styles.height = 3
        await pilot.pause()
        assert not timeline.render_line(2).text.strip()


async def test_a_hold_of_one_cell_has_its_letter() -> None:
    app = Bar(Session(plan(holds(exercise(), 20, reps=5))))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        assert [each for each in app.rows[0] if each in "LR"] == list("LR" * 5)
