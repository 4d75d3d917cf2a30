import base64
import re
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from library.exercises.catalogue import ExercisesFolder
from tests.contact_sheet import COLUMNS, ROWS, contact_sheet


@pytest.fixture(scope="module")
def sheet() -> str:
    return contact_sheet()


def test_the_contact_sheet_shows_every_exercise_and_links_nowhere(sheet: str) -> None:
    ElementTree.fromstring(sheet)
    for exercise in ExercisesFolder(Path("/nowhere")).read()[0]:
        assert exercise.name in sheet
    links = set(re.findall(r"https?://[^\"]+", sheet))
    assert links == {"http://www.w3.org/2000/svg"}
    pictures = re.findall(r'href="([^",]+)', sheet)
    assert pictures == ["data:image/png;base64"] * 5 * len(
        ExercisesFolder(Path("/nowhere")).read()[0]
    )
    assert len(sheet) < 100_000


def pixels(data: str) -> bytes:
    """What a picture shows; the packed bytes differ from one zlib to the next."""
    picture = base64.b64decode(data)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return picture[16:24] + zlib.decompress(
        picture[picture.index(b"IDAT") + 4 : picture.index(b"IEND") - 8]
    )


def unpacked(sheet: str) -> str:
    return re.sub(r'base64,([^"]+)', lambda found: pixels(found.group(1)).hex(), sheet)


def test_the_pictures_on_it_have_two_by_two_pixels_for_a_cell(sheet: str) -> None:
    data = re.search(r'base64,([^"]+)', sheet)
    assert data is not None
    shown = pixels(data.group(1))
    assert struct.unpack(">II", shown[:8]) == (2 * COLUMNS, 2 * ROWS)
    assert len(shown) == 8 + 2 * ROWS * (1 + 3 * 2 * COLUMNS)


def test_the_sheet_in_the_repository_is_up_to_date(sheet: str) -> None:
    kept = Path("screenshots/figures.svg").read_text(encoding="utf-8")
    assert unpacked(kept) == unpacked(sheet), "run `make screenshots`"
