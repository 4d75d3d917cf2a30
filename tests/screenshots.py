"""Draws all pictures anew, screens and poses: `python -m tests.screenshots`.

`python -m tests.screenshots FOLDER deuteranope` draws them into a folder as somebody sees them who
lacks the cones for green, and `grey` without any hue.
"""

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.colour_vision import VIEWS, seen
from tests.contact_sheet import contact_sheet
from tests.pictures import picture
from tests.shell_pictures import figure_in_shell, first_session

FOLDER = Path(__file__).parents[1] / "screenshots"
SIZE = (120, 40)
PICTURES = {
    "today": "Today: what to do now and why, this week, the last twelve weeks",
    "session": "A session: a figure stretches, the leg and the seconds in large letters",
    "summary": "The end of a session: both legs as bars, the week filling, pain and a note",
    "exercises": "Exercises: by posture, with steps and the ladder of doses",
    "routines": "Routines: pictures of what they hold, and how long each part takes",
    "massage": "The massage: which step, what the hands do, how hard, how long",
    "does-it-help": "Does it help? Mornings, pain and minutes of four weeks, by exercise and leg",
    "history": "History: sessions, left and right, a map of the year, minutes per week",
}
"""States that are shown in the README, and what is to be seen."""
LIGHT = ("today", "session")
"""Those that are shown in the light theme as well."""

FILES: dict[str, tuple[str, str, tuple[int, int]]] = {
    **{f"{name}.svg": (name, "supple-dark", SIZE) for name in PICTURES},
    **{f"{name}-light.svg": (name, "supple-light", SIZE) for name in LIGHT},
    "small.svg": ("session", "supple-dark", (40, 12)),
}
"""The state and the theme that each file shows, and how many columns and rows the terminal has."""


async def draw(name: str, folder: Path, theme: str, size: tuple[int, int]) -> str:
    """The picture of a state as SVG."""
    from tests.tui.states import open_state  # after Textual's variables are set
    from tests.tui.support import pictured, settled

    async with open_state(name, folder, size) as pilot:
        pilot.app.theme = theme
        await settled(pilot)
        await pictured(pilot)
        strips = pilot.app.screen._compositor.render_strips()
        return picture([list(strip) for strip in strips], PICTURES[name])


async def all_pictures() -> dict[str, str]:
    """All of them as SVG, by the names of their files."""
    from tests.sheet_picture import figure_picture, sheet_picture  # likewise

    drawn = {
        "figures.svg": contact_sheet(),
        "sheet.svg": sheet_picture(),
        "leg-lift.svg": figure_picture(),
        "figure-in-shell.svg": figure_in_shell(),
    }
    with TemporaryDirectory() as data:
        drawn["first-session.svg"] = await first_session(Path(data))
    for file, (name, theme, size) in FILES.items():
        with TemporaryDirectory() as data:
            drawn[file] = await draw(name, Path(data), theme, size)
    return drawn


async def main(folder: Path, view: str = "") -> None:
    """Draw all of them into a folder, if so wished as somebody else sees them."""
    for file, svg in (await all_pictures()).items():
        (folder / file).write_text(seen(svg, VIEWS[view]) if view else svg, encoding="utf-8")


if __name__ == "__main__":
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:]) if sys.argv[1:] else main(FOLDER))
