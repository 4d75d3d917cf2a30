"""From the wish for a sheet or a report to the page that lies there to be printed."""

import asyncio
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from library import failures, files
from library.new_file import NotWrittenError, write_new
from library.pages.report import report_page
from library.pages.sheet import USUAL_WEEKS, sheet_page
from library.review.period import Period
from library.routines.model import Routine
from tui.app_base import App
from tui.services import Services
from tui.text.report import report_words
from tui.text.sheet import sheet_of

About = Routine | Period | None
"""A routine, what the person practises, or weeks that are looked back at."""


async def write_page(app: App, services: Services, about: About) -> None:
    """Write a sheet or a report, and say where it lies; call it from a worker."""
    kind = "report" if isinstance(about, Period) else "sheet"
    try:
        path, doubt = await asyncio.to_thread(_write, services, about)
    except NotWrittenError as error:
        app.notify(f"The {kind} was not written: {error}", severity="error")
        return
    app.notify(" ".join(filter(None, (f"Open it in a browser and print it: {path}", doubt))))


def _write(services: Services, about: About) -> tuple[Path, str]:
    profile, guide, today = services.profile, services.guide, services.profile.today()
    if isinstance(about, Period):
        report = guide.report(about)
        page = report_page(report_words(report, profile.catalogue.name_of, guide.levels_in_words))
        return _keep(services.paths.sheets_dir, f"report-{about.weeks}-weeks-{today}", page)
    chosen = guide.practised if about is None else about
    sheet = sheet_of(chosen, profile, guide, USUAL_WEEKS)
    return _keep(services.paths.sheets_dir, f"{chosen.id}-{today}", sheet_page(sheet))


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
