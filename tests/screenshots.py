"""Draws all pictures anew, screens and poses: `python -m tests.screenshots`."""

import asyncio
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.contact_sheet import contact_sheet
from tests.pictures import picture

FOLDER = Path(__file__).parents[1] / "screenshots"
SIZE = (100, 30)
PICTURES = {
    "today": "Today: what to do now, this week, the last twelve weeks",
    "exercises": "Exercises: a list with filters, and what to know about one of them",
    "session": "A session: a figure stretches, large digits count the hold down",
    "massage": "The massage: which step, what the hands do, how long",
    "history": "History: sessions, a map of the year, minutes per week",
}
"""States that are shown in the README, and what is to be seen."""


async def draw(name: str, folder: Path) -> str:
    """The picture of a state as SVG."""
    from tests.tui.states import open_state  # after Textual's variables are set

    async with open_state(name, folder, SIZE) as pilot:
        strips = pilot.app.screen._compositor.render_strips()
        return picture([list(strip) for strip in strips], PICTURES[name])


async def main(folder: Path) -> None:
    """Draw all of them into a folder."""
    for name in PICTURES:
        with TemporaryDirectory() as data:
            (folder / f"{name}.svg").write_text(await draw(name, Path(data)), encoding="utf-8")
    (folder / "figures.svg").write_text(contact_sheet(), encoding="utf-8")


if __name__ == "__main__":
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    asyncio.run(main(FOLDER))
