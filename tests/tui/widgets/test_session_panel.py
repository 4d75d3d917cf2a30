"""What a session tells has room, in every state, on a usual terminal and on any other."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.pilot import Pilot

from library.exercises.model import HoldEnd
from library.session.engine import Session
from library.session.machine import State
from library.session.phase import Phase
from tests.library.builders import exercise, holds, plan
from tests.marks import torture
from tests.tui.pages import screen_text
from tests.tui.session_steps import band, hint, told
from tests.tui.states import open_state
from tests.tui.support import dashboard, pass_time, session_screen, settled
from tui.looks import ThemedApp
from tui.widgets.session_column import SessionColumn, Untold
from tui.widgets.session_figure import SessionFigure
from tui.widgets.session_panel import HintLine, SessionPanel
from tui.widgets.state_band import StateBand
from tui.widgets.timeline import Timeline

USUAL = (80, 24)
STATES = ("session", "session-switch", "session-paused", "massage")


def missing(pilot: Pilot[None]) -> list[str]:
    """What of a session is to be told now and is not on the screen as a whole."""
    now, top = told(pilot), band(pilot)
    shown = set(screen_text(pilot.app.screen).split())
    texts = [now.caption, now.pressure, hint(pilot), top.title, top.hold, top.left]
    if not (
        now.view.phase is Phase.HOLD and hint(pilot)
    ):  # what is said of a new length may take the step's room
        texts.append(now.steps[now.view.step_index or 0])
    return [text for text in texts if not set(text.split()) <= shown]


@pytest.mark.parametrize("name", ["massage", *map(torture, STATES[:-1])])
async def test_nothing_is_cut_in_a_state_that_pictures_show(name: str, tmp_path: Path) -> None:
    async with open_state(name, tmp_path, USUAL) as pilot:
        assert missing(pilot) == []


@pytest.mark.parametrize(
    ("routine", "breaths"),
    [
        torture("massage", False),
        torture("all-six", False),
        torture("all-six", True),
        ("desk-break", True),
    ],
)
async def test_nothing_is_cut_from_the_first_step_to_the_last(
    routine: str, breaths: bool, tmp_path: Path
) -> None:
    board = dashboard(tmp_path, routine=routine)
    board.services.profile.change_settings(breath_count=breaths)
    async with board.app.run_test(size=USUAL) as pilot:
        await settled(pilot)
        if routine != "desk-break":
            await pilot.press("enter")
            await pilot.pause()
        screen, found = session_screen(pilot), []
        while screen.is_current:
            await pass_time(pilot, board.clock, 1)
            if not screen.is_current:
                break
            found += missing(pilot)
            await pilot.press("s", "plus")  # a sore spot, or a longer hold
            await pilot.pause()
            found += missing(pilot)
            if screen.session.state is State.SORE_SPOT:
                await pilot.press("n")  # ends the sore spot, not yet the step
            await pilot.press("n")
            await pilot.pause()
        assert found == []


ALL = ((20, 5), (34, 8), (60, 20), (300, 100), (40, 12), (100, 30), (21, 60))


@pytest.mark.parametrize("name", ["session", *map(torture, STATES[1:])])
async def test_side_seconds_and_what_it_is_at_are_told_in_any_size(
    name: str, tmp_path: Path
) -> None:
    async with open_state(name, tmp_path, USUAL) as pilot:
        for size in ALL:
            await pilot.resize_terminal(*size)
            session_screen(pilot).tick()  # as its timer does all the time
            await pilot.pause()
            text = screen_text(pilot.app.screen)
            assert any("1:" in line for line in text.splitlines()[:9]), size
            column = session_screen(pilot).query_one(SessionColumn)
            top = [column.render_line(y).text for y in range(column.size.height)]
            assert "█" in "".join(top) or told(pilot).digits in top[0], size


class Panel(ThemedApp):
    """Nothing but the panel, with a session of what a person wrote."""

    CSS = "SessionFigure { width: 40%; } SessionColumn { margin: 0 1; } #middle { height: 1fr; }"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        yield SessionPanel(SessionFigure(), learning=["bend"])


@pytest.mark.parametrize(
    "name", ["🦵🏽👩‍👩‍👧 " * 30, *map(torture, ["x" * 200, "股関節 " * 40, "שלום עולם " * 20])]
)
async def test_names_of_any_kind_keep_to_their_cells_in_any_size(name: str) -> None:
    bend = replace(exercise(), name=name, steps=(name, f"{name} {{side}}", name))
    other = replace(exercise("fold", end=HoldEnd.EASED), name=name[:30])
    session = Session(plan([*holds(bend, 20, reps=2), *holds(other, 30)]))
    session.start()
    app = Panel(session)
    async with app.run_test(size=(80, 24)) as pilot:
        for size in ((20, 5), (300, 100), (60, 20), (35, 30), (120, 40)):
            await pilot.resize_terminal(*size)
            for seconds in (3, 12, 12, 60):
                session.advance(session._now + seconds)
                app.query_one(SessionPanel).show(session)
                await pilot.pause()
                for part in (StateBand, SessionColumn, Timeline):
                    widget = app.query_one(part)
                    widths = {widget.render_line(y).cell_length for y in range(widget.size.height)}
                    assert widths <= {widget.size.width}, (part, size)


async def test_a_step_that_has_no_room_in_the_column_hangs_below_it_as_there() -> None:
    class Shown(ThemedApp):
        CSS = "#hint { height: 2; }"

        def compose(self) -> ComposeResult:
            yield HintLine()

    step = Untold("Stop at a mild pull, stay there and breathe calmly.", "▸4 ")
    async with Shown().run_test(size=(40, 9)) as pilot:
        line = pilot.app.query_one(HintLine)
        line.step(step)
        assert str(line.content) == "▸4 Stop at a mild pull, stay there and\n   breathe calmly."
        line.hint("The bell rings instead.")
        assert str(line.content).splitlines()[1] == "Stop at a mild pull, stay there and …"


async def test_digits_stay_below_the_word_in_the_last_hold_of_several_too(tmp_path: Path) -> None:
    board = dashboard(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        for seconds in (15, 90):
            await pass_time(pilot, board.clock, seconds)
            now, column = told(pilot), pilot.app.screen.query_one(SessionColumn)
            assert now.view.phase is Phase.HOLD
            large = [column.render_line(y).text for y in range(11)]
            assert sum("█" in row for row in large) == 10
        assert told(pilot).caption == "The last one"
        assert "The last one" in screen_text(pilot.app.screen)
