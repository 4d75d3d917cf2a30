"""The legs at the end say the same seconds as the sentence above them."""

from hypothesis import given
from hypothesis import strategies as st

from library.progress.totals import LegSeconds
from tui.text.duration import held_words
from tui.widgets.leg_bars import leg_bars


@given(st.floats(0.1, 59.4))
def test_the_time_of_a_leg_is_rounded_as_the_sentence_rounds_it(seconds: float) -> None:
    told = leg_bars(LegSeconds(seconds, 0.0), 40).plain.splitlines()[0]
    assert int(told.partition(":")[2]) == int(held_words(seconds).split()[0])


def test_a_leg_that_was_not_held_has_no_zero() -> None:
    lines = leg_bars(LegSeconds(12.0, 0.0), 40).plain.splitlines()
    assert [line.split()[-1] for line in lines] == ["0:12", "-"]
