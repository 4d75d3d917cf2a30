"""What a session is at can be told by its word, and by its colour alone."""

from itertools import combinations

import pytest
from textual.app import ComposeResult

from library.exercises.model import Side
from library.session.phase import Phase
from tui.looks import ThemedApp
from tui.own_themes import OWN_THEMES
from tui.widgets.state_band import Band, StateBand

HOLD = Band(
    Phase.HOLD,
    Side.LEFT,
    "HOLD",
    "Hold",
    "Desk break: Chair leg stretch, of 日本語 and some words more",
    "rep 1 of 2, up to 60 s",
    "up to 12:38 to go",
)
PHASES = [
    HOLD,
    HOLD._replace(phase=Phase.READY, sign="READY"),
    HOLD._replace(phase=Phase.SWITCH, sign="SWITCH"),
    HOLD._replace(phase=Phase.SWITCH, sign="SWITCH", side=Side.RIGHT),
    HOLD._replace(phase=Phase.REST, sign="REST"),
    HOLD._replace(phase=Phase.PAUSED, sign="PAUSE"),
    HOLD._replace(phase=Phase.EASED_OFF, sign="STOP"),
]


class BandApp(ThemedApp):
    """Nothing but the band."""

    CSS = "StateBand { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield StateBand()

    @property
    def band(self) -> StateBand:
        return self.query_one(StateBand)

    def rows(self) -> list[str]:
        strips = [self.band.render_line(y) for y in range(self.band.size.height)]
        assert {strip.cell_length for strip in strips} == {self.size.width}
        return [strip.text for strip in strips]


@pytest.mark.parametrize("theme", [theme.name for theme in OWN_THEMES])
async def test_every_phase_has_a_colour_of_its_own(theme: str) -> None:
    app = BandApp(theme=theme)
    async with app.run_test(size=(80, 3)):
        colours = {}
        for band in PHASES:
            app.band.show(band)
            colours[band.sign, band.side] = app.band._state_style().bgcolor
        assert all(one != other for one, other in combinations(colours.values(), 2))


async def test_state_and_time_have_room_in_any_width_and_every_row_is_full() -> None:
    app = BandApp()
    async with app.run_test(size=(80, 3)) as pilot:
        for columns, rows in ((300, 7), (120, 5), (80, 3), (60, 1), (40, 3), (30, 1), (20, 1)):
            await pilot.resize_terminal(columns, rows)
            await pilot.pause()
            for band in PHASES:
                app.band.show(band)
                text = "\n".join(app.rows())
                assert "12:38" in text
                assert "█" in text or band.sign.capitalize() in text or band.state in text


async def test_leg_hold_and_exercise_stand_beside_the_word() -> None:
    app = BandApp()
    async with app.run_test(size=(80, 3)):
        app.band.show(HOLD)
        title, hold, _ = app.rows()
        assert "Desk break: Chair leg stretch, of 日本語" in title
        assert "LEFT leg, rep 1 of 2" in hold
        assert hold.rstrip().endswith("up to 12:38 to go")


async def test_the_coloured_part_is_as_high_as_the_small_letters() -> None:
    app = BandApp()
    async with app.run_test(size=(80, 3)):
        app.band.show(HOLD)
        app.rows()
        colour = app.band._state_style().bgcolor
        *_, last = app.band.render_line(1)
        assert last.style is not None
        assert last.style.bgcolor == colour
        *_, last = app.band.render_line(2)
        assert last.style is not None
        assert (set(last.text), last.style.color) == ({"▀"}, colour)
