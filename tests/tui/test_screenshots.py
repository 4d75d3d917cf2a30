"""The pictures in the README show what the program shows."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.screenshots import FOLDER, PICTURES, draw

README = FOLDER.parent / "README.md"


def words(svg: str) -> list[str]:
    """The text of a picture; colours may differ a little between versions of Textual."""
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_is_up_to_date(name: str, tmp_path: Path) -> None:
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert words(kept) == words(await draw(name, tmp_path)), "run `make screenshots`"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_links_to_nothing(path: Path) -> None:
    svg = path.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "://" not in svg
    assert "@font-face" not in svg


def test_the_readme_shows_pictures_that_exist() -> None:
    shown = re.findall(r"\]\((screenshots/[^)]+)\)", README.read_text(encoding="utf-8"))
    assert {f"screenshots/{name}.svg" for name in PICTURES} <= set(shown)
    assert [name for name in shown if not (FOLDER.parent / name).exists()] == []
