"""From the wish for a sheet to the page that lies there to be printed."""

import asyncio
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from library import failures, files
from library.new_file import NotWrittenError, write_new
from library.pages.sheet import sheet_page
from library.routines.model import Routine
from tui.app_base import App
from tui.services import Services
from tui.text.sheet import sheet_of

WEEKS = 2
"""For how many weeks there is a table to tick; `supple sheet` makes others."""


async def write_sheet(app: App, services: Services, routine: Routine | None) -> None:
    """Write a sheet of a routine, or of what the person practises, and say where it lies.

    Call it from a worker.
    """
    try:
        path, doubt = await asyncio.to_thread(_write, services, routine)
    except NotWrittenError as error:
        app.tell(f"The sheet was not written: {error}", "error")
        return
    app.tell(" ".join(filter(None, (f"Open it in a browser and print it: {path}", doubt))))


def _write(services: Services, routine: Routine | None) -> tuple[Path, str]:
    chosen = services.guide.practised if routine is None else routine
    sheet = sheet_of(chosen, services.profile, services.guide, WEEKS)
    name = f"{chosen.id}-{services.profile.today()}"
    return _keep(services.paths.sheets_dir, name, sheet_page(sheet))


def _keep(folder: Path, name: str, page: str) -> tuple[Path, str]:
    """Write a page as a file of its own, unless the same one lies there.

    Returns:
        Where it lies, and what has to be said about it.

    Raises:
        NotWrittenError: That cannot be done.
    """
    try:
        files.make_folder(folder)
        for path in _names(folder, name):
            if files.holds(path, page.encode()):
                return path, ""
            if not files.is_there(path):
                return path, write_new(path, page)
    except OSError as error:
        raise NotWrittenError(failures.why(error)) from error
    raise AssertionError("there is always another name")


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.html"
    yield from (folder / f"{name}-{number}.html" for number in count(2))
