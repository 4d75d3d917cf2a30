"""A bar on its track."""

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.meter import BAR, TRACK_WITHOUT_COLOUR, cells_of, meter


@given(st.floats(-2, 3), st.integers(0, 200))
def test_a_bar_never_leaves_its_width(fraction: float, width: int) -> None:
    assert 0 <= cells_of(fraction, width) <= width
    assert meter(fraction, width).cell_length == width


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 200))
def test_more_is_never_shorter(one: float, other: float, width: int) -> None:
    less, more = sorted((one, other))
    assert cells_of(less, width) <= cells_of(more, width)


def test_bar_and_track_differ_by_colour_and_without_one_by_shape() -> None:
    bar = meter(0.25, 20, colour="$leg-left")
    assert bar.plain == BAR * 20
    assert [(span.start, span.end, span.style) for span in bar.spans] == [
        (0, 5, "$leg-left"),
        (5, 20, "$track"),
    ]
    assert meter(0.5, 4, plain=True).plain == BAR * 2 + TRACK_WITHOUT_COLOUR * 2
