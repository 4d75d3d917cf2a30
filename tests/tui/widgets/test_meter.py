"""A bar on its track."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.geometry import Region

from tui.background import Terminal
from tui.looks import ThemedApp
from tui.widgets.meter import BAR, TRACK_WITHOUT_COLOUR, Meter, cells_of, meter


class OneMeter(ThemedApp):
    """A bar over the whole width."""

    def compose(self) -> ComposeResult:
        yield Meter()


@given(st.floats(-2, 3), st.integers(0, 200))
def test_a_bar_never_leaves_its_width(fraction: float, width: int) -> None:
    assert 0 <= cells_of(fraction, width) <= width
    assert meter(fraction, width).cell_length == width


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 200))
def test_more_is_never_shorter(one: float, other: float, width: int) -> None:
    less, more = sorted((one, other))
    assert cells_of(less, width) <= cells_of(more, width)


async def test_bar_and_track_differ_by_colour() -> None:
    app = OneMeter()
    async with app.run_test(size=(20, 3)):
        bar = app.query_one(Meter)
        bar.show(0.25)
        filled, empty = bar.render_line(0)
        assert (filled.text, empty.text) == (BAR * 5, BAR * 15)
        assert filled.style is not None
        assert empty.style is not None
        assert filled.style.color != empty.style.color


async def test_without_colour_they_differ_by_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = OneMeter(terminal=Terminal(no_color=True))
    async with app.run_test(size=(20, 3)):
        bar = app.query_one(Meter)
        bar.show(0.5)
        assert bar.render_line(0).text == BAR * 10 + TRACK_WITHOUT_COLOUR * 10
    assert meter(0.5, 4, plain=True).plain == BAR * 2 + TRACK_WITHOUT_COLOUR * 2


async def test_it_is_painted_anew_only_when_it_grows_by_a_cell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[Region, ...]] = []
    app = OneMeter()
    async with app.run_test(size=(20, 3)):
        bar = app.query_one(Meter)
        monkeypatch.setattr(Meter, "refresh", lambda _, *regions, **__: asked.append(regions))
        for fraction in steps():
            bar.show(fraction)
    assert len(asked) == 20


def steps() -> Iterator[float]:
    """From nothing to all in a thousand steps."""
    return (step / 1000 for step in range(1001))
