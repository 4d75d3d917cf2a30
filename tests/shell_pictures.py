"""Draws what is seen in a shell: a figure, and as a picture that moves how a session begins."""

from io import StringIO
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from library.exercises.catalogue import ExercisesFolder
from tests.pictures import Lines, moving_picture, picture
from tui.cli.figure_printing import (
    BEHIND,
    NOBODY,
    FigureOptions,
    figure_text,
    read_figure,
    shown_to,
)

COLUMNS, ROWS = SIZE = (80, 24)
TITLE = (
    "From the shell to the first hold: supple shows what is right for today, Enter starts it, "
    "ten seconds later the left leg is held, then the right one"
)
FIGURE = FigureOptions(columns=66, rows=20, level=3, colour="always")
FIGURE_TITLE = "supple figure leg-lift, printed in a shell: a standing figure, one heel on a chair"
COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
BACK = f"#{BEHIND:06x}"
GROUND = Style(color="#e8dfd4", bgcolor=BACK)
PROMPT = Style(color="#7fc8b8", bgcolor=BACK, bold=True)
CURSOR = Style(color=BACK, bgcolor="#e8dfd4")
QUICK, USUAL, LONG = 0.35, 0.6, 3.6
"""Seconds a screen is seen: what is waited for, what is done, what is read (our judgement)."""
MOMENTS = (
    *(((1, QUICK),) * 10),
    *(((1, USUAL),) * 5),
    *(((8, USUAL), (8, USUAL), (6, USUAL))),
    *(((3, USUAL),) * 1),
    *(((4, USUAL),) * 2),
    *(((3, USUAL), (1, USUAL), (1, USUAL), (1, USUAL), (1, LONG / 2))),
)
"""How many seconds of the session pass before each further screen, and how long it is seen."""


def prompt(typed: str, columns: int, cursor: Style = CURSOR) -> list[Segment]:
    """A line in which somebody types, or with the cursor like the ground has typed."""
    begun = [Segment("$ ", PROMPT), Segment(typed, GROUND), Segment(" ", cursor)]
    return [*begun, Segment(" " * (columns - len(f"$ {typed} ")), GROUND)]


def shell(typed: str) -> Lines:
    """A terminal with nothing but a prompt."""
    return [prompt(typed, COLUMNS), *[[Segment(" " * COLUMNS, GROUND)]] * (ROWS - 1)]


def figure_in_shell() -> str:
    """A figure as `supple figure` prints it, as SVG."""
    catalogue = ExercisesFolder(Path("/nowhere")).read()[0]
    figure = shown_to(NOBODY, read_figure("leg-lift", catalogue), FIGURE, catalogue)
    printed = figure_text(figure, FIGURE, StringIO(), COLOURS)
    texts = map(Text.from_ansi, printed.splitlines())
    wide = FIGURE.columns
    first = prompt("supple figure leg-lift", wide, GROUND)
    return picture([first, *map(_segments, texts), prompt("", wide)], FIGURE_TITLE)


def _segments(text: Text) -> list[Segment]:
    return [
        Segment(text.plain[span.start : span.end], Style.parse(str(span.style)))
        for span in text.spans
    ]


async def first_session(folder: Path) -> str:
    """The picture, as SVG, of somebody who has practised."""
    from tests.tui.states import open_state  # after Textual's variables are set
    from tests.tui.support import pass_time, pictured, settled

    frames = [(shell(typed), USUAL) for typed in ("sup", "supple")]
    async with open_state("today", folder, SIZE) as pilot:

        async def take(seconds: float) -> None:
            await pictured(pilot)
            strips = pilot.app.screen._compositor.render_strips()
            frames.append(([list(strip) for strip in strips], seconds))

        await take(LONG)
        still = len(frames) - 1
        await pilot.press("enter")
        await settled(pilot)
        await take(QUICK)
        clock = pilot.app.services.clock  # type: ignore[attr-defined]
        for passed, seconds in MOMENTS:
            await pass_time(pilot, clock, passed)
            await take(seconds)
    return moving_picture(frames, TITLE, still)
