"""The legs at the end say the same seconds as the sentence above them."""

from hypothesis import given
from hypothesis import strategies as st

from library.progress.totals import LegSeconds
from tui.text.duration import held_words
from tui.widgets.leg_bars import leg_bars


@given(st.floats(0, 59.4))
def test_the_time_of_a_leg_is_rounded_as_the_sentence_rounds_it(seconds: float) -> None:
    told = leg_bars(LegSeconds(seconds, 0.0), 40).plain.splitlines()[0]
    assert int(told.partition(":")[2]) == int(held_words(seconds).split()[0])
