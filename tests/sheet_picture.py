"""Draws two pages of a sheet as one picture, and a figure that moves, for the README."""

from pathlib import Path
from tempfile import TemporaryDirectory

from library.exercises.catalogue import ExercisesFolder
from library.figure.figure import Figure
from library.figure.svg import DARK, Picture, moving_svg
from library.pages.sheet import sheet_page
from tests.tui.support import dashboard
from tui.text.sheet import sheet_of

WIDE, HIGH = 794, 1123
"""A4 at 96 pixels to the inch."""
GAP, SCALE = 24, 0.6
TITLE = "A sheet for the wall: how a stretch is done, in pictures and steps, and days to tick"


def sheet_picture() -> str:
    """The first page of a sheet and the one with its tables, as SVG."""
    with TemporaryDirectory() as folder:
        services = dashboard(Path(folder)).services
        routine = services.profile.routines.get("all-six")
        sheet = sheet_of(routine, services.profile, services.guide, weeks=2)
    page = sheet_page(sheet)
    body = page.partition("<main>")[2].partition("</main>")[0]
    first, _, _ = body.partition("<h2>On the floor</h2>")
    _, notes, last = body.partition("<h2>Notes</h2>")
    pages = [_page(number, text) for number, text in enumerate((first, f"{notes}{last}"))]
    wide, high = 2 * WIDE + 3 * GAP, HIGH + 2 * GAP
    style = page.partition("<style>")[2].partition("</style>")[0]
    style = style.replace("\nbody {", "\n.paper {")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'width="{round(wide * SCALE)}" height="{round(high * SCALE)}">\n<title>{TITLE}</title>\n'
        f"<style>{style}</style>\n"
        f'<rect width="100%" height="100%" rx="10" fill="#8b8680"/>\n{"".join(pages)}</svg>\n'
    )


def _page(number: int, text: str) -> str:
    left, margin = GAP + number * (WIDE + GAP), 45
    return (
        f'<rect x="{left}" y="{GAP}" width="{WIDE}" height="{HIGH}" fill="#fff"/>\n'
        f'<foreignObject x="{left + margin}" y="{GAP + margin}" width="{WIDE - 2 * margin}" '
        f'height="{HIGH - 2 * margin}">\n'
        f'<div xmlns="http://www.w3.org/1999/xhtml" class="paper">{_with_names(text)}</div>\n'
        "</foreignObject>\n"
    )


def _with_names(text: str) -> str:
    """In XML a picture needs the name of its language."""
    return text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')


def figure_picture() -> str:
    """The leg lift, as it moves in a browser."""
    exercise = ExercisesFolder(Path("/nowhere")).read()[0].get("leg-lift")
    figure = Figure.from_mapping(exercise.pose, exercise.id).at_level(4)
    return moving_svg(Picture(figure, "left", DARK, caption="LEFT leg"))
