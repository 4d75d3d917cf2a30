"""Word and digits fill the room there is, and leave words theirs."""

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.session_layout import Wanted, layout_for

ROWS = st.integers(0, 100)
WORDS = st.builds(
    lambda least, more, waits: Wanted(least, least + more, waits),
    st.integers(0, 8),
    st.integers(0, 14),
    st.booleans(),
)


@given(columns=st.integers(1, 300), rows=ROWS, wanted=WORDS, blocks=st.booleans())
def test_all_has_room_and_nothing_large_touches(
    columns: int, rows: int, wanted: Wanted, blocks: bool
) -> None:
    plan = layout_for(columns, rows, wanted, blocks=blocks)
    word = plan.word.rows if plan.word else min(1, rows)
    below = plan.digits.rows if plan.digits and not plan.beside else 0
    assert word + below + sum(plan.gaps) + plan.steps <= max(rows, 1)
    if not plan.beside:
        assert plan.gaps[1] >= 1
    if plan.word is not None:
        assert plan.gaps[2] >= 1


def test_digits_of_a_hold_are_larger_than_those_of_a_pause() -> None:
    for columns, rows in ((58, 26), (96, 46), (46, 18)):
        hold = layout_for(columns, rows, Wanted())
        rest = layout_for(columns, rows, Wanted(3, 9, waits=True))
        assert hold.word == rest.word
        assert hold.digits is not None
        assert rest.digits is not None
        assert hold.digits.rows > rest.digits.rows


def test_word_and_digits_fill_their_half_of_a_large_screen() -> None:
    for columns, rows in ((58, 26), (96, 46)):
        plan = layout_for(columns, rows, Wanted())
        assert plan.word is not None
        assert plan.digits is not None
        assert plan.word.rows + plan.digits.rows >= 0.8 * rows
        assert 17 * plan.word.width >= 0.85 * columns


def test_digits_of_a_first_time_are_smaller_and_leave_room_for_all_steps() -> None:
    plan = layout_for(96, 46, Wanted(3, 9))
    assert plan.digits is not None
    assert plan.steps == 9
    assert plan.digits.rows < (layout_for(96, 46, Wanted()).digits or plan.digits).rows


def test_a_small_screen_has_word_and_digits_beside_each_other() -> None:
    plan = layout_for(34, 12, Wanted(4, 9, waits=True))
    assert plan.beside
    assert plan.steps >= 4
    assert not layout_for(34, 12, Wanted()).beside
    assert layout_for(18, 1, Wanted()).word is None


@given(least=st.integers(0, 9), more=st.integers(0, 14))
def test_the_digits_of_a_pause_are_five_rows_high_however_long_the_words_are(
    least: int, more: int
) -> None:
    plan = layout_for(39, 13, Wanted(least, least + more, waits=True))
    assert plan.digits is not None
    assert plan.digits.rows >= 5
