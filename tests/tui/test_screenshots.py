"""The pictures in the README show what the program shows."""

import re
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.segment import Segment
from rich.style import Style

from tests import screenshots
from tests.marks import torture
from tests.pictures import moving_picture
from tests.screenshots import FILES, FOLDER, draw
from tests.sheet_picture import figure_picture, sheet_picture
from tests.shell_pictures import figure_in_shell, first_session

README = FOLDER.parent / "README.md"


pytestmark = pytest.mark.usefixtures("newcomer", "painted")  # as the program shows it
COLOUR = re.compile(r"#[0-9a-f]{6}")
NEAR = 4
"""How far red, green or blue may be off: versions of Textual round mixed colours differently."""


def shapes(svg: str) -> list[str]:
    """All that is drawn, but for its colours."""
    return COLOUR.sub("#", svg).splitlines()


def shades(svg: str) -> list[int]:
    """Red, green and blue of everything that is drawn."""
    return [part for colour in COLOUR.findall(svg) for part in bytes.fromhex(colour[1:])]


def outdated(kept: str, drawn: str) -> list[str]:
    """What a kept picture shows otherwise than the program."""
    if shapes(kept) != shapes(drawn):
        return list(unified_diff(shapes(kept), shapes(drawn), lineterm="", n=0))
    pairs = zip(shades(kept), shades(drawn), strict=True)
    off = max((abs(one - other) for one, other in pairs), default=0)
    return [f"a colour is off by {off}"] if off > NEAR else []


@pytest.mark.parametrize(
    "file", ["today.svg", *(torture(file) for file in FILES if file != "today.svg")]
)
async def test_a_picture_is_up_to_date(file: str, tmp_path: Path) -> None:
    kept = (FOLDER / file).read_text(encoding="utf-8")
    name, theme, size = FILES[file]
    assert outdated(kept, await draw(name, tmp_path, theme, size)) == [], "run `make screenshots`"


@pytest.mark.torture
async def test_the_picture_that_moves_is_up_to_date(tmp_path: Path) -> None:
    kept = (FOLDER / "first-session.svg").read_text(encoding="utf-8")
    assert outdated(kept, await first_session(tmp_path)) == [], "run `make screenshots`"


def test_a_picture_that_moves_shows_each_screen_in_its_time_and_one_to_who_wants_none() -> None:
    frames = [([[Segment(f"{text:20}", Style())]], 2.0) for text in ("one", "two", "one")]
    svg = moving_picture(frames, "a title", still=1)
    groups = re.findall(r'<g class="(\w+)"( visibility="hidden")?.*?>(\w+)</text>', svg, re.S)
    assert [(hidden != "", word) for _, hidden, word in groups] == [
        (True, "one"),
        (False, "two"),
        (True, "one"),
    ]
    rules = [re.search(rf"@keyframes {name}{{(.*)}}", svg) for name, _, _ in groups]
    assert [rule[1] for rule in rules if rule] == [
        "0%{visibility:visible}33.33%{visibility:hidden}",
        "0%{visibility:hidden}33.33%{visibility:visible}66.67%{visibility:hidden}",
        "0%{visibility:hidden}66.67%{visibility:visible}100%{visibility:hidden}",
    ]


@pytest.mark.parametrize(
    ("change", "noticed"),
    [
        (("Steadiness", "Bewildered"), True),
        (("#1a1715", "#1c1815"), False),
        (("#1a1715", "#1a2f15"), True),
        (("<rect", "<path"), True),
    ],
)
def test_a_picture_with_other_words_shapes_or_colours_is_outdated(
    change: tuple[str, str], noticed: bool
) -> None:
    kept = (FOLDER / "today.svg").read_text(encoding="utf-8")
    assert bool(outdated(kept, kept.replace(*change))) is noticed
    assert kept.replace(*change) != kept


@pytest.mark.parametrize(
    ("file", "drawing"),
    [
        ("sheet.svg", sheet_picture),
        ("leg-lift.svg", figure_picture),
        ("figure-in-shell.svg", figure_in_shell),
    ],
)
def test_a_picture_that_is_no_screen_is_up_to_date(file: str, drawing: Callable[[], str]) -> None:
    kept = (FOLDER / file).read_text(encoding="utf-8")
    ElementTree.fromstring(kept)
    assert outdated(kept, drawing()) == [], "run `make screenshots`"


async def test_one_script_draws_every_picture_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def name_only(name: str, folder: Path, theme: str, size: tuple[int, int]) -> str:
        return f"{name} #ff0000"

    async def still(folder: Path) -> str:
        return "it moves"

    monkeypatch.setattr(screenshots, "draw", name_only)
    monkeypatch.setattr(screenshots, "first_session", still)
    monkeypatch.setattr(screenshots, "contact_sheet", lambda: "the sheet")
    await screenshots.main(tmp_path)
    drawn = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert drawn.keys() == {path.name for path in FOLDER.iterdir()}
    assert drawn["figures.svg"] == "the sheet"
    await screenshots.main(tmp_path, "grey")
    assert (tmp_path / "today.svg").read_text(encoding="utf-8") == "today #7f7f7f"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_links_to_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    svg = re.sub(r'xmlns="http://www.w3.org/(2000/svg|1999/xhtml)"', "", text)
    assert "://" not in svg
    assert "@font-face" not in svg


def test_the_readme_shows_pictures_that_exist() -> None:
    shown = re.findall(r"\]\((screenshots/[^)]+)\)", README.read_text(encoding="utf-8"))
    assert {f"screenshots/{file}" for file in FILES} <= set(shown)
    assert [name for name in shown if not (FOLDER.parent / name).exists()] == []
